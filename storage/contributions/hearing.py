"""All that must be known before a channel message is kept, in one statement.

It is the one place where tables are read together for speed: a message is heard far more often
than anything else happens, and every statement costs a tenth of a millisecond.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.people import Person
from domain.records import record
from storage.compiled import Compiled
from storage.contributions.tables import ContributionRow, QuestionRow
from storage.repository import Repository
from storage.sql import table
from storage.tables import ChannelRow, OrganisationRow, PersonRow, SiteRow

_O, _C = table(OrganisationRow), table(ChannelRow)
_P, _S = table(PersonRow), table(SiteRow)


@record
class Opening:
    """What is known of a message's place and author; None where nothing is."""

    organisation_id: int
    channel_name: str | None
    person: Person | None
    heard: bool
    channel_id: int | None = None
    heard_on: date | None = None
    mentioned_on: date | None = None


def _made(row: Any) -> sa.ColumnElement[bool]:
    made = table(row)
    return sa.exists().where(
        made.c.organisation_id == _O.c.id,
        made.c.conversation_id == sa.bindparam("conversation"),
        made.c.message_id == sa.bindparam("message"),
    )


@Compiled
def _opening(_dialect: str) -> sa.Select[Any]:
    return (
        sa.select(
            _O.c.id,
            _C.c.name,
            (_made(ContributionRow) | _made(QuestionRow)).label("heard"),
            _P.c.id.label("person_id"),
            _P.c.aad_object_id,
            _P.c.name.label("person_name"),
            _P.c.upn,
            _P.c.role,
            _P.c.site_id,
            _S.c.name.label("site_name"),
            _P.c.site_asked,
            _P.c.teams_user_id,
            _P.c.unreachable,
            _C.c.id.label("channel_id"),
            _C.c.heard_on,
            _C.c.mentioned_on,
        )
        .select_from(
            _O.outerjoin(
                _C,
                (_C.c.organisation_id == _O.c.id)
                & (_C.c.teams_id == sa.bindparam("channel"))
                & ~_C.c.deleted,
            )
            .outerjoin(
                _P, (_P.c.organisation_id == _O.c.id) & (_P.c.aad_object_id == sa.bindparam("aad"))
            )
            .outerjoin(_S, _S.c.id == _P.c.site_id)
        )
        .where(_O.c.tenant_id == sa.bindparam("tenant"))
    )


class Hearing(Repository):
    """What a message meets."""

    def open(
        self, tenant: str, aad: str, channel: str, message: tuple[str, str]
    ) -> Opening | None:
        """Return what is known of a message (conversation id, message id) and of its author.

        None before the first activity of the tenant.
        """
        row = _opening.first(
            self._connection,
            {
                "tenant": tenant,
                "aad": aad,
                "channel": channel,
                "conversation": message[0],
                "message": message[1],
            },
        )
        if row is None:
            return None
        days = (row.channel_id, row.heard_on, row.mentioned_on)
        return Opening(row.id, row.name, _person(row), bool(row.heard), *days)


def _person(row: Any) -> Person | None:
    if row.person_id is None:
        return None
    return Person(
        row.person_id,
        row.id,
        row.aad_object_id,
        row.person_name,
        row.upn,
        row.role,
        row.site_id,
        row.site_name or "",
        row.site_asked,
        row.teams_user_id,
        row.unreachable,
    )
