"""When things happen: the card of the rhythm, days off, and what was missed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import Timers
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from tests.cards.oracle import problems
from tests.week.moments import FRIDAY, MONDAY
from tests.week.test_asking import asked
from tests.world import AWA, CLAIRE, NADIA, World, card_of, words_of, world

PROMPT: tuple[str, Any] = ("rhythm.edit", {"ritual": "prompt"})
REMINDER: tuple[str, Any] = ("rhythm.edit", {"ritual": "reminder"})
PLACE: tuple[str, Any] = ("rhythm.edit_place", {})
CLOSURES: tuple[str, Any] = ("rhythm.closures", {})


async def settings(ml: World, title: str, form: tuple[str, Any], **inputs: Any) -> dict[str, Any]:
    """Open one of the forms of « Réglages », fill it in and save; return what is shown."""
    _, body = await ml.execute(CLAIRE, *form)
    assert problems(body["value"]) == []
    shown: dict[str, Any] = (await ml.press(CLAIRE, body["value"], title, **inputs))["value"]
    assert problems(shown) == []
    return shown


async def test_the_rhythm_is_shown_with_what_comes_next(ml: World) -> None:
    card = card_of(await ml.say(CLAIRE, "réglages"))

    assert problems(card) == []
    told = words_of(card).replace("\u00a0", " ")
    assert "vendredi à 14 h" in told
    assert "vendredi 27 novembre à 14 h" in told


async def test_members_see_and_set_nothing(ml: World) -> None:
    assert "réservée" in (await ml.say(NADIA, "réglages"))["text"]
    for verb, data in (
        ("rhythm.save", {"ritual": "prompt", "on": "false", "day": "4", "at": "14:00"}),
        ("rhythm.save_place", {"department": "67", "ceiling": "5"}),
        ("rhythm.close", {"first": "2026-11-27"}),
        ("rhythm.reopen", {"closure": 1}),
        ("sends.list", {}),
        ("sends.retry", {"run": 1}),
    ):
        _, body = await ml.execute(NADIA, verb, data)
        assert "réservée" in body["value"]


async def test_another_day_and_hour_need_no_restart(ml: World) -> None:
    shown = await settings(ml, "Enregistrer", PROMPT, on="true", day="3", at="16:30")
    assert "jeudi à 16\u00a0h\u00a030" in words_of(shown)

    await ml.run(FRIDAY_PROMPT, "2026-11-26T16:29+01:00")
    assert asked(ml, NADIA) == 0
    await ml.run(FRIDAY_PROMPT, "2026-11-26T16:30+01:00")
    assert asked(ml, NADIA) == 1


@pytest.mark.parametrize(
    ("form", "inputs"),
    [
        (PROMPT, {"on": "true", "day": "4", "at": "19:00"}),
        (PROMPT, {"on": "true", "day": "4", "at": "à midi"}),
        (PROMPT, {"on": "true", "day": "4", "at": "10:00+02:00"}),
        (CLOSURES, {"first": "9999-12-31", "last": "9999-12-31", "name": "Noël"}),
        (REMINDER, {"on": "true", "day": "0", "at": "09:30"}),
        (PLACE, {"department": "Alsace", "zone": "Europe/Paris", "ceiling": "2"}),
        (CLOSURES, {"first": "2026-12-31", "last": "2026-12-24", "name": "Noël"}),
        (CLOSURES, {"name": "Noël"}),
    ],
)
async def test_what_cannot_be_comes_back_with_a_kind_word(
    ml: World, form: tuple[str, Any], inputs: dict[str, str]
) -> None:
    title = "Ajouter" if form == CLOSURES else "Enregistrer"

    shown = await settings(ml, title, form, **inputs)

    assert "⚠️" in words_of(shown)
    if "department" in inputs:
        assert "Alsace" in words_of(shown)


async def test_a_ritual_that_is_switched_off_does_not_happen(ml: World) -> None:
    await settings(ml, "Enregistrer", PROMPT, on="false", day="4", at="14:00")

    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert asked(ml, NADIA) == 0


async def test_questions_and_flash_move_around_good_friday_and_easter_monday(ml: World) -> None:
    await settings(ml, "Enregistrer", PLACE, department="67", zone="Europe/Paris", ceiling="2")
    ml.clock.now = datetime(2027, 3, 22, 8, tzinfo=UTC)

    await ml.run(FRIDAY_PROMPT, "2027-03-25T14:00+01:00")
    assert asked(ml, NADIA) == 1
    await ml.run(FRIDAY_PROMPT, "2027-03-26T14:00+01:00")
    assert asked(ml, NADIA) == 1
    await ml.run(MONDAY_FLASH, "2027-03-29T09:00+02:00")
    assert not any("Flash de la" in str(sent.activity) for sent in ml.teams.sent)
    await ml.run(MONDAY_FLASH, "2027-03-30T09:00+02:00")
    assert "semaine 12" in words_of(card_of(ml.teams.sent[-1].activity))


async def test_a_closed_week_is_skipped_and_the_next_flash_says_so(ml: World) -> None:
    shown = await settings(
        ml, "Ajouter", CLOSURES, first="2026-12-28", last="2027-01-01", name="Noël"
    )
    assert "Noël" in words_of(shown)

    await ml.run(FRIDAY_PROMPT, "2026-12-31T14:00+01:00")
    await ml.run(FRIDAY_PROMPT, "2027-01-01T14:00+01:00")
    assert asked(ml, NADIA) == 0
    await ml.run(MONDAY_FLASH, "2027-01-11T09:00+01:00")

    told = words_of(card_of(ml.teams.sent[-1].activity))
    assert "Flash de la semaine 1" in told
    assert "Semaine 53" in told
    assert "fermée" in told
    assert "semaine fermée" in words_of(card_of(await ml.say(CLAIRE, "diffusion")))


async def test_a_closure_can_be_taken_back(ml: World) -> None:
    shown = await settings(ml, "Ajouter", CLOSURES, first="2026-11-27")

    gone = (await ml.press(CLAIRE, shown, "Supprimer"))["value"]

    assert "Aucune fermeture" in words_of(gone)
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    assert asked(ml, NADIA) == 1


@pytest.mark.parametrize(
    ("at", "questions"),
    [
        ("2026-11-27T13:59:59+01:00", 0),
        (FRIDAY, 1),
        ("2026-11-27T17:00+01:00", 1),
        ("2026-11-27T17:00:01+01:00", 0),
    ],
)
async def test_what_was_missed_is_caught_up_within_three_hours(
    ml: World, at: str, questions: int
) -> None:
    await ml.run(FRIDAY_PROMPT, at)

    assert asked(ml, NADIA) == questions


async def test_what_is_skipped_is_said_to_the_quality_lead_alone(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, "2026-11-27T17:30+01:00")

    (card,) = ml.to(CLAIRE)
    assert problems(card) == []
    assert "trop tard" in words_of(card)
    assert (ml.to(NADIA), ml.to(AWA)) == ([], [])
    assert "trop tard ensuite" in words_of(card_of(await ml.say(CLAIRE, "diffusion")))


@pytest.fixture
async def live(database_url: str) -> AsyncIterator[World]:
    """Give a world whose server looks at the clock by itself."""
    async with world(database_url, Timers(courier=0.02, rituals=0.02, clock=0)) as running:
        await running.install_in_team()
        yield running


async def test_the_server_does_by_itself_what_is_due(live: World) -> None:
    live.clock.now = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
    await live.teams.wait_for(5)
    assert asked(live, NADIA) == 1

    live.clock.now = datetime.fromisoformat(MONDAY).astimezone(UTC)
    await live.teams.wait_for(6)
    assert "Flash de la semaine 48" in str(live.teams.sent[-1].activity)


async def test_the_server_asks_nothing_that_was_due_before_the_app_came(
    database_url: str,
) -> None:
    async with world(database_url, Timers(courier=0.02, rituals=0.02, clock=0)) as live:
        live.clock.now = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
        await live.install_in_team()
        await live.say(NADIA, "aide")
        live.clock.advance(hours=3)
        await live.say(NADIA, "aide")

        assert asked(live, NADIA) == 0
        assert live.to(CLAIRE) == []
