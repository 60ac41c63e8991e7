"""The composition root: the one place where the parts are put together; tests call it too."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from bot.clock import Clock, system_clock
from bot.config import Settings
from bot.jobs.courier import Courier
from bot.teams.activity_handler import FlashBot
from bot.teams.adapter import TeamsAdapter
from bot.teams.auth import InboundAuth, warn_when_open
from bot.teams.connector import Connector, open_session
from bot.teams.delivery import Delivery
from bot.teams.desk import Desk
from bot.teams.endpoint import Handler, messages_endpoint
from bot.teams.keys import SigningKeys
from bot.teams.tokens import Tokens
from bot.usecases.turn import Policy
from bot.usecases.understand import load_classifier
from bot.web.health import health_routes
from cards import texts
from storage.store import Store

MAX_BODY = 1024 * 1024
"""Bytes of an activity: Teams sends far less (a message holds some 28 KB)."""

_LAST_SENDS = 5.0
"""Seconds given to what is being sent when the bot is told to stop."""

_KEY_FILE = "anonymity.key"


@dataclass(frozen=True, slots=True)
class Timers:
    """How often the bot wakes by itself, in seconds."""

    courier: float = 1.0
    forgetting: float = 3600.0


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
    store = Store(settings.database_url)
    policy = Policy(
        zone=settings.zone,
        channel=settings.channel,
        secret=anonymity_key(settings),
        first_leads=frozenset(settings.quality_leads),
    )

    async def run_parts(app: web.Application) -> AsyncIterator[None]:
        await asyncio.to_thread(store.open)
        async with open_session() as session:
            connector = Connector(session, Tokens(settings, clock), settings)
            delivery = Delivery(store, connector, policy, clock)
            desk = Desk(store, connector, delivery, policy, clock, load_classifier())
            keys = SigningKeys(session, settings.openid_url)
            auth = InboundAuth(settings, keys)
            if settings.authenticates:
                keys.refresh()  # in the background: the first turn should find them
            adapter = TeamsAdapter(connector)
            app[_ENDPOINT] = messages_endpoint(adapter, auth, FlashBot(desk), texts.apology)
            courier = Courier(store, delivery.deliver, policy.owner, clock)
            scheduler = _start_timers(courier, timers or Timers())
            yield
            scheduler.pause()
            await courier.rest()
            scheduler.shutdown(wait=False)
            await delivery.finish(_LAST_SENDS)
            await keys.close()
        await store.close()

    app.cleanup_ctx.append(run_parts)
    registry = CollectorRegistry()
    app.router.add_route("*", "/api/messages", _measured(registry))
    app.add_routes(health_routes(store, registry))
    return app


_ENDPOINT: web.AppKey[Handler] = web.AppKey("endpoint")


def _measured(registry: CollectorRegistry) -> Handler:
    """Return the endpoint with a count and a duration of its answers, by HTTP status."""
    ProcessCollector(registry=registry)
    turns = Counter(
        "flash_turns", "Activities answered, by HTTP status", ["status"], registry=registry
    )
    seconds = Histogram("flash_turn_seconds", "Time to answer an activity", registry=registry)

    async def endpoint(request: web.Request) -> web.StreamResponse:
        with seconds.time():
            response = await request.app[_ENDPOINT](request)
        turns.labels(response.status).inc()
        return response

    return endpoint


def _start_timers(courier: Courier, timers: Timers) -> AsyncIOScheduler:
    """Start the timers, which only wake: what is done is claimed in the database."""
    scheduler = AsyncIOScheduler(job_defaults={"coalesce": True, "max_instances": 1})
    scheduler.add_job(courier.run_once, "interval", seconds=timers.courier)
    scheduler.add_job(courier.forget, "interval", seconds=timers.forgetting)
    scheduler.start()
    return scheduler


def anonymity_key(settings: Settings) -> bytes:
    """Return the key that stands between an anonymous contribution and its author.

    From ``FLASH_SECRET_KEY``; without it one is made once and kept in a file of its own, apart
    from the database, so that a copy of the database alone tells nothing.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        return given.encode()
    file = Path("data") / _KEY_FILE
    if not file.exists():
        _make_key(file)
    return file.read_bytes()


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
