"""Asking in plain French, through the wire: what is found, and what may be seen."""

from datetime import timedelta
from typing import Any

import pytest

from domain.contributions.contribution import Contribution
from storage.contributions.repository import Contributions
from tests.cards.oracle import problems
from tests.world import (
    AWA,
    CLAIRE,
    NADIA,
    STRANGER,
    Somebody,
    World,
    card_of,
    find_button,
    words_of,
)

REASON = "Le questionnaire passera par SMS, déjà prévu en janvier."


async def _idea(ml: World, who: Somebody, text: str) -> Contribution:
    (made,) = await ml.made_by(await ml.post(who, text))
    return made


async def _ask(ml: World, who: Somebody, question: str) -> str:
    """Return what is read on the answer: its card, or its sentence."""
    activity = await ml.say(who, question)
    if not activity.get("attachments"):
        return str(activity["text"])
    card = card_of(activity)
    assert problems(card) == []
    return words_of(card).replace("\u00a0", " ")


@pytest.fixture
async def told(ml: World) -> list[Contribution]:
    """Return six contributions, some moved: of Nadia, Awa and Claire, over seven weeks."""
    for who in (NADIA, AWA, CLAIRE):
        await ml.say(who, "aide")
    places = await ml.open_branches("Haguenau", "Wissembourg")
    for who, place in ((NADIA, "Haguenau"), (AWA, "Wissembourg"), (CLAIRE, "Siège")):
        await ml.execute(who, "site.choose", {"site": str(places[place])})
    old = ml.clock.now
    ml.clock.now = old - timedelta(days=50)  # 5 October
    ideas = [await _idea(ml, NADIA, "Irritant : les badges de l'accueil ne s'ouvrent plus")]
    ml.clock.now = old - timedelta(days=20)
    ideas.append(await _idea(ml, AWA, "Suggestion : un QR code pour donner son avis"))
    ideas.append(await _idea(ml, NADIA, "Suggestion : une réunion debout le lundi"))
    ml.clock.now = old
    ideas.append(await _idea(ml, AWA, "Bonne pratique : pour le CEJ, appeler la veille"))
    ideas.append(await _idea(ml, CLAIRE, "Irritant : l’imprimante du premier étage"))
    ideas.append(await _idea(ml, NADIA, "Irritant : encore l’imprimante, bourrage"))
    for idea, to, answer in ((ideas[1], "refused", REASON), (ideas[2], "accepted", "Dès lundi")):
        data = {"contribution": idea.id, "to": to, "answer": answer}
        await ml.execute(CLAIRE, "idea.move", data)
    for who in (NADIA, AWA):
        await ml.execute(who, "contribution.support", {"contribution": ideas[4].id}, chat=False)
    await ml.execute(CLAIRE, "idea.tag", {"contribution": ideas[3].id, "tags": "numérique, CEJ"})
    ml.clock.advance(seconds=2)
    await ml.until_calm()
    ml.clock.now = old  # the news of the day are told, the day begins again
    return ideas


ANSWERS = [
    ("où en est l’idée 2 ?", [2], "Refusée"),
    ("statut AC-2026-0001", [1], "Reçue"),
    ("idées refusées", [2], "1 contribution refusée"),
    ("les suggestions refusées ce trimestre et pourquoi", [2], REASON),
    ("suggestions acceptées", [3], "1 suggestion acceptée"),
    ("idées sans réponse depuis plus de 15 jours", [1], "sans réponse depuis 15 jours"),
    ("irritants d’octobre", [1], "1 irritant, en octobre 2026"),
    ("irritants de Haguenau", [6, 1], "2 irritants, à Haguenau"),
    ("irritants de Wisembourg", [], "rien trouvé"),
    ("combien d’irritants cette semaine ?", [6, 5], "2 irritants, du 23 au 29 novembre 2026"),
    ("idées de Nadia", [6, 3, 1], "de Nadia Benali"),
    ("où en sont les suggestions d’Awa ?", [2], "1 suggestion"),
    ("les plus soutenues", [5], "1 contribution soutenue"),
    ("bonnes pratiques sur le CEJ", [4], "1 bonne pratique"),
    ("bonnes pratiques sur le numérique", [4], "1 bonne pratique"),
    ("cherche badge", [1], "1 contribution"),
    ("cherche REUNIONS", [3], "réunion debout"),
    ("cherche imprimantes", [6, 5], "2 contributions"),
    ("recherche questionnaire SMS", [2], "1 contribution"),
    ("toutes les idées", [6, 5, 4, 3, 2], "6 contributions"),
    ("mes idées", [5], "1 contribution"),
    ("iritants", [6, 5, 1], "3 irritants"),
]


