"""The French working calendar: weekends, public holidays of the place, closures, part time."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week
from domain.records import record

WORKWEEK = range(5)
"""The weekdays, Monday 0 to Friday 4, on which a Mission Locale may work."""

_METROPOLE = "Europe/Paris"

_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}
"""Department to its name in ``holidays``. Good Friday and 26 December are off there (Code du
travail, art. L3134-13). The law gives Good Friday only to communes with a Protestant church; here
all have it: better to ask a day early than on a day off."""

_OVERSEAS = {
    "971": ("971", "America/Guadeloupe"),
    "972": ("972", "America/Martinique"),
    "973": ("973", "America/Cayenne"),
    "974": ("974", "Indian/Reunion"),
    "975": ("PM", "America/Miquelon"),
    "976": ("976", "Indian/Mayotte"),
    "977": ("BL", "America/St_Barthelemy"),
    "978": ("MF", "America/Marigot"),
    "986": ("WF", "Pacific/Wallis"),
    "987": ("PF", "Pacific/Tahiti"),
    "988": ("NC", "Pacific/Noumea"),
}
"""Department or territory to its name in ``holidays`` and its IANA zone; the clock of Tahiti
stands for all of French Polynesia."""

_DEPARTMENTS = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"} | {*_OVERSEAS}

ZONES = (_METROPOLE, *(zone for _, zone in _OVERSEAS.values()))
"""The IANA zones of France, metropolitan first."""


EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
"""The days that are taken for one when somebody chooses or writes it: any other was mistyped, and
the arithmetic of a calendar ends with the year 9999."""

NO_DAY = date.min
"""What stands for something typed that is no day: unlike None, which is nothing, every rule about
days refuses it, as one that is past."""


_LOCAL = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})\b.*", re.DOTALL)
_ISO_DAY = len("2026-11-30")
_MONTHS = 12


def chosen_day(text: str) -> date:
    """Return the day that *text* names, within bounds, else ``NO_DAY``.

    In ISO 8601, alone or with an hour, as a field of a card sends it; some clients send what they
    show, « 30/11/2026 »: the day first, as it is written here, unless no month comes second.
    """
    said = text.strip()
    local = _LOCAL.fullmatch(said)
    try:
        if local is None:
            is_moment = said[_ISO_DAY : _ISO_DAY + 1] in ("T", " ")
            day = date.fromisoformat(said[:_ISO_DAY] if is_moment else said)
        else:
            first, second, year = (int(each) for each in local.groups())
            is_american = second > _MONTHS
            day = date(year, first, second) if is_american else date(year, second, first)
    except ValueError:
        return NO_DAY
    return day if EARLIEST <= day <= LATEST else NO_DAY


@record
class Closure:
    """Days on which the organisation is closed, the first and the last included."""

    first: date
    last: date
    name: str = ""
    id: int | None = None

    def covers(self, day: date) -> bool:
        """Tell whether *day* is one of them."""
        return self.first <= day <= self.last


@record
class Calendar:
    """The days worked by an organisation, or by a person who does not work on ``days_off``.

    ``department`` is a code as ``check_department`` returns it; any other has the holidays of
    metropolitan France. ``days_off`` are weekdays, 0 for Monday.
    """

    department: str = ""
    closures: tuple[Closure, ...] = ()
    days_off: frozenset[int] = frozenset()

    def is_off(self, day: date) -> bool:
        """Tell whether nobody, or not this person, works on *day*."""
        return (
            day.weekday() not in WORKWEEK
            or day.weekday() in self.days_off
            or day in _holidays(self.department, day.year)
            or any(closure.covers(day) for closure in self.closures)
        )

    def why_off(self, day: date) -> str:
        """Return the French name of the holiday on *day*, else of the closure, else ``""``.

        Weekends, part time and unnamed closures have no name; neither has a day worked. A holiday
        keeps its name when it falls on a Sunday or within a closure.
        """
        names = [closure.name for closure in self.closures if closure.covers(day)]
        holiday = _holidays(self.department, day.year).get(day, "")
        return holiday or next(filter(None, names), "")

    def is_closed(self, week: Week) -> bool:
        """Tell whether no day of *week* is worked."""
        return all(self.is_off(week.day(weekday)) for weekday in WORKWEEK)

    def last_working_day(self, first: date, day: date) -> date | None:
        """Return the last working day not after *day* and not before *first*, or None."""
        days = (day - timedelta(days=back) for back in range((day - first).days + 1))
        return next((one for one in days if not self.is_off(one)), None)

    def next_working_day(self, day: date, within: int = 60) -> date | None:
        """Return *day* if it is worked, else the first working day after it, else None.

        None means: nothing is worked until *within* days after *day*.
        """
        days = (day + timedelta(days=ahead) for ahead in range(within + 1))
        return next((one for one in days if not self.is_off(one)), None)


def check_department(text: str) -> str:
    """Return the code of the department named by *text*: ``67``, ``2A``, ``971``; ``""`` for none.

    Spaces around, case and a missing first zero do not matter. The codes are those of the *Code
    officiel géographique* (INSEE), with the overseas territories.

    Raises:
        RuleViolationError: there is no such department (``UNKNOWN_DEPARTMENT``).
    """
    code = text.strip().upper()
    if not code:
        return ""
    code = code.zfill(2)
    if code not in _DEPARTMENTS:
        raise RuleViolationError(Reason.UNKNOWN_DEPARTMENT)
    return code


def zone_of(department: str) -> str:
    """Return the IANA zone of *department*, that of Paris unless it is overseas."""
    _, zone = _OVERSEAS.get(department, ("", _METROPOLE))
    return zone


def _holidays(department: str, year: int) -> Mapping[date, str]:
    overseas, _ = _OVERSEAS.get(department, ("", _METROPOLE))
    return _holidays_of_place(overseas or _ALSACE_MOSELLE.get(department), year)


@cache
def _holidays_of_place(subdivision: str | None, year: int) -> Mapping[date, str]:
    """Return a plain dict: the library's own grows when it is asked for another year."""
    from holidays import country_holidays

    found = country_holidays("FR", subdivision, year, language="fr", categories="public")
    return dict(found.items())
