"""What comes from outside: complaints (*réclamations*) and partnership requests, by their dates.

A sheet says when it came, was answered and was closed; it never names who made it.
"""

from enum import StrEnum


class RequestNature(StrEnum):
    """What is asked from outside."""

    COMPLAINT = "complaint"
    PARTNERSHIP = "partnership"


class RequestChannel(StrEnum):
    """How it came."""

    DESK = "desk"
    PHONE = "phone"
    MAIL = "mail"
    EMAIL = "email"
    FORM = "form"
    OTHER = "other"
