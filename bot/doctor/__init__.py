"""``python -m bot doctor``: what is well, what is not, and nothing changed by looking."""
