"""Exchange: contributions as a file, out and in."""
