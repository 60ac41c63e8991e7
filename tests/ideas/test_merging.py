"""Duplicates: what a contribution brings to the one that it is merged with."""

import pytest

from domain.contributions.contribution import Change, Contribution, Status
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork
from tests.ideas.steps import SUGGESTION, make, move, open_fiche
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, words_of


async def test_merging_brings_support_and_comments_and_points_to_the_other(ml: World) -> None:
    first = await ml.post(NADIA, SUGGESTION)
    (into,) = await ml.made_by(first)
    second = await ml.post(AWA, "Suggestion : un QR code à l’accueil, pour dire son avis")
    (idea,) = await ml.made_by(second)
    await ml.execute(NADIA, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(CLAIRE, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(CLAIRE, "contribution.support", {"contribution": into.id}, chat=False)
    await ml.reply(NADIA, second, "bonne idée")

    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Doublon de"))["value"]
    assert str(into.number) in words_of(form)
    shown = (await ml.press(CLAIRE, form, "Fusionner", chosen=str(into.number)))["value"]

    assert f"Doublon de {into.number}" in words_of(shown)
    assert (await ml.now(into)).support == 2
    assert "bonne idée" in words_of(await open_fiche(ml, CLAIRE, into))
    told = (await ml.told(AWA))[-1]
    assert str(into.number) in told


@pytest.mark.parametrize("into", ["", "AC-1999-0001", "99", "itself", "n’importe quoi"])
async def test_merging_with_nothing_that_fits_says_so(ml: World, into: str) -> None:
    idea = await make(ml)
    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Doublon de"))["value"]

    typed = str(idea.number) if into == "itself" else into
    body = await ml.press(CLAIRE, form, "Fusionner", into=typed)

    said = body["value"] if isinstance(body["value"], str) else words_of(body["value"])
    assert "Choisissez une autre contribution" in said or "Je ne trouve pas" in said
    assert (await ml.now(idea)).status is Status.RECEIVED


async def test_a_withdrawn_duplicate_comes_back_as_read(ml: World) -> None:
    into, idea = await make(ml), await make(ml)
    await ml.execute(CLAIRE, "idea.merge", {"contribution": idea.id, "into": str(into.number)})

    await ml.execute(NADIA, "contribution.withdraw", {"contribution": idea.id})
    assert (await ml.now(idea)).status is Status.WITHDRAWN
    await ml.execute(NADIA, "contribution.restore", {"contribution": idea.id})

    back = await ml.now(idea)
    assert (back.status, back.merged_into) == (Status.READ, None)


async def test_a_vote_counts_beside_those_that_an_old_idea_box_counted(ml: World) -> None:
    idea, other = await make(ml), await make(ml)

    await _counted_by_an_old_box(ml, idea, 4)
    for who in (NADIA, AWA):
        await ml.execute(who, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(AWA, "contribution.support", {"contribution": other.id}, chat=False)
    assert (await ml.now(idea)).support == 6
    await ml.execute(NADIA, "contribution.support", {"contribution": idea.id}, chat=False)
    assert (await ml.now(idea)).support == 5

    await ml.execute(CLAIRE, "idea.merge", {"contribution": idea.id, "into": str(other.number)})

    assert (await ml.now(other)).support == 5


async def _counted_by_an_old_box(ml: World, idea: Contribution, support: int) -> None:
    def bring(unit: UnitOfWork) -> None:
        held = unit.of(Contributions).for_change(idea.organisation_id, [idea.id])[idea.id]
        unit.of(Contributions).change(held, Change.IMPORTED, ml.clock(), None, support=support)

    await ml.store.write(bring)


async def _merge(ml: World, idea: Contribution, into: Contribution) -> None:
    await ml.execute(CLAIRE, "idea.merge", {"contribution": idea.id, "into": str(into.number)})


async def _take_up_again(ml: World, idea: Contribution) -> None:
    await move(ml, idea, "Reprendre l’étude", promised="2026-12-15")


async def test_votes_without_a_name_are_brought_once_however_often_one_merges(ml: World) -> None:
    idea, into, other = await make(ml), await make(ml), await make(ml)
    await _counted_by_an_old_box(ml, idea, 10)

    for _ in range(3):
        await _merge(ml, idea, into)
        assert (await ml.now(into)).support == 10
        await _take_up_again(ml, idea)
        assert ((await ml.now(into)).support, (await ml.now(idea)).support) == (0, 10)

    await _merge(ml, idea, into)
    await _merge(ml, into, other)
    assert ((await ml.now(into)).support, (await ml.now(other)).support) == (0, 10)
    await _take_up_again(ml, into)
    assert (await ml.now(other)).support == 10
    await _merge(ml, into, other)
    await _take_up_again(ml, idea)
    assert ((await ml.now(idea)).support, (await ml.now(other)).support) == (10, 0)


async def test_what_pointed_to_what_is_taken_back_stands_again_as_it_did(ml: World) -> None:
    first, second, into = await make(ml, AWA), await make(ml, AWA), await make(ml)
    await move(ml, second, "Accepter")
    before = await ml.now(first), await ml.now(second)
    await _merge(ml, first, into)
    await _merge(ml, second, into)
    told = len(await ml.told(AWA))

    await ml.execute(NADIA, "contribution.withdraw", {"contribution": into.id})

    assert (await ml.now(first), await ml.now(second)) == before
    assert [each.status for each in before] == [Status.RECEIVED, Status.ACCEPTED]
    assert len(await ml.told(AWA)) == told
    await ml.execute(NADIA, "contribution.restore", {"contribution": into.id})
    assert (await ml.now(first), await ml.now(second)) == before


async def _written(ml: World, who: Somebody, *, anonymous: bool) -> Contribution:
    await ml.say(who, "nouveau")
    said = "true" if anonymous else "false"
    form = ml.to(who)[-1]
    await ml.press(who, form, "Envoyer", kind="suggestion", text="Un QR code", anonymous=said)

    def newest(unit: UnitOfWork) -> Contribution:
        return max(unit.of(Contributions)._all(), key=lambda each: each.id)

    return await ml.store.read(newest)


@pytest.mark.parametrize("anonymous", [False, True], ids=["by name", "anonymous"])
async def test_the_author_of_a_duplicate_hears_what_becomes_of_the_other_once(
    ml: World, anonymous: bool
) -> None:
    await ml.install_in_team()
    for who in (NADIA, AWA):
        await ml.say(who, "aide")
    into, last = await make(ml), await make(ml)
    ideas = [await _written(ml, AWA, anonymous=anonymous) for _ in range(2)]
    for each in ideas:
        await _merge(ml, each, into)
    await _merge(ml, into, last)
    await ml.until_calm()
    before = len(await ml.told(AWA)), len(await ml.told(NADIA))

    await move(ml, last, "Accepter")
    await ml.until_calm()

    told, hers = (await ml.told(AWA))[before[0] :], (await ml.told(NADIA))[before[1] :]
    assert len(told) == len(hers) == 1
    assert str(ideas[0].number) in told[0]
    assert str(last.number) in told[0]


async def test_comments_of_a_duplicate_come_back_to_it(ml: World) -> None:
    said = await ml.post(AWA, SUGGESTION)
    (idea,) = await ml.made_by(said)
    into = await make(ml)
    await ml.reply(NADIA, said, "bonne idée")
    await _merge(ml, idea, into)
    assert ((await ml.now(idea)).comments, (await ml.now(into)).comments) == (0, 1)

    await ml.execute(NADIA, "contribution.withdraw", {"contribution": into.id})

    assert ((await ml.now(idea)).comments, (await ml.now(into)).comments) == (1, 0)


async def test_a_duplicate_is_named_by_its_short_number_too(ml: World) -> None:
    into, idea = await make(ml), await make(ml, text="Suggestion : tout autre chose")
    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Doublon de"))["value"]

    shown = (await ml.press(CLAIRE, form, "Fusionner", into="1"))["value"]

    assert f"Doublon de {into.number}" in words_of(shown)
