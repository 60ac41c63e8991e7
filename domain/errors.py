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
    SITE_TOO_SMALL = "site_too_small"
    TOO_MANY_SITES = "too_many_sites"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_DEPARTMENT = "unknown_department"
    BAD_RHYTHM = "bad_rhythm"
    BAD_DATES = "bad_dates"
    PAST_DAY = "past_day"
    NOTHING_WRITTEN = "nothing_written"
    FLASH_IS_OUT = "flash_is_out"
    NO_SUCH_MOVE = "no_such_move"
    NO_REASON = "no_reason"
    NO_PROMISE = "no_promise"
    NO_ANSWER = "no_answer"
    MERGED_BADLY = "merged_badly"
    ASKED_ALREADY = "asked_already"
    LAST_LEAD = "last_lead"
    NO_RESULT = "no_result"
    BAD_DEADLINES = "bad_deadlines"
    BAD_RETENTION = "bad_retention"
    BAD_RECURRENCE = "bad_recurrence"
    UNKNOWN_THEME = "unknown_theme"
    NO_NAME = "no_name"
    NO_IRRITANT = "no_irritant"
    SAME_THEME = "same_theme"
    BAD_FEWEST_ANSWERS = "bad_fewest_answers"
    BAD_REQUEST_DATES = "bad_request_dates"
    NOT_FOR_MEMBERS = "not_for_members"
    NOT_A_NAME = "not_a_name"
    NOT_YOUR_ACTION = "not_your_action"
    NOT_STEERING = "not_steering"
    NOT_DECIDING = "not_deciding"
    NO_TITLE = "no_title"
    NO_DAY = "no_day"
    NO_TRIAL = "no_trial"
    TRIAL_OPEN = "trial_open"
    NOT_DONE = "not_done"
    NO_VALUE = "no_value"
    NO_CHANGE_CHOSEN = "no_change_chosen"
    LINE_TOO_LONG = "line_too_long"
    UNKNOWN_ACTION = "unknown_action"
    NO_PLACE = "no_place"


class RuleViolationError(Exception):
    """A rule says no; nothing has changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
