"""What may identify a young person is masked before it is kept, and its author is told."""
