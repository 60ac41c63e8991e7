"""A Mission Locale after ten years: five antennes, 31 people, what they said, what became of it.

Made by a seed, so that every run measures the same. Only the number of contributions differs
between two sizes: the staff does not, nor what waits to be read or decided.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from domain.contributions.contribution import Change, Origin, Status
from domain.contributions.life import UNDECIDED
from domain.ideas.library import Outcome
from domain.isoweek import Week
from domain.kinds import Kind
from domain.words import stems
from storage.contributions.search import index_words
from tests.bench import phrases
from tests.world import people

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
"""The Monday on which the flash of ``WEEK`` is told."""
WEEK = Week(2026, 48)
PARIS = ZoneInfo("Europe/Paris")
TENANT = people.TENANT
SITES = ("Bischwiller", "Haguenau", "Niederbronn", "Saverne", "Wissembourg")
PEOPLE = 31
OPEN = 200
"""How many are unread or undecided, whatever the size: who leads quality keeps up."""
RARE = "zibeline"
"""A word that one contribution has."""

_WEEKS = 522
_OPEN_WEEKS = 13
_FIRST = datetime(2016, 11, 28, 7, tzinfo=UTC)
_DAY = 10 * 3600
"""Seconds of a working day; nobody writes at night or on Sunday."""
_WORKED = _WEEKS * 5 * _DAY
_SEED = 2026
_CHUNK = 20_000
_SUPPORT = [0] * 24 + [1] * 12 + [2] * 5 + [3] * 3 + [4] * 2 + [5, 6, 9, 14]

Row = dict[str, Any]


@dataclass(slots=True)
class Chunk:
    """Some thousand contributions with what hangs on them, as rows by the table's name."""

    contribution: list[Row]
    history: list[Row]
    vote: list[Row]
    comment: list[Row]
    trial: list[Row]

    def tables(self) -> dict[str, list[Row]]:
        """Return the rows by table, in the order in which they must be kept."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Decade:
    """What people said in ten years; the ids of sites and people are 1, 2, 3… in their order."""

    size: int
    organisation_id: int
    sites: Sequence[int]
    people: Sequence[int]
    keys: Sequence[str]
    """What stands for each person on what they write anonymously."""

    def chunks(self) -> Iterator[Chunk]:
        """Give the rows, oldest first."""
        random = Random(_SEED)  # noqa: S311 -- nothing is secret here
        serials: dict[int, int] = {}
        targets = dict.fromkeys(phrases.KINDS, 0)
        for start in range(0, self.size, _CHUNK):
            chunk = Chunk([], [], [], [], [])
            for index in range(start, min(start + _CHUNK, self.size)):
                row = self._contribution(random, index, serials, targets)
                chunk.contribution.append(row)
                self._follow(random, chunk, row)
            yield chunk

    def last_serials(self) -> dict[int, int]:
        """Return the last serial of each year."""
        years = [_moment(index, self.size).astimezone(PARIS).year for index in range(self.size)]
        return {year: years.count(year) for year in dict.fromkeys(years)}

    def _contribution(
        self, random: Random, index: int, serials: dict[int, int], targets: dict[Kind, int]
    ) -> Row:
        """Return a contribution; *serials* and *targets* go on from the one before."""
        said_at = _moment(index, self.size)
        day, year = _local(said_at)
        serials[year] = serials.get(year, 0) + 1
        kind = _pick(random, _KINDS)
        status = self._status(random, index, kind, targets)
        if status is not Status.MERGED:
            merged_into = None
            targets[kind] = index + 1 if status is not Status.WITHDRAWN else targets[kind]
        else:
            merged_into = targets[kind]
        who, site = _zipf(random, PEOPLE), _zipf(random, len(SITES))
        anonymous, origin = random.random() < 0.05, _origin(random)
        unique = index == self.size * 3 // 4
        text, said = _text(random, kind, unique=unique)
        tags = random.sample(phrases.TAGS, _few(random) + 1) if _one_in(random, 8) else []
        answer = _answer(random, status)
        in_channel = origin is Origin.CHANNEL
        return (
            _BLANK
            | {
                "id": index + 1,
                "organisation_id": self.organisation_id,
                "year": year,
                "serial": serials[year],
                "kind": kind.value,
                "status": status.value,
                "text": text,
                "author_id": None if anonymous else self.people[who],
                "author_key": self.keys[who] if anonymous else None,
                "site_id": self.sites[site],
                "engagement": random.randint(1, 9) if _one_in(random, 3) else None,
                "origin": origin.value,
                "conversation_id": f"19:channel@thread.tacv2;messageid={index}"
                if in_channel
                else None,
                "message_id": str(index) if in_channel else None,
                "week": day,
                "is_public": in_channel or unique or _one_in(random, 2),
                "is_cited": _one_in(random, 3),
                "created_at": _plain(said_at),
                "tags": _json(tags),
                "support": random.choice(_SUPPORT)
                if status is not Status.RECEIVED
                else _few(random),
                "answer": answer,
                "merged_into_id": merged_into,
                "words": " ".join([_scope(self.organisation_id), *said, *_stems(answer, *tags)]),
            }
            | self._dates(random, said_at, status, answer)
        )

    def _status(self, random: Random, index: int, kind: Kind, targets: dict[Kind, int]) -> Status:
        if index == self.size * 3 // 4:
            return Status.SHARED if kind is Kind.BEST_PRACTICE else Status.DONE
        if self._is_open(index):
            practice = kind is Kind.BEST_PRACTICE
            return random.choice(
                (Status.RECEIVED, Status.READ, Status.RECEIVED if practice else UNDECIDED[-1])
            )
        status: Status = _pick(random, _BECAME[kind])
        if status is Status.MERGED and not targets[kind]:
            return Status.WITHDRAWN
        return status

    def _is_open(self, index: int) -> bool:
        """Tell whether it still waits: ``OPEN`` do, evenly spread over the last weeks."""
        recent = max(1, self.size * _OPEN_WEEKS // _WEEKS)
        place = index - (self.size - recent)
        return place >= 0 and place * OPEN // recent < (place + 1) * OPEN // recent

    def _dates(self, random: Random, said_at: datetime, status: Status, answer: str) -> Row:
        """Return when it was read and decided, by whom, and what is promised."""
        if status is Status.RECEIVED:
            return {}
        waited, hours = NOW - said_at, random.randint(2, 600)
        took = min(timedelta(hours=hours), waited * random.random())
        read_at, moved_at = said_at + took / 4, said_at + took
        lead = self.people[0]
        dates = {"read_at": _plain(read_at), "read_by_id": lead, "status_at": _plain(moved_at)}
        if answer:
            dates |= {"answered_at": _plain(moved_at), "answered_by_id": lead}
            dates |= {"replied_at": _plain(moved_at)}
        if status is Status.UNDER_REVIEW:
            return dates | {"promised_on": str(said_at.date() + timedelta(days=45))}
        if status is Status.READ:
            return dates
        return dates | {"decided_at": _plain(moved_at), "replied_at": _plain(moved_at)}

    def _follow(self, random: Random, chunk: Chunk, row: Row) -> None:
        """Add the history, the support, the comments and the trials of a contribution."""
        base = {"organisation_id": self.organisation_id, "contribution_id": row["id"]}
        lead, said_at = self.people[0], row["created_at"]
        chunk.history.append(base | _line(said_at, row["author_id"], Change.CREATED))
        if row["tags"] != "[]":
            tagged = _line(said_at, lead, Change.TAGGED, f'{{"tags": {row["tags"]}}}')
            chunk.history.append(base | tagged)
        if row["status_at"]:
            after = f'{{"status": "{row["status"]}"}}'
            chunk.history.append(base | _line(row["status_at"], lead, Change.MOVED, after))
        for person in random.sample(self.people, row["support"]) if row["support"] else ():
            chunk.vote.append(base | {"person_id": person, "created_at": said_at})
        if _one_in(random, 7):
            chunk.comment.append(base | self._comment(random, row))
        if row["kind"] == Kind.BEST_PRACTICE and _one_in(random, 9):
            chunk.trial.append(base | self._trial(random, row))

    def _comment(self, random: Random, row: Row) -> Row:
        return {
            "author_id": self.people[_zipf(random, PEOPLE)],
            "conversation_id": row["conversation_id"] or "a:chat",
            "message_id": f"r{row['id']}",
            "text": random.choice(phrases.ENDS),
            "created_at": row["created_at"],
            "deleted": False,
        }

    def _trial(self, random: Random, row: Row) -> Row:
        return {
            "person_id": random.choice(self.people),
            "outcome": random.choice(list(Outcome)).value,
            "result": random.choice(phrases.ENDS),
            "created_at": row["created_at"],
        }


class _Weights:
    """Values, each as often as its weight says."""

    def __init__(self, weights: dict[Any, int]) -> None:
        self.values = list(weights)
        self.sums = list(accumulate(weights.values()))


_KINDS = _Weights(phrases.KINDS)
_BECAME = {kind: _Weights(became) for kind, became in phrases.BECAME.items()}

_BLANK: Row = {
    "author_key": None,
    "part": 0,
    "removed_with_message": False,
    "link": "",
    "attachments": "[]",
    "status_at": None,
    "read_at": None,
    "read_by_id": None,
    "promised_on": None,
    "decided_at": None,
    "replied_at": None,
    "answered_at": None,
    "answered_by_id": None,
    "asked_back": "",
    "asked_back_open": False,
}


def _moment(index: int, size: int) -> datetime:
    """Return when the contribution of that *index* was said: evenly, in working hours."""
    worked = index * _WORKED // size
    day, second = divmod(worked, _DAY)
    return _FIRST + timedelta(days=day // 5 * 7 + day % 5, seconds=second)


def _local(moment: datetime) -> tuple[str, int]:
    return _calendar(moment.astimezone(PARIS).date())


@cache
def _calendar(day: date) -> tuple[str, int]:
    """Return the ISO week and the year of a day."""
    return str(Week.of(day)), day.year


def _plain(moment: datetime) -> str:
    """Return a moment as both databases read it."""
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")


def _line(at: str, actor: int | None, change: Change, after: str = "{}") -> Row:
    return {"at": at, "actor_id": actor, "change": change.value, "before": "{}", "after": after}


def _json(tags: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{tag}"' for tag in tags) + "]"


def _one_in(random: Random, number: int) -> bool:
    return random.random() * number < 1


def _few(random: Random) -> int:
    return int(_one_in(random, 4))


def _origin(random: Random) -> Origin:
    return random.choice((Origin.CHANNEL, Origin.CHANNEL, Origin.FORM, Origin.CHAT))


def _answer(random: Random, status: Status) -> str:
    if status is Status.REFUSED:
        return random.choice(phrases.REASONS)
    answered = status in phrases.BECAME[Kind.SUGGESTION] and status is not Status.WITHDRAWN
    return random.choice(phrases.ANSWERS) if answered and _one_in(random, 2) else ""


def _pick(random: Random, weights: _Weights) -> Any:
    return weights.values[bisect(weights.sums, random.random() * weights.sums[-1])]


@cache
def _harmonic(number: int) -> list[float]:
    return list(accumulate(1 / place for place in range(1, number + 1)))


def _zipf(random: Random, number: int) -> int:
    """Return a place from 0: the first twice as often as the second, and so on."""
    sums = _harmonic(number)
    return bisect(sums, random.random() * sums[-1])


def _text(random: Random, kind: Kind, *, unique: bool) -> tuple[str, list[str]]:
    """Return a sentence and its stems."""
    parts = [
        said[_zipf(random, len(said))]
        for said in (phrases.SUBJECTS[kind], phrases.PLACES, phrases.ENDS, phrases.NUANCES)
    ]
    if unique:
        parts.append(RARE)
    text = f"{parts[0]} {parts[1]}, {parts[2]} ({', '.join(parts[3:])})"
    return text, _stems(*parts)


def _stems(*parts: str) -> list[str]:
    return [stem for part in parts for stem in _stems_of(part)]


@cache
def _stems_of(part: str) -> list[str]:
    return stems(part)


@cache
def _scope(organisation_id: int) -> str:
    return index_words(organisation_id)
