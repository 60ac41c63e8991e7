"""The desk of the quality lead: what waits, in order, and the nudges about it."""

from datetime import timedelta
from typing import Any

from domain.contributions.contribution import Status
from domain.ideas.jobs import IDEA_NUDGE
from tests.cards.oracle import problems
from tests.ideas.steps import make, move, open_fiche
from tests.world import AWA, CLAIRE, World, card_of, find_button, walk, words_of


async def test_the_desk_lists_the_oldest_first_and_reads_all_at_once(ml: World) -> None:
    ideas = [await make(ml, text=f"Suggestion : essai numéro {n}") for n in range(7)]

    inbox = card_of(await ml.say(CLAIRE, "à traiter"))
    assert problems(inbox) == []
    said = words_of(inbox)
    assert "7 à lire" in said
    assert said.index(str(ideas[0].number)) < said.index(str(ideas[4].number))
    assert str(ideas[5].number) not in said
    after = (await ml.press(CLAIRE, inbox, "Tout marquer comme lu"))["value"]

    assert "7 fiches marquées comme lues" in words_of(after)
    assert "7 à décider" in words_of(after)
    assert {(await ml.now(each)).status for each in ideas} == {Status.READ}


async def test_a_page_is_marked_as_read(ml: World) -> None:
    ideas = [await make(ml, text=f"Suggestion : essai numéro {n}") for n in range(7)]
    inbox = card_of(await ml.say(CLAIRE, "à traiter"))

    await ml.press(CLAIRE, inbox, "Marquer cette page comme lue")

    states = [(await ml.now(each)).status for each in ideas]
    assert states == [Status.READ] * 5 + [Status.RECEIVED] * 2


async def test_the_nudge_names_what_waits_to_leads_and_what_is_late_to_management(
    ml: World,
) -> None:
    await ml.install_in_team()
    idea = await make(ml)
    await ml.say(AWA, "aide")
    awa = await ml.person(AWA)
    roles = card_of(await ml.say(CLAIRE, "rôles"))
    await ml.press(CLAIRE, roles, "Enregistrer", person=str(awa.id), role="management")
    ml.clock.now += timedelta(days=14)

    await ml.run(IDEA_NUDGE, "2026-12-08T09:00+01:00")
    nudged = words_of(ml.to(CLAIRE)[-1])
    assert str(idea.number) in nudged
    assert "Sans réponse depuis 7 jours" in nudged
    assert not any("retard" in words_of(card) for card in ml.to(AWA))

    ml.clock.now += timedelta(days=21)
    await ml.run(IDEA_NUDGE, "2026-12-29T09:00+01:00")
    assert "retard" in words_of(ml.to(AWA)[-1])
    assert str(idea.number) in words_of(ml.to(AWA)[-1])


async def _nudged(ml: World, at: str) -> list[dict[str, Any]]:
    """Let two weeks pass; return what the nudge brings to the lead."""
    before = len(ml.to(CLAIRE))
    ml.clock.now += timedelta(days=14)
    await ml.run(IDEA_NUDGE, at)
    return ml.to(CLAIRE)[before:]


async def test_what_is_under_study_waits_for_its_day(ml: World) -> None:
    await ml.install_in_team()
    idea = await make(ml)
    await move(ml, idea, "Mettre à l’étude", promised="2026-12-20")

    assert await _nudged(ml, "2026-12-08T09:00+01:00") == []
    (nudge,) = await _nudged(ml, "2026-12-22T09:00+01:00")
    assert "promesse dépassée" in words_of(nudge)


async def test_nothing_waiting_means_no_nudge(ml: World) -> None:
    await ml.install_in_team()
    idea = await make(ml)
    await move(ml, idea, "Accepter", answer="Bien sûr")

    assert await _nudged(ml, "2026-12-08T09:00+01:00") == []


async def test_what_is_corrected_on_the_desk_leads_back_to_the_desk(ml: World) -> None:
    idea = await make(ml)
    await ml.execute(
        CLAIRE, "rhythm.save_deadlines", {"nudge": "7", "late": "30", "engagements": "1,8"}
    )

    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Modifier"))["value"]
    offered = [each["value"] for each in walk(form) if "title" in each and "value" in each]
    assert "8" in offered
    assert "5" not in offered
    saved = await ml.press(
        CLAIRE, form, "Enregistrer", text="Un QR code dans chaque antenne", engagement="8"
    )
    assert find_button(saved["value"], "Marquer comme lue")
    kinds = (await ml.press(CLAIRE, saved["value"], "Changer de nature"))["value"]
    shown = (await ml.press(CLAIRE, kinds, "⚡ Irritant"))["value"]

    assert find_button(shown, "Marquer comme lue")
    now = await ml.now(idea)
    assert (now.engagement, now.kind) == (8, "irritant")


async def test_the_way_back_to_the_list_is_kept_through_the_forms(ml: World) -> None:
    ideas = [await make(ml, text=f"Suggestion : essai numéro {n}") for n in range(7)]
    inbox = card_of(await ml.say(CLAIRE, "à traiter"))
    second = (await ml.press(CLAIRE, inbox, "Page suivante"))["value"]
    fiche = (await ml.press(CLAIRE, second, "Ouvrir"))["value"]
    assert str(ideas[5].number) in words_of(fiche)

    form = (await ml.press(CLAIRE, fiche, "Accepter"))["value"]
    back = (await ml.press(CLAIRE, form, "Retour à la fiche"))["value"]
    edited = (await ml.press(CLAIRE, back, "Modifier"))["value"]
    saved = (await ml.press(CLAIRE, edited, "Enregistrer", text="Un autre texte"))["value"]
    read = (await ml.press(CLAIRE, saved, "Marquer comme lue"))["value"]
    listed = (await ml.press(CLAIRE, read, "Retour à la liste"))["value"]

    assert "page 2 sur 2" in words_of(listed)
