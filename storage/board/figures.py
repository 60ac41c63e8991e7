"""What the board's page tells beside the counts by month: sheets, actions, themes, answers."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from domain.actions.action import ActionChange, ActionState
from domain.board.page import Place, Recurring, Sheet, Step, Told
from domain.contributions.contribution import Number, Status
from domain.isoweek import Week
from domain.kinds import Kind
from domain.people import SiteNature
from domain.records import record
from domain.requests.request import Dates
from domain.themes.theme import Recurrence
from storage.actions.tables import ActionHistoryRow, ActionRow
from storage.contributions.tables import ContributionRow, VoteRow
from storage.repository import Repository
from storage.requests.tables import RequestRow
from storage.sql import table
from storage.tables import PersonRow, SiteRow
from storage.themes.tables import ThemeIrritantRow, ThemeRow

_C, _V, _P, _S = (table(row) for row in (ContributionRow, VoteRow, PersonRow, SiteRow))
_A, _R, _T, _I = (table(row) for row in (ActionRow, RequestRow, ThemeRow, ThemeIrritantRow))

_AH = table(ActionHistoryRow)

_MOVING = (ActionChange.MOVED, ActionChange.DECIDED)
"""The changes by which an action comes to another state; their facts say from which to which."""

MOST_COUNTED = 1000
"""Where counting what is done stops: the page names three."""

_GONE = (Status.WITHDRAWN, Status.MERGED)


@record
class Stretch:
    """The days of a period, the moments between which they lie, and whose clock that is."""

    first: date
    end: date
    begins: datetime
    ends: datetime
    zone: ZoneInfo


@record
class _Stood:
    """How an action stood at a moment; with when it was done and what came of it, if it was."""

    state: ActionState
    done_at: datetime | None = None
    result: str = ""


class BoardFigures(Repository):
    """What the page tells of an organisation; every reading names it."""

    def places(self, organisation_id: int) -> list[Place]:
        """Return the open sites with how many of the staff work there, by name."""
        staff = sa.func.count(_P.c.id)
        rows = self._connection.execute(
            sa.select(_S.c.id, _S.c.name, staff)
            .select_from(_S.outerjoin(_P, (_P.c.site_id == _S.c.id) & _P.c.on_roster))
            .where(
                _S.c.organisation_id == organisation_id,
                ~_S.c.closed,
                _S.c.nature != SiteNature.SEVERAL,
            )
            .group_by(_S.c.id, _S.c.name)
            .order_by(_S.c.name)
        )
        return [Place(*row) for row in rows]

    def sheets(
        self, organisation_id: int, since: date, end: date, site_id: int | None
    ) -> list[Sheet]:
        """Return the sheets of which anything happened in those days."""
        moments = (_R.c.received_on, _R.c.answered_on, _R.c.closed_on)
        wanted = [
            _R.c.organisation_id == organisation_id,
            sa.or_(*((day >= since) & (day < end) for day in moments)),
        ]
        if site_id is not None:
            wanted.append(_R.c.site_id == site_id)
        rows = self._connection.execute(
            sa.select(_R.c.nature, _R.c.year, _R.c.serial, *moments)
            .where(*wanted)
            .order_by(_R.c.received_on.desc(), _R.c.id.desc())
        )
        return [Sheet(row[0], f"RE-{row[1]}-{row[2]:04}", Dates(*row[3:])) for row in rows]

    def steps(self, organisation_id: int, stretch: Stretch) -> list[Step]:
        """Return the actions that were open in a period, or done in it, as they stood at its end.

        What became of them later changes nothing of what was told.
        """
        return [
            Step(
                _action_number(row),
                row.title,
                stood.state,
                _day(row.created_at, stretch),
                row.due_on,
                stood.done_at and _day(stood.done_at, stretch),
            )
            for row, stood in self._plan(organisation_id, stretch)
            if stood.state is not ActionState.DROPPED
            and (stood.done_at is None or stood.done_at >= stretch.begins)
        ]

    def _plan(self, organisation_id: int, stretch: Stretch) -> list[tuple[Any, _Stood]]:
        """Return the actions that were made before a period ended, and how each stood then."""
        moves: dict[int, list[Any]] = {}
        for each in self._connection.execute(
            sa.select(_AH.c.action_id, _AH.c.at, _AH.c.facts, _AH.c.comment)
            .where(_AH.c.organisation_id == organisation_id, _AH.c.change.in_(_MOVING))
            .order_by(_AH.c.id)
        ):
            moves.setdefault(each.action_id, []).append(each)
        rows = self._connection.execute(
            sa.select(_A)
            .where(_A.c.organisation_id == organisation_id, _A.c.created_at < stretch.ends)
            .order_by(_A.c.year, _A.c.serial)
        )
        return [(row, _stood(row, moves.get(row.id, ()), stretch.ends)) for row in rows]

    def themes(
        self, organisation_id: int, stretch: Stretch, site_id: int | None, since: Recurrence
    ) -> list[Recurring]:
        """Return the unsolved themes that recur in a period, by people, then irritants.

        Who said « Moi aussi » counts as who said it, one person once.
        """
        wanted = [
            _I.c.organisation_id == organisation_id,
            _T.c.solved_at.is_(None),
            _T.c.merged_into_id.is_(None),
            _C.c.kind == Kind.IRRITANT,
            _C.c.status.not_in(_GONE),
            _C.c.created_at >= stretch.begins,
            _C.c.created_at < stretch.ends,
        ]
        if site_id is not None:
            wanted.append(_C.c.site_id == site_id)
        # From the themes on: what is grouped is little of what is said.
        placed = _I.join(_T, _T.c.id == _I.c.theme_id).join(_C, _C.c.id == _I.c.contribution_id)
        said = self._connection.execute(
            sa.select(
                _T.c.id,
                _T.c.name,
                _C.c.id.label("irritant"),
                _C.c.created_at,
                _C.c.site_id,
                _C.c.author_id,
                _C.c.author_key,
            )
            .select_from(placed)
            .where(*wanted)
        ).all()
        voted = self._connection.execute(
            sa.select(_I.c.theme_id, _V.c.person_id)
            .select_from(placed.join(_V, _V.c.contribution_id == _C.c.id))
            .where(*wanted)
            .distinct()
        ).all()
        return _recurring(said, voted, stretch, since)

    def told(
        self, organisation_id: int, stretch: Stretch, site_id: int | None, limit: int
    ) -> tuple[list[Told], int]:
        """Return what is done with what came of it, actions first, and how much that is in all.

        Actions are of the whole organisation: on the page of one site there are none.
        """
        actions = [] if site_id is not None else self._done_actions(organisation_id, stretch)
        wanted = [
            _C.c.organisation_id == organisation_id,
            _C.c.status == Status.DONE,
            _C.c.status_at >= stretch.begins,
            _C.c.status_at < stretch.ends,
            _C.c.is_public,
            _C.c.answer != "",
        ]
        if site_id is not None:
            wanted.append(_C.c.site_id == site_id)
        rows = self._connection.execute(
            sa.select(_C.c.year, _C.c.serial, _C.c.text, _C.c.answer, _C.c.status_at)
            .where(*wanted)
            .order_by(_C.c.status_at.desc(), _C.c.id.desc())
            .limit(limit)
        ).all()
        counted = sa.select(_C.c.id).where(*wanted).limit(MOST_COUNTED).subquery()
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(counted)) or 0
        done = actions + [
            Told(str(Number(row.year, row.serial)), row.text, row.answer, _day(row[4], stretch))
            for row in rows
        ]
        return done[:limit], len(actions) + total

    def replied(self, organisation_id: int, ids: Collection[int]) -> dict[int, datetime]:
        """Return when some contributions first got an answer or a decision, where they have."""
        # Asked by their ids alone: told more, SQLite walks all that was ever answered.
        rows = self._connection.execute(
            sa.select(_C.c.id, _C.c.organisation_id, _C.c.replied_at).where(_C.c.id.in_(ids))
        )
        return {
            row.id: row.replied_at
            for row in rows
            if row.organisation_id == organisation_id and row.replied_at is not None
        }

    def _done_actions(self, organisation_id: int, stretch: Stretch) -> list[Told]:
        """Return what was done in a period and stood so at its end, the newest first."""
        done = [
            (stood.done_at, row, stood.result)
            for row, stood in self._plan(organisation_id, stretch)
            if stood.done_at is not None and stood.done_at >= stretch.begins and stood.result
        ]
        return [
            Told(_action_number(row), row.title, result, _day(at, stretch))
            for at, row, result in sorted(done, key=lambda one: (one[0], one[1].id), reverse=True)
        ]


def _stood(row: Any, moves: Sequence[Any], ends: datetime) -> _Stood:
    """Return how an action stood when a period ended, by the moves that its history tells."""
    before = [each for each in moves if each.at < ends]
    if not moves:
        return _Stood(row.state, row.done_at, row.result)
    if not before:
        return _Stood(ActionState(moves[0].facts["from"]))
    last = before[-1]
    if last.facts["to"] != ActionState.DONE:
        return _Stood(ActionState(last.facts["to"]))
    return _Stood(ActionState.DONE, last.at, row.result if last is moves[-1] else last.comment)


def _recurring(
    said: Sequence[Any], voted: Sequence[Any], stretch: Stretch, since: Recurrence
) -> list[Recurring]:
    people: dict[int, set[int | str]] = {}
    weeks: dict[int, set[Week]] = {}
    sites: dict[int, set[int]] = {}
    irritants: dict[int, set[int]] = {}
    names = {row.id: row.name for row in said}
    for row in said:
        people.setdefault(row.id, set()).add(row.author_key or row.author_id)
        weeks.setdefault(row.id, set()).add(Week.of(_day(row.created_at, stretch)))
        sites.setdefault(row.id, set()).update({row.site_id} - {None})
        irritants.setdefault(row.id, set()).add(row.irritant)
    for row in voted:
        people[row.theme_id].add(row.person_id)
    found = [
        Recurring(
            each, name, len(irritants[each]), len(people[each]), len(sites[each]), len(weeks[each])
        )
        for each, name in names.items()
        if len(people[each]) >= since.people or len(weeks[each]) >= since.weeks
    ]
    return sorted(found, key=lambda one: (-one.people, -one.irritants, one.id))


def _action_number(row: Any) -> str:
    return f"PA-{row.year}-{row.serial:04}"


def _day(moment: datetime, stretch: Stretch) -> date:
    return moment.astimezone(stretch.zone).date()
