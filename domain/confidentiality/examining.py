"""Examining a text: each rule in its turn, and what they found put in order."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from domain.confidentiality.addresses import addresses
from domain.confidentiality.compounds import joined_names, whole
from domain.confidentiality.dates import birth_dates
from domain.confidentiality.health import health
from domain.confidentiality.numbers import emails, links, phones, records, social_security
from domain.confidentiality.page import Page
from domain.confidentiality.persons import Reader
from domain.confidentiality.roster import Roster, roster_of
from domain.confidentiality.spans import Examined, Found, Span, apart, near


def examine(
    text: str, roster: Collection[str] | Roster = (), *, by_staff: bool = True
) -> Examined:
    """Return what in *text* may identify a young person; *roster*: the names of staff.

    Staff may be given by full name, first name or last name; case and accents do not matter. What
    was not written *by_staff* excuses nobody by their title or by how they are spoken of.
    """
    page = Page(text)
    known = roster if isinstance(roster, Roster) else roster_of(frozenset(roster))
    ground = _Ground(page)
    spans, excused = _told_by_shape(page, known, ground)
    reader = Reader(page, known, by_staff=by_staff)
    people = ground.free(apart([*reader.read(), *joined_names(page, known)]))
    lived = ground.take(addresses(page, people))
    people = ground.free(people)
    born = birth_dates(page, people)
    ill = health(page, people, staff_named=reader.staff_named)
    for found in (people, born, ill):
        lived += ground.take(found)
    lived += _theirs(page, excused, people)
    return Examined(tuple(page.origin(span) for span in whole(page, spans + lived)))


def _told_by_shape(page: Page, roster: Roster, ground: "_Ground") -> tuple[list[Span], list[Span]]:
    """Return what of links, e-mails and numbers is somebody's, and what seems to be none's.

    All of them are taken.
    """
    spans: list[Span] = []
    excused: list[Span] = []
    numbers = ((span, True) for span in social_security(page))
    files = ((span, True) for span in records(page))
    for shapes in (links(page, roster), emails(page, roster), numbers, phones(page), files):
        for span, is_somebodys in shapes:
            if ground.take([span]):
                (spans if is_somebodys else excused).append(span)
    return spans, excused


_NEXT_TO = re.compile(r"[\s,;:(–-]{1,4}(?:(?:au|tel\w*|portable|numero)\W{1,3})?")
_NEXT_REACH = 30


def _theirs(page: Page, excused: Iterable[Span], people: Sequence[Span]) -> Iterator[Span]:
    """Yield the telephone numbers that stand right behind somebody's name, whatever is around."""
    for span in excused:
        told = span.type is Found.PHONE and any(
            _NEXT_TO.fullmatch(page.flat, each.end, span.start)
            for each in near(people, span.start, span.start, _NEXT_REACH)
        )
        if told:
            yield span


class _Ground:
    """Which characters of a page are taken: the first rule that finds something has it."""

    def __init__(self, page: Page) -> None:
        self._taken = bytearray(len(page.text))

    def free(self, found: Iterable[Span]) -> list[Span]:
        """Return what is free of what was taken before."""
        return [span for span in found if not any(self._taken[span.start : span.end])]

    def take(self, found: Iterable[Span]) -> list[Span]:
        """Return what is free, each also of the one before, and take it."""
        kept = []
        for span in found:
            if not any(self._taken[span.start : span.end]):
                self._taken[span.start : span.end] = bytes([1]) * (span.end - span.start)
                kept.append(span)
        return kept
