"""What a message shows of the action plan."""

from enum import StrEnum


class ActionSubject(StrEnum):
    """The code names, as the outbox keeps them."""

    HANDED = "action_handed"
    DECIDED = "action_decided"
    TOLD = "action_told"
    TOLD_UNNAMED = "action_told_unnamed"
    """To the author of what is anonymous: found out when it is sent, and written nowhere."""
    DUE = "action_due"
