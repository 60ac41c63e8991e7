"""The idea box: every idea is read, answered, given a status, and its author told."""
