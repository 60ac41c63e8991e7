"""The same problem said three times in Microsoft's own local Teams client: it becomes a theme.

The steps follow each other in one conversation.
"""

import pytest

from tests.acceptance.playground import PERSONAL, TeamsPage
from tests.acceptance.steps import enter_the_channel, say_as, see, somebody

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SAID = (
    "Irritant : I-Milo rame encore ce matin, 40 secondes par fiche",
    "Irritant : I-Milo rame, impossible de saisir une fiche avant l’entretien",
    "Irritant : I-Milo rame depuis lundi, une fiche prend une minute à saisir",
)


async def test_what_was_said_before_is_asked_in_the_thread(playground: TeamsPage):
    await enter_the_channel(playground)
    nadia, awa = (somebody(playground, n)["id"] for n in (0, 1))
    await say_as(playground, nadia, SAID[0])
    await playground.wait_for("40 secondes")
    await say_as(playground, awa, SAID[1])

    assert "le même problème" in await see(playground, "Déjà dit", "60-asked-in-the-thread")


async def test_one_press_makes_the_theme_and_the_card_names_it(playground: TeamsPage):
    await playground.card("Déjà dit").press("Oui, le même")

    await see(playground, "Sujet : I-Milo rame encore ce matin", "61-of-a-theme")


async def test_the_lead_groups_what_its_author_left_open(playground: TeamsPage):
    await say_as(playground, somebody(playground, 2)["id"], SAID[2])
    await playground.wait_for("une minute à saisir")
    await playground.open(PERSONAL)
    await playground.send("à regrouper")
    await see(playground, "Est-ce le même problème", "62-to-be-grouped")
    await playground.card("Est-ce le même problème").press("Regrouper")

    await playground.wait_for("Tout est regroupé")


async def test_what_recurs_is_listed_and_opened(playground: TeamsPage):
    await playground.send("récurrents")
    assert "3 personnes" in await see(playground, "Dit par au moins", "63-what-recurs")
    await playground.card("Dit par au moins").press("Ouvrir")

    assert "Ce qui a été dit" in await see(playground, "Récurrent", "64-a-theme")
