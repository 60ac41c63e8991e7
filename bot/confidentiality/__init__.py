"""Confidentiality of exchanges: what may identify a young person is masked."""
