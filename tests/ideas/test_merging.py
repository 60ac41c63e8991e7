"""Duplicates: what a contribution brings to the one that it is merged with."""

from typing import Any

import pytest

from domain.contributions.contribution import Status
from storage.contributions.repository import Contributions
from tests.ideas.steps import SUGGESTION, make, open_fiche
from tests.world import AWA, CLAIRE, NADIA, World, words_of


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

    def bring(unit: Any) -> None:
        unit.of(Contributions).change(idea, "imported", ml.clock(), None, support=4)

    await ml.store.write(bring)
    for who in (NADIA, AWA):
        await ml.execute(who, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(AWA, "contribution.support", {"contribution": other.id}, chat=False)
    assert (await ml.now(idea)).support == 6
    await ml.execute(NADIA, "contribution.support", {"contribution": idea.id}, chat=False)
    assert (await ml.now(idea)).support == 5

    await ml.execute(CLAIRE, "idea.merge", {"contribution": idea.id, "into": str(other.number)})

    assert (await ml.now(other)).support == 5


async def test_a_duplicate_is_named_by_its_short_number_too(ml: World) -> None:
    into, idea = await make(ml), await make(ml, text="Suggestion : tout autre chose")
    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Doublon de"))["value"]

    shown = (await ml.press(CLAIRE, form, "Fusionner", into="1"))["value"]

    assert f"Doublon de {into.number}" in words_of(shown)
