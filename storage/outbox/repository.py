"""Owing messages, and what is owed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.sending import SendState
from storage.compiled import Compiled
from storage.outbox import (
    ANSWER,
    BULK,
    LEASE,
    MOST_COUNTED,
    SETTLE,
    UNKNOWN,
    Backlog,
    Destination,
    Outgoing,
    Owed,
)
from storage.outbox.dispatch import OPEN
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import OutboxRow

_T = table(OutboxRow)


@Compiled
def _putting(dialect: str) -> Any:
    return insert(dialect, OutboxRow).on_conflict_do_nothing().returning(_T.c.id)


class Outbox(Repository):
    """The messages that the bot owes."""

    def put(
        self,
        organisation_id: int,
        key: str,
        subject: tuple[str, int | None],
        to: Destination,
        now: datetime,
        owner: str = "",
    ) -> Outgoing | None:
        """Owe a message, once per *key*; return it, or None when it was owed already.

        With *owner* its post begins with this transaction: the turn that owes it sends it at once
        and is not answered before. A process that dies in between leaves it ambiguous.
        """
        row = _putting.first(
            self._connection,
            {
                "organisation_id": organisation_id,
                "key": key,
                "subject": subject[0],
                "subject_id": subject[1],
                "service_url": to.service_url,
                "conversation_id": to.conversation_id,
                "reply_to": to.reply_to,
                "state": SendState.SENDING if owner else SendState.PENDING,
                "wanted": 1,
                "shown": 0,
                "attempts": 0,
                "due_at": now,
                "priority": ANSWER,
                "lease_owner": owner,
                "lease_until": now + LEASE if owner else None,
                "reason": "",
                "created_at": now,
            },
        )
        if row is None:
            return None
        return Outgoing(
            row.id,
            organisation_id,
            *subject,
            to,
            None,
            wanted=1,
            attempts=0,
            begun=bool(owner),
            owner=owner,
        )

    def owe(
        self,
        organisation_id: int,
        messages: Sequence[Owed],
        now: datetime,
        *,
        run_id: int | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Owe many messages at once, each once per its key; not sent once they have expired."""
        if not messages:
            return
        same = {
            "organisation_id": organisation_id,
            "reply_to": None,
            "wanted": 1,
            "attempts": 0,
            "due_at": due_at or now,
            "priority": BULK,
            "run_id": run_id,
            "expires_at": expires_at,
            "lease_owner": "",
            "created_at": now,
        }
        adding = insert(self._connection.dialect.name, OutboxRow).on_conflict_do_nothing()
        self._connection.execute(
            adding,
            [
                same
                | {
                    "key": each.key,
                    "subject": each.subject[0],
                    "subject_id": each.subject[1],
                    "person_id": each.person_id,
                    "service_url": each.to.service_url,
                    "conversation_id": each.to.conversation_id,
                    "state": SendState.UNREACHABLE if each.unreachable else SendState.PENDING,
                    "shown": int(bool(each.unreachable)),
                    "reason": each.unreachable,
                }
                for each in messages
            ],
        )

    def adopt(
        self,
        organisation_id: int,
        key: str,
        subject: tuple[str, int | None],
        to: Destination,
        activity_id: str,
        now: datetime,
    ) -> None:
        """Remember that a message that stands already shows *subject*, so that it is kept true."""
        outgoing = self.put(organisation_id, key, subject, to, now)
        if outgoing is not None:
            self._set([outgoing.id], state=SendState.SENT, activity_id=activity_id, shown=1)

    def touch(self, organisation_id: int, subject: tuple[str, int], now: datetime) -> None:
        """Update every message that shows *subject* soon, but not before it may be sent.

        Of which nothing is kept cannot be.
        """
        self.touch_all(organisation_id, subject[0], [subject[1]], now)

    def touch_all(
        self, organisation_id: int, subject: str, ids: Collection[int], now: datetime
    ) -> None:
        """Do as ``touch`` for several of a kind."""
        soon = sa.literal(now + SETTLE, _T.c.due_at.type)
        self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.organisation_id == organisation_id,
                _T.c.subject == subject,
                _T.c.subject_id.in_(ids),
                sa.func.coalesce(_T.c.activity_id, "-") != UNKNOWN,
            )
            .values(
                wanted=_T.c.wanted + 1,
                # What is owed already keeps its moment: change upon change must not hold it back.
                due_at=sa.case(
                    (_UPDATE_OWED, _T.c.due_at),
                    (_T.c.due_at > soon, _T.c.due_at),
                    else_=soon,
                ),
            )
        )

    def show_instead(
        self, organisation_id: int, old: tuple[str, int], new: tuple[str, int], now: datetime
    ) -> None:
        """Make the messages that show *old* show *new* instead."""
        self.touch(organisation_id, old, now)
        self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.organisation_id == organisation_id,
                _T.c.subject == old[0],
                _T.c.subject_id == old[1],
            )
            .values(subject=new[0], subject_id=new[1])
        )

    def open_before(self, moment: datetime) -> int:
        """Return how many messages are still owed and due before *moment*, held ones included."""
        return (
            self._connection.scalar(
                sa.select(sa.func.count())
                .select_from(_T)
                .where(_T.c.shown < _T.c.wanted, _T.c.due_at <= moment, _T.c.state.in_(OPEN))
            )
            or 0
        )

    def backlog(self, now: datetime) -> Backlog:
        """Return what is owed and due by *now*, held messages included."""
        late = (
            sa.select(_T.c.due_at)
            .where(_T.c.shown < _T.c.wanted, _T.c.due_at <= now, _T.c.state.in_(OPEN))
            .order_by(_T.c.due_at)
            .limit(MOST_COUNTED)
            .subquery()
        )
        row = self._connection.execute(
            sa.select(sa.func.count(), sa.func.min(late.c.due_at)).select_from(late)
        ).one()
        return Backlog(*row)

    def clear(self, organisation_id: int) -> None:
        """Forget all messages of an organisation: for one that was never in Teams."""
        self._connection.execute(sa.delete(_T).where(_T.c.organisation_id == organisation_id))

    def newest_at(self) -> datetime | None:
        """Return when the newest message was owed, by the clock of then."""
        moment: datetime | None = self._connection.scalar(
            sa.select(_T.c.created_at).order_by(_T.c.id.desc()).limit(1)
        )
        return moment

    def holds(self, organisation_id: int, activity_id: str) -> bool:
        """Tell whether that message of Teams is one of the outbox.

        Whatever conversation is named: a card taken for a form would be deleted for everyone.
        """
        return bool(
            self._connection.scalar(
                sa.select(
                    sa.exists().where(
                        _T.c.organisation_id == organisation_id,
                        _T.c.activity_id == activity_id,
                    )
                )
            )
        )

    def states(self, organisation_id: int) -> list[Any]:
        """Return the messages of an organisation, oldest first."""
        return list(
            self._connection.execute(
                sa.select(_T).where(_T.c.organisation_id == organisation_id).order_by(_T.c.id)
            )
        )

    def put_at(self, organisation_id: int, key: str) -> datetime | None:
        """Return when the message of that key was owed, or None."""
        moment: datetime | None = self._connection.scalar(
            sa.select(_T.c.created_at).where(
                _T.c.organisation_id == organisation_id, _T.c.key == key
            )
        )
        return moment

    def is_last(self, outgoing: Outgoing) -> bool:
        """Tell whether no message that shows the same was owed after it."""
        later = sa.exists().where(
            _T.c.organisation_id == outgoing.organisation_id,
            _T.c.subject == outgoing.subject,
            _T.c.subject_id == outgoing.subject_id,
            _T.c.id > outgoing.id,
        )
        return not self._connection.scalar(sa.select(later))

    def last_put(self, organisation_id: int, key_prefix: str) -> datetime | None:
        """Return when a message whose key begins so was last owed, or None."""
        moment: datetime | None = self._connection.scalar(
            sa.select(sa.func.max(_T.c.created_at)).where(
                _T.c.organisation_id == organisation_id,
                _T.c.key.startswith(key_prefix, autoescape=True),
            )
        )
        return moment

    def _set(self, ids: list[int], **values: Any) -> None:
        self._connection.execute(sa.update(_T).where(_T.c.id.in_(ids)).values(**values))


_UPDATE_OWED = (_T.c.state == SendState.SENT) & (_T.c.shown < _T.c.wanted)
