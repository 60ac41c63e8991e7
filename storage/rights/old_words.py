"""What was said long ago: the names under it, and words that nobody needs any more."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.contributions.contribution import Status
from domain.kinds import Kind
from domain.rights.retention import EMPTIED
from storage.confidentiality.masks import COMMENT, CONTRIBUTION, QUESTION, forget_masks
from storage.contributions.holdings import disown
from storage.contributions.questions import FORGOTTEN
from storage.contributions.tables import CommentRow, ContributionRow, HistoryRow, QuestionRow
from storage.repository import Repository
from storage.sql import table
from storage.themes.counting import as_many_people, forget_words

_C, _H = table(ContributionRow), table(HistoryRow)
_M, _Q = table(CommentRow), table(QuestionRow)


class OldWords(Repository):
    """What was said in the organisations, and is kept too long."""

    def unname_before(self, organisation_id: int, moment: datetime) -> tuple[int, ...]:
        """Remove the names from what was said before *moment*; return the contributions."""
        said = (_C.c.organisation_id == organisation_id) & (_C.c.created_at < moment)
        named = said & _C.c.author_id.is_not(None)
        with as_many_people(self._connection, sa.select(_C.c.id).where(named)):
            ids = disown(self._connection, named)
        self._connection.execute(
            sa.update(_H)
            .where(
                _H.c.contribution_id.in_(sa.select(_C.c.id).where(said)),
                _H.c.actor_id.is_not(None),
                _H.c.at < moment,
            )
            .values(actor_id=None)
        )
        return ids

    def empty_withdrawn(self, organisation_id: int, moment: datetime) -> list[int]:
        """Forget the words that were taken back before *moment*; return the contributions."""
        gone = sa.select(_C.c.id).where(
            _C.c.organisation_id == organisation_id,
            _C.c.status == Status.WITHDRAWN,
            sa.func.coalesce(_C.c.status_at, _C.c.created_at) < moment,
            _C.c.text != EMPTIED,
        )
        ids = list(self._connection.scalars(gone))
        if ids:
            forget_words(self._connection, ids)
            emptied: dict[str, Any] = {
                "text": EMPTIED,
                "words": "",
                "answer": "",
                "asked_back": "",
            }
            emptied |= {"link": "", "attachments": [], "tags": []}
            self._connection.execute(sa.update(_C).where(_C.c.id.in_(ids)).values(emptied))
            self._connection.execute(
                sa.update(_H).where(_H.c.contribution_id.in_(ids)).values(before={}, after={})
            )
            below = _M.c.contribution_id.in_(ids)
            forget_masks(self._connection, CONTRIBUTION, ids)
            forget_masks(self._connection, COMMENT, sa.select(_M.c.id).where(below))
            self._connection.execute(sa.delete(_M).where(below))
        return ids

    def forget_questions(self, organisation_id: int, moment: datetime) -> list[int]:
        """Forget the messages whose question nobody answered since *moment*; return which."""
        open_since = (
            (_Q.c.organisation_id == organisation_id)
            & _Q.c.answered.is_(None)
            & (_Q.c.created_at < moment)
        )
        ids = list(self._connection.scalars(sa.select(_Q.c.id).where(open_since)))
        if ids:
            self._connection.execute(
                sa.update(_Q).where(_Q.c.id.in_(ids)).values(answered=Kind.OTHER, **FORGOTTEN)
            )
            forget_masks(self._connection, QUESTION, ids)
        return ids