async def test_a_question_finds_what_it_asks_for(ml: World, told: list[Contribution]) -> None:
    assert len(told) == 6
    for question, numbers, said in ANSWERS:  # asking changes nothing, so one town serves for all
        shown = await _ask(ml, CLAIRE, question)

        assert said in shown, question
        named = [n for n in range(1, 7) if f"AC-2026-000{n}" in shown]
        assert named == sorted(numbers), question
        if len(numbers) > 1:
            places = [shown.index(f"AC-2026-000{n}") for n in numbers]
            assert places == sorted(places), question


async def test_the_next_question_goes_on_from_the_last(
    ml: World, told: list[Contribution]
) -> None:
    assert "3 irritants" in await _ask(ml, NADIA, "où en sont les irritants ?")
    assert "2 irritants, à Haguenau" in await _ask(ml, NADIA, "et à Haguenau ?")
    assert "1 irritant, à Haguenau, en octobre" in await _ask(ml, NADIA, "et en octobre ?")
    assert len(told) == 6


async def test_pages_fiches_and_a_wider_question_are_one_press_away(
    ml: World, told: list[Contribution]
) -> None:
    card = card_of(await ml.say(NADIA, "toutes les idées"))
    second = (await ml.press(NADIA, card, "Page suivante"))["value"]
    assert str(told[0].number) in words_of(second)
    fiche = (await ml.press(NADIA, second, "Ouvrir"))["value"]
    assert "Vous soutenez" not in words_of(fiche)

    card = card_of(await ml.say(NADIA, "irritants de Haguenau en octobre"))
    wider = (await ml.press(NADIA, card, "Élargir la recherche"))["value"]

    assert "2 irritants" in words_of(wider)
    assert find_button(card_of(await ml.say(CLAIRE, "toutes les idées")), "Exporter")
    with pytest.raises(AssertionError, match="no button"):
        find_button(card, "Exporter")


async def test_people_see_what_they_support(ml: World, told: list[Contribution]) -> None:
    assert "dont le vôtre" in await _ask(ml, NADIA, "cherche imprimante")
    assert "dont le vôtre" not in await _ask(ml, CLAIRE, "cherche imprimante")
    mine = await _ask(ml, NADIA, "ce que j’ai soutenu")
    assert str(told[4].number) in mine
    assert str(told[5].number) not in mine


async def test_what_is_private_is_found_by_its_author_and_the_lead_alone(
    ml: World, told: list[Contribution]
) -> None:
    card = card_of(await ml.say(NADIA, "nouveau"))
    await ml.press(NADIA, card, "Envoyer", kind="irritant", text="Mon bureau est une glacière")

    for who, found in ((NADIA, True), (CLAIRE, True), (AWA, False)):
        shown = await _ask(ml, who, "cherche glacière")
        assert ("Mon bureau" in shown) is found
        shown = await _ask(ml, who, "où en est l’idée 7 ?")
        assert ("Mon bureau" in shown) is found
    assert len(told) == 6


async def test_what_is_unsigned_is_not_found_by_its_author(
    ml: World, told: list[Contribution]
) -> None:
    def unsign(unit: Any) -> None:
        unit.of(Contributions).change(told[5], "edited", ml.clock(), None, is_cited=False)

    await ml.store.write(unsign)

    assert str(told[5].number) not in await _ask(ml, AWA, "idées de Nadia")
    assert str(told[5].number) in await _ask(ml, NADIA, "mes idées")
    assert str(told[5].number) in await _ask(ml, CLAIRE, "idées de Nadia")


