"""People and where to write to them."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.people import Person, Role
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
).select_from(_P.outerjoin(_S, _S.c.id == _P.c.site_id))
_BY_AAD = _PERSON.where(
    _P.c.organisation_id == sa.bindparam("organisation"), _P.c.aad_object_id == sa.bindparam("aad")
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A personal chat to which the bot may write later."""

    conversation_id: str
    service_url: str
    bot_id: str


class People:
    """The members of staff of the organisations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        """Return the people of an organisation by name."""
        rows = self._connection.execute(
            _PERSON.where(_P.c.organisation_id == organisation_id).order_by(_P.c.name, _P.c.id)
        )
        return [Person(*row) for row in rows]

    def meet(
        self, organisation_id: int, aad_object_id: str, teams_user_id: str, name: str
    ) -> Person:
        """Return the person, who is known afterwards under the name that Teams gives."""
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

    def update(self, person: Person, **values: str | int | bool | Role | None) -> None:
        """Set columns of *person*."""
        self._connection.execute(sa.update(_P).where(_P.c.id == person.id).values(**values))

    def has_quality_lead(self, organisation_id: int) -> bool:
        """Tell whether somebody was made a quality lead here."""
        return bool(
            self._connection.scalar(
                sa.select(
                    sa.exists().where(
                        _P.c.organisation_id == organisation_id, _P.c.role == Role.QUALITY_LEAD
                    )
                )
            )
        )

    def keep_reference(self, person: Person, reference: Reference) -> None:
        """Remember where *person*'s personal chat is; written only when it changed."""
        if reference == self.reference(person):
            return
        values = {
            "conversation_id": reference.conversation_id,
            "service_url": reference.service_url,
            "bot_id": reference.bot_id,
        }
        adding = insert(self._connection.dialect.name, ConversationReferenceRow)
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["organisation_id", "person_id"], set_=values
            ),
            values | {"organisation_id": person.organisation_id, "person_id": person.id},
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
            },
        )
        person = self.find(organisation_id, aad_object_id)
        assert person is not None  # noqa: S101 -- inserted above, or by another process
        return person
