"""Contributions (*fiches*): what somebody says, kept under a number."""
