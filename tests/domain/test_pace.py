"""The pace keeps every limit that Microsoft publishes, whoever sends and however held up."""

import random
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from domain.pace import CONVERSATION, LATE, TENANT, Turns, conversation_key, is_missed

LEARN = [(1, 7), (2, 8), (30, 60), (3600, 1800)]
"""Messages in one conversation by window in seconds (Learn, *rate limiting in Teams*)."""


@pytest.mark.parametrize(("window", "most"), LEARN)
def test_each_limit_of_a_conversation_is_kept_by_one_of_ours(window: int, most: int) -> None:
    assert min(limit.most_in(window) for limit in CONVERSATION) <= most


def test_a_tenant_gets_nearly_its_limit_and_however_late_never_more() -> None:
    assert 1 / TENANT.interval >= 0.97 * 50
    assert int(TENANT.most_in(1 + LATE)) <= 50


LOT = 12
ON_THE_WAY = 0.005
"""Seconds that a request takes to Teams, or less."""

Hold = Callable[[random.Random], float]
"""Returns for how many seconds a process is held up before its next request."""


def never(_: random.Random) -> float:
    return 0.0


def often(chance: random.Random) -> float:
    return chance.uniform(0, 0.3) if chance.random() < 0.05 else 0.0


def always(chance: random.Random) -> float:
    return chance.uniform(0, 0.03)


class Simulated:
    """Processes that send all they can, and the row from which they take their lots."""

    def __init__(self, processes: int, hold: Hold, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- the same each time
        self.hold = hold
        self.free_at = 0.0
        self.at = [0.0] * processes
        self.turns = [Turns(TENANT) for _ in range(processes)]

    def arrivals(self) -> Iterator[float]:
        """Give the moments at which requests come to Teams."""
        while True:
            who = min(range(len(self.at)), key=self.at.__getitem__)
            turns, now = self.turns[who], self.at[who]
            moment = turns.take(now)
            if moment is None:
                first = max(self.free_at, now)
                self.free_at = first + LOT * TENANT.interval
                turns.add(first, LOT)
                self.at[who] = now + self.chance.uniform(0, 0.01)  # until it is on disk
                continue
            self.at[who] = max(now, moment) + self.hold(self.chance)
            if not is_missed(moment, self.at[who]):
                yield self.at[who] + self.chance.uniform(0, ON_THE_WAY)


@pytest.mark.parametrize("hold", [never, often, always])
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_no_second_has_more_than_fifty_however_processes_are_held_up(
    processes: int, hold: Hold
) -> None:
    for seed in range(10):
        came = sorted(islice(Simulated(processes, hold, seed).arrivals(), 500))
        assert min(b - a for a, b in zip(came, came[50:], strict=False)) >= 1


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_processes_that_nothing_holds_up_send_nearly_fifty_a_second(processes: int) -> None:
    came = sorted(islice(Simulated(processes, never, 0).arrivals(), 500))[:400]
    assert 399 / (came[-1] - came[0]) >= 0.97 * 50


def test_a_channel_and_its_threads_are_one_conversation() -> None:
    assert conversation_key("19:c@thread.tacv2;messageid=17") == "19:c@thread.tacv2"
    assert conversation_key("a:chat") == "a:chat"
