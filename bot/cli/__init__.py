"""``python -m bot …``: the commands."""
