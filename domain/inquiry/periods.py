"""The days that a question is about: « ce trimestre », « depuis le 1er octobre », « S47 ».

A question looks back: what names no year is the latest that has begun.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from domain.inquiry import Period

MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet"),
    *("aout", "septembre", "octobre", "novembre", "decembre"),
)
_SHORT_MONTHS = ("janv", "fevr", "fev", "avr", "juil", "sept", "oct", "nov", "dec")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FIGURES = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "douze": 12,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "soixante": 60,
    "cent": 100,
}
_UNITS = {"jour": 1, "j": 1, "semaine": 7, "sem": 7, "quinzaine": 15, "mois": 30}
_UNITS |= {"trimestre": 91, "semestre": 182, "an": 365, "annee": 365}
_RANKS = {"1": 1, "premier": 1, "2": 2, "deuxieme": 2, "second": 2, "3": 3, "troisieme": 3}
_RANKS |= {"4": 4, "quatrieme": 4}

Days = tuple[date, date]
"""The first and the last."""

_YEAR = r"(?:\s+(?:de\s+)?((?:20)?\d\d)\b(?!\s*(?:h|jours?|semaines?|mois|idees?|irritants?)\b))?"
_LAST = r"(?:dernier|derniere|passe|passee|precedent|precedente)"
_MONTH = rf"({'|'.join((*MONTHS, *_SHORT_MONTHS))})\b\.?"
DURATION = rf"(\d{{1,4}}|{'|'.join(_FIGURES)})\s*({'|'.join(_UNITS)})s?\b"
"""A figure and a unit, as two groups: « 15 jours », « deux semaines »."""


def find(said: str, today: date) -> tuple[Period, tuple[int, int]] | None:
    """Return the period named in *said*, which is folded, and where it stands; None without one.

    Where it stands includes « en », « depuis » and the like before it.
    """
    for read in (_read_stretch, _read_rolling, _read_unit):
        found = read(said, today)
        if found is not None:
            return found
    return None


def days(figure: str, unit: str) -> int:
    """Return how many days « deux semaines » are: a month is 30, a year 365."""
    return min(_count(figure) * _UNITS[unit], LONGEST)


def together(named: Sequence[Period]) -> Period:
    """Return the period from the first day of all of *named* to the last of all."""
    firsts = [period.first for period in named]
    lasts = [period.last for period in named]
    first = None if None in firsts else min(day for day in firsts if day)
    return Period(first, None if None in lasts else max(day for day in lasts if day))


def older(figure: str, unit: str, today: date) -> Period:
    """Return what is « de plus de deux semaines »."""
    return Period(None, today - timedelta(days=days(figure, unit)))


LONGEST = 365 * 20
"""No question goes back so far; more would leave the calendar."""


def _count(figure: str) -> int:
    return _FIGURES.get(figure) or int(figure)


def _read_stretch(said: str, today: date) -> tuple[Period, tuple[int, int]] | None:
    """« du 3 au 15 octobre », « entre septembre et octobre »."""
    for found in _STRETCH.finditer(said):
        begins, ends = (found[1], found[2]) if found[1] else (found[3], found[4])
        last = next(_units(ends, today), None)
        if last is None or last[1][0]:
            continue
        till, reach = last[0], found.end() - len(ends) + last[1][1]
        first = next(_units(begins, till[0]), None)
        since = first[0][0] if first else _same_month(begins, till[0])
        if since is not None and since <= till[1]:
            return Period(since, till[1]), (found.start(), reach)
    return None


_STRETCH = re.compile(
    r"\b(?:du|de|d')\s*(?:le\s+|l')?([^,;.?!]{1,30}?)\s+(?:au|a|jusqu'\s?au?)\s+([^,;?!]{2,40})"
    r"|\bentre\s+(?:le\s+|l')?([^,;.?!]{1,30}?)\s+et\s+(?:le\s+|l')?([^,;?!]{2,40})"
)


def _same_month(said: str, last: date) -> date | None:
    """« du 3 » of « du 3 au 15 octobre », « du 25 » of « du 25 au 3 octobre »."""
    figure = re.fullmatch(r"(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+)?(\d{1,2})(?:er)?", said)
    if figure is None:
        return None
    back = (last - timedelta(days=ago) for ago in range(31))
    return next((day for day in back if day.day == int(figure[1])), None)


def _read_rolling(said: str, today: date) -> tuple[Period, tuple[int, int]] | None:
    """« depuis 3 semaines », « les 30 derniers jours », « ces derniers mois »."""
    if found := _SINCE.search(said):
        return Period(today - timedelta(days=days(found[1], found[2]))), found.span()
    if found := _LAST_ONES.search(said):
        back = days(found[1] or _SOME[found[2]], found[2])
        return Period(today - timedelta(days=back), today), found.span()
    return None


_SINCE = re.compile(rf"\b(?:depuis|il y a moins de)\s+(?:les\s+|environ\s+)?{DURATION}")
_LAST_ONES = re.compile(
    r"\b(?:(?:sur|dans|pendant|durant|de|au cours d[eu])\s+)?(?:(?:les|ces|des)\s+)?"
    rf"(?:(\d{{1,4}}|{'|'.join(_FIGURES)})\s+)?derni(?:er|ere)s\s+"
    r"(jour|semaine|mois|an|annee|trimestre|semestre)s?\b"
)
_SOME = {"jour": "7", "semaine": "4", "mois": "3", "an": "3", "annee": "3"}
_SOME |= {"trimestre": "2", "semestre": "2"}
"""How many are meant by « ces derniers jours »."""


def _read_unit(said: str, today: date) -> tuple[Period, tuple[int, int]] | None:
    """« en octobre », « depuis la rentrée », « avant le 12/10 »."""
    found = next(_units(said, today), None)
    if found is None:
        return None
    (first, last), (start, end) = found
    before = _BEFORE.search(said[:start])
    if before is None or not before[1]:
        return Period(first, last), (before.start() if before else start, end)
    match before[1][:2]:
        case "av":
            period = Period(None, first - timedelta(days=1))
        case "ap":
            period = Period(last + timedelta(days=1))
        case "ju":
            period = Period(None, last)
        case _:
            period = Period(first)
    return period, (before.start(), end)


_BEFORE = re.compile(
    r"(?:\b(depuis|a partir|avant|apres|jusqu[' ]?(?:en|au?|a)?)\b\s*"
    r"(?:(?:le|la|de|du|debut|d')\s*)*"
    r"|(?:\b(?:pendant|durant|courant|au cours|dans|sur|pour|en|au|de|du|d'|le|la|l'|mois|debut"
    r"|fin|mi)[\s-]*)+)$"
)


def _units(said: str, today: date) -> Iterator[tuple[Days, tuple[int, int]]]:
    """Yield what is named in *said*, the surest way of naming first."""
    for pattern, make in _UNIT_READERS:
        for found in pattern.finditer(said):
            made = make(found, today)
            if made is not None:
                yield made, found.span()


def _near_day(found: re.Match[str], today: date) -> Days:
    back = {"hie": 1, "ava": 2}.get(found[0][:3], 0)
    return (today - timedelta(days=back),) * 2


def _full_date(found: re.Match[str], _today: date) -> Days | None:
    return _one_day(int(found[1]), int(found[2]), int(found[3]))


def _day_in_figures(found: re.Match[str], today: date) -> Days | None:
    return _past_day(int(found[1]), int(found[2]), found[3], today)


def _day_in_words(found: re.Match[str], today: date) -> Days | None:
    figure = 1 if found[1] == "premier" else int(found[1])
    return _past_day(figure, _month_number(found[2]), found[3], today)


def _week_of(found: re.Match[str], today: date) -> Days | None:
    day = _day_in_words(found, today)
    return day and _week_around(day[0])


def _week_around(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _past_day(day: int, month: int, year: str | None, today: date) -> Days | None:
    if year:
        return _one_day(_full_year(year), month, day)
    then = _one_day(today.year, month, day) or _one_day(today.year - 1, month, day)
    return then if then is None or then[0] <= today else _one_day(today.year - 1, month, day)


def _one_day(year: int, month: int, day: int) -> Days | None:
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None


def _full_year(year: str) -> int:
    return int(year) % 100 + 2000


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name))


def _months(year: int, month: int, count: int = 1) -> Days:
    """Return *count* months from that one on; months beyond the year count on."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def _month(found: re.Match[str], today: date) -> Days:
    month = _month_number(found[1])
    if found[2]:
        return _months(_full_year(found[2]), month)
    year = today.year - (month > today.month)
    # « octobre dernier », said in October, is a year ago.
    return _months(year - (found[3] is not None and month == today.month), month)


