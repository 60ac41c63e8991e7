"""Answering questions: what of the contributions is asked for, and may be seen."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from domain.contributions.contribution import Contribution, Origin, Status
from domain.contributions.life import UNDECIDED, UNREAD
from domain.inquiry import Dated, Inquiry, Order, Shape, plain
from domain.inquiry.ranking import rank
from domain.people import SMALLEST_SITE, Person
from domain.records import record
from domain.words import stems
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.search import NOWHERE, Matches, matches
from storage.contributions.tables import ContributionRow, NumberSeriesRow, VoteRow
from storage.contributions.visibility import Viewer, by, named_to, visible
from storage.inquiry.tables import InquiryRow
from storage.repository import Repository
from storage.sites import Sites
from storage.sql import insert, table

_C, _V, _T = table(ContributionRow), table(VoteRow), table(InquiryRow)
_N = table(NumberSeriesRow)

MOST_COUNTED = 1000
"""A list with more says « plus de 1 000 »: so a question takes no longer where more is kept."""

CANDIDATES = 200
"""The newest that hold the words are ranked; what is older is seldom what is looked for."""


_Stems = dict[int, list[str]]

_MOMENTS = {
    Dated.SAID: _C.c.created_at,
    Dated.STATUS: _C.c.status_at,
    Dated.REPLIED: _C.c.replied_at,
}


@record
class Found:
    """A page of what was asked for; with ``is_more`` there are more than ``total``."""

    contributions: tuple[Contribution, ...]
    total: int
    is_more: bool = False


class Inquiries(Repository):
    """The questions of people, answered with what they may see."""

    def answer(self, inquiry: Inquiry, viewer: Viewer, *, limit: int, offset: int) -> Found:
        """Return a page of what is asked for; a list counts up to ``MOST_COUNTED``.

        Of what holds words, the newest so many are listed, in whatever order.
        """
        if inquiry.order is Order.RANK and inquiry.text:
            return self._ranked(inquiry, viewer, limit, offset)
        found, order = self._found(inquiry, viewer), _order(inquiry)
        counted = found if inquiry.shape is Shape.COUNT else found.limit(MOST_COUNTED + 1)
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(counted.subquery()))
        # The ids first: names and counts are looked up for what is shown, not for what is sorted.
        if inquiry.text or inquiry.tags:
            newest = sa.select(found.limit(MOST_COUNTED).subquery().c.id)
            ids = sa.select(_C.c.id).where(_C.c.id.in_(newest))
        else:
            ids = found
        page = ids.order_by(*order).limit(limit).offset(offset)
        rows = self._connection.execute(CONTRIBUTION.where(_C.c.id.in_(page)).order_by(*order))
        return _within(tuple(contribution_of(row) for row in rows), total or 0, inquiry.shape)

    def all(self, inquiry: Inquiry, viewer: Viewer, after: int, limit: int) -> list[Contribution]:
        """Return what is asked for with an id above *after*, by id: to be exported in parts.

        Without what was taken back, whose words nobody reads.
        """
        wanted = [*self._wanted(inquiry, viewer), _C.c.status != Status.WITHDRAWN]
        words = self._words(inquiry, viewer)
        rows = self._connection.execute(
            CONTRIBUTION.where(*wanted, *([words.contains] if words else []), _C.c.id > after)
            .order_by(_C.c.id)
            .limit(limit)
        )
        return [contribution_of(row) for row in rows]

    def by_serial(self, viewer: Viewer, serial: int, year: int) -> Contribution | None:
        """Return « l'idée 42 »: that of *year*, else the newest with that serial."""
        years = sa.select(_N.c.year).where(
            _N.c.organisation_id == viewer.person.organisation_id,
            _N.c.year <= year,
            _N.c.last >= serial,
        )
        row = self._connection.execute(
            CONTRIBUTION.where(*visible(viewer), _C.c.serial == serial, _C.c.year.in_(years))
            .order_by(_C.c.year.desc())
            .limit(1)
        ).first()
        return contribution_of(row) if row else None

    def like(self, text: str, viewer: Viewer, limit: int) -> list[Contribution]:
        """Return what shares most words with *text*, the nearest first."""
        return self._near(stems(text), (), viewer, limit)

    def states(self, inquiry: Inquiry, viewer: Viewer) -> dict[Status, int]:
        """Return how many of what is asked for stand where."""
        found = self._found(inquiry, viewer, _C.c.status).order_by(None).subquery()
        rows = self._connection.execute(
            sa.select(found.c.status, sa.func.count()).group_by(found.c.status)
        )
        return {row[0]: row[1] for row in rows}

    def keep(self, person: Person, inquiry: Inquiry) -> None:
        """Remember the last question of *person*, for the next one that goes on from it."""
        asked = plain.write(inquiry)
        adding = insert(self._connection.dialect.name, InquiryRow)
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["person_id"], set_={"asked": adding.excluded.asked}
            ),
            {"person_id": person.id, "organisation_id": person.organisation_id, "asked": asked},
        )

    def last(self, person: Person) -> Inquiry | None:
        """Return the last question of *person*, or None."""
        asked = self._connection.scalar(sa.select(_T.c.asked).where(_T.c.person_id == person.id))
        return None if asked is None else plain.read(asked)

    def _ranked(self, inquiry: Inquiry, viewer: Viewer, limit: int, offset: int) -> Found:
        wanted = self._wanted(inquiry, viewer)
        ids = self._ranked_ids(stems(inquiry.text), inquiry.tags, wanted, viewer)
        return Found(
            self._in_order(ids[offset : offset + limit]), len(ids), len(ids) == CANDIDATES
        )

    def _near(
        self, asked: list[str], tags: Sequence[str], viewer: Viewer, limit: int
    ) -> list[Contribution]:
        wanted = [*visible(viewer), _C.c.status != Status.WITHDRAWN]
        ids = self._ranked_ids(asked, tags, wanted, viewer, every=False)
        return list(self._in_order(ids[:limit]))

    def _ranked_ids(
        self,
        asked: list[str],
        tags: Sequence[str],
        wanted: Sequence[sa.ColumnElement[bool]],
        viewer: Viewer,
        *,
        every: bool = True,
    ) -> list[int]:
        """Return the ids of the newest that hold the words, the nearest first.

        Those with the words as they are asked for come before those that hold them as beginnings:
        they are nearer, and the beginnings of a million words are slow to go through.
        """

        def look(words: Sequence[str], *, begun: bool, most: int = CANDIDATES) -> _Stems:
            dialect, organisation_id = self._connection.dialect.name, viewer.person.organisation_id
            found = matches(dialect, organisation_id, words, tags, every=every, begun=begun)
            return self._newest(found, wanted, most) if found else {}

        found = look(asked, begun=False)
        may_begin = found or not (every and asked[1:]) or look(asked[:-1], begun=False, most=1)
        if len(found) < CANDIDATES and may_begin:
            found |= look(asked, begun=True)
        newest = sorted(found, reverse=True)[:CANDIDATES]
        return rank(asked, {id_: found[id_] for id_ in newest})

    def _newest(
        self, found: Matches, wanted: Sequence[sa.ColumnElement[bool]], most: int
    ) -> _Stems:
        """Return the stems of the newest that are found and wanted, by their ids."""
        rows = self._connection.execute(
            sa.select(_C.c.id, _C.c.words)
            .select_from(found.source)
            .where(found.condition, *wanted)
            .order_by(found.id.desc())
            .limit(most)
        )
        return {row.id: row.words.split() for row in rows}

    def _in_order(self, ids: Sequence[int]) -> tuple[Contribution, ...]:
        rows = self._connection.execute(CONTRIBUTION.where(_C.c.id.in_(ids)))
        found = {row.id: contribution_of(row) for row in rows}
        return tuple(found[each] for each in ids)

    def _found(
        self, inquiry: Inquiry, viewer: Viewer, *columns: sa.ColumnElement[Any]
    ) -> sa.Select[Any]:
        """Return what is asked for, as ids and *columns*; what holds words the newest first."""
        wanted = sa.select(_C.c.id, *columns).where(*self._wanted(inquiry, viewer))
        words = self._words(inquiry, viewer)
        if words is None:
            return wanted
        return wanted.select_from(words.source).where(words.condition).order_by(words.id.desc())

    def _words(self, inquiry: Inquiry, viewer: Viewer) -> Matches | None:
        return matches(
            self._connection.dialect.name,
            viewer.person.organisation_id,
            stems(inquiry.text) or ([NOWHERE] if inquiry.text else []),
            inquiry.tags,
        )

    def _wanted(self, inquiry: Inquiry, viewer: Viewer) -> list[sa.ColumnElement[bool]]:
        at = [self._said_at(inquiry.sites, viewer)] if inquiry.sites else []
        return [
            *visible(viewer),
            *at,
            *_chosen(inquiry, viewer),
            *_standing(inquiry, viewer),
            *_dated(inquiry, viewer),
        ]

    def _said_at(self, sites: Collection[int], viewer: Viewer) -> sa.ColumnElement[bool]:
        """What was said on *sites* and may be found by that; asking tells no more than reading.

        As ``domain.contributions.view.names_site``: beside a name it says nothing more, else the
        site must be large. What is anonymous has none, but for what was brought in with one.
        """
        sizes = Sites(self._connection, self._journal).staff(viewer.person.organisation_id)
        large = [each for each in sites if sizes.get(each, 0) >= SMALLEST_SITE]
        brought = sites if not sizes else large  # of staff that nobody knows none is named
        return sa.or_(
            sa.and_(_C.c.site_id.in_(sites), named_to(viewer)),
            sa.and_(_C.c.site_id.in_(large), _C.c.author_id.is_not(None)),
            sa.and_(_C.c.site_id.in_(brought), _C.c.origin.in_(_BROUGHT_IN)),
        )


