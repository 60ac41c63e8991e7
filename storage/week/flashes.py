"""The flash of each week: what it may and did choose to tell, and what was decided on it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from domain.confidentiality import Clean
from domain.contributions.contribution import Status
from domain.contributions.life import CLOSED, DECIDED, MOVES
from domain.kinds import Kind
from domain.records import record
from domain.week.flash import CANDIDATES, THEMES, Section
from storage.contributions.tables import CommentRow, ContributionRow, HistoryRow
from storage.ideas.news import TOLD
from storage.repository import Repository
from storage.sql import insert, table
from storage.themes.tables import ThemeIrritantRow
from storage.week.tables import FlashRow

_T = table(FlashRow)
_C, _H, _M = table(ContributionRow), table(HistoryRow), table(CommentRow)
_D = _C.alias("moved")
_I = table(ThemeIrritantRow)
_GOES_ON = [status for status in MOVES[Kind.IRRITANT] if status not in CLOSED]
_COLUMNS = (
    _T.c.id,
    _T.c.organisation_id,
    _T.c.week,
    _T.c.moment,
    _T.c.picks,
    _T.c.decision,
    _T.c.decision_owner,
)


@record
class Flash:
    """A flash: the week that it speaks of and what it chose, contributions' ids by section."""

    id: int
    organisation_id: int
    week: str
    moment: datetime
    picks: dict[str, list[int]]
    decision: str
    decision_owner: str


@record
class Span:
    """The time of a flash: its week, and the first of those before that still count."""

    week: str
    first_week: str
    began: datetime
    """When its week began."""
    first_began: datetime
    """When the first week began."""
    until: datetime


