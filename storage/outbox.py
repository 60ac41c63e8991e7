"""The outbox: messages written in the transaction that causes them, sent after it.

A message is claimed with a lease before it is sent. What is claimed and not yet posted when its
process dies is claimed by another once the lease is over. A first post that was begun and never
finished is *ambiguous*: it may stand in Teams, so it is not repeated but shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.journal import Event
from domain.sending import SendState
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import OutboxRow

LEASE = timedelta(seconds=10)
"""How long a process may hold a message: an answer in a thread must be taken over within 15 s."""

BULK_LEASE = timedelta(seconds=60)
"""The same for messages that go to many: they wait for their turn under Teams' limits."""

NO_LEASE = timedelta(minutes=6)
"""No lease ends later than this from now, by the clocks of machines that differ a little."""

RETRIED_WITHIN = timedelta(minutes=10)
"""The longest pause between two tries."""

SETTLE = timedelta(seconds=1)
"""Changes of a subject wait so long, so that several make one update of the message."""

_T = table(OutboxRow)

ANSWER, BULK = 0, 1
"""Priorities: what somebody waits for goes before what goes to many."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a conversation, and in a channel the thread's first message."""

    service_url: str
    conversation_id: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed message: to post when it has no ``activity_id`` yet, else to update."""

    id: int
    organisation_id: int
    subject: str
    subject_id: int | None
    to: Destination
    activity_id: str | None
    wanted: int
    attempts: int
    begun: bool = False
    """True when its first post has begun, as the database knows."""
    owner: str = field(default="", compare=False)
    """The process that has claimed it, for as long as ``lease_until`` stays as it is."""
    lease_until: datetime | None = field(default=None, compare=False)
    person_id: int | None = None
    """Whom it is for, where the conversation may have to be made first."""
    run_id: int | None = None
    is_secret: bool = False
    """True when whom it is for was found out for sending alone, and is written nowhere."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A message of the bot's own accord, to a channel or to a person.

    A person's conversation may be empty: then one is made. Without person and conversation whom it
    is for is found out when it is sent: the author of what is anonymous.
    """

    key: str
    subject: tuple[str, int | None]
    to: Destination
    person_id: int | None = None
    unreachable: str = ""
    """Why it is not even tried: what Teams said when the bot last wrote to them."""


MOST_COUNTED = 10_000
"""Where counting what is late stops: a scrape must cost little even when a whole country waits."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What should have gone by now: how many, up to ``MOST_COUNTED``, and since when."""

    due: int
    oldest_due_at: datetime | None

    def age(self, now: datetime) -> float:
        """Return for how many seconds the oldest of them has been waiting."""
        if self.oldest_due_at is None:
            return 0.0
        return max(0.0, (now - self.oldest_due_at).total_seconds())


NOT_WANTED = "not_wanted"
"""The reason of a message whose person has meanwhile answered, or wants none."""

EXPIRED = "expired"
"""The reason of a message that was not sent in time."""

RESTORED = "restored"
"""The reason of a message that a restored backup still owed: it may have been sent since."""

_INTERRUPTED = "interrupted"

_OPEN = (SendState.PENDING, SendState.SENT, SendState.SENDING)
_COLUMNS = (
    _T.c.id,
    _T.c.organisation_id,
    _T.c.subject,
    _T.c.subject_id,
    _T.c.service_url,
    _T.c.conversation_id,
    _T.c.reply_to,
    _T.c.activity_id,
    _T.c.wanted,
    _T.c.attempts,
    _T.c.person_id,
    _T.c.run_id,
    _T.c.lease_owner,
    _T.c.lease_until,
)


@cache
def _putting(dialect: str) -> Any:
    return insert(dialect, OutboxRow).on_conflict_do_nothing().returning(_T.c.id)


def _free(now: Any, never: Any) -> Any:
    """Tell whether nobody holds a message.

    What is held until *never* was claimed by a clock that was put back since.
    """
    return sa.or_(_T.c.lease_until.is_(None), _over(now, never))


