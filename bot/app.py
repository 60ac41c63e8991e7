"""The composition root: the one place where the parts are put together; tests call it too."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from aiohttp import ClientSession, web
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.actions.pages import plan_routes
from bot.board.pages import board_routes
from bot.clock import Clock, Timekeeper, system_clock
from bot.config import Settings
from bot.erasures import Erasures
from bot.exchange.pages import export_routes
from bot.jobs.courier import Courier
from bot.jobs.rituals import Rituals
from bot.jobs.timers import watch_clock
from bot.journal.timers import tell_heads
from bot.journal.usecases import Signer
from bot.metrics import Metrics
from bot.requests.pages import requests_routes
from bot.rights import usecases as rights
from bot.rights.pages import my_data_routes
from bot.survey.pages import survey_routes
from bot.survey.poster import poster_routes
from bot.teams.desk import Desk
from bot.teams.door.adapter import TeamsAdapter
from bot.teams.door.auth import InboundAuth, warn_when_open
from bot.teams.door.endpoint import Handler, messages_endpoint
from bot.teams.door.keys import SigningKeys
from bot.teams.door.telling import Sayings
from bot.teams.hearing.activity_handler import FlashBot
from bot.teams.hearing.screens import Screens, warm_up
from bot.teams.sending.connector import Connector, open_session
from bot.teams.sending.delivery import Delivery
from bot.teams.sending.roster import TeamsRoster
from bot.teams.sending.tokens import Tokens
from bot.usecases.links import Links
from bot.usecases.turn import Policy
from bot.usecases.understand import load_classifier
from bot.web.health import health_routes
from bot.web.pages import page_routes
from bot.week.pages import flash_routes
from cards import texts
from storage.store import Store

MAX_BODY = 1024 * 1024
"""Bytes of an activity: Teams sends far less (a message holds some 28 KB)."""

_LAST_SENDS = 5.0
"""Seconds given to what is being sent when the bot is told to stop."""

KEY_FILE = "anonymity.key"
"""Where the key of anonymous authorship is kept, in the data folder, if no setting gives it."""

_HEADS_AT = 1
"""The hour of the machine's clock at which the heads of the journals are told."""


@dataclass(frozen=True, slots=True)
class Timers:
    """How often the bot wakes by itself, in seconds."""

    courier: float = 1.0
    rituals: float = 10.0
    forgetting: float = 3600.0
    clock: float = 1.0
    """How often it is looked whether the clock was moved; never, for a clock that tests move."""


@dataclass(frozen=True, slots=True)
class WeeklyWork:
    """The parts that send: answers, and the weekly rituals."""

    session: ClientSession
    tokens: Tokens
    time: Timekeeper
    delivery: Delivery
    rituals: Rituals
    courier: Courier


def create_app(
    settings: Settings, clock: Clock = system_clock, timers: Timers | None = None
) -> web.Application:
    """Return the whole bot as an aiohttp application; its parts live as long as it runs.

    The database is brought up to date before the application listens.

    Raises:
        DatabaseUnavailableError: on start, when the database cannot be used.
    """
    app = web.Application(client_max_size=MAX_BODY)
    warn_when_open(settings)
    parts = Parts(settings, clock)
    app.cleanup_ctx.append(partial(_run_parts, parts=parts, timers=timers or Timers()))
    app.router.add_route("*", "/api/messages", _messages)
    app.add_routes(health_routes(parts.store, parts.metrics, parts.policy, clock))
    app.add_routes(page_routes())
    app.add_routes(flash_routes(parts.store, parts.links, parts.policy, clock))
    app.add_routes(board_routes(parts.store, parts.links, parts.policy, clock))
    app.add_routes(export_routes(parts.store, parts.links, parts.policy, clock))
    app.add_routes(my_data_routes(parts.store, parts.links, parts.policy, clock))
    app.add_routes(poster_routes(parts.store, parts.links, parts.policy, clock))
    app.add_routes(requests_routes(parts.store, parts.links, parts.policy, clock))
    app.add_routes(survey_routes(parts.store, parts.policy, clock, parts.metrics))
    app.add_routes(plan_routes(parts.store, parts.links, parts.policy, clock))
    return app


