"""The schema's history, and the code that brings a database up to it."""
