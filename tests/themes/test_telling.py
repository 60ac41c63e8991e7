"""What recurs is told: in Monday's flash and on its page, and once to the quality leads."""

from dataclasses import replace
from typing import Any

from bot.app import PLUGS
from domain.themes.subjects import ThemeSubject
from domain.themes.theme import Figures, ThemeView
from domain.week.jobs import MONDAY_FLASH
from storage.outbox import Destination, Outgoing
from storage.themes.repository import Themes
from tests.cards.oracle import problems
from tests.cards.samples import PARIS
from tests.themes.test_desk import SAID, one_theme, press, say
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, walk, words_of

MONDAY = "2026-11-30T09:00+01:00"


async def said_by_three(ml: World) -> None:
    """Have three people say the same in one week, and that it is the same."""
    await ml.install_in_team()
    for who in (CLAIRE, NADIA, AWA):
        await ml.say(who, "bonjour")
    for who, text in zip((NADIA, AWA, CLAIRE), SAID, strict=True):
        await ml.post(who, text)
        if who is not NADIA:
            await ml.press(who, ml.cards[-1], "Oui, le même", chat=False)


async def flash(ml: World) -> dict[str, Any]:
    """Return the flash of the week as the channel reads it."""
    await ml.run(MONDAY_FLASH, MONDAY)
    card: dict[str, Any] = next(
        card for card in reversed(ml.cards) if "Flash de la semaine" in words_of(card)
    )
    assert problems(card) == []
    return card


def told(ml: World, who: Somebody) -> list[str]:
    """Return the messages that told somebody of what recurs."""
    return [said for card in ml.to(who) if "Un problème revient" in (said := words_of(card))]


async def test_the_flash_tells_what_recurs_before_what_is_supported(ml: World) -> None:
    await said_by_three(ml)
    (badge,) = await ml.made_by(await ml.post(NADIA, "Irritant : le badge ne marche pas"))
    await ml.execute(AWA, "contribution.support", {"contribution": badge.id})

    card = await flash(ml)

    shown = words_of(card)
    assert "🔁 I-Milo rame encore ce matin" in shown
    assert "3 personnes · 1re semaine · ↗ nouveau" in shown
    assert shown.index("Ça revient") < shown.index("🔁") < shown.index("le badge ne marche pas")
    assert "impossible de saisir" not in shown, "its irritants are told by it"
    theme = (await ml.press(NADIA, card, "Voir le sujet", chat=False))["value"]
    assert problems(theme) == []
    assert "impossible de saisir" in words_of(theme)
    back = (await ml.press(NADIA, theme, "Retour au flash", chat=False))["value"]
    assert words_of(back) == shown


async def test_the_page_for_the_wall_tells_it_too(ml: World) -> None:
    await said_by_three(ml)
    card = await flash(ml)

    link = (await ml.press(NADIA, card, "Imprimer", chat=False))["value"]
    url = next(each["url"] for each in walk(link) if each.get("type") == "Action.OpenUrl")
    async with ml.http.get(ml.url + "/flash/" + url.rsplit("/", 1)[1]) as response:
        page = await response.text()

    assert response.status == 200
    assert "I-Milo rame encore ce matin" in page
    assert "3 personnes · 1re semaine" in page


async def test_a_solved_theme_is_not_told_and_one_that_came_back_is_as_such(ml: World) -> None:
    await said_by_three(ml)
    listed = await say(ml, CLAIRE, "récurrents")
    await press(ml, CLAIRE, await press(ml, CLAIRE, listed, "Ouvrir"), "Résolu")
    ml.clock.advance(hours=1)
    await ml.post(NADIA, SAID[0])
    await ml.press(NADIA, ml.cards[-1], "Oui, le même", chat=False)

    assert "↩ Revenu" in words_of(await flash(ml))

    listed = await say(ml, CLAIRE, "récurrents")
    await press(ml, CLAIRE, await press(ml, CLAIRE, listed, "Ouvrir"), "Résolu")
    await ml.run(MONDAY_FLASH, "2026-12-07T09:00+01:00")
    assert "🔁" not in words_of(ml.cards[-1])


async def test_what_many_support_becomes_recurrent_with_the_flash(ml: World) -> None:
    await ml.install_in_team()
    for who in (CLAIRE, NADIA, AWA):
        await ml.say(who, "bonjour")
    await ml.post(NADIA, SAID[0])
    (second,) = await ml.made_by(await ml.post(AWA, SAID[1]))
    await ml.press(AWA, ml.cards[-1], "Oui, le même", chat=False)
    await ml.execute(CLAIRE, "contribution.support", {"contribution": second.id})

    await flash(ml)
    await ml.until_calm()
    assert len(told(ml, CLAIRE)) == 1
    assert "3 personnes" in told(ml, CLAIRE)[0]
    await ml.run(MONDAY_FLASH, "2026-12-07T09:00+01:00")
    await ml.until_calm()

    assert len(told(ml, CLAIRE)) == 1
    assert told(ml, NADIA) == []


async def test_what_is_solved_before_the_leads_are_told_is_not_told(ml: World) -> None:
    await said_by_three(ml)
    (theme,) = await ml.store.read(lambda unit: unit.of(Themes).latest(1, 9))
    outgoing = Outgoing(1, 1, ThemeSubject.RECURRENT, theme.id, Destination("", ""), None, 1, 0)

    assert PLUGS.messages.is_wanted(outgoing, (ThemeView(theme, Figures()), PARIS))
    solved = replace(theme, solved_at=ml.clock())
    assert not PLUGS.messages.is_wanted(outgoing, (ThemeView(solved, Figures()), PARIS))


async def test_what_recurs_is_listed_by_a_question_too(ml: World) -> None:
    await one_theme(ml)

    asked = await say(ml, NADIA, "Qu’est-ce qui revient ?")

    assert "I-Milo rame encore ce matin" in words_of(asked)