_BROUGHT_IN = (Origin.IMPORT, Origin.SURVEY)


def _within(contributions: tuple[Contribution, ...], total: int, shape: Shape) -> Found:
    is_more = shape is not Shape.COUNT and total > MOST_COUNTED
    return Found(contributions, min(total, MOST_COUNTED) if is_more else total, is_more)


def _signed(viewer: Viewer) -> sa.ColumnElement[bool]:
    """What the viewer has signed: who asks in public must not be shown what they left unsigned."""
    return sa.and_(_C.c.author_id == viewer.person.id, _C.c.is_cited)


def _chosen(inquiry: Inquiry, viewer: Viewer) -> list[sa.ColumnElement[bool]]:
    wanted: list[sa.ColumnElement[bool]] = []
    if inquiry.kinds:
        wanted.append(_C.c.kind.in_(inquiry.kinds))
    if inquiry.engagement:
        wanted.append(_C.c.engagement == inquiry.engagement)
    return [*wanted, *_of_people(inquiry, viewer)]


def _of_people(inquiry: Inquiry, viewer: Viewer) -> list[sa.ColumnElement[bool]]:
    wanted: list[sa.ColumnElement[bool]] = []
    if inquiry.mine:
        wanted.append(_signed(viewer) if viewer.in_public else by(viewer.person, viewer.key))
    if inquiry.authors:
        # What is not signed must not be found by its author.
        wanted += [_C.c.author_id.in_(inquiry.authors), named_to(viewer)]
    if inquiry.assigned_to_me:
        wanted.append(_C.c.assigned_to_id == viewer.person.id)
    if inquiry.supported_by_me:
        mine = sa.select(_V.c.contribution_id).where(_V.c.person_id == viewer.person.id)
        wanted.append(_C.c.id.in_(mine))
    return wanted


