"""What keeps a backup from being made or restored."""


class BackupError(Exception):
    """A backup cannot be made, read or restored; the message says why and what to do."""
