"""Contributions, with their history and their votes."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from domain.contribution import Attachment, Change, Contribution, Number, Origin, Status
from domain.kinds import Kind
from domain.people import Person
from storage.sql import insert, table
from storage.tables import (
    ContributionRow,
    HistoryRow,
    NumberSeriesRow,
    PersonRow,
    SiteRow,
    VoteRow,
)

_C, _H, _N = table(ContributionRow), table(HistoryRow), table(NumberSeriesRow)
_P, _S, _V = table(PersonRow), table(SiteRow), table(VoteRow)

_SUPPORT = sa.select(sa.func.count()).where(_V.c.contribution_id == _C.c.id).scalar_subquery()
_CONTRIBUTION = sa.select(
    _C,
    sa.func.coalesce(_P.c.name, "").label("author_name"),
    sa.func.coalesce(_S.c.name, "").label("site_name"),
    _SUPPORT.label("support"),
).select_from(_C.outerjoin(_P, _P.c.id == _C.c.author_id).outerjoin(_S, _S.c.id == _C.c.site_id))
_OF_MESSAGE = _CONTRIBUTION.where(
    _C.c.organisation_id == sa.bindparam("organisation"),
    _C.c.conversation_id == sa.bindparam("conversation"),
    _C.c.message_id == sa.bindparam("message"),
).order_by(_C.c.part)


@dataclass(frozen=True, slots=True)
class Draft:
    """A contribution that has no number yet; either ``author_id`` or ``author_key`` is given."""

    kind: Kind
    text: str
    origin: Origin
    author_id: int | None = None
    author_key: str | None = None
    author_name: str = ""
    noted_by_id: int | None = None
    site_id: int | None = None
    site_name: str = ""
    engagement: int | None = None
    conversation_id: str | None = None
    message_id: str | None = None
    part: int = 0
    link: str = ""
    attachments: tuple[Attachment, ...] = ()
    form_id: str | None = None
    week: str = ""
    is_public: bool = False
    is_cited: bool = False


# Statements of the path that every message takes are made once: making one costs as much as
# running it.
@cache
def _adding(dialect: str) -> Any:
    return insert(dialect, ContributionRow).returning(_C.c.id)


@cache
def _counting(dialect: str) -> Any:
    adding = insert(dialect, NumberSeriesRow).on_conflict_do_update(
        index_elements=["organisation_id", "year"], set_={"last": _N.c.last + 1}
    )
    return adding.returning(_N.c.last)


class Contributions:
    """The contributions of the organisations; every reading names the organisation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation_id: int, draft: Draft, year: int, now: datetime) -> Contribution:
        """Keep *draft* under the next number of *year*, and begin its history."""
        serial = self._next_serial(organisation_id, year)
        values = _values(draft) | {
            "organisation_id": organisation_id,
            "year": year,
            "serial": serial,
            "status": Status.RECEIVED,
            "removed_with_message": False,
            "created_at": now,
        }
        contribution_id: int = self._connection.execute(
            _adding(self._connection.dialect.name), values
        ).scalar_one()
        contribution = Contribution(
            id=contribution_id,
            organisation_id=organisation_id,
            number=Number(year, serial),
            kind=draft.kind,
            status=Status.RECEIVED,
            text=draft.text,
            created_at=now,
            author_id=draft.author_id,
            author_key=draft.author_key,
            author_name=draft.author_name,
            site_id=draft.site_id,
            site_name=draft.site_name,
            engagement=draft.engagement,
            origin=draft.origin,
            link=draft.link,
            attachments=draft.attachments,
            week=draft.week,
            is_public=draft.is_public,
            is_cited=draft.is_cited,
        )
        self.record(
            contribution,
            Change.CREATED,
            now,
            draft.noted_by_id or draft.author_id,
            {},
            {"kind": draft.kind},
        )
        return contribution

    def get(self, organisation_id: int, contribution_id: int) -> Contribution | None:
        """Return a contribution of that organisation by its id, or None."""
        return self._first(_C.c.organisation_id == organisation_id, _C.c.id == contribution_id)

    def find(self, organisation_id: int, number: Number) -> Contribution | None:
        """Return a contribution of that organisation by its number, or None."""
        return self._first(
            _C.c.organisation_id == organisation_id,
            _C.c.year == number.year,
            _C.c.serial == number.serial,
        )

    def of_form(self, organisation_id: int, form_id: str) -> Contribution | None:
        """Return what a form made, or None before it was sent."""
        return self._first(_C.c.organisation_id == organisation_id, _C.c.form_id == form_id)

    def of_forms(self, organisation_id: int, form_ids: Collection[str]) -> dict[str, Contribution]:
        """Return what some forms made, by the form's id."""
        rows = self._connection.execute(
            _CONTRIBUTION.where(
                _C.c.organisation_id == organisation_id, _C.c.form_id.in_(form_ids)
            )
        )
        return {row.form_id: _contribution(row) for row in rows}

    def some(self, organisation_id: int, ids: Collection[int]) -> dict[int, Contribution]:
        """Return contributions of that organisation by their ids."""
        found = self._all(_C.c.organisation_id == organisation_id, _C.c.id.in_(ids))
        return {contribution.id: contribution for contribution in found}

    def of_week(self, organisation_id: int, week: str) -> list[Contribution]:
        """Return what speaks of *week* and was not taken back, oldest first."""
        return self._all(
            _C.c.organisation_id == organisation_id,
            _C.c.week == week,
            _C.c.status != Status.WITHDRAWN,
        )

    def by_authors(
        self,
        organisation_id: int,
        week: str,
        person_ids: Collection[int],
        author_keys: Collection[str],
    ) -> list[Contribution]:
        """Return what these people, by name or by key, said about *week*, oldest first."""
        return self._all(
            _C.c.organisation_id == organisation_id,
            _C.c.week == week,
            _C.c.status != Status.WITHDRAWN,
            sa.or_(_C.c.author_id.in_(person_ids), _C.c.author_key.in_(author_keys)),
        )

    def public_since(self, organisation_id: int, week: str, until: str) -> list[Contribution]:
        """Return what all may read of the weeks from *week* to *until*, oldest first."""
        return self._all(
            _C.c.organisation_id == organisation_id,
            _C.c.week >= week,
            _C.c.week <= until,
            _C.c.is_public,
            _C.c.status != Status.WITHDRAWN,
        )

    def of_message(
        self, organisation_id: int, conversation_id: str, message_id: str
    ) -> list[Contribution]:
        """Return what a Teams message made, in the order of its parts."""
        rows = self._connection.execute(
            _OF_MESSAGE,
            {
                "organisation": organisation_id,
                "conversation": conversation_id,
                "message": message_id,
            },
        )
        return [_contribution(row) for row in rows]

    def begun_by(self, organisation_id: int, conversation_id: str) -> Contribution | None:
        """Return the contribution under which a thread goes on: the first one in it, or None."""
        row = self._connection.execute(
            _CONTRIBUTION.where(
                _C.c.organisation_id == organisation_id, _C.c.conversation_id == conversation_id
            )
            .order_by(_C.c.id)
            .limit(1)
        ).first()
        return _contribution(row) if row else None

    def message_that_began(self, organisation_id: int, conversation_id: str) -> str | None:
        """Return the id of the first message of a thread that made something, or None."""
        found: str | None = self._connection.scalar(
            sa.select(_C.c.message_id)
            .where(
                _C.c.organisation_id == organisation_id, _C.c.conversation_id == conversation_id
            )
            .order_by(_C.c.id)
            .limit(1)
        )
        return found

    def written_by(
        self, person: Person, key: str, *, limit: int, offset: int
    ) -> tuple[list[Contribution], int]:
        """Return a page of what *person* wrote, anonymously too, newest first, and the total."""
        mine = (_C.c.organisation_id == person.organisation_id) & sa.or_(
            _C.c.author_id == person.id, _C.c.author_key == key
        )
        rows = self._connection.execute(
            _CONTRIBUTION.where(mine).order_by(_C.c.id.desc()).limit(limit).offset(offset)
        )
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(_C).where(mine))
        return [_contribution(row) for row in rows], total or 0

    def change(
        self,
        contribution: Contribution,
        change: Change,
        now: datetime,
        actor_id: int | None,
        **values: Any,
    ) -> Contribution:
        """Set columns and record the change; return the contribution as it is then."""
        self._connection.execute(sa.update(_C).where(_C.c.id == contribution.id).values(**values))
        told = {name: value for name, value in values.items() if hasattr(contribution, name)}
        before = {name: getattr(contribution, name) for name in told}
        self.record(contribution, change, now, actor_id, before, told)
        changed = self.get(contribution.organisation_id, contribution.id)
        assert changed is not None  # noqa: S101 -- nothing deletes contributions
        return changed

    def record(
        self,
        contribution: Contribution,
        change: Change,
        now: datetime,
        actor_id: int | None,
        before: dict[str, Any],
        after: dict[str, Any],
    ) -> None:
        """Append a line to the history; an anonymous author's own change names nobody."""
        self._connection.execute(
            insert(self._connection.dialect.name, HistoryRow),
            {
                "organisation_id": contribution.organisation_id,
                "contribution_id": contribution.id,
                "at": now,
                "actor_id": actor_id,
                "change": change,
                "before": before,
                "after": after,
            },
        )

    def history(self, organisation_id: int, contribution_id: int) -> list[Row[Any]]:
        """Return the changes of a contribution of that organisation, oldest first."""
        return list(
            self._connection.execute(
                sa.select(_H)
                .where(
                    _H.c.organisation_id == organisation_id,
                    _H.c.contribution_id == contribution_id,
                )
                .order_by(_H.c.id)
            )
        )

    def removed_with_message(self, contribution: Contribution) -> bool:
        """Tell whether it was withdrawn because its message was deleted in Teams."""
        return bool(
            self._connection.scalar(
                sa.select(_C.c.removed_with_message).where(_C.c.id == contribution.id)
            )
        )

    def message_edited_at(self, contribution: Contribution) -> datetime | None:
        """Return when its Teams message was last edited, or None."""
        edited_at: datetime | None = self._connection.scalar(
            sa.select(_C.c.message_edited_at).where(_C.c.id == contribution.id)
        )
        return edited_at

    def toggle_vote(self, contribution: Contribution, person: Person, now: datetime) -> bool:
        """Give or take back *person*'s support; return whether it is given afterwards."""
        mine = (_V.c.contribution_id == contribution.id) & (_V.c.person_id == person.id)
        if self._connection.execute(sa.delete(_V).where(mine)).rowcount:
            return False
        self._connection.execute(
            insert(self._connection.dialect.name, VoteRow).on_conflict_do_nothing(),
            {
                "contribution_id": contribution.id,
                "person_id": person.id,
                "organisation_id": contribution.organisation_id,
                "created_at": now,
            },
        )
        return True

    def _next_serial(self, organisation_id: int, year: int) -> int:
        serial: int = self._connection.execute(
            _counting(self._connection.dialect.name),
            {"organisation_id": organisation_id, "year": year, "last": 1},
        ).scalar_one()
        return serial

    def _all(self, *conditions: Any) -> list[Contribution]:
        rows = self._connection.execute(_CONTRIBUTION.where(*conditions).order_by(_C.c.id))
        return [_contribution(row) for row in rows]

    def _first(self, *conditions: Any) -> Contribution | None:
        row = self._connection.execute(_CONTRIBUTION.where(*conditions)).first()
        return _contribution(row) if row else None


_PLAIN = tuple(
    field.name for field in fields(Draft) if field.name in _C.c and field.name != "attachments"
)


def _values(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _PLAIN} | {
        "attachments": [{"name": file.name, "url": file.url} for file in draft.attachments]
    }


def _contribution(row: Row[Any]) -> Contribution:
    return Contribution(
        id=row.id,
        organisation_id=row.organisation_id,
        number=Number(row.year, row.serial),
        kind=row.kind,
        status=row.status,
        text=row.text,
        created_at=row.created_at,
        author_id=row.author_id,
        author_key=row.author_key,
        author_name=row.author_name,
        site_id=row.site_id,
        site_name=row.site_name,
        engagement=row.engagement,
        origin=row.origin,
        link=row.link,
        attachments=tuple(Attachment(**file) for file in row.attachments),
        support=row.support,
        week=row.week,
        is_public=row.is_public,
        is_cited=row.is_cited,
    )
