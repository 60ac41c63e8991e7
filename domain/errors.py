"""An expected no, with a machine name that the cards turn into a kind sentence."""

from enum import StrEnum


class Reason(StrEnum):
    """Why something asked for is not done."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    NOT_QUALITY_LEAD = "not_quality_lead"
    WITHDRAWN = "withdrawn"
    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    NO_KIND = "no_kind"
    UNKNOWN_SITE = "unknown_site"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_DEPARTMENT = "unknown_department"
    BAD_RHYTHM = "bad_rhythm"
    BAD_DATES = "bad_dates"
    PAST_DAY = "past_day"
    NOTHING_WRITTEN = "nothing_written"
    FLASH_IS_OUT = "flash_is_out"


class RuleViolationError(Exception):
    """A rule says no; nothing has changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
