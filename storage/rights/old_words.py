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
from storage.holdings import FEW, PART, each_of, some
from storage.holdings.walking import After, Stretch, stretch
from storage.repository import Repository
from storage.sql import table
from storage.themes.counting import as_many_people, forget_words

_C, _H = table(ContributionRow), table(HistoryRow)
_M, _Q = table(CommentRow), table(QuestionRow)


class OldWords(Repository):
    """What was said in the organisations, and is kept too long."""

    def unname_before(
        self, organisation_id: int, moment: datetime, after: After | None = None
    ) -> Stretch:
        """Remove some names from what was said before *moment*; return the contributions."""
        old_hand = sa.exists().where(
            _H.c.contribution_id == _C.c.id, _H.c.actor_id.is_not(None), _H.c.at < moment
        )
        chosen = sa.select(
            _C.c.id, _C.c.created_at.label("moment"), _C.c.author_id, old_hand.label("old_hand")
        ).where(_C.c.organisation_id == organisation_id, _C.c.created_at < moment)
        found = stretch(
            self._connection,
            chosen,
            _C.c.created_at,
            after,
            FEW,
            lambda row: row.author_id is not None or row.old_hand,
        )
        named = [row for row in found.rows if row.author_id is not None]
        ids = [row.id for row in named]
        with as_many_people(self._connection, ids):
            disown(self._connection, ids)
        self._connection.execute(
            sa.update(_H)
            .where(
                _H.c.contribution_id.in_([row.id for row in found.rows if row.old_hand]),
                _H.c.actor_id.is_not(None),
                _H.c.at < moment,
            )
            .values(actor_id=None)
        )
        return Stretch(named, found.after)

    def empty_withdrawn(
        self, organisation_id: int, moment: datetime, after: After | None = None
    ) -> Stretch:
        """Forget some words that were taken back before *moment*; return the contributions."""
        here = (_C.c.organisation_id == organisation_id) & (_C.c.status == Status.WITHDRAWN)
        undated = some(self._connection, _C, here & _C.c.status_at.is_(None), FEW)
        each_of(self._connection, sa.update(_C).values(status_at=_C.c.created_at), undated)
        gone = sa.select(_C.c.id, _C.c.status_at.label("moment"), _C.c.text).where(
            here,
            _C.c.status_at < moment,
        )
        found = stretch(
            self._connection,
            gone,
            _C.c.status_at,
            after,
            FEW,
            lambda row: row.text != EMPTIED,
        )
        ids = found.ids
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
        return found

    def forget_questions(self, organisation_id: int, moment: datetime) -> list[int]:
        """Forget some messages whose question nobody answered since *moment*; return which."""
        open_since = (
            (_Q.c.organisation_id == organisation_id)
            & _Q.c.answered.is_(None)
            & (_Q.c.created_at < moment)
        )
        ids = list(self._connection.scalars(sa.select(_Q.c.id).where(open_since).limit(PART)))
        if ids:
            self._connection.execute(
                sa.update(_Q).where(_Q.c.id.in_(ids)).values(answered=Kind.OTHER, **FORGOTTEN)
            )
            forget_masks(self._connection, QUESTION, ids)
        return ids
