"""Owners are reminded a week before, on the day, then weekly; in one card, and politely."""

from datetime import datetime
from typing import Any

from bot.sends import usecases as sends
from domain.actions.jobs import ACTION_REMINDER
from domain.people import Role
from domain.sending import SendState
from storage.unit_of_work import UnitOfWork
from tests.actions.steps import finish, id_of, make, name, now
from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, words_of

DUE = "2026-12-10"
"""A Thursday."""


async def remind(ml: World, *days: str) -> None:
    for day in days:
        await ml.run(ACTION_REMINDER, f"{day}T09:00+01:00")


def cards(ml: World, who: Somebody) -> list[str]:
    """Return the reminders that somebody got."""
    found = [card for card in ml.to(who) if "Vos actions" in words_of(card)]
    assert all(problems(card) == [] for card in found)
    return [words_of(card) for card in found]


async def _for_awa(ml: World, **fields: Any) -> None:
    await ml.say(AWA, "bonjour")
    await make(ml, person=str(await id_of(ml, AWA)), **({"due": DUE} | fields))


async def test_a_week_before_on_the_day_then_weekly_and_on_no_other_day(ml: World) -> None:
    await _for_awa(ml)
    await _for_awa(ml, what="Une autre")
    counts = []

    for day in ("02", "03", "04", "09", "10", "11", "14", "17", "18"):
        before = len(cards(ml, AWA))
        await remind(ml, f"2026-12-{day}", f"2026-12-{day}")
        counts.append(len(cards(ml, AWA)) - before)

    assert counts == [0, 1, 0, 0, 1, 0, 0, 1, 0]
    first, *_, last = cards(ml, AWA)
    assert "2 échéances proches" in first, "all that is due soon, in one card"
    assert "2 actions en retard" in last
    assert "en retard de 7 jours" in last
    assert cards(ml, NADIA) == []
    assert cards(ml, CLAIRE) == []


async def test_nobody_is_written_to_on_leave_and_it_is_made_up_for_after(ml: World) -> None:
    await _for_awa(ml)
    await ml.say(AWA, "en congé jusqu’au 14/12")

    await remind(ml, "2026-12-03", "2026-12-10", "2026-12-14")
    assert cards(ml, AWA) == []
    await remind(ml, "2026-12-15", "2026-12-16")

    (card,) = cards(ml, AWA)
    assert "1 action en retard" in card


async def test_the_ceiling_holds_and_what_it_kept_back_comes_the_week_after(ml: World) -> None:
    await _for_awa(ml)

    def fill(unit: UnitOfWork) -> None:
        organisation = unit.organisations.find(TENANT) or 0
        (person,) = [each for each in unit.people.everyone(organisation) if each.name == AWA.name]
        for cause in ("one", "two"):
            unit.solicitations.add(organisation, "2026-W50", cause, [person.id])

    await ml.store.write(fill)
    await remind(ml, "2026-12-10", "2026-12-11")
    assert cards(ml, AWA) == []
    await remind(ml, "2026-12-14")

    assert len(cards(ml, AWA)) == 1


async def test_what_is_done_or_moved_away_before_it_is_sent_is_not_said(ml: World) -> None:
    await _for_awa(ml)
    await finish(ml)

    await remind(ml, "2026-12-03", "2026-12-10")

    assert cards(ml, AWA) == []


async def test_owner_and_lead_are_asked_for_the_effect_when_its_day_comes(ml: World) -> None:
    await _for_awa(ml)
    await finish(ml, check_on="2027-01-12")

    await remind(ml, "2027-01-05", "2027-01-06")
    assert len(cards(ml, AWA)) == 1, "the owner is told a week before"
    assert cards(ml, CLAIRE) == []
    await remind(ml, "2027-01-12")

    assert "1 effet à vérifier" in cards(ml, AWA)[-1]
    assert "1 effet à vérifier" in cards(ml, CLAIRE)[-1]


async def test_management_is_asked_to_decide_when_the_experiment_ends(ml: World) -> None:
    await name(ml, NADIA, Role.MANAGEMENT)
    trial = {"hypothesis": "Moins d’erreurs", "until": "2026-12-08"}
    await _for_awa(ml, due="2027-01-29", **trial)

    await remind(ml, "2026-12-07")
    assert cards(ml, NADIA) == []
    await remind(ml, "2026-12-08", "2026-12-09")
    assert "1 essai à décider" in cards(ml, NADIA)[-1]
    assert len(cards(ml, NADIA)) == 1
    await remind(ml, "2026-12-15")

    assert len(cards(ml, NADIA)) == 2, "weekly, until it is decided"
    assert cards(ml, CLAIRE) == []


async def test_what_nobody_has_any_more_is_said_to_the_quality_lead(ml: World) -> None:
    await _for_awa(ml)
    await ml.execute(AWA, "rights.erase", {})

    await remind(ml, "2026-12-10")

    assert "1 échéance proche" in cards(ml, CLAIRE)[-1]
    assert (await now(ml)).owner_id is None


async def test_a_day_that_was_missed_is_skipped_and_the_next_one_makes_up_for_it(
    ml: World,
) -> None:
    await _for_awa(ml)

    await ml.run(ACTION_REMINDER, "2026-12-10T16:00+01:00")  # seven hours late
    assert cards(ml, AWA) == []
    assert not any("n’a pas eu lieu" in words_of(card) for card in ml.to(CLAIRE))
    await remind(ml, "2026-12-11")

    assert len(cards(ml, AWA)) == 1


async def test_what_became_of_a_day_is_told_and_empty_days_crowd_nothing_out(ml: World) -> None:
    await _for_awa(ml)

    await remind(ml, "2026-12-02", "2026-12-03", "2026-12-04")

    at = [datetime.fromisoformat(f"2026-12-0{day}T09:00+01:00") for day in (3, 4)]
    states = [await ml.store.read(sends.states, ACTION_REMINDER, moment) for moment in at]
    assert [[(each.upn, each.state) for each in day] for day in states] == [
        [(AWA.upn, SendState.SENT)],
        [],
    ]
    listed = (await ml.execute(CLAIRE, "sends.list", {}))[1]["value"]
    assert words_of(listed).count("Rappel des actions") == 1
