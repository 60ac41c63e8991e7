"""Sending: what is said to Teams, at its pace."""
