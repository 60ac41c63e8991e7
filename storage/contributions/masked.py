"""What is masked in contributions, comments and open questions, and where it was said."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from domain.confidentiality import Mask
from domain.people import Person
from domain.records import record
from storage.confidentiality.masks import read_mask
from storage.confidentiality.tables import MaskingRow
from storage.contributions.tables import CommentRow, ContributionRow, QuestionRow
from storage.repository import Repository
from storage.sql import table

_T = table(MaskingRow)
_C, _M, _Q = table(ContributionRow), table(CommentRow), table(QuestionRow)
_READ = (
    sa.select(
        _T.c.id,
        _T.c.organisation_id,
        _T.c.contribution_id,
        _T.c.comment_id,
        _T.c.question_id,
        _T.c.masks,
        _T.c.link,
        sa.func.coalesce(_C.c.conversation_id, _M.c.conversation_id, _Q.c.conversation_id),
        sa.func.coalesce(_C.c.message_id, _M.c.message_id, _Q.c.message_id),
    )
    .outerjoin(_C, _C.c.id == _T.c.contribution_id)
    .outerjoin(_M, _M.c.id == _T.c.comment_id)
    .outerjoin(_Q, _Q.c.id == _T.c.question_id)
)


@record
class Masking:
    """What is masked in the text of a contribution, a comment or an open question."""

    id: int
    organisation_id: int
    contribution_id: int | None
    comment_id: int | None
    question_id: int | None
    masks: tuple[Mask | None, ...]
    link: str
    message: tuple[str, str] | None = None
    """The message that it came with, by its conversation and itself."""


class Masks(Repository):
    """What was masked in the texts of the organisations."""

    def get(self, organisation_id: int, masking_id: int) -> Masking | None:
        """Return what is masked in a text of that organisation, or None."""
        found = self._all(1, _T.c.organisation_id == organisation_id, _T.c.id == masking_id)
        return found[0] if found else None

    def of_contribution(self, organisation_id: int, contribution_id: int) -> list[Masking]:
        """Return what is masked in a contribution's text."""
        return self._all(
            1, _T.c.organisation_id == organisation_id, _T.c.contribution_id == contribution_id
        )

    def of_message(
        self, organisation_id: int, conversation_id: str, message_id: str
    ) -> list[Masking]:
        """Return what is masked in what a message made: its parts, a comment, or a question."""
        here = [
            (each.c.conversation_id == conversation_id) & (each.c.message_id == message_id)
            for each in (_C, _M, _Q)
        ]
        return self._all(_PARTS, _T.c.organisation_id == organisation_id, sa.or_(*here))

    def written_by(self, person: Person, key: str, limit: int) -> list[Masking]:
        """Return what is masked in what *person* wrote, anonymously too, the newest first."""
        return self._all(
            limit,
            _T.c.organisation_id == person.organisation_id,
            sa.or_(
                _C.c.author_id == person.id,
                _C.c.author_key == key,
                _M.c.author_id == person.id,
                _Q.c.author_id == person.id,
            ),
        )

    def tell(self, masking_ids: Sequence[int], link: str, now: datetime) -> None:
        """Remember that the author is told, and where the message is that shows it still."""
        self._connection.execute(
            sa.update(_T).where(_T.c.id.in_(masking_ids)).values(link=link, told_at=now)
        )

    def pass_on(self, question_id: int, contribution_id: int) -> None:
        """Give what is masked in a question to the contribution that it became."""
        asked = sa.select(_T.c.id).where(_T.c.question_id == question_id)
        if self._connection.scalar(asked) is None:
            return
        # The contribution's own row knows of masks, not of what they stand for.
        self._connection.execute(sa.delete(_T).where(_T.c.contribution_id == contribution_id))
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.question_id == question_id)
            .values(question_id=None, contribution_id=contribution_id)
        )

    def _all(self, limit: int, *conditions: sa.ColumnElement[bool]) -> list[Masking]:
        rows = self._connection.execute(
            _READ.where(*conditions).order_by(_T.c.id.desc()).limit(limit)
        )
        return [
            Masking(
                *row[:5],
                masks=tuple(read_mask(each) for each in row.masks),
                link=row.link,
                message=(row[7], row[8]) if row[8] else None,
            )
            for row in rows
        ]


_PARTS = 50
"""More than a message has parts."""
