"""Whether contributions are still what the journal told of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from domain.journal import Fault, Problem, digest
from storage.contributions.tables import ContributionRow, HistoryRow
from storage.journal import Content
from storage.repository import Repository
from storage.sql import table

_H, _C = table(HistoryRow), table(ContributionRow)
_WHAT = "contribution."


class Proof(Repository):
    """Compares lines of the history, and texts, with what the journal digests of them."""

    def first_strange_content(self, organisation_id: int) -> Problem | None:
        """Return the first entry whose line of the history, or text, is not what it told, or None.

        What was erased on purpose is left out: its key is gone, or what it quoted is empty.
        """
        unlike: dict[int, int] = {}  # texts that are not what an entry told: a later one may do
        for told in self._journal.contents(organisation_id, _WHAT):
            strange = self._first_strange_line(told)
            if strange:
                return strange
            unlike = self._unlike(told, unlike)
        if not unlike:
            return None
        contribution_id, seq = min(unlike.items(), key=lambda each: each[1])
        return Problem(Fault.CONTENT, seq, f"contribution:{contribution_id}")

    def _first_strange_line(self, told: Sequence[Content]) -> Problem | None:
        ids = [each.facts["history"] for each in told if "history" in each.facts]
        rows = self._connection.execute(sa.select(_H).where(_H.c.id.in_(ids))) if ids else ()
        lines = {row.id: row for row in rows}
        for each in told:
            if "history" in each.facts and not _is_as_told(each, lines):
                return Problem(Fault.CONTENT, each.seq, f"history:{each.facts['history']}")
        return None

    def _unlike(self, told: Sequence[Content], unlike: dict[int, int]) -> dict[int, int]:
        texts = [each for each in told if "text" in each.facts]
        ids = {each.facts["contribution"] for each in texts}
        rows = self._connection.execute(sa.select(_C.c.id, _C.c.text).where(_C.c.id.in_(ids)))
        now = {row.id: row.text for row in rows}
        for each in texts:
            this = each.facts["contribution"]
            if this in now and digest(each.key, now[this]) == each.facts["text"]:
                unlike.pop(this, None)
            else:
                unlike[this] = each.seq
        return unlike


def _is_as_told(told: Content, lines: Mapping[int, sa.Row[Any]]) -> bool:
    line = lines.get(told.facts["history"])
    if line is None:
        return False
    if not (line.before or line.after):
        return True  # erased: the database lets nothing else empty it
    content = history_content(line.contribution_id, line.change, line.before, line.after)
    return digest(told.key, content) == str(told.facts["content"])


def history_content(
    contribution_id: int, change: str, before: dict[str, Any], after: dict[str, Any]
) -> list[Any]:
    """Return what an entry digests of a line of the history: all but who did it."""
    return [contribution_id, change, before, after]
