"""« En congé jusqu'au 12/12 »: the last day of a leave, as people write it."""

import re
from datetime import date, timedelta

from domain.names import fold

_LEAVE = re.compile(r"\b(conges?|absente?|vacances|rtt|arret)\b")
_UNTIL = re.compile(r"jusqu|au\b")
_NUMBERS = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?\b")
_WORDS = re.compile(r"\b(\d{1,2})(?:er)?\s+([a-z]+)(?:\s+(\d{4}))?\b")
_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet"),
            *("aout", "septembre", "octobre", "novembre", "decembre"),
        ),
        1,
    )
}
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def is_leave(text: str) -> bool:
    """Tell whether somebody says that they are on leave until some day, and little else."""
    said = fold(text)
    few = len(said.split()) <= 10  # noqa: PLR2004 -- longer is a remark about leave
    return few and bool(_LEAVE.search(said)) and bool(_UNTIL.search(said))


def leave_until(text: str, today: date) -> date | None:
    """Return the last day of the leave that *text* names; None where it names none.

    Without a year it is the next such day; a weekday is the next one after *today*.
    """
    said = fold(text)
    if numbers := _NUMBERS.search(said):
        day, month, year = numbers.groups()
        return _dated(int(day), int(month), year, today)
    for words in _WORDS.finditer(said):
        if month_number := _MONTHS.get(words[2]):
            return _dated(int(words[1]), month_number, words[3], today)
    for number, name in enumerate(_DAYS):
        if re.search(rf"\b{name}\b", said):
            return today + timedelta(days=(number - today.weekday()) % 7 or 7)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    try:
        if year is not None:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
        then = date(today.year, month, day)
        return then if then >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