def _week(found: re.Match[str], today: date) -> Days | None:
    number, year = int(found[1]), found[2]
    try:
        monday = date.fromisocalendar(_full_year(year) if year else today.year, number, 1)
        if not year and monday > today:
            monday = date.fromisocalendar(today.year - 1, number, 1)
    except ValueError:
        return None
    return _week_around(monday)


def _this_week(found: re.Match[str], today: date) -> Days:
    return _week_around(today - timedelta(days=7 if found[1] or found[2] else 0))


def _this_month(found: re.Match[str], today: date) -> Days:
    return _months(today.year, today.month - (1 if found[1] or found[2] else 0))


def _this_part(found: re.Match[str], today: date) -> Days:
    """« ce trimestre », « le semestre dernier »."""
    size = _SIZES[found[1] or found[3]]
    begins = (today.month - 1) // size * size + 1
    return _months(today.year, begins - (size if found[2] or found[3] else 0), size)


def _part(found: re.Match[str], today: date) -> Days | None:
    """« 3e trimestre 2026 », « T3 », « second semestre »."""
    rank, word, year = found.group("rank", "part", "year")
    size = _SIZES.get(word, 3)
    begins = (_RANKS[rank.removeprefix("t")] - 1) * size + 1
    if begins > 12:  # noqa: PLR2004 -- a year has as many months
        return None
    if year:
        return _months(_full_year(year), begins, size)
    return _months(today.year - (begins > today.month), begins, size)