def _over(now: Any, never: Any) -> Any:
    return sa.or_(_T.c.lease_until < now, _T.c.lease_until > never)


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
        row = self._connection.execute(
            _putting(self._connection.dialect.name),
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
        ).first()
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
        """Have every message that shows *subject* updated soon, but not before it may be sent."""
        soon = sa.literal(now + SETTLE, _T.c.due_at.type)
        self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.organisation_id == organisation_id,
                _T.c.subject == subject[0],
                _T.c.subject_id == subject[1],
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
        """Have the messages that show *old* show *new* instead."""
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

    def due_organisations(self, now: datetime) -> list[int]:
        """Return the organisations with a late message, or one begun and abandoned.

        Those for whom somebody waits come first, then those that have waited longest.
        """
        rows = self._connection.execute(
            sa.select(_T.c.organisation_id)
            .where(
                _T.c.shown < _T.c.wanted,
                _T.c.due_at <= now,
                _T.c.state.in_(_OPEN),
                _free(now, now + NO_LEASE),
            )
            .group_by(_T.c.organisation_id)
            .order_by(sa.func.min(_T.c.priority), sa.func.min(_T.c.due_at))
        )
        return [row.organisation_id for row in rows]

    def open_before(self, moment: datetime) -> int:
        """Return how many messages are still owed and due before *moment*, held ones included."""
        return (
            self._connection.scalar(
                sa.select(sa.func.count())
                .select_from(_T)
                .where(_T.c.shown < _T.c.wanted, _T.c.due_at <= moment, _T.c.state.in_(_OPEN))
            )
            or 0
        )

    def backlog(self, now: datetime) -> Backlog:
        """Return what is owed and due by *now*, held messages included."""
        late = (
            sa.select(_T.c.due_at)
            .where(_T.c.shown < _T.c.wanted, _T.c.due_at <= now, _T.c.state.in_(_OPEN))
            .order_by(_T.c.due_at)
            .limit(MOST_COUNTED)
            .subquery()
        )
        row = self._connection.execute(
            sa.select(sa.func.count(), sa.func.min(late.c.due_at)).select_from(late)
        ).one()
        return Backlog(*row)

    def claim_due(
        self, owner: str, now: datetime, limit: int, organisation_id: int | None = None
    ) -> list[Outgoing]:
        """Return up to *limit* late messages, which nobody else gets while the lease lasts.

        Of one organisation where it is given: each has its own limits at Teams.
        """
        rows = self._connection.execute(
            _claiming(of_one=organisation_id is not None),
            {
                "owner": owner,
                "now": now,
                "soon": now + LEASE,
                "late": now + BULK_LEASE,
                "never": now + NO_LEASE,
                "most": limit,
                "organisation": organisation_id,
            },
        ).all()
        return sorted((_outgoing(row) for row in rows), key=lambda outgoing: outgoing.id)

    def give_up_expired(self, now: datetime) -> int:
        """End the messages that are no longer of use; return how many."""
        done = self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.shown < _T.c.wanted,
                _T.c.state == SendState.PENDING,
                _T.c.expires_at < now,
                _free(now, now + NO_LEASE),
            )
            .values(state=SendState.FAILED, shown=_T.c.wanted, reason=EXPIRED, lease_until=None)
            .returning(*_COLUMNS)
        ).all()
        for row in done:
            self._note(_outgoing(row), SendState.FAILED, EXPIRED, now)
        return len(done)

    def give_up_interrupted(self, now: datetime) -> int:
        """Mark as ambiguous the posts that were begun and whose lease is over; return how many."""
        done = self._connection.execute(
            sa.update(_T)
            .where(_T.c.state == SendState.SENDING, _over(now, now + NO_LEASE))
            .values(
                state=SendState.AMBIGUOUS,
                shown=_T.c.wanted,
                reason=_INTERRUPTED,
                lease_until=None,
            )
            .returning(*_COLUMNS)
        ).all()
        for row in done:
            self._note(_outgoing(row), SendState.AMBIGUOUS, _INTERRUPTED, now)
        return len(done)

    def give_up_restored(self, now: datetime) -> int:
        """Mark as ambiguous what a restored backup still owed; return how many messages.

        Updates of what stands in Teams are still owed: they may come twice.
        """
        done = self._connection.execute(
            sa.update(_T)
            .where(_T.c.state.in_([SendState.PENDING, SendState.SENDING]))
            .values(state=SendState.AMBIGUOUS, shown=_T.c.wanted, reason=RESTORED)
            .returning(*_COLUMNS)
        ).all()
        for row in done:
            self._note(_outgoing(row), SendState.AMBIGUOUS, RESTORED, now)
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.lease_until.is_not(None))
            .values(lease_until=None, lease_owner="")
        )
        return len(done)

    def clear(self, organisation_id: int) -> None:
        """Forget all messages of an organisation: for one that was never in Teams."""
        self._connection.execute(sa.delete(_T).where(_T.c.organisation_id == organisation_id))

    def clock_went_back(self, before: datetime, now: datetime) -> int:
        """Have sent now what was due by a clock that said *before*; return how many.

        What goes to many for the first time keeps its moment: it may be too early for it now.
        """
        done = self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.shown < _T.c.wanted,
                _T.c.state.in_(_OPEN),
                _T.c.due_at > now,
                _T.c.due_at <= before + RETRIED_WITHIN,
                (_T.c.priority == ANSWER) | (_T.c.state == SendState.SENT),
            )
            .values(due_at=now)
        )
        return done.rowcount

    def newest_at(self) -> datetime | None:
        """Return when the newest message was owed, by the clock of then."""
        moment: datetime | None = self._connection.scalar(
            sa.select(_T.c.created_at).order_by(_T.c.id.desc()).limit(1)
        )
        return moment

    def begin_post(self, outgoing: Outgoing, owner: str, now: datetime) -> bool:
        """Say that the first post begins now; False when the lease was lost to another.

        The conversation is kept with it: it may have been made just before.
        """
        done = self._connection.execute(
            _BEGIN,
            {
                "this": outgoing.id,
                "owner": owner,
                "until": now + LEASE,
                "conversation": "" if outgoing.is_secret else outgoing.to.conversation_id,
            },
        )
        return bool(done.rowcount)

    def put_off(self, outgoing: Outgoing, until: datetime) -> None:
        """Give a claimed message back: it may not be sent before *until*."""
        self._set([outgoing.id], due_at=until, lease_until=None)

    def sent(self, sent: Sequence[tuple[Outgoing, str]], now: datetime) -> None:
        """Say that messages stand in Teams by their activity ids, as was wanted when claimed."""
        for outgoing, _ in sent:
            self._note(outgoing, SendState.SENT, "", now)
        self._connection.execute(
            _SENT,
            [
                {"this": outgoing.id, "activity": activity_id, "shown_now": outgoing.wanted}
                for outgoing, activity_id in sent
            ],
        )

    def retry(self, outgoing: Outgoing, at: datetime, reason: str) -> bool:
        """Try again at *at*, even what was meanwhile held for interrupted.

        False, and nothing is changed, when the lease was lost: another may have sent it.
        """
        stands: dict[str, Any] = {"state": SendState.SENT}
        owed: dict[str, Any] = {"state": SendState.PENDING, "shown": 0}
        return self._set_ours(
            outgoing,
            **(stands if outgoing.activity_id else owed),
            attempts=outgoing.attempts + 1,
            due_at=at,
            lease_until=None,
            reason=reason,
        )

    def end(self, outgoing: Outgoing, state: SendState, reason: str, now: datetime) -> bool:
        """Stop trying, and say why; False when the lease was lost, as for ``retry``."""
        ended = self._set_ours(
            outgoing, state=state, shown=outgoing.wanted, lease_until=None, reason=reason
        )
        if ended:
            self._note(outgoing, state, reason, now)
        return ended

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

    def last_put(self, organisation_id: int, key_prefix: str) -> datetime | None:
        """Return when a message whose key begins so was last owed, or None."""
        moment: datetime | None = self._connection.scalar(
            sa.select(sa.func.max(_T.c.created_at)).where(
                _T.c.organisation_id == organisation_id,
                _T.c.key.startswith(key_prefix, autoescape=True),
            )
        )
        return moment

    def _note(self, outgoing: Outgoing, state: SendState, reason: str, now: datetime) -> None:
        """Have the journal tell what became of a message; its later changes are none of it."""
        if outgoing.activity_id is not None:
            return
        self._journal.note(
            Event(
                outgoing.organisation_id,
                now,
                f"send.{state}",
                f"{outgoing.subject}:{outgoing.subject_id}" if outgoing.subject_id else "",
                None if outgoing.is_secret else outgoing.person_id,
                {"outbox": outgoing.id} | ({"reason": reason} if reason else {}),
            )
        )

    def _set_ours(self, outgoing: Outgoing, **values: Any) -> bool:
        """Change a message that nobody has claimed since: one that was begun cannot be."""
        begun = _T.c.state.in_([SendState.SENDING, SendState.AMBIGUOUS])
        same = (_T.c.lease_owner, outgoing.owner), (_T.c.lease_until, outgoing.lease_until)
        ours = sa.and_(*(column == value for column, value in same))
        done = self._connection.execute(
            sa.update(_T).where(_T.c.id == outgoing.id, begun | ours).values(**values)
        )
        return bool(done.rowcount)

    def _set(self, ids: list[int], **values: Any) -> None:
        self._connection.execute(sa.update(_T).where(_T.c.id.in_(ids)).values(**values))


