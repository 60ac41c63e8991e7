"""What is kept about a person: told to them, and removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any

import sqlalchemy as sa

from domain.contributions.contribution import Origin, Status
from domain.kinds import Kind
from domain.people import Person, Role
from domain.rights.retention import EMPTIED, Retention
from domain.sending import SendState
from storage.actions.tables import ActionHistoryRow, ActionRow
from storage.confidentiality.tables import MaskingRow
from storage.contributions.tables import (
    CommentRow,
    ContributionRow,
    HistoryRow,
    QuestionRow,
    VoteRow,
)
from storage.ideas.tables import DigestRow, TrialRow
from storage.inquiry.tables import InquiryRow
from storage.people import ERASED
from storage.repository import Repository
from storage.requests.tables import RequestRow
from storage.rights.tables import ErasureRow, RetentionRow
from storage.sql import insert, table
from storage.tables import (
    ConversationReferenceRow,
    JournalKeyRow,
    OutboxRow,
    PersonRow,
    SolicitationRow,
)
from storage.themes.repository import forget_words, keep_people, people_of, themes_with
from storage.week.tables import FlashRow, PromptRow

_P, _C, _H = table(PersonRow), table(ContributionRow), table(HistoryRow)
_M, _V, _T = table(CommentRow), table(VoteRow), table(TrialRow)
_O, _Q, _R = table(OutboxRow), table(QuestionRow), table(ConversationReferenceRow)
_F, _S = table(FlashRow), table(SolicitationRow)
_PROMPT, _DIGEST, _INQUIRY = table(PromptRow), table(DigestRow), table(InquiryRow)
_A, _AH, _RE = table(ActionRow), table(ActionHistoryRow), table(RequestRow)
_KEEP, _ERASURE, _MASKS = table(RetentionRow), table(ErasureRow), table(MaskingRow)

_LEFT_EMPTY = ("comment.author_id", "trial.person_id")
"""What goes on pointing to the person, who has no name any more."""

_SET_NULL = (
    _C.c.noted_by_id,
    _C.c.read_by_id,
    _C.c.answered_by_id,
    _C.c.assigned_to_id,
    _H.c.actor_id,
    _A.c.owner_id,
    _A.c.created_by_id,
    _A.c.checked_by_id,
    _A.c.decided_by_id,
    _AH.c.actor_id,
    _RE.c.created_by_id,
)
_DELETED = (
    _V.c.person_id,  # the number of votes is kept beside the contribution
    _Q.c.author_id,
    _R.c.person_id,
    _O.c.person_id,
    _PROMPT.c.person_id,
    _S.c.person_id,
    _DIGEST.c.person_id,
    _INQUIRY.c.person_id,
)
_BY_ITSELF = (_C.c.author_id, table(JournalKeyRow).c.person_id)
"""Removed each in its own way."""

DECIDED = {
    *_LEFT_EMPTY,
    *(str(column) for column in (*_SET_NULL, *_DELETED, *_BY_ITSELF)),
}
"""Every column that points to a person: a test knows them all."""

Sheet = tuple[str, list[Mapping[str, Any]]]
"""A kind of record, and its lines."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was unlinked from a person."""

    contributions: tuple[int, ...]
    comments: int


