"""The irritants of an organisation that speak of the same problem as a text, in other words.

They are looked for in memory: what an organisation said of late is read once, and then whatever
its journal says has changed, by this process or another.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any

import sqlalchemy as sa

from domain.themes.recurrence import Recent, Similar, Weighed, rank, read, traces, weigh, weighed
from storage.compiled import Compiled
from storage.contributions.tables import STANDING_IRRITANT, ContributionRow
from storage.repository import Repository
from storage.sql import among, not_by, table
from storage.tables import JournalRow

_C, _J = table(ContributionRow), table(JournalRow)

_OURS: sa.BindParameter[Any] = sa.bindparam("organisation")
_STANDING = sa.select(_C.c.id, _C.c.words).where(
    _C.c.organisation_id == _OURS, sa.text(STANDING_IRRITANT)
)
_SOME = Compiled(lambda dialect: _STANDING.where(among(dialect, _C.c.id, "ids")))
_NEWEST = Compiled(lambda _: _STANDING.order_by(_C.c.id.desc()).limit(sa.bindparam("most")))
_CHANGES = Compiled(
    lambda _: (
        sa.select(_J.c.seq, _J.c.subject)
        .where(_J.c.organisation_id == _OURS, _J.c.seq >= sa.bindparam("seq"))
        .order_by(_J.c.seq)
        .limit(sa.bindparam("most"))
    )
)


@Compiled
def _texts(dialect: str) -> Any:
    ours = not_by(_C.c.organisation_id) == _OURS
    return sa.select(_C.c.id, _C.c.text).where(ours, among(dialect, _C.c.id, "ids"))


MOST_WORDS = 320_000
"""So many words are held of all organisations together, some 30 MB; those that said nothing for
longest are read again when they do."""

MOST_READ = 5_000
"""So many of the newest irritants are read of an organisation."""

MOST_CHANGES = 2_000
"""After more entries of the journal (an import, a purge) all is read again."""

MOST_WEIGHED = 80_000
"""So many numbers of the texts that were compared of late are held, some 4 MB."""

_SUBJECT = "contribution:"


class _Known:
    """What is held of an organisation, as its journal stood at ``seq``; None before it is read."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.seq: int | None = None
        self.recent = Recent()


class RecentIrritants:
    """The memory in which the same problem is looked for: one a process, shared by its threads."""

    def __init__(self, most_words: int = MOST_WORDS, most_weighed: int = MOST_WEIGHED) -> None:
        self._most_words, self._most_weighed = most_words, most_weighed
        self._lock = Lock()
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._weighed: OrderedDict[int, Weighed] = OrderedDict()
        self._numbers = 0

    def of(self, organisation_id: int) -> _Known:
        """Return what is held of an organisation; of others less, where it is too much."""
        with self._lock:
            known = self._known.setdefault(organisation_id, _Known())
            self._known.move_to_end(organisation_id)
            while len(self._known) > 1 and self._words() > self._most_words:
                self._known.popitem(last=False)
        return known

    def weighed(self, ids: Iterable[int]) -> dict[int, Weighed]:
        """Return those of these irritants that are weighed."""
        with self._lock:
            held = {id_: self._weighed[id_] for id_ in ids if id_ in self._weighed}
            for id_ in held:
                self._weighed.move_to_end(id_)
        return held

    def weigh(self, more: Mapping[int, Weighed]) -> None:
        """Hold what was weighed, and no more what nobody has asked for since longest."""
        with self._lock:
            for id_, weighed_ in more.items():
                self._drop(id_)
                self._weighed[id_] = weighed_
                self._numbers += _size(weighed_)
            while self._numbers > self._most_weighed:
                self._drop(next(iter(self._weighed)))

    def forget(self, ids: Iterable[int]) -> None:
        """Hold the words of these no more as they were weighed."""
        with self._lock:
            for id_ in ids:
                self._drop(id_)

    def _drop(self, id_: int) -> None:
        if gone := self._weighed.pop(id_, None):
            self._numbers -= _size(gone)

    def _words(self) -> int:
        return sum(known.recent.words for known in self._known.values())


def _size(one: Weighed) -> int:
    return len(one.stems) + len(one.things) + len(one.meaning)


class SimilarIrritants(Repository):
    """Finding the same problem said before; what others have not committed yet is not found."""

    def find(
        self,
        memory: RecentIrritants,
        organisation_id: int,
        text: str,
        *,
        itself: int = 0,
        limit: int = 3,
        without: Collection[int] = (),
    ) -> list[Similar]:
        """Return the irritants that speak of the problem of *text*, best first.

        Public or not, but neither withdrawn nor merged, and none of those in *without*, nor the
        one that says *text* *itself*; of the newest ``MOST_READ``. Only what is like it from
        ``domain.themes.recurrence.PROPOSED`` on.
        """
        reading = read(text)
        one = weigh(reading)
        known = memory.of(organisation_id)
        with known.lock:
            is_new = self._catch_up(memory, known, organisation_id)
            near = known.recent.nearest(traces(reading), {itself, *without})
            held = memory.weighed(near)
            more = self._weighed(organisation_id, [id_ for id_ in near if id_ not in held])
            if is_new:
                memory.weigh(more | ({itself: one} if itself in known.recent else {}))
        return rank(one, held | more)[:limit]

    def _catch_up(self, memory: RecentIrritants, known: _Known, organisation_id: int) -> bool:
        """Hold what is to be read now; tell whether this transaction sees all that is held.

        It does not where another thread has read what was written after this one began.
        """
        if known.seq is None:
            return self._read_all(known, organisation_id)
        changes = self._changes(organisation_id, known.seq)
        if len(changes) > MOST_CHANGES + 1:
            memory.forget(known.recent)
            return self._read_all(known, organisation_id)
        told = (each.removeprefix(_SUBJECT) for _, each in changes[1:] if _SUBJECT in each)
        if changed := sorted({int(each) for each in told}):
            memory.forget(changed)
            self._read_again(known, organisation_id, changed)
        known.seq = changes[-1][0] if changes else known.seq
        return bool(changes)

    def _read_all(self, known: _Known, organisation_id: int) -> bool:
        known.seq = self._journal.head(organisation_id).seq
        known.recent = Recent()
        values = {"organisation": organisation_id, "most": MOST_READ}
        rows = _NEWEST.all(self._connection, values)
        for row in reversed(rows):
            known.recent.put(row.id, row.words.split())
        return True

    def _changes(self, organisation_id: int, seq: int) -> Sequence[tuple[int, str]]:
        """Return the entry *seq* of the journal and those after it, with what each is about.

        None where that entry is not seen yet.
        """
        values = {"organisation": organisation_id, "seq": seq, "most": MOST_CHANGES + 2}
        changes: list[tuple[int, str]] = _CHANGES.all(self._connection, values)
        return changes

    def _read_again(self, known: _Known, organisation_id: int, ids: Collection[int]) -> None:
        rows = _SOME.all(self._connection, {"organisation": organisation_id, "ids": ids})
        standing = {row.id: row.words for row in rows}
        for id_ in ids:
            if id_ in standing:
                known.recent.put(id_, standing[id_].split())
            else:
                known.recent.drop(id_)

    def _weighed(self, organisation_id: int, ids: Collection[int]) -> dict[int, Weighed]:
        if not ids:
            return {}
        rows = _texts.all(self._connection, {"organisation": organisation_id, "ids": ids})
        return {row.id: weighed(row.text) for row in rows}
