"""Sending what is owed: who claims it, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.journal import SEND, Event
from domain.sending import SendState
from storage.compiled import Compiled
from storage.outbox import (
    ANSWER,
    BULK,
    BULK_LEASE,
    EXPIRED,
    LEASE,
    NO_LEASE,
    RESTORED,
    RETRIED_WITHIN,
    UNKNOWN,
    Destination,
    Outgoing,
)
from storage.repository import Repository
from storage.sql import table
from storage.tables import OutboxRow

_T = table(OutboxRow)
_INTERRUPTED = "interrupted"

OPEN = (SendState.PENDING, SendState.SENT, SendState.SENDING)
"""What is owed, or stands and may change."""

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

# Not by the index of people: most messages name none.
_UNADDRESSED = (_T.c.person_id + 0).is_(None) & (_T.c.conversation_id == "")


def _free(now: Any, never: Any) -> Any:
    """Tell whether nobody holds a message.

    What is held until *never* was claimed by a clock that was put back since.
    """
    return sa.or_(_T.c.lease_until.is_(None), _over(now, never))


def _over(now: Any, never: Any) -> Any:
    return sa.or_(_T.c.lease_until < now, _T.c.lease_until > never)


class Dispatch(Repository):
    """The messages that are due, for those processes that send them."""

    def due_organisations(self, now: datetime) -> list[int]:
        """Return the organisations with a late message, or one begun and abandoned.

        Those for whom somebody waits come first, then those that have waited longest.
        """
        due = (
            sa.select(_T.c.organisation_id, _T.c.priority, _T.c.due_at)
            .where(
                _T.c.shown < _T.c.wanted,
                _T.c.due_at <= now,
                _T.c.state.in_(OPEN),
                _free(now, now + NO_LEASE),
            )
            .cte("due")
            .prefix_with("MATERIALIZED")  # or SQLite reads the whole outbox in the groups' order
        )
        rows = self._connection.execute(
            sa.select(due.c.organisation_id)
            .group_by(due.c.organisation_id)
            .order_by(sa.func.min(due.c.priority), sa.func.min(due.c.due_at))
        )
        return [row.organisation_id for row in rows]

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
        # What is being sent is not shown: so the index of what is owed finds it.
        over = _over(now, now + NO_LEASE) & (_T.c.shown < _T.c.wanted)
        # That it was begun would tell something of an author who is named nowhere.
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.state == SendState.SENDING, over, _UNADDRESSED)
            .values(state=SendState.SENT, shown=_T.c.wanted, activity_id=UNKNOWN, lease_until=None)
        )
        done = self._connection.execute(
            sa.update(_T)
            .where(_T.c.state == SendState.SENDING, over)
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

    def clock_went_back(self, before: datetime, now: datetime) -> int:
        """Make due now what was due by a clock that said *before*; return how many.

        What goes to many for the first time keeps its moment: it may be too early for it now.
        """
        done = self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.shown < _T.c.wanted,
                _T.c.state.in_(OPEN),
                _T.c.due_at > now,
                _T.c.due_at <= before + RETRIED_WITHIN,
                (_T.c.priority == ANSWER) | (_T.c.state == SendState.SENT),
            )
            .values(due_at=now)
        )
        return done.rowcount

    def begin_post(self, outgoing: Outgoing, owner: str, now: datetime) -> bool:
        """Say that the first post begins now; False when the lease was lost to another.

        The conversation is kept with it: it may have been made just before.
        """
        begun = _beginning.run(
            self._connection,
            {
                "this": outgoing.id,
                "owner": owner,
                "until": now + LEASE,
                "conversation": "" if outgoing.is_secret else outgoing.to.conversation_id,
            },
        )
        return bool(begun)

    def put_off(self, outgoing: Outgoing, until: datetime) -> None:
        """Give a claimed message back, of which nothing was posted, though it may have begun.

        It may not be sent before *until*. What another has claimed since stays theirs.
        """
        ours = _begun_by(outgoing) if outgoing.begun else _held_by(outgoing)
        self._set(outgoing, ours, **_owed_again(outgoing), due_at=until)

    def sent(self, sent: Sequence[tuple[Outgoing, str]], now: datetime) -> None:
        """Say that messages stand in Teams by their activity ids, as was wanted when claimed."""
        for outgoing, _ in sent:
            self._note(outgoing, SendState.SENT, "", now)
        _ending.each(
            self._connection,
            [
                {"this": outgoing.id, "activity": activity_id, "shown_now": outgoing.wanted}
                for outgoing, activity_id in sent
            ],
        )

    def retry(self, outgoing: Outgoing, at: datetime, reason: str) -> bool:
        """Try again at *at*, even what was meanwhile held for interrupted.

        False, and nothing is changed, when the lease was lost: another may have sent it.
        """
        return self._set(
            outgoing,
            _begun_by(outgoing) | _held_by(outgoing),
            **_owed_again(outgoing),
            attempts=outgoing.attempts + 1,
            due_at=at,
            reason=reason,
        )

    def end(self, outgoing: Outgoing, state: SendState, reason: str, now: datetime) -> bool:
        """Stop trying, and say why; False when the lease was lost, as for ``retry``."""
        ours = _begun_by(outgoing) | _held_by(outgoing)
        ended = self._set(outgoing, ours, state=state, shown=outgoing.wanted, reason=reason)
        if ended:
            self._note(outgoing, state, reason, now)
        return ended

    def _note(self, outgoing: Outgoing, state: SendState, reason: str, now: datetime) -> None:
        """Write in the journal what became of a message; its later changes are none of it."""
        if outgoing.activity_id is not None:
            return
        self._journal.note(
            Event(
                outgoing.organisation_id,
                now,
                f"{SEND}{state}",
                f"{outgoing.subject}:{outgoing.subject_id}" if outgoing.subject_id else "",
                None if outgoing.is_secret else outgoing.person_id,
                {"outbox": outgoing.id} | ({"reason": reason} if reason else {}),
            )
        )

    def _set(self, outgoing: Outgoing, ours: sa.ColumnElement[bool], **values: Any) -> bool:
        """Change a message and let it go, where it is *ours*; tell whether it was."""
        done = self._connection.execute(
            sa.update(_T).where(_T.c.id == outgoing.id, ours).values(lease_until=None, **values)
        )
        return bool(done.rowcount)


def _held_by(outgoing: Outgoing) -> sa.ColumnElement[bool]:
    """Tell whether nobody has claimed a message since."""
    return sa.and_(
        _T.c.lease_owner == outgoing.owner,
        _T.c.lease_until == outgoing.lease_until,
    )


def _begun_by(outgoing: Outgoing) -> sa.ColumnElement[bool]:
    """Tell whether its process has begun a message, which nobody can claim then."""
    begun = _T.c.state.in_([SendState.SENDING, SendState.AMBIGUOUS])
    return begun & (_T.c.lease_owner == outgoing.owner)


def _owed_again(outgoing: Outgoing) -> dict[str, Any]:
    """Return how a message stands that is still to be posted, or to be updated."""
    if outgoing.activity_id:
        return {"state": SendState.SENT}
    return {"state": SendState.PENDING, "shown": 0}


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
        # By no index of organisations: each has many messages, few of them owed.
        due &= _T.c.organisation_id + 0 == sa.bindparam("organisation")
    chosen = (
        sa.select(_T.c.id)
        .where(due)
        .order_by(_T.c.priority, _T.c.due_at, _T.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(skip_locked=True)
        .cte("chosen")
        .prefix_with("MATERIALIZED")  # or PostgreSQL may choose again for each row, and claim all
    )
    soon, late = (sa.bindparam(name, type_=_T.c.lease_until.type) for name in ("soon", "late"))
    return (
        sa.update(_T)
        # The conditions stand twice: PostgreSQL looks at a row that another process has just
        # claimed again, but not at the subquery that chose it.
        .where(_T.c.id.in_(sa.select(chosen.c.id)), due)
        .values(
            lease_owner=sa.bindparam("owner"),
            lease_until=sa.case((_T.c.priority == BULK, late), else_=soon),
        )
        .returning(*_COLUMNS)
    )


@Compiled
def _beginning(_dialect: str) -> Any:
    return (
        sa.update(_T)
        .where(_T.c.id == sa.bindparam("this"), _T.c.lease_owner == sa.bindparam("owner"))
        .where(_T.c.state == SendState.PENDING)
        .values(
            state=SendState.SENDING,
            lease_until=sa.bindparam("until"),
            conversation_id=sa.bindparam("conversation"),
        )
    )


@Compiled
def _ending(_dialect: str) -> Any:
    return (
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
