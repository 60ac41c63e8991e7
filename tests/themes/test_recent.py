"""What is remembered of what was said of late is what the database says, whoever changes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Status
from domain.kinds import Kind
from domain.themes.recurrence import Recent, Weighed
from domain.themes.recurrence import weighed as weighed_
from storage.contributions.repository import Contributions
from storage.store import Store
from storage.themes import similar
from storage.themes.similar import RecentIrritants, SimilarIrritants
from storage.unit_of_work import UnitOfWork
from tests.databases import opened
from tests.storage.rows import NOW, add, organisation

SLOW = "I-Milo rame encore ce matin"

said = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4)
changes = st.lists(st.tuples(st.integers(1, 8), st.none() | said), max_size=40)


@given(changes)
def test_what_was_put_is_found_and_what_was_dropped_is_not(
    made: list[tuple[int, list[str] | None]],
) -> None:
    recent, held = Recent(), dict[int, set[str]]()
    for id_, stems in made:
        if stems is None:
            recent.drop(id_)
            held.pop(id_, None)
        else:
            recent.put(id_, stems)
            held[id_] = set(stems)

    assert list(recent) == sorted(held)
    assert recent.words == sum(map(len, held.values()))
    for stem in "abcdef":
        with_it = [id_ for id_, stems in held.items() if stem in stems]
        assert recent.nearest({(stem,): 1.0}) == sorted(with_it, reverse=True)
    both = {id_ for id_, stems in held.items() if {"a", "b"} & stems and "c" in stems}
    found = recent.nearest({("a", "b"): 2.0, ("c",): 1.0}, pool=1)
    assert set(found[: len(both)]) == both


def test_the_oldest_make_room_and_those_with_most_in_common_come_first() -> None:
    recent = Recent(most_words=6)
    for id_ in range(1, 6):
        recent.put(id_, ["toner", f"w{id_}"])
    recent.put(4, ["toner", "badge"])  # says something else now

    assert list(recent) == [3, 4, 5]
    assert recent.nearest({("toner",): 1.0, ("badge",): 3.0}, {5}) == [4, 3]


def _look(unit: UnitOfWork, memory: RecentIrritants) -> list[int]:
    found = unit.of(SimilarIrritants).find(memory, organisation(unit), SLOW, limit=9)
    return sorted(each.contribution_id for each in found)


def _keep(unit: UnitOfWork, text: str = SLOW) -> int:
    return add(unit, text).id


def _change(unit: UnitOfWork, /, id_: int, change: Change, **values: object) -> None:
    locked = unit.of(Contributions).for_change(organisation(unit), [id_])[id_]
    unit.of(Contributions).change(locked, change, NOW, None, **values)


@pytest.mark.parametrize("most_changes", [similar.MOST_CHANGES, 0])
async def test_it_catches_up_with_what_another_process_does(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch, most_changes: int
) -> None:
    monkeypatch.setattr(similar, "MOST_CHANGES", most_changes)
    memory = RecentIrritants()
    async with opened(database_url) as other:
        first = await store.write(_keep)
        assert await store.read(_look, memory) == [first]
        second = await other.write(_keep)
        badge = await other.write(_keep, "le badge de la porte ne marche pas")
        assert await store.read(_look, memory) == [first, second]

        await other.write(_change, badge, Change.EDITED, text=Clean("I-Milo rame, encore"))
        assert await store.read(_look, memory) == [first, second, badge]
        await other.write(_change, badge, Change.EDITED, text=Clean("plus de toner"))
        merged = {"status": Status.MERGED, "merged_into_id": first}
        await other.write(_change, second, Change.MOVED, **merged)
        assert await store.read(_look, memory) == [first]
        parted = {"status": Status.READ, "merged_into_id": None}
        await other.write(_change, second, Change.MOVED, **parted)
        await store.write(_change, first, Change.KIND_CHANGED, kind=Kind.SUGGESTION)
        assert await store.read(_look, memory) == [second]


async def test_what_is_not_committed_is_not_remembered(store: Store) -> None:
    memory = RecentIrritants()
    first = await store.write(_keep)
    assert await store.read(_look, memory) == [first]

    def look_and_fail(unit: UnitOfWork) -> None:
        _keep(unit)
        assert _look(unit, memory) == [first]
        raise KeyError

    with pytest.raises(KeyError):
        await store.write(look_and_fail)
    assert await store.read(_look, memory) == [first]


async def test_organisations_that_were_quiet_longest_make_room(store: Store) -> None:
    memory = RecentIrritants(most_words=5)

    def look(unit: UnitOfWork, organisation_id: int) -> int:
        return len(unit.of(SimilarIrritants).find(memory, organisation_id, SLOW, limit=9))

    await store.write(lambda unit: [_keep(unit) for _ in range(2)])
    here = await store.read(organisation)
    assert await store.read(look, here) == 2
    elsewhere = await store.write(lambda unit: unit.organisations.get_or_add("another", NOW))
    assert await store.read(look, elsewhere) == 0

    assert [len(memory.of(each).recent) for each in (elsewhere, here)] == [0, 0]
    assert await store.read(look, here) == 2


async def test_a_text_is_weighed_once_by_who_sees_all_that_is_held(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, weighed = RecentIrritants(), list[str]()

    def weigh(text: str) -> Weighed:
        weighed.append(text)
        return weighed_(text)

    first = await store.write(_keep)
    assert await store.read(_look, memory) == [first]
    memory.forget([first])
    monkeypatch.setattr(similar, "weighed", weigh)

    for _ in range(3):
        assert await store.read(_look, memory) == [first]
    assert len(weighed) == 1

    memory.forget([first])
    memory.of(await store.read(organisation)).seq = 1_000_000  # as another thread has seen it
    for _ in range(3):
        assert await store.read(_look, memory) == [first]
    assert len(weighed) == 4


def test_what_was_asked_for_last_stays_weighed() -> None:
    one = weighed_(SLOW)
    each = len(one.stems) + len(one.things) + len(one.meaning)
    memory = RecentIrritants(most_weighed=2 * each)

    memory.weigh({1: one, 2: one})
    assert memory.weighed([1]) == {1: one}
    memory.weigh({3: one})
    assert memory.weighed([1, 2, 3]) == {1: one, 3: one}
    memory.forget([1])
    memory.weigh({4: one})
    assert memory.weighed([1, 2, 3, 4]) == {3: one, 4: one}
