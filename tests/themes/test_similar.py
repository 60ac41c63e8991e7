"""The same problem said before is found on both databases, in its own organisation only."""

from domain.contributions.contribution import Change, Status
from domain.kinds import Kind
from domain.themes.recurrence import Similar
from storage.contributions.repository import Contributions
from storage.store import Store
from storage.themes.similar import RecentIrritants, SimilarIrritants
from storage.unit_of_work import UnitOfWork
from tests.storage.rows import NOW, add, organisation

SLOW = "I-Milo rame encore ce matin"


def _found(unit: UnitOfWork, text: str, *without: int) -> list[int]:
    memory = RecentIrritants()
    found = unit.of(SimilarIrritants).find(memory, organisation(unit), text, without=without)
    return [each.contribution_id for each in found]


def _office(unit: UnitOfWork) -> list[int]:
    """Keep what several said of several things; return the ids."""
    said = (
        "imilo est lent, 40 secondes pour ouvrir une fiche",
        "plus de toner depuis lundi",
        "pas de place pour se garer",
        "le logiciel mouline, sablier interminable",
    )
    return [add(unit, text).id for text in said]


async def test_the_same_problem_in_other_words_is_found_best_first(store: Store) -> None:
    slow, toner, parking, wheel = await store.write(_office)

    assert set(await store.read(_found, SLOW)) == {slow, wheel}
    assert await store.read(_found, "impossible de trouver un stationnement") == [parking]
    assert (await store.read(_found, "la photocopieuse n’a plus de toner"))[:1] == [toner]
    assert await store.read(_found, SLOW, slow) == [wheel]


async def test_at_most_as_many_as_wanted_are_found(store: Store) -> None:
    def many(unit: UnitOfWork) -> tuple[list[Similar], list[Similar]]:
        for day in range(6):
            add(unit, f"I-Milo rame encore, jour {day}")
        organisation_id = organisation(unit)
        find, memory = unit.of(SimilarIrritants).find, RecentIrritants()
        return find(memory, organisation_id, SLOW), find(memory, organisation_id, SLOW, limit=1)

    three, one = await store.write(many)

    assert len(three) == 3
    assert one == three[:1]
    assert [each.score for each in three] == sorted((each.score for each in three), reverse=True)


async def test_what_is_no_open_irritant_of_the_organisation_is_not_found(store: Store) -> None:
    def keep(unit: UnitOfWork) -> int:
        stays = add(unit, SLOW)
        add(unit, SLOW, kind=Kind.SUGGESTION)
        for status, into in ((Status.WITHDRAWN, None), (Status.MERGED, stays.id)):
            kept, gone = unit.of(Contributions), add(unit, SLOW)
            locked = kept.for_change(gone.organisation_id, [gone.id])[gone.id]
            kept.change(locked, Change.MOVED, NOW, None, status=status, merged_into_id=into)
        return stays.id

    def elsewhere(unit: UnitOfWork) -> list[Similar]:
        another = unit.organisations.get_or_add("another", NOW)
        return unit.of(SimilarIrritants).find(RecentIrritants(), another, SLOW)

    stays = await store.write(keep)

    assert await store.read(_found, SLOW) == [stays]
    assert await store.write(elsewhere) == []


async def test_nothing_is_like_words_that_tell_nothing(store: Store) -> None:
    await store.write(_office)

    for text in ("", "et voilà", "███", "\"' OR * NEAR(", "🤷"):
        assert await store.read(_found, text) == []
