"""The journal: proving that nobody has changed what was noted."""
