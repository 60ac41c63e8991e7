"""The week's rituals: everybody is asked three questions, reminded once, and told the flash."""

from collections.abc import Sequence
from datetime import datetime

from bot.usecases.owing import Habits, Times, habits, owe, owe_all, solicit
from bot.usecases.rituals import Besides, Due, Ritual, Skip
from bot.usecases.turn import Policy
from bot.week.usecases.flash import prepare
from bot.week.usecases.prompt_view import said_in_week
from cards.week import texts
from domain.contributions.contribution import Contribution
from domain.names import same_name
from domain.rhythm import in_hours, occurrence
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from domain.week.subjects import WeekSubject
from storage.outbox import Destination, Owed
from storage.people import Colleague
from storage.runs import Run
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts

NO_CHANNEL, AFTER_FLASH = "no_channel", "after_flash"
"""Why a run of the week was skipped."""


def ask(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> None:
    """Owe everybody who may be asked the three questions of the week."""
    kept = habits(unit, policy, due.organisation.id)
    group = [
        each
        for each in unit.people.staff(due.organisation.id)
        if _moment_of(kept, each, due) == due.occurrence.moment
    ]
    chosen = solicit(unit, kept, times.at, group, f"{WeekSubject.PROMPT}:{run.week}")
    asked = unit.of(Prompts).ask(
        run.organisation_id, run.week, [each.person.id for each in chosen]
    )
    owed = [
        (
            each,
            f"{WeekSubject.PROMPT}:{asked[each.person.id]}",
            (WeekSubject.PROMPT, asked[each.person.id]),
        )
        for each in chosen
    ]
    owe(unit, kept, times, run, owed)


def remind(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> Skip | None:
    """Owe one reminder to whoever was asked and has neither answered, posted, nor opted out.

    It is owed to who has said something anonymously, too, and not sent to them: who is left out
    of all that were asked would be its author. So nothing is written of who answered, either.
    """
    kept = habits(unit, policy, run.organisation_id)
    flash = occurrence(kept.rhythm, kept.calendar, MONDAY_FLASH, due.occurrence.week)
    if flash is not None and flash.moment <= times.at:
        return Skip(AFTER_FLASH, is_told=False)
    prompts = {
        each.person_id: each for each in unit.of(Prompts).of_week(run.organisation_id, run.week)
    }
    staff = [each for each in unit.people.staff(run.organisation_id) if each.person.id in prompts]
    said = said_in_week(unit, policy, run.organisation_id, run.week, staff)
    silent = [
        each
        for each in staff
        if not _by_name(said[each.person.id])
        and not prompts[each.person.id].settled
        and prompts[each.person.id].later_at is None
        and not each.person.unreachable
    ]
    # One message is left for the questions of the week that begins.
    spare = 1 if kept.rhythm.prompt.on else 0
    cause = f"{WeekSubject.REMINDER}:{run.week}"
    chosen = solicit(unit, kept, times.at, silent, cause, spare)
    owed = [
        (
            each,
            f"{WeekSubject.REMINDER}:{prompts[each.person.id].id}",
            (WeekSubject.REMINDER, prompts[each.person.id].id),
        )
        for each in chosen
    ]
    owe(unit, kept, times, run, owed)
    return None


def tell(unit: UnitOfWork, policy: Policy, due: Due, run: Run, times: Times) -> Skip | None:
    """Owe the channel the flash of the week; without a channel, say so to the quality lead."""
    places = [
        Destination(team.service_url, channel.teams_id)
        for team in unit.teams.living(run.organisation_id)
        for channel in unit.teams.channels(team)
        if same_name(channel.name, policy.channel)
    ]
    if not places:
        return Skip(NO_CHANNEL)
    flash = prepare(unit, policy, run.organisation_id, due.occurrence.week, due.occurrence.moment)
    owed = [
        Owed(
            f"{WeekSubject.FLASH}:{run.week}:{place.conversation_id}"[:200],
            (WeekSubject.FLASH, flash.id),
            place,
        )
        for place in places
    ]
    owe_all(unit, habits(unit, policy, run.organisation_id), times, run, owed)
    return None


def is_wanted_again(unit: UnitOfWork, times: Times) -> bool:
    """Tell whether somebody wanted the questions later, and it is later."""
    return bool(unit.of(Prompts).later_before(times.at))


def ask_again(unit: UnitOfWork, policy: Policy, times: Times) -> int:
    """Owe the questions again to those who wanted them later and have not answered; count them."""
    owed = 0
    for prompt in unit.of(Prompts).later_before(times.at):
        kept = habits(unit, policy, prompt.organisation_id)
        (each,) = unit.people.known(prompt.organisation_id, [prompt.person_id])
        day = kept.day(times.at)
        if not in_hours(times.at, kept.rhythm, kept.of_person(each.availability.days_off)):
            continue  # asked for, all the same not at night
        key = f"again:{prompt.id}:{prompt.later_at:%Y%m%dT%H%M}"
        unit.of(Prompts).change(prompt, later_at=None)
        said = said_in_week(unit, policy, prompt.organisation_id, prompt.week, [each])
        named = _by_name(said[prompt.person_id])
        if named or prompt.settled or not each.availability.may_be_asked(day):
            continue
        owe(unit, kept, times, None, [(each, key, (WeekSubject.AGAIN, prompt.id))])
        owed += 1
    return owed


def _by_name(said: Sequence[Contribution]) -> bool:
    """Tell whether somebody has said something under their name, as everybody's tables tell."""
    return any(not each.is_anonymous for each in said)


def _moment_of(kept: Habits, colleague: Colleague, due: Due) -> datetime | None:
    """Return when a colleague is asked, None for somebody who works on no day of that week."""
    calendar = kept.of_person(colleague.availability.days_off)
    one = occurrence(kept.rhythm, calendar, due.job, due.occurrence.week)
    return None if one is None or one.closed else one.moment


_AGAIN = Besides(is_wanted_again, ask_again)

RITUALS = (
    Ritual(FRIDAY_PROMPT, texts.JOB_PROMPT, ask, needs_staff=True, besides=_AGAIN, order=10),
    Ritual(
        FRIDAY_REMINDER,
        texts.JOB_REMINDER,
        remind,
        needs_roster=lambda _, due: due.late,  # it goes to who was asked on Friday
        besides=_AGAIN,
        order=20,
    ),
    Ritual(MONDAY_FLASH, texts.JOB_FLASH, tell, order=30),
)