def _standing(inquiry: Inquiry, viewer: Viewer) -> list[sa.ColumnElement[bool]]:
    wanted = _not_taken_back(inquiry, viewer)
    if inquiry.statuses:
        wanted.append(_C.c.status.in_(inquiry.statuses))
    elif inquiry.unanswered_for is not None:
        wanted.append(_C.c.status.in_((*UNREAD, *UNDECIDED)))
    elif inquiry.overdue:
        wanted.append(_C.c.status == Status.UNDER_REVIEW)
    elif not inquiry.mine:
        wanted.append(_C.c.status != Status.WITHDRAWN)
    if inquiry.unanswered_for is not None:
        before = viewer.now - timedelta(days=inquiry.unanswered_for)
        wanted += [_C.c.answer == "", _C.c.created_at <= before]
    if inquiry.overdue:
        wanted.append(_C.c.promised_on < viewer.today)
    if inquiry.order is Order.SUPPORT:
        wanted.append(_C.c.support > 0)
    return wanted


def _not_taken_back(inquiry: Inquiry, viewer: Viewer) -> list[sa.ColumnElement[bool]]:
    """What of the withdrawn may be found: of what it said, by whom, only its author is told."""
    told = inquiry.text or inquiry.tags or inquiry.authors or inquiry.sites
    if viewer.person.sees_all and not (told or viewer.in_public):
        return []
    own = [] if viewer.in_public else [by(viewer.person, viewer.key)]
    return [sa.or_(_C.c.status != Status.WITHDRAWN, *own)]


def _dated(inquiry: Inquiry, viewer: Viewer) -> list[sa.ColumnElement[bool]]:
    wanted: list[sa.ColumnElement[bool]] = []
    moment = _MOMENTS[inquiry.dated]
    if inquiry.dated is Dated.REPLIED:
        wanted.append(moment.is_not(None))
    if inquiry.period is None:
        return wanted
    if inquiry.period.first:
        wanted.append(moment >= _midnight(inquiry.period.first, viewer))
    if inquiry.period.last:
        wanted.append(moment < _midnight(inquiry.period.last + timedelta(days=1), viewer))
    return wanted


def _midnight(day: date, viewer: Viewer) -> datetime:
    return datetime.combine(day, time(), viewer.zone).astimezone(viewer.now.tzinfo)


def _order(inquiry: Inquiry) -> tuple[Any, ...]:
    match inquiry.order:
        case Order.OLDEST:
            return (_C.c.created_at, _C.c.id)
        case Order.SUPPORT:
            return (_C.c.support.desc(), _C.c.id.desc())
        case _ if inquiry.period:
            return (_MOMENTS[inquiry.dated].desc(), _C.c.id.desc())
        case _:
            return (_C.c.created_at.desc(), _C.c.id.desc())
