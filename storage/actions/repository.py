"""The action plan: actions, what they answer to, and their history."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NewType

import sqlalchemy as sa

from domain.actions.action import (
    OPEN,
    Action,
    ActionChange,
    ActionNumber,
    ActionState,
    Plan,
)
from domain.actions.views import ActionEntry, PlanCounts, PlanFilter
from domain.confidentiality import EMPTY, Clean
from storage.actions.rows import ACTION, action_of
from storage.actions.tables import ActionCauseRow, ActionHistoryRow, ActionRow, ActionSeriesRow
from storage.contributions.tables import VoteRow
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SolicitationRow

_A, _H, _C = table(ActionRow), table(ActionHistoryRow), table(ActionCauseRow)
_N = table(ActionSeriesRow)
_P, _V, _S = table(PersonRow), table(VoteRow), table(SolicitationRow)


MOST = 5_000
"""Actions of one organisation that are read at once: a plan has some dozens a year."""

_IS_OPEN = _A.c.state.in_(OPEN)
_UNOWNED = _IS_OPEN & (_A.c.owner_id.is_(None) | _P.c.left_on.is_not(None))
_RANK = {
    ActionState.IN_PROGRESS: 1,
    ActionState.TO_DO: 2,
    ActionState.DONE: 3,
    ActionState.DROPPED: 4,
}
_FAR = date(9999, 12, 31)


LockedAction = NewType("LockedAction", Action)
"""An action as it stands while nobody else may change it: read by ``for_change``."""


class Actions(Repository):
    """The actions of the organisations; every reading names the organisation."""

    # --- writing ------------------------------------------------------------------------------

    def add(
        self,
        organisation_id: int,
        plan: Plan,
        now: datetime,
        *,
        year: int,
        actor_id: int,
        form_id: str | None = None,
    ) -> LockedAction:
        """Keep *plan* under the next number of *year*, and begin its history."""
        values = plan_values(plan) | {
            "organisation_id": organisation_id,
            "year": year,
            "serial": self._next_serial(organisation_id, year),
            "form_id": form_id,
            "state": ActionState.TO_DO,
            "created_at": now,
            "created_by_id": actor_id,
            "result": EMPTY,
            "value_after": EMPTY,
            "decision_reason": EMPTY,
        }
        action_id: int = self._connection.execute(
            sa.insert(_A).values(values).returning(_A.c.id)
        ).scalar_one()
        self._record(organisation_id, action_id, ActionChange.CREATED, now, actor_id)
        action = self.get(organisation_id, action_id)
        assert action is not None  # noqa: S101 -- inserted above
        return LockedAction(action)

    def answer_to(
        self,
        action: LockedAction,
        themes: Collection[int] = (),
        contributions: Collection[int] = (),
    ) -> None:
        """Make *action* answer to these, each once."""
        rows = [{"theme_id": each, "contribution_id": None} for each in themes]
        rows += [{"theme_id": None, "contribution_id": each} for each in contributions]
        adding = insert(self._connection.dialect.name, ActionCauseRow).on_conflict_do_nothing()
        same = {"organisation_id": action.organisation_id, "action_id": action.id}
        for row in rows:
            self._connection.execute(adding, same | row)

    def change(
        self,
        action: LockedAction,
        change: ActionChange,
        now: datetime,
        actor_id: int | None,
        *,
        facts: dict[str, Any] | None = None,
        comment: Clean = EMPTY,
        **values: Any,
    ) -> LockedAction:
        """Set columns of an action, have its history tell it; return it as it is then."""
        if values:
            self._connection.execute(sa.update(_A).where(_A.c.id == action.id).values(**values))
        self._record(
            action.organisation_id, action.id, change, now, actor_id, facts=facts, comment=comment
        )
        changed = self.get(action.organisation_id, action.id)
        assert changed is not None  # noqa: S101 -- it was given
        return LockedAction(changed)

    def _record(  # noqa: PLR0913 -- a line of the history
        self,
        organisation_id: int,
        action_id: int,
        change: ActionChange,
        now: datetime,
        actor_id: int | None,
        *,
        facts: dict[str, Any] | None = None,
        comment: Clean = EMPTY,
    ) -> None:
        values = {"organisation_id": organisation_id, "action_id": action_id, "at": now}
        values |= {"actor_id": actor_id, "change": change}
        self._connection.execute(
            sa.insert(_H).values(**values, facts=facts or {}, comment=comment)
        )

    def _next_serial(self, organisation_id: int, year: int) -> int:
        counting = insert(self._connection.dialect.name, ActionSeriesRow).on_conflict_do_update(
            index_elements=["organisation_id", "year"], set_={"last": _N.c.last + 1}
        )
        values = {"organisation_id": organisation_id, "year": year, "last": 1}
        serial: int = self._connection.execute(counting.returning(_N.c.last), values).scalar_one()
        return serial

    # --- one ----------------------------------------------------------------------------------

    def get(self, organisation_id: int, action_id: int) -> Action | None:
        """Return an action of that organisation, or None."""
        return self._first(_A.c.organisation_id == organisation_id, _A.c.id == action_id)

    def for_change(self, organisation_id: int, action_id: int) -> LockedAction | None:
        """As ``get``; no other process changes it until this work is done."""
        self._hold(_A.c.id, [action_id])
        found = self.get(organisation_id, action_id)
        return LockedAction(found) if found else None

    def find(self, organisation_id: int, number: ActionNumber) -> Action | None:
        """Return an action of that organisation by its number, or None."""
        return self._first(
            _A.c.organisation_id == organisation_id,
            _A.c.year == number.year,
            _A.c.serial == number.serial,
        )

    def by_serial(self, organisation_id: int, serial: int, year: int) -> Action | None:
        """Return « l'action 7 »: that of *year*, else the newest before with that serial."""
        return self._first(
            _A.c.organisation_id == organisation_id, _A.c.serial == serial, _A.c.year <= year
        )

    def of_form(self, organisation_id: int, form_id: str) -> Action | None:
        """Return what a form made, or None before it was sent."""
        return self._first(_A.c.organisation_id == organisation_id, _A.c.form_id == form_id)

    def open_for(
        self,
        organisation_id: int,
        theme_id: int | None = None,
        contribution_id: int | None = None,
    ) -> Action | None:
        """Return the newest open action that answers to a theme or a contribution, or None."""
        if theme_id is not None:
            cause = _C.c.theme_id == theme_id
        else:
            cause = _C.c.contribution_id == contribution_id
        ids = sa.select(_C.c.action_id).where(_C.c.organisation_id == organisation_id, cause)
        return self._first(_A.c.organisation_id == organisation_id, _A.c.id.in_(ids), _IS_OPEN)

    def supporters(self, contribution_ids: Sequence[int]) -> list[int]:
        """Return the people who support one of these contributions."""
        return list(
            self._connection.scalars(
                sa.select(_V.c.person_id)
                .where(_V.c.contribution_id.in_(contribution_ids))
                .distinct()
                .order_by(_V.c.person_id)
            )
        )

    def history(self, action: Action) -> list[ActionEntry]:
        """Return the history of an action, oldest first."""
        rows: Any = self._connection.execute(
            sa.select(
                _H.c.at, sa.func.coalesce(_P.c.name, ""), _H.c.change, _H.c.facts, _H.c.comment
            )
            .select_from(_H.outerjoin(_P, _P.c.id == _H.c.actor_id))
            .where(_H.c.action_id == action.id)
            .order_by(_H.c.id)
        ).all()
        owners = {row.facts.get("owner") for row in rows if row.facts.get("owner")}
        names = self._names(action.organisation_id, owners)
        return [
            ActionEntry(
                row[0], row[1], row[2], row.facts, row[4], names.get(row.facts.get("owner"), "")
            )
            for row in rows
        ]

    def _names(self, organisation_id: int, ids: Collection[int]) -> dict[int, str]:
        if not ids:
            return {}
        rows = self._connection.execute(
            sa.select(_P.c.id, _P.c.name).where(
                _P.c.organisation_id == organisation_id, _P.c.id.in_(ids)
            )
        )
        return {row.id: row.name for row in rows}

    # --- many ---------------------------------------------------------------------------------

    def page(
        self,
        organisation_id: int,
        chosen: PlanFilter,
        today: date,
        *,
        owner_id: int | None = None,
        limit: int = MOST,
        offset: int = 0,
    ) -> list[Action]:
        """Return what a filter shows of the plan, late ones first; of one owner's, if given."""
        conditions = [*_shown(chosen, today), *_of_owner(owner_id)]
        rank = sa.case(
            (_late(today), 0),
            *((_A.c.state == state, place) for state, place in _RANK.items()),
            else_=9,
        )
        newest_first = sa.case((_A.c.state == ActionState.DONE, -_A.c.id), else_=_A.c.id)
        return self._all(
            _A.c.organisation_id == organisation_id,
            *conditions,
            order=[rank, sa.func.coalesce(_done_or_due(), _FAR), newest_first],
            limit=limit,
            offset=offset,
        )

    def counts(self, organisation_id: int, today: date, owner_id: int | None = None) -> PlanCounts:
        """Return how many actions stand where, of one owner's if given."""
        late, unowned = (
            sa.func.sum(sa.case((condition, 1), else_=0)) for condition in (_late(today), _UNOWNED)
        )
        rows = self._connection.execute(
            sa.select(_A.c.state, sa.func.count(), late, unowned)
            .select_from(_A.outerjoin(_P, _P.c.id == _A.c.owner_id))
            .where(_A.c.organisation_id == organisation_id, *_of_owner(owner_id))
            .group_by(_A.c.state)
        ).all()
        return PlanCounts(
            {row[0]: row[1] for row in rows},
            sum(row[2] for row in rows),
            sum(row[3] for row in rows),
        )

    def waiting(self, organisation_id: int) -> list[Action]:
        """Return what somebody may have to be reminded of: open, or done and not checked."""
        unchecked = (
            (_A.c.state == ActionState.DONE) & _A.c.check_on.is_not(None) & _A.c.effect.is_(None)
        )
        return self._all(
            _A.c.organisation_id == organisation_id,
            sa.or_(_IS_OPEN, unchecked),
            order=[sa.func.coalesce(_A.c.due_on, _FAR), _A.c.id],
        )

    def last_reminded(self, organisation_id: int, cause: str, since: str) -> dict[int, date]:
        """Return the last day on which each person was reminded, from the week *since* on.

        They were solicited for *cause* and a day, « action_due:2026-11-27 ».
        """
        rows = self._connection.execute(
            sa.select(_S.c.person_id, sa.func.max(_S.c.cause))
            .where(
                _S.c.organisation_id == organisation_id,
                _S.c.week >= since,
                _S.c.cause.startswith(f"{cause}:", autoescape=True),
            )
            .group_by(_S.c.person_id)
        )
        return {row[0]: date.fromisoformat(row[1].partition(":")[2]) for row in rows}

    def given_on(self, organisation_id: int) -> dict[int, datetime]:
        """Return when each action was last given to its owner, by its id."""
        given = (ActionChange.CREATED, ActionChange.HANDED_OVER)
        rows = self._connection.execute(
            sa.select(_H.c.action_id, sa.func.max(_H.c.at))
            .where(_H.c.organisation_id == organisation_id, _H.c.change.in_(given))
            .group_by(_H.c.action_id)
        )
        return {row[0]: row[1] for row in rows}

    def done_between(
        self, organisation_id: int, after: datetime, until: datetime, limit: int
    ) -> list[Action]:
        """Return what was done in that time, the oldest first."""
        return self._all(
            _A.c.organisation_id == organisation_id,
            _A.c.state == ActionState.DONE,
            _A.c.done_at > after,
            _A.c.done_at <= until,
            order=[_A.c.done_at, _A.c.id],
            limit=limit,
        )

    def done_among(self, organisation_id: int, ids: sa.Select[tuple[int]]) -> list[Action]:
        """Return those of some actions that are done, the newest first."""
        return self._all(
            _A.c.organisation_id == organisation_id,
            _A.c.id.in_(ids),
            _A.c.state == ActionState.DONE,
            order=[_A.c.done_at.desc(), _A.c.id.desc()],
        )

    def _first(self, *conditions: Any) -> Action | None:
        found = self._all(*conditions, order=[_A.c.year.desc(), _A.c.serial.desc()], limit=1)
        return found[0] if found else None

    def _all(
        self, *conditions: Any, order: Sequence[Any], limit: int = MOST, offset: int = 0
    ) -> list[Action]:
        rows = self._connection.execute(
            ACTION.where(*conditions).order_by(*order).limit(limit).offset(offset)
        )
        return [action_of(row) for row in rows]


