"""What became of the messages that a run owed, and owing them again."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from domain.records import record
from domain.sending import SendState
from storage.outbox import NOT_WANTED
from storage.repository import Repository
from storage.sql import table
from storage.tables import OutboxRow, PersonRow

_T, _P = table(OutboxRow), table(PersonRow)


@record
class Send:
    """What became of a message to a person, or of one to a channel when ``person_id`` is None."""

    id: int
    run_id: int
    subject: str
    state: SendState
    reason: str
    person_id: int | None
    person_name: str
    upn: str
    conversation_id: str


class Sends(Repository):
    """The messages of the outbox, as those see them who ask whether they arrived."""

    def of_runs(self, run_ids: Sequence[int]) -> list[Send]:
        """Return what became of the messages of some runs, people by name, then channels.

        Those that nobody wanted any more are left out.
        """
        rows = self._connection.execute(
            sa.select(
                _T.c.id,
                _T.c.run_id,
                _T.c.subject,
                _T.c.state,
                _T.c.reason,
                _T.c.person_id,
                sa.func.coalesce(_P.c.name, ""),
                sa.func.coalesce(sa.func.nullif(_P.c.upn, ""), _P.c.aad_object_id, "").label(
                    "upn"
                ),
                _T.c.conversation_id,
            )
            .select_from(_T.outerjoin(_P, _P.c.id == _T.c.person_id))
            .where(_T.c.run_id.in_(run_ids), _T.c.reason != NOT_WANTED)
            .order_by(_P.c.name, _T.c.id)
        )
        return [Send(*row) for row in rows]

    def try_again(
        self,
        organisation_id: int,
        ids: Sequence[int],
        due_at: datetime,
        expires_at: datetime | None = None,
    ) -> int:
        """Owe again what was not delivered; return how many messages that is.

        Without another ``expires_at`` they expire when they would have.
        """
        expiry = {} if expires_at is None else {"expires_at": expires_at}
        done = self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.organisation_id == organisation_id,
                _T.c.id.in_(ids),
                _T.c.activity_id.is_(None),
                _T.c.state.in_([SendState.UNREACHABLE, SendState.FAILED, SendState.AMBIGUOUS]),
            )
            .values(
                state=SendState.PENDING,
                shown=0,
                attempts=0,
                due_at=due_at,
                lease_until=None,
                reason="",
                **expiry,
            )
        )
        return done.rowcount

    def unreached(self, organisation_id: int, person_id: int, now: datetime) -> list[int]:
        """Return what a person could not be reached with and would still be of use to them."""
        rows = self._connection.execute(
            sa.select(_T.c.id).where(
                _T.c.organisation_id == organisation_id,
                _T.c.person_id == person_id,
                _T.c.state == SendState.UNREACHABLE,
                _T.c.expires_at > now,
            )
        )
        return [row.id for row in rows]
