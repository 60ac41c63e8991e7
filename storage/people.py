"""People and where to write to them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any, NewType

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from domain.availability import Availability, read_days, write_days
from domain.people import Person, Role
from domain.records import record
from storage.holdings import Holding
from storage.holdings.spine import ERASED
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import ConversationReferenceRow, PersonRow, SiteRow

_P, _S, _R = table(PersonRow), table(SiteRow), table(ConversationReferenceRow)

_PERSON: sa.Select[Any] = sa.select(
    _P.c.id,
    _P.c.organisation_id,
    _P.c.aad_object_id,
    _P.c.name,
    _P.c.upn,
    _P.c.role,
    _P.c.site_id,
    sa.func.coalesce(_S.c.name, ""),
    _P.c.site_asked,
    _P.c.teams_user_id,
    _P.c.unreachable,
).select_from(_P.outerjoin(_S, _S.c.id == _P.c.site_id))
_AWAITED = "upn:"
_BY_AAD = _PERSON.where(
    _P.c.organisation_id == sa.bindparam("organisation"), _P.c.aad_object_id == sa.bindparam("aad")
)


@record
class Reference:
    """A personal chat to which the bot may write later."""

    conversation_id: str
    service_url: str
    bot_id: str


@record
class Member:
    """A person as the roster of a team names them."""

    aad_object_id: str
    teams_user_id: str
    name: str
    upn: str


@record
class Colleague:
    """A member of staff, whether they may be asked, and where they are written to."""

    person: Person
    availability: Availability
    reference: Reference | None


def awaited(upn: str) -> str:
    """Return what stands for the Entra object id of who is known by their UPN alone."""
    return f"{_AWAITED}{upn.lower()}"


@cache
def _referring(dialect: str) -> Any:
    """Return the statement that keeps a chat; made once, a first Friday says it for everybody."""
    adding = insert(dialect, ConversationReferenceRow)
    latest = {
        name: getattr(adding.excluded, name)
        for name in ("conversation_id", "service_url", "bot_id")
    }
    return adding.on_conflict_do_update(
        index_elements=["organisation_id", "person_id"], set_=latest
    )


LockedPerson = NewType("LockedPerson", Person)
"""A person whose wishes nobody else may change meanwhile."""


class People(Repository):
    """The members of staff of the organisations."""

    def find(self, organisation_id: int, aad_object_id: str) -> Person | None:
        """Return the person with that Entra object id, or None."""
        row = self._connection.execute(
            _BY_AAD, {"organisation": organisation_id, "aad": aad_object_id}
        ).first()
        return Person(*row) if row else None

    def get(self, organisation_id: int, person_id: int) -> Person | None:
        """Return a person of that organisation, or None."""
        row = self._connection.execute(
            _PERSON.where(_P.c.organisation_id == organisation_id, _P.c.id == person_id)
        ).first()
        return Person(*row) if row else None

    def everyone(self, organisation_id: int) -> list[Person]:
        """Return the people of an organisation by name, but who has none any more."""
        rows = self._connection.execute(
            _PERSON.where(
                _P.c.organisation_id == organisation_id, ~_P.c.aad_object_id.startswith(ERASED)
            ).order_by(_P.c.name, _P.c.id)
        )
        return [Person(*row) for row in rows]

    def meet(
        self, organisation_id: int, aad_object_id: str, teams_user_id: str, name: str
    ) -> Person:
        """Return the person, who is known afterwards under the name that Teams gives.

        Who is only named by others has no Teams user id, and is no staff.
        """
        known = self.find(organisation_id, aad_object_id)
        if known is None:
            return self._add(organisation_id, aad_object_id, teams_user_id, name)
        latest = {
            key: value
            for key, value in (("name", name), ("teams_user_id", teams_user_id))
            if value and value != getattr(known, key)
        }
        if latest:
            self.update(known, **latest)
            known = self.get(organisation_id, known.id) or known
        return known

    def update(self, person: Person, **values: str | int | bool | None) -> None:
        """Set columns of *person*, but their role."""
        assert "role" not in values  # noqa: S101 -- ``Roles`` does
        self._connection.execute(sa.update(_P).where(_P.c.id == person.id).values(**values))

    def adopt(
        self, organisation_id: int, aad_object_id: str, upn: str, holds: Sequence[Holding]
    ) -> None:
        """Make whoever was known by that UPN alone the person whom Teams names so."""
        there = (_P.c.organisation_id == organisation_id) & (_P.c.aad_object_id == awaited(upn))
        waiting = self._connection.scalar(sa.select(_P.c.id).where(there)) if upn else None
        if waiting is None or not aad_object_id:
            return
        known = self.find(organisation_id, aad_object_id)
        if known is None:
            self._connection.execute(
                sa.update(_P).where(_P.c.id == waiting).values(aad_object_id=aad_object_id)
            )
        else:
            self._become(waiting, known.id, holds)

    def _become(self, waiting: int, person_id: int, holds: Sequence[Holding]) -> None:
        """Give a person all that was kept for whoever waited for them."""
        for column in (column for each in holds for column in each.awaited):
            self._connection.execute(
                sa.update(column.table).where(column == waiting).values({column.name: person_id})
            )
        here = _P.c.id == waiting
        self._connection.execute(
            sa.update(_P).where(here).values(aad_object_id=f"gone:{waiting}", upn="")
        )
        # Something else may stand on them, such as a message: then the empty person stays.
        with suppress(IntegrityError), self._connection.begin_nested():
            self._connection.execute(sa.delete(_P).where(here))

    def _adopt_all(
        self, organisation_id: int, members: Sequence[Member], holds: Sequence[Holding]
    ) -> None:
        rows = self._connection.execute(
            sa.select(_P.c.aad_object_id).where(
                _P.c.organisation_id == organisation_id, _P.c.aad_object_id.startswith(_AWAITED)
            )
        )
        waiting = {row.aad_object_id for row in rows}
        for member in members:
            if awaited(member.upn) in waiting:
                self.adopt(organisation_id, member.aad_object_id, member.upn, holds)

    def keep_roster(
        self,
        organisation_id: int,
        members: Sequence[Member],
        today: date,
        holds: Sequence[Holding],
    ) -> dict[int, Role]:
        """Make *members* the staff: the new are known afterwards, who left is asked no more.

        Who left counts as gone from *today*, and has no role any more: return who lost which; an
        empty roster takes none. Who was known by their UPN has what *holds* says was kept so.
        """
        self._adopt_all(organisation_id, members, holds)
        in_charge = self._in_charge(organisation_id)
        values = [
            {
                "organisation_id": organisation_id,
                "aad_object_id": member.aad_object_id,
                "teams_user_id": member.teams_user_id,
                "name": member.name,
                "upn": member.upn,
                "role": Role.MEMBER,
                "site_asked": False,
                "on_roster": True,
                "is_staff": True,
            }
            for member in members
        ]
        adding = insert(self._connection.dialect.name, PersonRow)
        latest = {
            name: sa.case(
                (getattr(adding.excluded, name) != "", getattr(adding.excluded, name)),
                else_=_P.c[name],
            )
            for name in ("teams_user_id", "name", "upn")
        }
        mine = _P.c.organisation_id == organisation_id
        if values:
            unlisted = mine & ~_P.c.on_roster & _P.c.left_on.is_(None)
            self._connection.execute(sa.update(_P).where(unlisted).values(is_staff=False))
        self._connection.execute(sa.update(_P).where(mine).values(on_roster=False))
        if values:
            self._connection.execute(
                adding.on_conflict_do_update(
                    index_elements=["organisation_id", "aad_object_id"],
                    set_=latest | {"on_roster": True, "is_staff": True, "left_on": None},
                ),
                values,
            )
        gone = mine & ~_P.c.on_roster & _P.c.left_on.is_(None)
        self._connection.execute(sa.update(_P).where(gone).values(left_on=today))
        return self._discharge(in_charge) if values else {}

    def _in_charge(self, organisation_id: int) -> dict[int, Role]:
        """Return who of the roster has a role, with it."""
        here = (_P.c.organisation_id == organisation_id) & _P.c.on_roster
        rows = self._connection.execute(
            sa.select(_P.c.id, _P.c.role).where(here, _P.c.role != Role.MEMBER)
        )
        return {row.id: row.role for row in rows}

    def _discharge(self, before: dict[int, Role]) -> dict[int, Role]:
        """Take their role from those of *before* who are on the roster no more; return them."""
        gone = _P.c.id.in_(list(before)) & ~_P.c.on_roster
        taking = sa.update(_P).where(gone).values(role=Role.MEMBER).returning(_P.c.id)
        return {each: before[each] for each in self._connection.scalars(taking)}

    def staff(self, organisation_id: int) -> list[Colleague]:
        """Return the people of the roster by name."""
        return self._colleagues((_P.c.organisation_id == organisation_id) & _P.c.on_roster)

    def known(self, organisation_id: int, person_ids: Sequence[int]) -> list[Colleague]:
        """Return some people of the organisation, on the roster or not."""
        return self._colleagues(
            (_P.c.organisation_id == organisation_id) & _P.c.id.in_(person_ids)
        )

    def _colleagues(self, wanted: sa.ColumnElement[bool]) -> list[Colleague]:
        rows = self._connection.execute(
            _PERSON.add_columns(*_AVAILABILITY, *_REFERENCE)
            .join(_R, _R.c.person_id == _P.c.id, isouter=True)
            .where(wanted)
            .order_by(_P.c.name, _P.c.id)
        )
        return [_colleague(row) for row in rows]

    def days_off(self) -> dict[int, list[str]]:
        """Return the part-time patterns of the staff, by organisation."""
        rows = self._connection.execute(
            sa.select(_P.c.organisation_id, _P.c.days_off)
            .where(_P.c.on_roster, _P.c.days_off != "")
            .distinct()
            .order_by(_P.c.organisation_id, _P.c.days_off)
        )
        patterns: dict[int, list[str]] = {}
        for row in rows:
            patterns.setdefault(row.organisation_id, []).append(row.days_off)
        return patterns

    def availability(self, person: Person) -> Availability:
        """Return what *person* has said about being asked."""
        row = self._connection.execute(sa.select(*_AVAILABILITY).where(_P.c.id == person.id)).one()
        return _availability(*row)

    def for_change(self, person: Person) -> LockedPerson:
        """Hold a person: no other process changes what they have said until this is done."""
        self._hold(_P.c.id, [person.id])
        return LockedPerson(person)

    def set_availability(self, person: LockedPerson, availability: Availability) -> None:
        """Keep what *person* says about being asked."""
        self._connection.execute(
            sa.update(_P)
            .where(_P.c.id == person.id)
            .values(
                opted_out=availability.opted_out,
                absent_until=availability.absent_until,
                days_off=write_days(availability.days_off),
            )
        )

    def mark_unreachable(self, person_id: int, reason: str) -> None:
        """Remember that a person cannot be written to, and that their chat is gone."""
        self._connection.execute(
            sa.update(_P).where(_P.c.id == person_id).values(unreachable=reason)
        )
        self._connection.execute(sa.delete(_R).where(_R.c.person_id == person_id))

    def reachable_again(self, organisation_id: int, person_id: int) -> None:
        """Write to a person again from now on."""
        self._connection.execute(
            sa.update(_P)
            .where(_P.c.organisation_id == organisation_id, _P.c.id == person_id)
            .values(unreachable="")
        )

    def keep_reference(self, person: Person, reference: Reference) -> None:
        """Remember where *person*'s personal chat is; written only when it changed."""
        if reference != self.reference(person):
            self.set_reference(person.organisation_id, person.id, reference)

    def set_reference(self, organisation_id: int, person_id: int, reference: Reference) -> None:
        """Remember where a person's personal chat is."""
        self._connection.execute(
            _referring(self._connection.dialect.name),
            {
                "organisation_id": organisation_id,
                "person_id": person_id,
                "conversation_id": reference.conversation_id,
                "service_url": reference.service_url,
                "bot_id": reference.bot_id,
            },
        )

    def reference(self, person: Person) -> Reference | None:
        """Return where *person*'s personal chat is, or None before the first contact."""
        row = self._connection.execute(
            sa.select(_R.c.conversation_id, _R.c.service_url, _R.c.bot_id).where(
                _R.c.organisation_id == person.organisation_id, _R.c.person_id == person.id
            )
        ).first()
        return Reference(*row) if row else None

    def _add(
        self, organisation_id: int, aad_object_id: str, teams_user_id: str, name: str
    ) -> Person:
        adding = insert(self._connection.dialect.name, PersonRow).on_conflict_do_nothing()
        self._connection.execute(
            adding,
            {
                "organisation_id": organisation_id,
                "aad_object_id": aad_object_id,
                "teams_user_id": teams_user_id,
                "name": name,
                "upn": "",
                "role": Role.MEMBER,
                "site_asked": False,
                "is_staff": bool(teams_user_id) and not self._knows_staff(organisation_id),
            },
        )
        person = self.find(organisation_id, aad_object_id)
        assert person is not None  # noqa: S101 -- inserted above, or by another process
        return person

    def _knows_staff(self, organisation_id: int) -> bool:
        listed = sa.exists().where(_P.c.organisation_id == organisation_id, _P.c.on_roster)
        return bool(self._connection.scalar(sa.select(listed)))


_AVAILABILITY = (_P.c.opted_out, _P.c.absent_until, _P.c.days_off)
_REFERENCE = (_R.c.conversation_id, _R.c.service_url, _R.c.bot_id)
_FIELDS = len(_PERSON.selected_columns)


def _availability(opted_out: bool, absent_until: date | None, days_off: str) -> Availability:
    return Availability(opted_out, absent_until, read_days(days_off))


def _colleague(row: sa.Row[Any]) -> Colleague:
    said, chat = row[_FIELDS : _FIELDS + 3], row[_FIELDS + 3 :]
    return Colleague(
        Person(*row[:_FIELDS]), _availability(*said), Reference(*chat) if chat[0] else None
    )
