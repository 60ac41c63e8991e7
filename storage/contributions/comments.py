"""Comments: the replies under a contribution."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Status
from domain.people import Person
from storage.confidentiality.masks import COMMENT, keep_masks
from storage.contributions.repository import LockedContribution
from storage.contributions.tables import CommentRow, ContributionRow
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow

_T, _P = table(CommentRow), table(PersonRow)


class Comments(Repository):
    """The comments of the organisations."""

    def add(
        self,
        contribution: Contribution,
        author: Person,
        message: tuple[str, str],
        text: Clean,
        now: datetime,
    ) -> None:
        """Keep the reply *message* (conversation id, message id), once."""
        conversation_id, message_id = message
        adding = insert(self._connection.dialect.name, CommentRow).on_conflict_do_nothing()
        comment_id: int | None = self._connection.scalar(
            adding.returning(_T.c.id),
            {
                "organisation_id": contribution.organisation_id,
                "contribution_id": contribution.id,
                "author_id": author.id,
                "conversation_id": conversation_id,
                "message_id": message_id,
                "text": text,
                "created_at": now,
                "deleted": False,
            },
        )
        if text.masks and comment_id is not None:
            self._keep_masks(contribution.organisation_id, comment_id, text)

    def change(
        self, organisation_id: int, message: tuple[str, str], **values: str | bool | datetime
    ) -> int | None:
        """Set columns of the comment that *message* made; return what it stands under, if any."""
        conversation_id, message_id = message
        changed = self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.organisation_id == organisation_id,
                _T.c.conversation_id == conversation_id,
                _T.c.message_id == message_id,
            )
            .values(**values)
            .returning(_T.c.id, _T.c.contribution_id)
        ).first()
        if changed is None:
            return None
        if isinstance(text := values.get("text"), Clean):
            self._keep_masks(organisation_id, changed.id, text)
        above: int = changed.contribution_id
        return above

    def of_message(self, organisation_id: int, message: tuple[str, str]) -> Any | None:
        """Return the comment that *message* (conversation id, message id) made, or None."""
        conversation_id, message_id = message
        return self._connection.execute(
            sa.select(_T).where(
                _T.c.organisation_id == organisation_id,
                _T.c.conversation_id == conversation_id,
                _T.c.message_id == message_id,
            )
        ).first()

    def hold(self, comment_id: int) -> None:
        """Have no other process change a comment until this work is done."""
        self._hold(_T.c.id, [comment_id])

    def get(self, organisation_id: int, comment_id: int) -> Any | None:
        """Return a comment of that organisation, or None."""
        return self._connection.execute(
            sa.select(_T).where(_T.c.organisation_id == organisation_id, _T.c.id == comment_id)
        ).first()

    def _keep_masks(self, organisation_id: int, comment_id: int, text: Clean) -> None:
        keep_masks(self._connection, organisation_id, COMMENT, comment_id, text)

    def count(self, contribution_ids: Collection[int]) -> Counter[int]:
        """Return how many comments stand under each contribution."""
        rows = self._connection.execute(
            sa.select(_T.c.contribution_id, sa.func.count())
            .where(_T.c.contribution_id.in_(contribution_ids), ~_T.c.deleted)
            .group_by(_T.c.contribution_id)
        )
        return Counter({row[0]: row[1] for row in rows})

    def between(
        self,
        contribution_ids: Collection[int],
        author_ids: Collection[int],
        after: datetime,
        until: datetime,
    ) -> list[Any]:
        """Return what these people replied in that time to these contributions, oldest first.

        Of private or withdrawn contributions, nothing.
        """
        above = table(ContributionRow)
        return list(
            self._connection.execute(
                sa.select(_T)
                .join(above, above.c.id == _T.c.contribution_id)
                .where(
                    _T.c.contribution_id.in_(contribution_ids),
                    _T.c.author_id.in_(author_ids),
                    _T.c.created_at > after,
                    _T.c.created_at <= until,
                    ~_T.c.deleted,
                    above.c.is_public,
                    above.c.status != Status.WITHDRAWN,
                )
                .order_by(_T.c.id)
            )
        )

    def follow(self, merged: LockedContribution, into: LockedContribution) -> None:
        """Put the comments of *merged* under *into*."""
        self._connection.execute(
            sa.update(_T).where(_T.c.contribution_id == merged.id).values(contribution_id=into.id)
        )

    def come_back(self, merged: LockedContribution, into: LockedContribution) -> None:
        """Put the comments of the thread of *merged* under it again, which stand under *into*."""
        above = table(ContributionRow)
        ours, theirs = above.alias("ours"), above.alias("theirs")
        began = sa.select(sa.func.min(above.c.id)).where(
            above.c.organisation_id == merged.organisation_id,
            above.c.conversation_id == _T.c.conversation_id,
        )
        thread = sa.select(ours.c.conversation_id).where(ours.c.id == merged.id)
        other = sa.select(sa.func.coalesce(theirs.c.conversation_id, "")).where(
            theirs.c.id == into.id
        )
        self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.contribution_id == into.id,
                _T.c.conversation_id == thread.scalar_subquery(),
                _T.c.conversation_id != other.scalar_subquery(),
                began.scalar_subquery() == merged.id,
            )
            .values(contribution_id=merged.id)
        )

    def of(self, contribution: Contribution) -> list[Any]:
        """Return the comments that stand under a contribution, oldest first."""
        return list(
            self._connection.execute(
                sa.select(_T, _P.c.name.label("author_name"))
                .join(_P, _P.c.id == _T.c.author_id)
                .where(_T.c.contribution_id == contribution.id, ~_T.c.deleted)
                .order_by(_T.c.id)
            )
        )
