"""Complaints and partnership requests: what comes from outside, by its dates."""
