"""Examining a text: each rule in its turn, and what they found put in order."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from domain.confidentiality.addresses import addresses
from domain.confidentiality.dates import birth_dates
from domain.confidentiality.health import health
from domain.confidentiality.numbers import emails, links, phones, social_security
from domain.confidentiality.page import Page
from domain.confidentiality.persons import Reader
from domain.confidentiality.roster import Roster, roster_of
from domain.confidentiality.spans import Examined, Span


def examine(text: str, roster: Collection[str] = ()) -> Examined:
    """Return what in *text* may identify a young person; *roster*: the names of staff.

    Staff may be given by full name, first name or last name; case and accents do not matter.
    """
    page = Page(text)
    known = roster_of(frozenset(roster))
    taken, spans = _told_by_shape(page, known)
    reader = Reader(page, known)
    people = [span for span in sorted(reader.read()) if _is_free(span, taken)]
    lived = [span for span in addresses(page, people) if _is_free(span, taken)]
    people = [span for span in people if _is_free(span, lived)]
    born = birth_dates(page, people)
    ill = health(page, people, staff_named=reader.staff_named)
    for found in (lived, people, born, ill):
        spans += _free(found, taken)
    return Examined(tuple(_as_given(page, span) for span in sorted(spans)))


def _told_by_shape(page: Page, roster: Roster) -> tuple[list[Span], list[Span]]:
    """Return what is taken by links, e-mails and numbers, and which of it is somebody's."""
    taken: list[Span] = []
    spans: list[Span] = []
    numbers = ((span, True) for span in social_security(page))
    for shapes in (links(page), emails(page, roster), numbers, phones(page)):
        for span, is_somebodys in shapes:
            if _is_free(span, taken):
                taken.append(span)
                spans += [span] if is_somebodys else []
    return taken, spans


def _free(found: Iterable[Span], taken: list[Span]) -> list[Span]:
    """Return what is free of what was taken before, and take it."""
    kept = []
    for span in found:
        if _is_free(span, taken):
            taken.append(span)
            kept.append(span)
    return kept


def _is_free(span: Span, taken: Iterable[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in taken)


def _as_given(page: Page, span: Span) -> Span:
    return replace(span, start=page.origin(span.start), end=page.origin(span.end))