_SIZES = {"trimestre": 3, "semestre": 6}


def _this_year(found: re.Match[str], today: date) -> Days:
    return _months(today.year - (1 if found[1] or found[2] else 0), 1, 12)


def _year(found: re.Match[str], _today: date) -> Days:
    return _months(int(found[1] or found[2]), 1, 12)


def _start_of_term(_found: re.Match[str], today: date) -> Days | None:
    return _past_day(1, 9, None, today)


def _weekday(found: re.Match[str], today: date) -> Days:
    back = (today.weekday() - _WEEKDAYS.index(found[1])) % 7
    if found[2] and not back:
        back = 7
    return (today - timedelta(days=back),) * 2


def _day_of_month(found: re.Match[str], today: date) -> Days | None:
    back = (today - timedelta(days=ago) for ago in range(62))
    return next(((day, day) for day in back if day.day == int(found[1])), None)


def _this(which: str, unit: str) -> re.Pattern[str]:
    """Return what finds « ce mois » and « mois dernier »: the last group is that it is past."""
    ends = rf"(?:[- ]ci)?(?:\s+({_LAST}))?"
    return re.compile(rf"\b(?:{which})\s*{unit}\b{ends}\b|\b{unit}\s+({_LAST})\b")


_DAY_IN_WORDS = re.compile(
    rf"\b(?:(?:{'|'.join(_WEEKDAYS)})\s+)?(\d{{1,2}}|premier)(?:er)?\s+{_MONTH}{_YEAR}"
)
_NTH_PART = re.compile(
    r"\b(?P<rank>t?[1-4]|premier|deuxieme|second|troisieme|quatrieme)\s*(?:er|e|eme|nd)?"
    r"(?:(?<=t\d)|\s+(?P<part>trimestre|semestre))\b(?:\s+(?:de\s+)?(?P<year>20\d\d)\b)?"
)
_YEAR_ALONE = re.compile(
    r"(?:(?<=\ben )|(?<=\bde )|(?<=depuis )|(?<=avant )|(?<=apres )|(?<=pour ))(20\d\d)\b"
    r"|\b(?:l'|en )?annee (20\d\d)\b"
)

_UNIT_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]], ...] = (
    (re.compile(r"\baujourd.?hui\b|\bavant[- ]hier\b|\bhier\b|\bce (?:jour|matin)\b"), _near_day),
    (re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b"), _full_date),
    (re.compile(r"\b(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[/.]\s*((?:20)?\d\d))?\b"), _day_in_figures),
    (re.compile(rf"\bsemaine du (\d{{1,2}}|premier)(?:er)?\s+{_MONTH}{_YEAR}"), _week_of),
    (_DAY_IN_WORDS, _day_in_words),
    (re.compile(rf"\b{_MONTH}(?:{_YEAR})(?:\s+({_LAST})\b)?"), _month),
    (re.compile(rf"\bs(?:emaine|em)?\s*(?:n°?\s*)?(\d{{1,2}})\b{_YEAR}"), _week),
    (_this("cette|la|de", "semaine"), _this_week),
    (_this("ce|le|du", "mois"), _this_month),
    (_NTH_PART, _part),
    (_this("ce|le|du", "(trimestre|semestre)"), _this_part),
    (_YEAR_ALONE, _year),
    (_this("cette|l'|de l'", "(?:annee|an)"), _this_year),
    (re.compile(r"(?:(?<=depuis la )|(?<=avant la )|(?<=apres la ))rentree\b"), _start_of_term),
    (re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b(?:\s+({_LAST})\b)?"), _weekday),
    (re.compile(r"(?<=\ble )(\d{1,2})\b(?!\s*(?:h|idee|irritant|suggestion))"), _day_of_month),
)