def _done_or_due() -> Any:
    return sa.case((_A.c.state == ActionState.DONE, None), else_=_A.c.due_on)


def _late(today: date) -> sa.ColumnElement[bool]:
    return _IS_OPEN & (_A.c.due_on < today)


def _of_owner(owner_id: int | None) -> list[sa.ColumnElement[bool]]:
    return [] if owner_id is None else [_A.c.owner_id == owner_id]


def _shown(chosen: PlanFilter, today: date) -> list[sa.ColumnElement[bool]]:
    match chosen:
        case PlanFilter.ALL:
            return [_A.c.state != ActionState.DROPPED]
        case PlanFilter.LATE:
            return [_late(today)]
        case PlanFilter.UNOWNED:
            return [_UNOWNED]
        case _:
            return [_A.c.state == ActionState(chosen.value)]


def plan_values(plan: Plan) -> dict[str, Any]:
    """Return the columns of what an action is to be."""
    return {
        "title": plan.title,
        "owner_id": plan.owner_id,
        "due_on": plan.due_on,
        "aim": plan.aim,
        "engagement": plan.engagement,
        "indicator": plan.indicator,
        "value_before": plan.value_before,
        "hypothesis": plan.hypothesis,
        "trial_place": plan.place,
        "trial_until": plan.until,
        "trial_measure": plan.measure,
    }
