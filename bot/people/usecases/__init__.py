"""Its use cases: short functions, each one transaction."""
