"""What a message is: its explicit signs first, then a small classifier."""