class Flashes(Repository):
    """The flashes of the organisations."""

    def add(
        self, organisation_id: int, week: str, moment: datetime, picks: dict[str, list[int]]
    ) -> Flash:
        """Keep the flash of *week*; return the one that is kept already where there is one."""
        adding = insert(self._connection.dialect.name, FlashRow).on_conflict_do_nothing()
        self._connection.execute(
            adding,
            {
                "organisation_id": organisation_id,
                "week": week,
                "moment": moment,
                "picks": picks,
                "decision": "",
                "decision_owner": "",
            },
        )
        kept = self.of_week(organisation_id, week)
        assert kept is not None  # noqa: S101 -- inserted above, or before
        return kept

    def candidates(
        self,
        organisation_id: int,
        span: Span,
        lead_ids: Collection[int],
        themes: Collection[int] = (),
    ) -> dict[Section, list[int]]:
        """Return the ids of what a flash may tell, the first ``CANDIDATES`` of each section.

        They are the first by the rule of ``domain.week.flash.choose``, which chooses among them;
        so a flash takes no longer where more is said. *lead_ids* are those whose replies are
        answers; the irritants of *themes* are told by these.
        """
        told = sa.select(_I.c.contribution_id).where(_I.c.theme_id.in_(themes))
        others = [_C.c.id.not_in(told)] if themes else []
        wanted = {
            Section.ANSWERED: [_answered(organisation_id, span, lead_ids)],
            Section.PRACTICES: [_C.c.week == span.week, _C.c.kind == Kind.BEST_PRACTICE],
            Section.RECURRING: [*_irritants(span, _GOES_ON), *others, _C.c.support > 0],
            Section.UNSEEN: [
                *_irritants(span, [Status.RECEIVED]),
                *others,
                _C.c.support == 0,
                _comments(_C.c.id) == 0,
            ],
            Section.SUGGESTIONS: [_C.c.week == span.week, _C.c.kind == Kind.SUGGESTION],
        }
        return {
            section: self._first_ids(organisation_id, conditions)
            for section, conditions in wanted.items()
        }

    def _first_ids(
        self, organisation_id: int, conditions: Collection[sa.ColumnElement[bool]]
    ) -> list[int]:
        """Return the first by the rule; comments are counted where they can decide."""
        found = (
            sa.select(_C.c.id, _C.c.support, _C.c.year, _C.c.serial)
            .where(
                _C.c.organisation_id == organisation_id,
                _C.c.is_public,
                _C.c.status != Status.WITHDRAWN,
                *conditions,
            )
            .cte("found")
            .prefix_with("MATERIALIZED")
        )
        by_support = sa.select(found.c.support).order_by(found.c.support.desc())
        least = by_support.limit(1).offset(CANDIDATES - 1).scalar_subquery()
        rows = self._connection.execute(
            sa.select(found.c.id)
            .where(found.c.support >= sa.func.coalesce(least, 0))
            .order_by(
                found.c.support.desc(), _comments(found.c.id).desc(), found.c.year, found.c.serial
            )
            .limit(CANDIDATES)
        )
        return [row.id for row in rows]

    def get(self, organisation_id: int, flash_id: int) -> Flash | None:
        """Return a flash of that organisation, or None."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.id == flash_id)

    def of_week(self, organisation_id: int, week: str) -> Flash | None:
        """Return the flash of *week*, or None before it is out."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.week == week)

    def before(self, organisation_id: int, week: str) -> Flash | None:
        """Return the last flash before that of *week*, or None."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.week < week)

    def of_contributions(self, organisation_id: int, ids: Collection[int]) -> list[int]:
        """Return the ids of the last flashes that tell one of these contributions."""
        wanted = set(ids)
        return [
            flash_id
            for flash_id, picks in self._last(organisation_id)
            if any(wanted.intersection(picks.get(section, ())) for section in Section)
        ]

    def of_theme(self, organisation_id: int, theme_id: int) -> list[int]:
        """Return the ids of the last flashes that tell a theme."""
        return [
            flash_id
            for flash_id, picks in self._last(organisation_id)
            if theme_id in picks.get(THEMES, ())
        ]

    def _last(self, organisation_id: int) -> list[tuple[int, dict[str, list[int]]]]:
        rows = self._connection.execute(
            sa.select(_T.c.id, _T.c.picks)
            .where(_T.c.organisation_id == organisation_id)
            .order_by(_T.c.week.desc())
            .limit(4)
        )
        return [(row.id, row.picks) for row in rows]

    def decide(self, flash: Flash, decision: Clean, owner: Clean) -> None:
        """Keep what the stand-up decided, and who takes it."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.id == flash.id)
            .values(decision=decision, decision_owner=owner)
        )

    def _first(self, *conditions: Any) -> Flash | None:
        row = self._connection.execute(
            sa.select(*_COLUMNS).where(*conditions).order_by(_T.c.week.desc()).limit(1)
        ).first()
        return Flash(*row) if row else None


def _comments(contribution_id: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
    counting = sa.select(sa.func.count())
    return counting.where(_M.c.contribution_id == contribution_id, ~_M.c.deleted).scalar_subquery()


def _irritants(span: Span, statuses: Collection[Status]) -> list[sa.ColumnElement[bool]]:
    """What is troublesome in these weeks and stands so.

    What speaks of a week was kept when it had begun: the moment is indexed beside the status.
    """
    return [
        _C.c.kind == Kind.IRRITANT,
        _C.c.status.in_(statuses),
        _C.c.created_at >= span.first_began - timedelta(days=1),
        _C.c.week.between(span.first_week, span.week),
    ]


def _answered(
    organisation_id: int, span: Span, lead_ids: Collection[int]
) -> sa.ColumnElement[bool]:
    """What a lead replied to, and what was answered or decided; being read is no answer."""
    moved = (
        sa.select(_H.c.contribution_id)
        .join(_D, _D.c.id == _H.c.contribution_id)
        .where(
            _H.c.organisation_id == organisation_id,
            _H.c.change.in_(TOLD),
            _H.c.at > span.began,
            _H.c.at <= span.until,
            sa.or_(_D.c.answer != "", _D.c.status.in_(DECIDED)),
        )
    )
    replied = sa.select(_M.c.contribution_id).where(
        _M.c.author_id.in_(lead_ids),
        _M.c.created_at > span.began,
        _M.c.created_at <= span.until,
        ~_M.c.deleted,
    )
    return _C.c.id.in_(moved.union(replied))
