"""Whom the bot writes to: leave, part time, opting out, later, and the ceiling."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from domain.rhythm import Rhythm
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.week.moments import FRIDAY, MONDAY, MONDAY_REMINDER, NEXT_FRIDAY
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, card_of, words_of

THURSDAY = "2026-11-26T14:00+01:00"


async def habits(ml: World, change: Callable[[Rhythm], Rhythm]) -> None:
    """Change the rhythm of the organisation."""

    def write(unit: UnitOfWork) -> None:
        organisation_id = unit.organisations.find(TENANT) or 0
        rhythm = unit.rhythms.of(organisation_id, "Europe/Paris")
        unit.rhythms.set(unit.organisations.for_change(organisation_id), change(rhythm))

    await ml.store.write(write)


def asked(ml: World, who: Any) -> int:
    """Count the cards with the three questions that reached somebody."""
    return sum("Mon irritant de la semaine" in words_of(card) for card in ml.to(who))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("en congé jusqu’au 27/11", 0),
        ("Je suis en congé jusqu'au vendredi 27 novembre", 0),
        ("en congé jusqu’au 26/11", 1),
        ("ne plus me solliciter", 0),
        ("Ne plus me solliciter !", 0),
    ],
)
async def test_who_is_away_or_wants_no_questions_gets_none(
    ml: World, words: str, expected: int
) -> None:
    assert problems(card_of(await ml.say(NADIA, words))) == []

    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert (asked(ml, NADIA), asked(ml, AWA)) == (expected, 1)


async def test_reprendre_undoes_it(ml: World) -> None:
    await ml.say(NADIA, "ne plus me solliciter")
    await ml.say(NADIA, "reprendre")

    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert asked(ml, NADIA) == 1


async def test_who_is_on_leave_is_not_counted_as_missing(ml: World) -> None:
    more = [
        Somebody(f"Collègue {n}", f"00000000-0000-4000-8000-0000000001{n:02}") for n in range(6)
    ]
    ml.teams.members = [*ml.teams.members, *(each.member for each in more)]
    staff = len(ml.teams.members)
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await ml.say(NADIA, "en congé jusqu’au 05/12")
    await ml.post(AWA, "Irritant : le badge")

    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    await ml.run(MONDAY_FLASH, "2026-12-07T09:00+01:00")

    assert f"sur {staff - 1}" in words_of(card_of(ml.teams.sent[-1].activity))


async def test_a_day_that_is_past_is_asked_for_again(ml: World) -> None:
    card = card_of(await ml.say(NADIA, "mon rythme"))

    shown = (await ml.press(NADIA, card, "Noter mon congé", until="2026-11-01"))["value"]

    assert "à partir d’aujourd’hui" in words_of(shown)
    assert problems(shown) == []


async def test_part_time_people_are_asked_on_their_last_day_of_the_week(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, "2026-11-20T14:00+01:00")
    card = card_of(await ml.say(NADIA, "mes jours"))
    await ml.press(NADIA, card, "Enregistrer", days="4,2")
    before = asked(ml, NADIA)

    await ml.run(FRIDAY_PROMPT, THURSDAY)
    assert (asked(ml, NADIA) - before, asked(ml, AWA)) == (1, 1)
    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert (asked(ml, NADIA) - before, asked(ml, AWA)) == (1, 2)


async def test_nobody_says_that_they_work_on_no_day(ml: World) -> None:
    card = card_of(await ml.say(NADIA, "mes jours"))

    shown = (await ml.press(NADIA, card, "Enregistrer", days="0,1,2,3,4"))["value"]

    assert "au moins un jour" in words_of(shown)


async def _put_off(ml: World, at: str, title: str) -> str:
    """Press a button that puts the questions off, on Friday at a time; return what it says."""
    ml.clock.now = datetime.fromisoformat(f"2026-11-27T{at}+00:00")
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    return words_of((await ml.press(NADIA, ml.to(NADIA)[-1], title))["value"])


async def test_later_in_two_hours_asks_again_then_and_once(ml: World) -> None:
    assert "à 16" in await _put_off(ml, "13:00", "Dans 2 heures")

    await ml.run(FRIDAY_PROMPT, "2026-11-27T15:50+01:00")
    assert asked(ml, NADIA) == 1
    for _ in range(2):
        await ml.run(FRIDAY_PROMPT, "2026-11-27T16:05+01:00")
    assert (asked(ml, NADIA), asked(ml, AWA)) == (2, 1)


async def test_later_on_monday_takes_the_place_of_the_reminder(ml: World) -> None:
    assert "lundi à 8" in await _put_off(ml, "13:00", "Lundi matin")

    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)

    assert (asked(ml, NADIA), asked(ml, AWA)) == (2, 2)


async def test_later_near_the_evening_is_the_next_morning_of_work(ml: World) -> None:
    assert "lundi à 8" in await _put_off(ml, "15:30", "Dans 2 heures")


async def test_the_reminder_comes_once_to_who_said_nothing(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await ml.post(AWA, "Irritant : le badge de l’accueil")
    await ml.say(CLAIRE, "ne plus me solliciter")

    for _ in range(2):
        await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)

    assert (asked(ml, NADIA), asked(ml, AWA), asked(ml, CLAIRE)) == (2, 1, 1)
    assert "avant le flash" in words_of(ml.to(NADIA)[-1])


async def test_after_the_flash_nobody_is_reminded(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)

    await ml.run(FRIDAY_REMINDER, MONDAY)

    assert asked(ml, NADIA) == 1


@pytest.mark.parametrize(("ceiling", "friday", "monday"), [(0, 0, 0), (1, 1, 0), (2, 1, 1)])
async def test_nobody_gets_more_in_a_week_than_the_ceiling(
    ml: World, ceiling: int, friday: int, monday: int
) -> None:
    await habits(ml, lambda rhythm: replace(rhythm, ceiling=ceiling))

    await ml.run(FRIDAY_PROMPT, FRIDAY)
    assert asked(ml, NADIA) == friday
    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)
    assert asked(ml, NADIA) == friday + monday
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    assert asked(ml, NADIA) == 2 * friday + monday, "the next questions have their place"


@pytest.mark.parametrize(
    "title", ["Rien cette semaine", "Dans 2 heures", "Noter mon congé", "Ne plus"]
)
async def test_what_is_typed_and_not_sent_comes_back(ml: World, title: str) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)

    shown = await ml.press(
        NADIA, ml.to(NADIA)[-1], title, irritant="I-Milo rame", until="2026-12-12"
    )

    assert "pas encore envoyé" in words_of(shown["value"])
    assert "I-Milo rame" in words_of(shown["value"])
    assert problems(shown["value"]) == []


async def test_a_leave_without_a_day_is_asked_for_and_one_sent_with_the_answers_is_kept(
    ml: World,
) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    card = ml.to(NADIA)[-1]
    shown = await ml.press(NADIA, card, "Noter mon congé", until="")
    assert "dernier jour de votre congé" in words_of(shown["value"])

    await ml.press(NADIA, card, "Envoyer", irritant="I-Milo rame", until="2026-12-12")

    before = asked(ml, NADIA)
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    assert asked(ml, NADIA) == before


async def test_a_person_can_say_in_the_card_that_they_are_away(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)

    shown = await ml.press(NADIA, ml.to(NADIA)[-1], "Noter mon congé", until="2026-12-12")

    assert "samedi 12 décembre inclus" in words_of(shown["value"])
    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)
    assert asked(ml, NADIA) == 1