async def test_another_organisation_finds_nothing_of_it(
    ml: World, told: list[Contribution]
) -> None:
    assert "rien trouvé" in await _ask(ml, STRANGER, "cherche badge")
    assert "rien trouvé" in await _ask(ml, STRANGER, "toutes les idées")
    assert "Je ne trouve pas" in await _ask(ml, STRANGER, f"statut {told[0].number}")


async def test_in_the_channel_a_mention_is_answered_in_its_thread_with_what_all_may_see(
    ml: World, told: list[Contribution]
) -> None:
    card = card_of(await ml.say(CLAIRE, "nouveau"))
    await ml.press(CLAIRE, card, "Envoyer", kind="irritant", text="Mon bureau est une glacière")
    asked = await ml.post(CLAIRE, "où en sont les irritants ?", mention=True)

    sent = ml.teams.sent[-1]
    shown = words_of(card_of(sent.activity))
    assert "3 irritants" in shown
    assert "glacière" not in shown
    assert sent.reply_to == asked["id"]
    assert await ml.made_by(asked) == []
    await ml.deliver(asked)
    assert ml.teams.sent[-1] is sent
    assert len(told) == 6


async def test_what_is_not_understood_says_what_can_be_asked(
    ml: World, told: list[Contribution], caplog: pytest.LogCaptureFixture
) -> None:
    shown = await _ask(ml, NADIA, "quel temps fait-il à Zanzibar ?")

    assert "où en est l’idée 42" in shown
    assert "Zanzibar" not in caplog.text
    assert len(told) == 6


async def test_nothing_found_proposes_the_nearest(ml: World, told: list[Contribution]) -> None:
    shown = await _ask(ml, NADIA, "cherche imprimante du sous-sol")

    assert "rien trouvé" in shown
    assert "Les plus proches" in shown
    assert str(told[4].number) in shown


async def test_a_carried_question_that_was_tampered_with_is_no_question(ml: World) -> None:
    for asked in ("{", '{"kinds":["x"]}', '{"sites":["1 OR 1=1"]}', "[]", ""):
        _, body = await ml.execute(NADIA, "inquiry.show", {"asked": asked})
        assert "ne correspond plus" in body["value"]


async def test_a_question_to_the_bot_in_the_channel_is_never_left_without_a_word(
    ml: World,
) -> None:
    await ml.install_in_team()
    await ml.post(NADIA, "quel temps fait-il à Zanzibar ?", mention=True)
    assert "Je n’ai pas compris la question" in ml.teams.texts[-1]
    before = len(ml.teams.sent)

    await ml.post(NADIA, "merci à toutes et à tous", mention=True)

    assert len(ml.teams.sent) == before


async def test_this_idea_is_the_one_under_which_it_is_asked(
    ml: World, told: list[Contribution]
) -> None:
    message = await ml.post(NADIA, "Suggestion : un vestiaire")
    (idea,) = await ml.made_by(message)

    await ml.post(AWA, "où en est cette idée ?", thread=message["id"], mention=True)

    shown = words_of(card_of(ml.teams.sent[-1].activity))
    assert str(idea.number) in shown
    assert str(told[0].number) not in shown


async def test_a_page_turned_in_the_channel_holds_what_all_may_see_whoever_turns_it(
    ml: World, told: list[Contribution]
) -> None:
    ml.clock.now -= timedelta(days=60)  # the oldest: it is on the last page
    card = card_of(await ml.say(CLAIRE, "nouveau"))
    await ml.press(CLAIRE, card, "Envoyer", kind="irritant", text="Mon bureau est une glacière")
    ml.clock.now += timedelta(days=60)
    await ml.post(CLAIRE, "toutes les idées", mention=True)
    sent = ml.teams.sent[-1]

    await ml.submit(CLAIRE, card_of(sent.activity), "Page suivante", reply_to=sent.id, chat=False)

    shown = words_of(card_of(ml.teams.sent[-1].activity))
    assert ml.teams.sent[-1] is not sent
    assert str(told[0].number) in shown
    assert "glacière" not in shown
