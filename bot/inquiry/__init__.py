"""Inquiry: questions in plain French about what was said."""
