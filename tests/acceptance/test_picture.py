"""The README's picture: the flash of a small week, as the channel sees it (`make pictures`).

The steps follow each other in one conversation.
"""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from domain.week.jobs import MONDAY_FLASH
from tests.acceptance.playground import TeamsPage
from tests.acceptance.steps import SCREENSHOTS, enter_the_channel, run, say_as, somebody
from tests.commands import Commands

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SLOW = (
    "I-Milo rame encore ce matin, 40 secondes par fiche",
    "I-Milo rame, impossible de saisir une fiche avant l’entretien",
    "I-Milo rame depuis lundi, une fiche prend une minute à saisir",
)
TIP = "J’envoie un SMS la veille du rendez-vous : 9 présents sur 10"
SUGGESTION = "Et si on mettait un QR code à l’accueil pour que les jeunes donnent leur avis ?"
ANSWER = "Oui, Nadia l’installe lundi."

MOST_BYTES = 200_000
"""More would keep a reader of the README waiting."""


async def test_three_say_the_same_and_it_is_a_theme(playground: TeamsPage):
    await enter_the_channel(playground)
    for number, said in enumerate(SLOW):
        await say_as(playground, somebody(playground, number)["id"], said)
        await playground.wait_for(said[-20:])
        if number:
            await playground.wait_for("Déjà dit")
            await playground.card("Déjà dit").press("Oui, le même")


async def test_a_tip_is_adopted_and_a_suggestion_answered(playground: TeamsPage):
    await say_as(playground, somebody(playground, 3)["id"], TIP)
    await playground.wait_for("9 présents sur 10")
    await playground.card("9 présents sur 10").press("Je l’adopte")
    await playground.wait_for("Je l’adopte · 1")
    await say_as(playground, somebody(playground, 4)["id"], SUGGESTION)
    await playground.wait_for("QR code")
    move = {"contribution": 5, "to": "accepted", "answer": ANSWER}
    action = {"type": "Action.Execute", "verb": "idea.move", "data": move}
    pressed = {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action}}

    await playground.deliver(playground.activity() | pressed)

    await playground.wait_for("Acceptée")


async def test_monday_tells_all_of_it_in_one_card(commands: Commands, playground: TeamsPage):
    await run(commands, playground, MONDAY_FLASH)

    told = await playground.wait_for("Flash de la semaine")
    for words in ("3 personnes", "9 présents sur 10", "QR code", ANSWER):
        assert words in told
    await _take(playground, "Flash de la semaine")


async def _take(playground: TeamsPage, words: str) -> None:
    """Keep a picture of the card that shows *words*, whole and as sharp as on a phone."""
    page = playground.page
    await page.set_viewport_size({"width": 1400, "height": 2400})
    place = await playground.card(words).place.bounding_box()
    assert place is not None
    screen = await page.context.new_cdp_session(page)
    taken = await screen.send("Page.captureScreenshot", {"clip": place | {"scale": 2}})
    file = SCREENSHOTS / "flash.png"
    SCREENSHOTS.mkdir(exist_ok=True)
    image = Image.open(BytesIO(b64decode(taken["data"])))
    image.convert("RGB").quantize(128).save(file, optimize=True)

    assert file.stat().st_size < MOST_BYTES
