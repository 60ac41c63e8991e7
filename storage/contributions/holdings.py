"""What contributions hold of people: who said, supported, tried and dealt with what."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.contributions.contribution import Change, Origin
from domain.people import Person
from storage.confidentiality.masks import QUESTION, forget_masks
from storage.contributions.tables import (
    CommentRow,
    ContributionRow,
    HistoryRow,
    QuestionRow,
    TrialRow,
    VoteRow,
)
from storage.contributions.visibility import by
from storage.holdings import FEW, Erasure, Holding, each_of, leave, some, unlink, where_theirs
from storage.sql import table

_C, _H, _Q = table(ContributionRow), table(HistoryRow), table(QuestionRow)
_M, _V, _T = table(CommentRow), table(VoteRow), table(TrialRow)
WRITTEN = "contributions"
"""The sheet of what a person wrote: an erasure tells which contributions they are."""

_DEALT_WITH = (_C.c.noted_by_id, _C.c.read_by_id, _C.c.answered_by_id, _C.c.assigned_to_id)

_HIDDEN = {"words", "author_key", "form_id"}
"""What tells nobody anything: the index of words, and what stands for a person or a form."""

_TOLD = tuple(column for column in _C.c if column.name not in _HIDDEN)
_DISOWNING = (
    sa.update(_C)
    .where(_C.c.id == sa.bindparam("this"))
    .values(
        author_id=None,
        author_key=sa.bindparam("nobody"),
        is_cited=False,
        # A channel's thread goes on; a chat is one person's.
        conversation_id=sa.case((_C.c.origin == Origin.CHANNEL, _C.c.conversation_id)),
        message_id=sa.case((_C.c.origin == Origin.CHANNEL, _C.c.message_id)),
    )
)


def written_by(person: Person, key: str) -> sa.ColumnElement[bool]:
    """Tell what a person wrote, anonymously too."""
    return (_C.c.organisation_id == person.organisation_id) & by(person, key)


def disown(connection: Connection, ids: Sequence[int]) -> None:
    """Make contributions anonymous ones of nobody's, each by itself."""
    if ids:
        connection.execute(_DISOWNING, [{"this": each, "nobody": token_hex(32)} for each in ids])
        # What was asked about the message names its author, too.
        connection.execute(sa.delete(_Q).where(_Q.c.contribution_id.in_(ids)))


def _written(person: Person, key: str) -> sa.Select[Any]:
    return sa.select(*_TOLD).where(written_by(person, key)).order_by(_C.c.id)


def _dealt_with(person: Person, _: str) -> sa.Select[Any]:
    """What a person read, answered, noted for somebody or was handed: which, and their own words.

    What it says is its author's.
    """
    theirs = sa.or_(*(column == person.id for column in _DEALT_WITH))
    own = (
        where_theirs(column, [doer], person)
        for column, doer in (
            (_C.c.created_at, _C.c.noted_by_id),
            (_C.c.read_at, _C.c.read_by_id),
            (_C.c.answered_at, _C.c.answered_by_id),
            (_C.c.answer, _C.c.answered_by_id),
            (_C.c.assigned_until, _C.c.assigned_to_id),
        )
    )
    number = (_C.c.id.label("contribution_id"), _C.c.year, _C.c.serial)
    return sa.select(*number, *own).where(theirs).order_by(_C.c.id)


def _changed(person: Person, _: str) -> sa.Select[Any]:
    """What a person changed, and when; the words of an answer are theirs, others the author's."""
    own = _H.c.change.in_([Change.ANSWERED, Change.MOVED]) | (_C.c.author_id == person.id)
    return (
        sa.select(_H.c.contribution_id, _H.c.at, _H.c.change)
        .add_columns(sa.case((own, _H.c.after)).label("after"))
        .join(_C, _C.c.id == _H.c.contribution_id)
        .where(_H.c.actor_id == person.id)
        .order_by(_H.c.id)
    )


def _disown(holding: Holding, erasure: Erasure) -> int:
    theirs = sa.select(_C.c.id).where(written_by(erasure.person, erasure.key)).limit(FEW)
    ids = list(erasure.connection.scalars(theirs))
    with erasure.watched(ids):
        disown(erasure.connection, ids)
    erasure.counted[holding.sheet] = ids
    return len(ids)


def _forget_asked(_: Holding, erasure: Erasure) -> int:
    asked = some(erasure.connection, _Q, _Q.c.author_id == erasure.person.id)
    forget_masks(erasure.connection, QUESTION, [each["this_id"] for each in asked])
    return each_of(erasure.connection, sa.delete(_Q), asked)


def _take_votes(_: Holding, erasure: Erasure) -> int:
    """Delete the votes: their number is kept with the contribution."""
    votes = some(erasure.connection, _V, _V.c.person_id == erasure.person.id, FEW)
    with erasure.watched([each["this_contribution_id"] for each in votes]):
        return each_of(erasure.connection, sa.delete(_V), votes)


def _count(holding: Holding, erasure: Erasure) -> None:
    """Leave what stands under others' contributions, and count it."""
    theirs = sa.select(_M.c.id).where(_M.c.author_id == erasure.person.id)
    erasure.counted[holding.sheet] = tuple(erasure.connection.scalars(theirs))


HOLDINGS = (
    Holding("votes", (_V.c.person_id,), _take_votes),
    Holding(WRITTEN, (_C.c.author_id,), _disown, told=_written, awaited=(_C.c.author_id,)),
    Holding("questions", (_Q.c.author_id,), _forget_asked),
    Holding("comments", (_M.c.author_id,), leave, end=_count),
    Holding("trials", (_T.c.person_id,), leave),
    Holding("answers", _DEALT_WITH, unlink, told=_dealt_with, awaited=(_C.c.assigned_to_id,)),
    Holding("history", (_H.c.actor_id,), unlink, told=_changed),
)
