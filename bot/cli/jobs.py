"""``python -m bot jobs …`` and ``sends``: the clock from outside, and what became of it."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Annotated

import typer

from bot.app import Parts, WeeklyWork
from bot.cli.loop import run
from bot.clock import system_clock
from bot.config import LogFormat, Settings, load_settings
from bot.observe import configure_logging, spare_the_collector
from bot.sends import usecases as sends
from bot.terminal import MISUSED, give_up, progress
from bot.usecases import rituals
from domain.calendar import EARLIEST, LATEST
from domain.rhythm import Job
from domain.sending import SendState

jobs = typer.Typer(help="What the bot does by the clock.", no_args_is_help=True)

WITHIN = timedelta(seconds=60)
"""A message that Teams wants later than this is left to the server, or to the next run."""

_LOOK_AGAIN = 0.2

_WHEN = "moment as 2026-11-27T14:00+01:00; without an offset, in FLASH_TIMEZONE; default: now"
Name = Annotated[str, typer.Argument(help="friday-prompt, friday-reminder, monday-flash…")]
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
                each.occurrence.job.name,
                each.occurrence.moment.astimezone(each.zone).isoformat(timespec="minutes"),
                f"week {each.occurrence.week}",
                *([f"moved from {each.occurrence.planned}"] if each.occurrence.moved else []),
            )
        )
        for each in coming
    ]


@jobs.command("run")
def run_job(
    name: Name,
    at: At = "",
) -> None:
    """Do what is due at that moment, once, and send what is owed."""
    settings = load_settings()
    configure_logging(as_json=settings.log_format is LogFormat.JSON)
    run(_run(settings, name, moment(at, settings)))


async def _run(settings: Settings, name: str, at: datetime) -> None:
    parts = Parts(settings)
    job = _job(parts, name)
    async with parts.working() as work:
        spare_the_collector()
        preparing = asyncio.create_task(work.rituals.run(job, at))
        await _show(work, job, asyncio.create_task(_send(work, preparing)))
        if not await preparing:
            said = "nothing is due, or it was done before"
            typer.echo(f"{job.name}: {said} ({at.isoformat(timespec='minutes')})", err=True)
        left = await work.courier.owed(timedelta(days=1))
        if left:
            typer.echo(f"{job.name}: {left} messages are sent later", err=True)


async def _send(work: WeeklyWork, preparing: asyncio.Task[int]) -> None:
    """Send what is owed, already while others are prepared: that is mostly waiting for Teams."""
    while not preparing.done():
        await work.courier.run_once()
        await asyncio.wait([preparing], timeout=_LOOK_AGAIN)
    await preparing
    await work.courier.drain(WITHIN)


async def _show(work: WeeklyWork, job: Job, sending: asyncio.Task[None]) -> None:
    """Return when all is sent, and show how far it is when it takes long."""
    with progress(job.name) as tell:
        most = 0
        while not sending.done():
            await asyncio.wait([sending], timeout=1.0)
            owed = await work.courier.owed(WITHIN)
            most = max(most, owed)
            tell(most - owed, most or None)
    await sending


def list_sends(
    name: Name,
    at: At = "",
) -> None:
    """Write who was reached when it was last due: JSON lines {"person","state","reason"}."""
    settings = load_settings()
    for line in asyncio.run(_sends(settings, name, moment(at, settings))):
        typer.echo(line)


async def _sends(settings: Settings, name: str, at: datetime) -> list[str]:
    parts = Parts(settings)
    job = _job(parts, name)
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


def _job(parts: Parts, name: str) -> Job:
    known = {each.name: each for each in parts.policy.jobs}
    if name not in known:
        give_up(
            f"NAME\u00a0: «\u00a0{name}\u00a0» n’est pas un rendez-vous du bot. Écrivez "
            f"{', '.join(known)}.",
            MISUSED,
        )
    return known[name]


def moment(text: str, settings: Settings) -> datetime:
    """Return the moment that ``--at`` names, aware.

    Raises:
        typer.Exit: it is none; a sentence has said so.
    """
    if not text:
        return system_clock()
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        give_up(
            f"--at\u00a0: «\u00a0{text}\u00a0» n’est pas un moment. Écrivez-le comme "
            "2026-11-27T14:00+01:00\u00a0; sans décalage, il est dans FLASH_TIMEZONE.",
            MISUSED,
        )
    if not EARLIEST <= read.date() <= LATEST:
        give_up(
            f"--at\u00a0: «\u00a0{text}\u00a0» est hors des bornes. Écrivez un jour entre "
            f"{EARLIEST} et {LATEST}.",
            MISUSED,
        )
    return read if read.tzinfo else read.replace(tzinfo=settings.zone)
