"""The doctor: what is well with an installation, and what is not."""
