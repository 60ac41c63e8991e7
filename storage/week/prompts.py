"""Who is asked the three questions of a week, and how often people are written to unasked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.records import record
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import SolicitationRow
from storage.week.tables import PromptRow

_T, _S = table(PromptRow), table(SolicitationRow)
_COLUMNS = (_T.c.id, _T.c.organisation_id, _T.c.person_id, _T.c.week, _T.c.settled, _T.c.later_at)


@record
class Prompt:
    """The three questions of a week, as put to one person."""

    id: int
    organisation_id: int
    person_id: int
    week: str
    settled: bool
    later_at: datetime | None


class Prompts(Repository):
    """The prompts of the organisations, and the count of what people did not ask for."""

    def ask(self, organisation_id: int, week: str, person_ids: Sequence[int]) -> dict[int, int]:
        """Add a prompt for each person, once for *week*; return the prompts' ids by person."""
        adding = insert(self._connection.dialect.name, PromptRow).on_conflict_do_nothing()
        if person_ids:
            self._connection.execute(
                adding,
                [
                    {
                        "organisation_id": organisation_id,
                        "person_id": person_id,
                        "week": week,
                        "settled": False,
                    }
                    for person_id in person_ids
                ],
            )
        return {
            prompt.person_id: prompt.id
            for prompt in self.of_week(organisation_id, week)
            if prompt.person_id in set(person_ids)
        }

    def of_week(self, organisation_id: int, week: str) -> list[Prompt]:
        """Return everybody's prompt for *week*."""
        return self._all(_T.c.organisation_id == organisation_id, _T.c.week == week)

    def some(self, ids: Collection[int]) -> list[Prompt]:
        """Return the prompts of these ids."""
        return self._all(_T.c.id.in_(ids))

    def get(self, organisation_id: int, prompt_id: int) -> Prompt | None:
        """Return a prompt of that organisation, or None."""
        found = self._all(_T.c.organisation_id == organisation_id, _T.c.id == prompt_id)
        return found[0] if found else None

    def latest(self, organisation_id: int, person_id: int) -> Prompt | None:
        """Return the newest prompt of a person, or None."""
        found = self._all(_T.c.organisation_id == organisation_id, _T.c.person_id == person_id)
        return max(found, key=lambda prompt: prompt.week, default=None)

    def later_before(self, moment: datetime) -> list[Prompt]:
        """Return the prompts that people wanted again at *moment* or before."""
        return self._all(_T.c.later_at <= moment)

    def change(self, prompt: Prompt, **values: bool | datetime | None) -> None:
        """Set columns of a prompt: ``settled``, ``later_at``."""
        self._connection.execute(sa.update(_T).where(_T.c.id == prompt.id).values(**values))

    def _all(self, *conditions: Any) -> list[Prompt]:
        rows = self._connection.execute(sa.select(*_COLUMNS).where(*conditions).order_by(_T.c.id))
        return [Prompt(*row) for row in rows]
