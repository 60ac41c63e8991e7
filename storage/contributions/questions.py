"""Messages of which the bot was unsure, and what people said they were."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NewType

import sqlalchemy as sa

from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Attachment, Origin, Status
from domain.kinds import Kind
from domain.people import Person
from domain.records import record
from storage.compiled import Compiled
from storage.confidentiality.masks import QUESTION, keep_masks
from storage.contributions.rows import kept_files
from storage.contributions.tables import ContributionRow, CorrectionRow, QuestionRow
from storage.repository import Repository
from storage.sql import insert, table

_T, _K, _C = table(QuestionRow), table(CorrectionRow), table(ContributionRow)

FORGOTTEN: Mapping[str, Any] = {"text": EMPTY, "attachments": [], "link": ""}
"""The columns of a question whose message is kept here no more."""


@record
class Question:
    """« Je le note ? »: a message, what it looks like, and what its author answered."""

    id: int
    organisation_id: int
    author_id: int
    conversation_id: str
    message_id: str
    origin: Origin
    text: Clean
    attachments: tuple[Attachment, ...]
    link: str
    guessed: Kind
    answered: Kind | None
    contribution_id: int | None


LockedQuestion = NewType("LockedQuestion", Question)
"""A question as it stands while nobody else may change it: read by ``for_change``."""


@Compiled
def _adding(dialect: str) -> Any:
    return insert(dialect, QuestionRow).returning(_T.c.id)


class Questions(Repository):
    """The questions of the organisations."""

    def add(self, author: Person, asked: dict[str, Any], now: datetime) -> int:
        """Keep a question; *asked* holds the columns that the message gives. Return its id."""
        whose = {"organisation_id": author.organisation_id, "author_id": author.id}
        question_id: int = _adding.scalar(self._connection, asked | whose | {"created_at": now})
        if asked["text"].masks:
            self._keep_masks(author.organisation_id, question_id, asked["text"])
        return question_id

    def get(self, organisation_id: int, question_id: int) -> Question | None:
        """Return a question of that organisation, or None."""
        return self._first(_T.c.organisation_id == organisation_id, _T.c.id == question_id)

    def for_change(self, organisation_id: int, question_id: int) -> LockedQuestion | None:
        """As ``get``; no other process changes it until this work is done."""
        self._hold(_T.c.id, [question_id])
        found = self.get(organisation_id, question_id)
        return LockedQuestion(found) if found else None

    def of_message(
        self, organisation_id: int, conversation_id: str, message_id: str
    ) -> Question | None:
        """Return what was asked about a message, or None."""
        return self._first(
            _T.c.organisation_id == organisation_id,
            _T.c.conversation_id == conversation_id,
            _T.c.message_id == message_id,
        )

    def stand_in(self, organisation_id: int, conversation_id: str) -> bool:
        """Tell whether a question is open in that thread."""
        return (
            self._first(
                _T.c.organisation_id == organisation_id,
                _T.c.conversation_id == conversation_id,
                _T.c.answered.is_(None),
            )
            is not None
        )

    def change(self, question: LockedQuestion, **values: Any) -> None:
        """Set columns of a question."""
        self._connection.execute(sa.update(_T).where(_T.c.id == question.id).values(**values))
        if "text" in values:
            self._keep_masks(question.organisation_id, question.id, values["text"])

    def settle(
        self, question: LockedQuestion, kind: Kind, contribution_id: int | None = None
    ) -> None:
        """Keep what a message is; its words stand in what it became, if anything, and not here."""
        self.change(question, answered=kind, contribution_id=contribution_id, **FORGOTTEN)

    def _keep_masks(self, organisation_id: int, question_id: int, text: Clean) -> None:
        keep_masks(self._connection, organisation_id, QUESTION, question_id, text)

    def correct(
        self, organisation_id: int, contribution_id: int, guessed: Kind, chosen: Kind
    ) -> None:
        """Keep what a contribution really is, for the next training; without words or author."""
        self._connection.execute(
            sa.insert(_K).values(
                organisation_id=organisation_id,
                contribution_id=contribution_id,
                guessed=guessed,
                chosen=chosen,
            )
        )

    def corrections(self) -> list[tuple[str, Kind, Kind]]:
        """Return every correction as text, guessed kind, chosen kind, but of what is withdrawn."""
        rows = self._connection.execute(
            sa.select(_C.c.text, _K.c.guessed, _K.c.chosen)
            .join(_C, _C.c.id == _K.c.contribution_id)
            .where(_C.c.status != Status.WITHDRAWN)
            .order_by(_K.c.id)
        )
        return [(row.text, row.guessed, row.chosen) for row in rows]

    def _first(self, *conditions: Any) -> Question | None:
        row = self._connection.execute(
            sa.select(
                _T.c.id,
                _T.c.organisation_id,
                _T.c.author_id,
                _T.c.conversation_id,
                _T.c.message_id,
                _T.c.origin,
                _T.c.text,
                _T.c.attachments,
                _T.c.link,
                _T.c.guessed,
                _T.c.answered,
                _T.c.contribution_id,
            ).where(*conditions)
        ).first()
        if row is None:
            return None
        values = row._asdict()
        files = kept_files(values.pop("attachments"))
        return Question(attachments=files, **values)
