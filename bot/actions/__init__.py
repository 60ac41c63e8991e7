"""The action plan: what is done about what was said, and what it changed."""
