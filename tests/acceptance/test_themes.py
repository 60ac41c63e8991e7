"""The same problem said three times in Microsoft's own local Teams client: it becomes a theme.

The steps follow each other in one conversation.
"""

import pytest

from tests.acceptance.playground import CHANNEL, PERSONAL, TeamsPage
from tests.acceptance.test_ideas import say_as, somebody
from tests.acceptance.test_playground import look

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SAID = (
    "Irritant : I-Milo rame encore ce matin, 40 secondes par fiche",
    "Irritant : I-Milo rame, impossible de saisir une fiche avant l’entretien",
    "Irritant : I-Milo rame depuis lundi, une fiche prend une minute à saisir",
)


async def test_what_was_said_before_is_asked_in_the_thread(playground: TeamsPage):
    await playground.open(CHANNEL)
    await playground.wait_for("Bonjour à toutes")
    nadia, awa = (somebody(playground, n)["id"] for n in (0, 1))
    await say_as(playground, nadia, SAID[0])
    await playground.wait_for("40 secondes")
    await say_as(playground, awa, SAID[1])

    assert "le même problème" in await playground.wait_for("Déjà dit")
    await look(playground, "60-asked-in-the-thread")


async def test_one_press_makes_the_theme_and_the_card_names_it(playground: TeamsPage):
    await playground.card("Déjà dit").press("Oui, le même")

    await playground.wait_for("Sujet : I-Milo rame encore ce matin")
    await look(playground, "61-of-a-theme")


async def test_the_lead_groups_what_its_author_left_open(playground: TeamsPage):
    await say_as(playground, somebody(playground, 2)["id"], SAID[2])
    await playground.wait_for("une minute à saisir")
    await playground.open(PERSONAL)
    await playground.send("à regrouper")
    await playground.wait_for("Est-ce le même problème")
    await look(playground, "62-to-be-grouped")
    await playground.card("Est-ce le même problème").press("Regrouper")

    await playground.wait_for("Tout est regroupé")


async def test_what_recurs_is_listed_and_opened(playground: TeamsPage):
    await playground.send("récurrents")
    assert "3 personnes" in await playground.wait_for("Dit par au moins")
    await look(playground, "63-what-recurs")
    await playground.card("Dit par au moins").press("Ouvrir")

    assert "Ce qui a été dit" in await playground.wait_for("Récurrent")
    await look(playground, "64-a-theme")
