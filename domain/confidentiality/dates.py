"""Dates of birth, and ages beside a name."""

import re
from collections.abc import Iterator, Sequence

from domain.confidentiality.page import Page
from domain.confidentiality.spans import Found, Span, near

_MONTHS = (
    r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?"
    r"|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
)
_DAYS = (
    r"(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:[- ](?:sept|huit|neuf))?|onze"
    r"|douze|treize|quatorze|quinze|seize|vingt(?:[- ](?:et[- ]un|deux|trois|quatre|cinq|six|sept"
    r"|huit|neuf))?|trente(?:[- ]et[- ]un)?)"
)
"""As a telephone writes what is dictated."""
_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}(?P<sign>[/.-]| )\d{1,2}(?P=sign)(?P<year>\d{4}|\d{2})"
    rf"|(?:\d{{1,2}}(?:er)?|\b{_DAYS}) {_MONTHS} (?P<said>\d{{4}}|\d{{2}})"
    r"|(?P<iso>\d{4})-\d{2}-\d{2})(?!\d)"
)
_BORN = re.compile(r"\b(?:nee?s?|ne\(e\)|ddn|d\.d\.n|naiss(?:ance)?|anniv(?:ersaire)?)\b")
_JUST_BORN = re.compile(
    r"\b(?:nee?s?(?:\(e\))?(?: le| a [^.\d]{2,25} le)?|ddn|d\.d\.n\.?|naiss(?:ance)?\.?|anniv\w*)"
    r"[^\d\w]*(?:(?:le|est|du|au|notee?) )*$"
)
_YEARS = range(1990, 2016)
"""Years in which who is 16 to 25 may have been born; a meeting is later."""

_AGE = re.compile(r"\b(?:1[4-9]|2\d|30) ans\b")
_AGE_FOLLOWS = re.compile(
    r"^[\s,(:–-]*(?:(?:il|elle|qui) )?"
    r"(?:a(?: peine)? |avait |aura |fete ses |va avoir |vient d'avoir |(?:est )?agee? de )?$"
    r"|^, [^.!?\d]{1,25}, $"
)
_NAME_FOLLOWS = re.compile(r"^[\s,):–-]*$")
_BESIDE = 25
_NEXT = re.compile(r"[\s,(:;–-]{1,4}")
_NEXT_REACH = 4


def birth_dates(page: Page, people: Sequence[Span]) -> Iterator[Span]:
    """Yield dates told to be of birth or beside one of *people*, and ages beside these."""
    if not page.has_digits:
        return
    told = bool(_BORN.search(page.flat))
    for match in _DATE.finditer(page.flat):
        old = _year(match) in _YEARS
        if (
            _JUST_BORN.search(page.before(match.start(), 45))
            or (old and told)
            or (old and _is_next_to(page, match.start(), people))
        ):
            yield Span(match.start(), match.end(), Found.BIRTHDATE)
    for match in _AGE.finditer(page.flat):
        if _is_age_of(page, match, people):
            yield Span(match.start(), match.end(), Found.BIRTHDATE)


def _year(match: re.Match[str]) -> int:
    year = match["year"] or match["said"] or match["iso"]
    if len(year) > 2:  # noqa: PLR2004 -- 4 digits or 2
        return int(year)
    return int(year) + (1900 if int(year) > 50 else 2000)  # noqa: PLR2004 -- the usual pivot


def _is_next_to(page: Page, place: int, people: Sequence[Span]) -> bool:
    before = near(people, place, place, _NEXT_REACH)
    return any(_NEXT.fullmatch(page.flat, span.end, place) for span in before)


def _is_age_of(page: Page, match: re.Match[str], people: Sequence[Span]) -> bool:
    for span in near(people, match.start(), match.end(), _BESIDE):
        if 0 <= match.start() - span.end <= _BESIDE:
            between, rule = page.flat[span.end : match.start()], _AGE_FOLLOWS
        elif 0 <= span.start - match.end() <= _BESIDE:
            between, rule = page.flat[match.end() : span.start], _NAME_FOLLOWS
        else:
            continue
        if rule.match(between):
            return True
    return False
