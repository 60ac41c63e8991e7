"""``python -m bot jobs …`` and ``sends``: the clock from outside, and what became of it."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.app import Parts, WeeklyWork
from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.observe import configure_logging
from bot.usecases import rituals, sends
from domain.rhythm import Job
from domain.sending import SendState

jobs = typer.Typer(help="What the bot does by the clock.", no_args_is_help=True)

WITHIN = timedelta(seconds=60)
"""A message that Teams wants later than this is left to the server, or to the next run."""

_MANY = 20
"""Fewer messages are sent before anybody could read how far it is."""

_WHEN = "moment as 2026-11-27T14:00+01:00; without an offset, in FLASH_TIMEZONE; default: now"
At = Annotated[str, typer.Option("--at", help=_WHEN)]


@jobs.command("list")
def list_jobs(at: At = "") -> None:
    """Write the next moments of each organisation."""
    settings = load_settings()
    for line in asyncio.run(_list(settings, moment(at, settings))):
        typer.echo(line)


async def _list(settings: Settings, at: datetime) -> list[str]:
    parts = Parts(settings)
    async with parts.working():
        coming = await parts.store.read(rituals.find_next, parts.policy, at)
    return [
        "\t".join(
            (
                each.tenant_id,
                each.occurrence.job,
                each.occurrence.moment.astimezone(each.zone).isoformat(timespec="minutes"),
                f"week {each.occurrence.week}",
                *([f"moved from {each.occurrence.planned}"] if each.occurrence.moved else []),
            )
        )
        for each in coming
    ]


@jobs.command("run")
def run_job(
    name: Annotated[Job, typer.Argument(help="friday-prompt, friday-reminder or monday-flash")],
    at: At = "",
) -> None:
    """Do what is due at that moment, once, and send what is owed."""
    configure_logging()
    settings = load_settings()
    asyncio.run(_run(settings, name, moment(at, settings)))


async def _run(settings: Settings, job: Job, at: datetime) -> None:
    parts = Parts(settings)
    async with parts.working() as work:
        prepared = await work.rituals.run(job, at)
        if not prepared:
            typer.echo(f"{job}: nothing is due at {at.isoformat(timespec='minutes')}", err=True)
        await _drain(work, job)


async def _drain(work: WeeklyWork, job: Job) -> None:
    """Send what is owed, and show how far it is when it takes long."""
    owed = await work.courier.owed(WITHIN)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = owed < _MANY or not console.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=console, disable=hidden) as progress:
        task = progress.add_task(str(job), total=owed)
        sending = asyncio.create_task(work.courier.drain(WITHIN))
        while not sending.done():
            await asyncio.wait([sending], timeout=1.0)
            progress.update(task, completed=max(0, owed - await work.courier.owed(WITHIN)))
        await sending
    left = await work.courier.owed(timedelta(days=1))
    if left:
        typer.echo(f"{job}: {left} messages are sent later", err=True)


def list_sends(
    name: Annotated[Job, typer.Argument(help="friday-prompt, friday-reminder or monday-flash")],
    at: At = "",
) -> None:
    """Write who was reached when it was last due: JSON lines {"person","state","reason"}."""
    settings = load_settings()
    for line in asyncio.run(_sends(settings, name, moment(at, settings))):
        typer.echo(line)


async def _sends(settings: Settings, job: Job, at: datetime) -> list[str]:
    parts = Parts(settings)
    async with parts.working():
        found = await parts.store.read(sends.states, job, at)
    return [
        json.dumps(
            {
                "person": each.upn if each.person_id else each.conversation_id,
                "state": _STATE.get(each.state, each.state),
                "reason": each.reason,
            },
            ensure_ascii=False,
        )
        for each in found
    ]


_STATE = {SendState.SENDING: SendState.PENDING}
"""Being sent is not sent: from outside there is no difference to waiting."""


def moment(text: str, settings: Settings) -> datetime:
    """Return the moment that ``--at`` names, aware.

    Raises:
        typer.BadParameter: it is none.
    """
    if not text:
        return system_clock()
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"--at: {text!r} is not a moment; {_WHEN}") from None
    return read if read.tzinfo else read.replace(tzinfo=settings.zone)