@cache
def _claiming(*, of_one: bool) -> Any:
    """Return the statement that claims what is due; made once, as each organisation needs it."""
    now = sa.bindparam("now", type_=_T.c.due_at.type)
    due = sa.and_(
        _T.c.shown < _T.c.wanted,
        _T.c.due_at <= now,
        _T.c.state.in_([SendState.PENDING, SendState.SENT]),
        _free(now, sa.bindparam("never", type_=_T.c.lease_until.type)),
    )
    if of_one:
        due &= _T.c.organisation_id == sa.bindparam("organisation")
    chosen = (
        sa.select(_T.c.id)
        .where(due)
        .order_by(_T.c.priority, _T.c.due_at, _T.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
    )
    soon, late = (sa.bindparam(name, type_=_T.c.lease_until.type) for name in ("soon", "late"))
    return (
        sa.update(_T)
        # The conditions stand twice: PostgreSQL looks at a row that another process has just
        # claimed again, but not at the subquery that chose it.
        .where(_T.c.id.in_(chosen.with_for_update(skip_locked=True)), due)
        .values(
            lease_owner=sa.bindparam("owner"),
            lease_until=sa.case((_T.c.priority == BULK, late), else_=soon),
        )
        .returning(*_COLUMNS)
    )


_UPDATE_OWED = (_T.c.state == SendState.SENT) & (_T.c.shown < _T.c.wanted)
_BEGIN = (
    sa.update(_T)
    .where(_T.c.id == sa.bindparam("this"), _T.c.lease_owner == sa.bindparam("owner"))
    .where(_T.c.state == SendState.PENDING)
    .values(
        state=SendState.SENDING,
        lease_until=sa.bindparam("until"),
        conversation_id=sa.bindparam("conversation"),
    )
)
_SENT = (
    sa.update(_T)
    .where(_T.c.id == sa.bindparam("this"))
    .values(
        state=SendState.SENT,
        activity_id=sa.bindparam("activity"),
        shown=sa.bindparam("shown_now"),
        attempts=0,
        lease_until=None,
        reason="",
    )
)


def _outgoing(row: sa.Row[Any]) -> Outgoing:
    return Outgoing(
        row.id,
        row.organisation_id,
        row.subject,
        row.subject_id,
        Destination(row.service_url, row.conversation_id, row.reply_to),
        row.activity_id,
        row.wanted,
        row.attempts,
        person_id=row.person_id,
        run_id=row.run_id,
        owner=row.lease_owner,
        lease_until=row.lease_until,
    )
