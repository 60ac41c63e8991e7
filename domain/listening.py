"""Whether the bot hears its channel: Teams can make it deaf without an error.

Without the permission ``ChannelMessage.Read.Group`` Teams delivers only what mentions the bot, and
tells nobody. What did arrive is the one true sign, so the day of it is kept.
"""

from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from domain.calendar import Calendar
from domain.records import record

QUIET = 10
"""Working days without any message after which one should look: two weeks."""

ONLY_MENTIONED = 5
"""Working days in which only messages that mention the bot came: in a week somebody forgets to."""


class Hearing(StrEnum):
    """What may be said of a channel."""

    WELL = "well"
    NOTHING = "nothing"
    ONLY_MENTIONS = "only_mentions"
    SILENT = "silent"
    NO_CHANNEL = "no_channel"


@record
class Ear:
    """A channel, and the days on which it was last heard without and with a mention of the bot."""

    channel: str
    heard_on: date | None = None
    mentioned_on: date | None = None

    @property
    def last_on(self) -> date | None:
        """The day of the last message of any sort."""
        return max((day for day in (self.heard_on, self.mentioned_on) if day), default=None)


@record
class Heard:
    """What is said of a channel today."""

    ear: Ear
    hearing: Hearing
    today: date


def judge(ear: Ear, calendar: Calendar, today: date) -> Heard:
    """Return what may be said of a channel on the day *today* of its organisation."""
    return Heard(ear, _hearing(ear, calendar, today), today)


def _hearing(ear: Ear, calendar: Calendar, today: date) -> Hearing:
    if ear.last_on is None:
        return Hearing.NOTHING
    if _worked(calendar, ear.last_on, today, QUIET):
        return Hearing.SILENT
    if ear.heard_on is None:
        return Hearing.ONLY_MENTIONS
    is_later = ear.last_on > ear.heard_on
    if is_later and _worked(calendar, ear.heard_on, today, ONLY_MENTIONED):
        return Hearing.ONLY_MENTIONS
    return Hearing.WELL


def _worked(calendar: Calendar, after: date, today: date, least: int) -> bool:
    """Tell whether at least so many working days lie after a day, today included."""
    days = (today - timedelta(days=back) for back in range((today - after).days))
    worked = (day for day in days if not calendar.is_off(day))
    return len(list(islice(worked, least))) == least
