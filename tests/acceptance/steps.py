"""What the people of these tests do and look at, over and over."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from domain.calendar import Calendar
from domain.isoweek import Week
from domain.rhythm import Job, Rhythm, next_due, occurrence
from tests.acceptance.bot_process import run_command
from tests.acceptance.days import now
from tests.acceptance.playground import CHANNEL, TeamsPage
from tests.commands import Commands

SCREENSHOTS = Path(__file__).with_name("screenshots")

# The bot runs on the machine's clock here, so the week that is played is the present one.
HABITS = (Rhythm(), Calendar("67"))


async def look(playground: TeamsPage, name: str) -> None:
    """Take a picture of the page."""
    SCREENSHOTS.mkdir(exist_ok=True)
    await playground.screenshot(SCREENSHOTS / f"{name}.png")


async def see(playground: TeamsPage, fragment: str, name: str) -> str:
    """Return the bot's message that shows *fragment*, once there is one, and take its picture."""
    said = await playground.wait_for(fragment)
    await look(playground, name)
    return said


async def enter_the_channel(playground: TeamsPage) -> None:
    await playground.open(CHANNEL)
    await playground.wait_for("Bonjour à toutes")


async def say_as(page: TeamsPage, person: str, text: str) -> None:
    """Have somebody else write a post of the channel: the last one is taken for theirs."""
    await page.send(text)  # makes a thread in the Playground, of which the bot hears nothing
    await page.deliver(page.activity(person=person, text=text))


def somebody(page: TeamsPage, number: int) -> dict[str, Any]:
    person: dict[str, Any] = page.tenant["users"][number]
    return person


@cache
def began() -> datetime:
    """Return when the week began to be played: it stays that week, though midnight may come."""
    return now()


def moment(job: Job) -> str:
    """Return when *job* is due for this week, or next where this week has none: a monthly one."""
    week = Week.of(began().date())
    one = occurrence(*HABITS, job, week) or next_due(*HABITS, job, began())
    assert one is not None
    return one.moment.isoformat()


async def run(commands: Commands, playground: TeamsPage, job: Job) -> None:
    """Run what a job has due this week."""
    await run_command(commands, playground.folder, "jobs", "run", job.name, "--at", moment(job))
