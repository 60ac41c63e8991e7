"""What the spine holds of people: who they are, where they are written to, what they were sent."""

from secrets import token_hex
from typing import Any

import sqlalchemy as sa

from domain.people import Person, Role
from storage.holdings import (
    Erasure,
    Holding,
    delete,
    each_of,
    leave,
    some,
    week_before,
)
from storage.sql import table
from storage.tables import (
    ConversationReferenceRow,
    JournalKeyRow,
    JournalRow,
    OutboxRow,
    PersonRow,
    SolicitationRow,
)

_P, _R, _O = table(PersonRow), table(ConversationReferenceRow), table(OutboxRow)
_S, _J, _K = table(SolicitationRow), table(JournalRow), table(JournalKeyRow)

ERASED = "erased:"
"""How the Entra object id begins of who has no name any more."""


def _unname(_: Holding, erasure: Erasure) -> None:
    """Leave a person of whom nothing is known: rows that stay point to them."""
    nobody: dict[str, Any] = {
        "aad_object_id": f"{ERASED}{token_hex(16)}",
        "teams_user_id": "",
        "name": "",
        "upn": "",
        "role": Role.MEMBER,
        "site_id": None,
        "site_asked": True,
        "on_roster": False,
        "opted_out": True,
        "absent_until": None,
        "days_off": "",
        "unreachable": "",
        "left_on": None,
    }
    here = _P.c.id == erasure.person.id
    erasure.connection.execute(sa.update(_P).where(here).values(nobody))


def _leave_chat(holding: Holding, erasure: Erasure) -> int:
    """Forget a personal chat, and what was written there without naming the person."""
    chat = sa.select(_R.c.conversation_id).where(
        _R.c.organisation_id == erasure.person.organisation_id,
        _R.c.person_id == erasure.person.id,
    )
    conversation = erasure.connection.scalar(chat)
    # As ix_outbox_chat has it: a message that names its person is deleted for that.
    there = sa.and_(
        _O.c.conversation_id == conversation, _O.c.person_id.is_(None), _O.c.reply_to.is_(None)
    )
    written = some(erasure.connection, _O, there) if conversation else ()
    return each_of(erasure.connection, sa.delete(_O), written) or delete(holding, erasure)


def _entries(person: Person, _: str) -> sa.Select[Any]:
    """Return what the journal tells that a person did or was sent."""
    same = (_K.c.organisation_id == _J.c.organisation_id) & (_K.c.seq == _J.c.seq)
    return (
        sa.select(_J.c.seq, _J.c.at, _J.c.what, _J.c.subject)
        .join(_K, same)
        .where(_J.c.organisation_id == person.organisation_id, _K.c.person_id == person.id)
        .order_by(_J.c.seq)
    )


def _lose_keys(_: Holding, erasure: Erasure) -> int:
    """Keep the entries, of which nothing tells any more whose they are, or what they digest."""
    theirs = some(erasure.connection, _K, _K.c.person_id == erasure.person.id)
    return each_of(erasure.connection, sa.update(_K).values(key="", person_id=None), theirs)


HOLDINGS = (
    Holding("person", (_P.c.id,), leave, end=_unname),
    Holding("chat", (_R.c.person_id,), _leave_chat),
    Holding("solicitations", (_S.c.person_id,), delete, old=week_before(_S.c.week)),
    Holding("messages", (_O.c.person_id,), delete),
    Holding("journal", (_K.c.person_id,), _lose_keys, told=_entries),
)
