"""Roles, settings and wishes, changed by two at once: the last lead stays, nothing is lost."""

from dataclasses import replace
from datetime import date
from functools import partial

from bot.app import PLUGS
from bot.people import usecases as people
from bot.rights import usecases as rights
from bot.settings import usecases as settings
from bot.usecases.turn import Turn
from bot.week.usecases import availability
from domain.deadlines import Deadlines
from domain.errors import Reason
from domain.people import Person, Role
from storage.spent_links import LinkSpentError
from storage.unit_of_work import UnitOfWork
from tests.races.crossing import BEGIN, POLICY, Two, turn
from tests.world import AWA, NADIA, Somebody

NOBODY_NAMED = replace(POLICY, first_leads=frozenset(), holds=PLUGS.holds)


def _turn(who: Somebody, tenant: str) -> Turn:
    return replace(turn(replace(who, tenant=tenant)), policy=NOBODY_NAMED)


def _two_leads(unit: UnitOfWork, tenant: str) -> list[Person]:
    organisation_id = unit.organisations.get_or_add(tenant, BEGIN)
    both = [unit.people.meet(organisation_id, who.aad, "", who.name) for who in (NADIA, AWA)]
    for each in both:
        unit.roles.give(unit.organisations.for_change(organisation_id), each, Role.QUALITY_LEAD)
    return both


def _steps_down(unit: UnitOfWork, tenant: str, who: Somebody, person: Person) -> None:
    people.set_role(unit, _turn(who, tenant), person.id, Role.MEMBER)


def _goes(unit: UnitOfWork, tenant: str, who: Somebody) -> None:
    rights.erase_me(unit, _turn(who, tenant))


def _leads(unit: UnitOfWork, person: Person) -> list[str]:
    everyone = unit.people.everyone(person.organisation_id)
    return [each.name for each in everyone if each.leads_quality]


async def test_one_of_two_leads_who_step_down_at_once_stays(two: Two) -> None:
    nadia, awa = await two.first.write(_two_leads, "down")

    said = await two.cross(
        partial(_steps_down, tenant="down", who=NADIA, person=nadia),
        partial(_steps_down, tenant="down", who=AWA, person=awa),
    )

    assert said == [None, Reason.LAST_LEAD]
    assert await two.first.read(_leads, awa) == [AWA.name]


async def test_a_lead_whose_name_is_erased_while_the_other_steps_down_leaves_one(two: Two) -> None:
    nadia, awa = await two.first.write(_two_leads, "erased")

    said = await two.cross(
        partial(_goes, tenant="erased", who=NADIA),
        partial(_steps_down, tenant="erased", who=AWA, person=awa),
    )

    assert said == [None, Reason.LAST_LEAD]
    assert await two.first.read(_leads, nadia) == [AWA.name]


async def test_each_of_two_leads_who_take_the_role_from_the_other_at_once(two: Two) -> None:
    nadia, awa = await two.first.write(_two_leads, "duel")

    said = await two.cross(
        partial(_steps_down, tenant="duel", who=NADIA, person=awa),
        partial(_steps_down, tenant="duel", who=AWA, person=nadia),
    )

    assert said == [None, Reason.NOT_QUALITY_LEAD]
    assert await two.first.read(_leads, nadia) == [NADIA.name]


async def test_two_settings_that_are_set_at_once_are_both_kept(two: Two) -> None:
    await two.first.write(_two_leads, "settings")

    def place(unit: UnitOfWork) -> None:
        settings.set_place(unit, _turn(NADIA, "settings"), "67", "Europe/Paris", 5)

    def deadlines(unit: UnitOfWork) -> None:
        settings.set_deadlines(unit, _turn(AWA, "settings"), Deadlines(3, 10), [1, 2])

    await two.cross(place, deadlines)

    kept = (await two.first.write(settings.look, _turn(NADIA, "settings"))).habits.rhythm
    assert (kept.department, kept.ceiling) == ("67", 5)
    assert (kept.deadlines, kept.engagements) == (Deadlines(3, 10), (1, 2))


async def test_who_opts_out_while_they_note_a_leave_is_written_to_no_more(two: Two) -> None:
    await two.first.write(_two_leads, "leave")

    def stop(unit: UnitOfWork) -> None:
        availability.stop(unit, _turn(NADIA, "leave"))

    def leave(unit: UnitOfWork) -> None:
        availability.set_absence(unit, _turn(NADIA, "leave"), date(2026, 12, 24))

    await two.cross(stop, leave)

    said = (await two.first.write(availability.look, _turn(NADIA, "leave"))).availability
    assert (said.opted_out, said.absent_until) == (True, date(2026, 12, 24))


async def test_a_link_that_works_once_works_for_one_of_two(two: Two) -> None:
    worked = []

    def spend(unit: UnitOfWork) -> None:
        try:
            unit.spent_links.spend("a link", BEGIN)
        except LinkSpentError:
            worked.append(False)
        else:
            worked.append(True)

    await two.cross(spend, spend)

    assert worked == [True, False]
