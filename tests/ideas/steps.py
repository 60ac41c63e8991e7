"""What people of these tests do with ideas."""

from typing import Any

from domain.contributions.contribution import Contribution
from tests.cards.oracle import problems
from tests.world import CLAIRE, NADIA, Somebody, World

SUGGESTION = "Suggestion : un QR code à l’accueil pour donner son avis"
REASON = "Le questionnaire passera par SMS, déjà prévu en janvier."


async def make(ml: World, who: Somebody = NADIA, text: str = SUGGESTION) -> Contribution:
    """Say something in the channel; return what it makes."""
    (made,) = await ml.made_by(await ml.post(who, text))
    return made


async def open_fiche(ml: World, who: Somebody, idea: Contribution) -> dict[str, Any]:
    await ml.say(who, f"fiche {idea.number}")
    return ml.to(who)[-1]


async def move(
    ml: World, idea: Contribution, title: str, who: Somebody = CLAIRE, **typed: Any
) -> dict[str, Any]:
    """Open the fiche, press the button of a move, fill in its form and confirm."""
    form = (await ml.press(who, await open_fiche(ml, who, idea), title))["value"]
    assert problems(form) == []
    shown: dict[str, Any] = (await ml.press(who, form, "Confirmer", **typed))["value"]
    return shown