class Rights(Repository):
    """Access to what is kept about a person, its erasure, and what is kept for how long."""

    # --- access -------------------------------------------------------------------------------

    def about(self, person: Person, key: str) -> list[Sheet]:
        """Return all that is kept about *person*, what they wrote anonymously included."""
        mine = _by(person, key)
        return [
            ("person", self._rows(sa.select(_P).where(_P.c.id == person.id))),
            ("chat", self._rows(sa.select(_R).where(_R.c.person_id == person.id))),
            ("contributions", self._rows(sa.select(*_TOLD).where(mine).order_by(_C.c.id))),
            ("questions", self._of(_Q, _Q.c.author_id, person)),
            ("comments", self._of(_M, _M.c.author_id, person)),
            ("votes", self._of(_V, _V.c.person_id, person)),
            ("trials", self._of(_T, _T.c.person_id, person)),
            ("answers", self._rows(sa.select(*_TOLD).where(_mine_to_do(person)))),
            ("history", self._of(_H, _H.c.actor_id, person)),
            ("prompts", self._of(_PROMPT, _PROMPT.c.person_id, person)),
            ("solicitations", self._of(_S, _S.c.person_id, person)),
            ("digests", self._of(_DIGEST, _DIGEST.c.person_id, person)),
            ("messages", self._of(_O, _O.c.person_id, person)),
            ("actions", self._rows(sa.select(*_PLANNED).where(_planned_by(person)))),
            ("action_history", self._of(_AH, _AH.c.actor_id, person)),
            ("requests", self._of(_RE, _RE.c.created_by_id, person)),
            ("inquiries", self._rows(sa.select(_INQUIRY).where(_of(_INQUIRY, person)))),
        ]

    def _of(self, which: sa.Table, column: Any, person: Person) -> list[Mapping[str, Any]]:
        numbered = sa.select(which).where(
            which.c.organisation_id == person.organisation_id, column == person.id
        )
        return self._rows(numbered)

    def _rows(self, wanted: sa.Select[Any]) -> list[Mapping[str, Any]]:
        return [dict(row) for row in self._connection.execute(wanted).mappings()]

    # --- erasure ------------------------------------------------------------------------------

    def erase(self, person: Person, key: str) -> Erased:
        """Have nothing tell any more who *person* was; what they said and did stays.

        Contributions stand as anonymous ones of nobody's, each by itself: *key* is what stood for
        the person on those that they wrote anonymously.
        """
        themes = people_of(self._connection, self._themes_of(person, key))
        written = self._disown(person, key)
        comments = self._count(_M, _M.c.author_id == person.id)
        for column in _SET_NULL:
            self._connection.execute(
                sa.update(column.table).where(column == person.id).values({column.name: None})
            )
        chat = self._connection.scalar(
            sa.select(_R.c.conversation_id).where(_R.c.person_id == person.id)
        )
        if chat:
            self._connection.execute(sa.delete(_O).where(_O.c.conversation_id == chat))
        asked = sa.select(_Q.c.id).where(_Q.c.author_id == person.id)
        self._unmask(_MASKS.c.question_id.in_(asked))
        for column in _DELETED:
            self._connection.execute(sa.delete(column.table).where(column == person.id))
        keep_people(self._connection, themes)
        if person.name:
            self._connection.execute(
                sa.update(_F)
                .where(
                    _F.c.organisation_id == person.organisation_id,
                    sa.func.lower(_F.c.decision_owner) == person.name.lower(),
                )
                .values(decision_owner="")
            )
        self._journal.forget(person.organisation_id, person.id)
        self._connection.execute(sa.update(_P).where(_P.c.id == person.id).values(_nobody()))
        return Erased(written, comments)

    def _themes_of(self, person: Person, key: str) -> list[int]:
        voted = sa.select(_V.c.contribution_id).where(_V.c.person_id == person.id)
        written = sa.select(_C.c.id).where(_by(person, key))
        return themes_with(self._connection, written.union(voted))

    def _disown(self, person: Person, key: str) -> tuple[int, ...]:
        return self._anonymise(_by(person, key))

    def _anonymise(self, which: sa.ColumnElement[bool]) -> tuple[int, ...]:
        ids = tuple(self._connection.scalars(sa.select(_C.c.id).where(which)))
        if ids:
            self._connection.execute(
                _DISOWNING, [{"this": each, "nobody": token_hex(32)} for each in ids]
            )
        return ids

    def remember(self, organisation_id: int, digest: str, now: datetime) -> None:
        """Keep that somebody was erased, for the backups."""
        self._connection.execute(
            sa.insert(_ERASURE).values(organisation_id=organisation_id, digest=digest, at=now)
        )

    def erasures(self, organisation_id: int) -> list[tuple[str, datetime]]:
        """Return who was erased, by digest, and when."""
        rows = self._connection.execute(
            sa.select(_ERASURE.c.digest, _ERASURE.c.at)
            .where(_ERASURE.c.organisation_id == organisation_id)
            .order_by(_ERASURE.c.id)
        )
        return [(row.digest, row.at) for row in rows]

    # --- retention ----------------------------------------------------------------------------

    def retention(self, organisation_id: int) -> Retention:
        """Return what the organisation has set, or what is usual."""
        row = self._connection.execute(
            sa.select(_KEEP.c.leavers, _KEEP.c.names, _KEEP.c.withdrawn).where(
                _KEEP.c.organisation_id == organisation_id
            )
        ).first()
        return Retention(*row) if row else Retention()

    def set_retention(self, organisation_id: int, retention: Retention) -> None:
        """Keep what an organisation sets."""
        values = {
            "leavers": retention.leavers,
            "names": retention.names,
            "withdrawn": retention.withdrawn,
        }
        adding = insert(self._connection.dialect.name, RetentionRow).on_conflict_do_update(
            index_elements=["organisation_id"], set_=values
        )
        self._connection.execute(adding, values | {"organisation_id": organisation_id})

    def left_before(self, organisation_id: int, day: date) -> list[int]:
        """Return the people who left the team before *day* and still have a name."""
        return list(
            self._connection.scalars(
                sa.select(_P.c.id).where(
                    _P.c.organisation_id == organisation_id,
                    ~_P.c.on_roster,
                    _P.c.left_on < day,
                    ~_P.c.aad_object_id.startswith(ERASED),
                )
            )
        )

    def unname_before(self, organisation_id: int, moment: datetime) -> tuple[int, ...]:
        """Remove the names from what was said before *moment*; return the contributions."""
        named = (
            (_C.c.organisation_id == organisation_id)
            & (_C.c.created_at < moment)
            & _C.c.author_id.is_not(None)
        )
        themes = people_of(
            self._connection, themes_with(self._connection, sa.select(_C.c.id).where(named))
        )
        ids = self._anonymise(named)
        keep_people(self._connection, themes)
        mine = sa.select(_C.c.id).where(
            _C.c.organisation_id == organisation_id, _C.c.created_at < moment
        )
        self._connection.execute(
            sa.update(_H)
            .where(
                _H.c.contribution_id.in_(mine),
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
            _C.c.status_at < moment,
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
            self._unmask(_MASKS.c.contribution_id.in_(ids))
            self._unmask(_MASKS.c.comment_id.in_(sa.select(_M.c.id).where(below)))
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
            forgotten: dict[str, Any] = {"answered": Kind.OTHER, "text": "", "attachments": []}
            self._connection.execute(
                sa.update(_Q).where(_Q.c.id.in_(ids)).values(**forgotten, link="")
            )
            self._unmask(_MASKS.c.question_id.in_(ids))
        return ids

    def forget_sends(self, organisation_id: int, moment: datetime) -> int:
        """Forget the messages to people that were sent before *moment*, and who was asked when."""
        old = (_O.c.organisation_id == organisation_id) & (_O.c.created_at < moment)
        done = self._connection.execute(
            sa.delete(_O).where(
                old,
                _O.c.person_id.is_not(None),
                _O.c.state.not_in([SendState.PENDING, SendState.SENDING]),
            )
        ).rowcount
        day = moment.date()
        week = f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
        for each in (_PROMPT, _S):
            self._connection.execute(
                sa.delete(each).where(
                    each.c.organisation_id == organisation_id, each.c.week < week
                )
            )
        self._connection.execute(
            sa.delete(_DIGEST).where(
                _DIGEST.c.organisation_id == organisation_id, _DIGEST.c.day < day
            )
        )
        return done

    def _unmask(self, which: sa.ColumnElement[bool]) -> None:
        """Forget what was masked in texts that are gone."""
        self._connection.execute(sa.delete(_MASKS).where(which))

    def _count(self, which: sa.Table, condition: sa.ColumnElement[bool]) -> int:
        counting = sa.select(sa.func.count()).select_from(which).where(condition)
        return self._connection.scalar(counting) or 0


def _by(person: Person, key: str) -> sa.ColumnElement[bool]:
    """Tell what a person wrote, anonymously too."""
    mine = sa.or_(_C.c.author_id == person.id, _C.c.author_key == key)
    return sa.and_(_C.c.organisation_id == person.organisation_id, mine)


def _of(which: sa.Table, person: Person) -> sa.ColumnElement[bool]:
    return which.c.person_id == person.id


def _mine_to_do(person: Person) -> sa.ColumnElement[bool]:
    """Tell what a person read, answered, noted for somebody or was handed."""
    mine = (_C.c.noted_by_id, _C.c.read_by_id, _C.c.answered_by_id, _C.c.assigned_to_id)
    return sa.or_(*(column == person.id for column in mine))


def _planned_by(person: Person) -> sa.ColumnElement[bool]:
    """Tell what actions a person has, made, checked or decided about."""
    mine = (_A.c.owner_id, _A.c.created_by_id, _A.c.checked_by_id, _A.c.decided_by_id)
    return sa.or_(*(column == person.id for column in mine))


_PLANNED = tuple(column for column in _A.c if column.name != "form_id")


def _nobody() -> dict[str, Any]:
    """Return the columns of a person of whom nothing is known."""
    return {
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