async def _run_parts(app: web.Application, parts: "Parts", timers: Timers) -> AsyncIterator[None]:
    """Have everything live as long as the application runs."""
    async with parts.working() as work:
        connector, delivery = work.delivery.connector, work.delivery
        warm_up()
        known = (parts.policy, parts.clock, load_classifier(), parts.links, parts.erasures)
        desk = Desk(parts.store, connector, delivery, *known, Screens(parts.store))
        keys = SigningKeys(work.session, parts.settings.openid_url)
        auth = InboundAuth(parts.settings, keys)
        parts.metrics.count_failures(
            {
                "database": lambda: parts.store.failures,
                "token": lambda: work.tokens.failures,
                "keys": lambda: keys.failures,
            }
        )
        if parts.settings.authenticates:
            keys.refresh()  # in the background: the first turn should find them
        adapter = TeamsAdapter(connector)
        bot, sayings = FlashBot(desk), Sayings(texts.apology, texts.UNAVAILABLE)
        app[_ENDPOINT] = messages_endpoint(adapter, auth, bot, sayings, parts.metrics)
        scheduler = _start_timers(
            work,
            timers,
            parts.erasures,
            partial(tell_heads, parts.store, Signer(parts.policy.secret), parts.clock),
        )
        watching = _watch(work, scheduler, timers)
        yield
        watching.cancel()
        scheduler.pause()
        await work.courier.rest()
        scheduler.shutdown(wait=False)
        await keys.close()


class Parts:
    """What the server and the command line share; nothing is open before ``working``."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings = settings
        self.clock = clock
        self.store = Store(settings.database_url)
        self.metrics = Metrics()
        self.policy = policy_of(settings)
        self.links = Links(settings.pages_url, self.policy.secret)
        self.erasures = Erasures(self.store, rights.all_erasures, settings.data_dir)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[WeeklyWork]:
        """Give the parts that send, on a database that is brought up to date.

        Raises:
            DatabaseUnavailableError: the database cannot be used.
        """
        await asyncio.to_thread(self.store.open)
        async with open_session() as session:
            tokens = Tokens(self.settings, self.clock)
            connector = Connector(session, tokens, self.settings)
            counts = self.metrics
            delivery = Delivery(self.store, connector, self.policy, self.clock, counts)
            roster = TeamsRoster(connector, delivery.paces)
            time = Timekeeper(self.clock)
            rituals = Rituals(self.store, roster, self.policy, time, counts)
            courier = Courier(self.store, delivery, self.policy.owner, time, counts)
            yield WeeklyWork(session, tokens, time, delivery, rituals, courier)
            await delivery.finish(_LAST_SENDS)
        await self.store.close()


def policy_of(settings: Settings, secret: bytes | None = None) -> Policy:
    """Return what the rules need to know of the settings, by default with the key of authors."""
    return Policy(
        zone=settings.zone,
        channel=settings.channel,
        secret=anonymity_key(settings) if secret is None else secret,
        first_leads=frozenset(settings.quality_leads),
        bot_id=f"28:{settings.app_id}" if settings.app_id else "",
    )


_ENDPOINT: web.AppKey[Handler] = web.AppKey("endpoint")


async def _messages(request: web.Request) -> web.StreamResponse:
    """Hand it to the endpoint, which is made when the application starts."""
    return await request.app[_ENDPOINT](request)


def _start_timers(
    work: WeeklyWork, timers: Timers, erasures: Erasures, telling_heads: Callable[[], Any]
) -> AsyncIOScheduler:
    """Start the timers, which only wake: what is done is claimed in the database."""
    scheduler = AsyncIOScheduler(job_defaults={"coalesce": True, "max_instances": 1})
    scheduler.add_job(work.courier.run_once, "interval", seconds=timers.courier)
    scheduler.add_job(work.rituals.run_due, "interval", seconds=timers.rituals)
    scheduler.add_job(work.courier.forget, "interval", seconds=timers.forgetting)
    scheduler.add_job(erasures.write_out, "interval", seconds=timers.forgetting)
    scheduler.add_job(telling_heads, "cron", hour=_HEADS_AT)
    scheduler.start()
    return scheduler


def _watch(work: WeeklyWork, scheduler: AsyncIOScheduler, timers: Timers) -> asyncio.Future[None]:
    """Start to watch the clock; cancel what is returned to stop."""
    if not timers.clock:
        return asyncio.get_running_loop().create_future()
    return asyncio.create_task(watch_clock(work.time, scheduler, work.courier, timers.clock))


def anonymity_key(settings: Settings) -> bytes:
    """Return the key that stands between an anonymous contribution and its author.

    From ``FLASH_SECRET_KEY``; without it one is made once and kept in a file of its own, apart
    from the database, so that a copy of the database alone tells nothing.
    """
    known = known_key(settings)
    file = settings.data_dir / KEY_FILE
    if known is None:
        _make_key(file)
    return known or file.read_bytes()


def known_key(settings: Settings) -> bytes | None:
    """Return the same key where there is one already; none is made."""
    given = settings.secret_key.get_secret_value()
    if given:
        return given.encode()
    file = settings.data_dir / KEY_FILE
    return file.read_bytes() if file.exists() else None


def _make_key(file: Path) -> None:
    """Put a new key in *file*, whole or not at all; the first of two processes wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(f".{token_hex(8)}")
    new.touch(mode=0o600)
    new.write_text(token_hex(32))
    with suppress(FileExistsError):
        os.link(new, file)
        logging.getLogger(__name__).info("made %s: keep it with your backups, apart", file)
    new.unlink()
