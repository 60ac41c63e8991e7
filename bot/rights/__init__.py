"""Rights: what is kept about a person, told to them, and removed."""
