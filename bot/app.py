"""The composition root: the one place where the parts are put together; tests call it too."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import ClientSession, web
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.anonymity import anonymity_key
from bot.capabilities import CAPABILITIES
from bot.clock import Clock, Timekeeper, system_clock
from bot.config import Settings
from bot.erasures import Erasures
from bot.jobs.courier import Courier
from bot.jobs.rituals import Rituals
from bot.jobs.timers import watch_clock
from bot.metrics import Metrics
from bot.outgoing import check_outgoing
from bot.plug import Plugs, Site
from bot.rights import usecases as rights
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
from bot.web.doors import Door, doors_of
from bot.web.health import health_routes
from bot.web.pages import page_routes
from cards import texts
from domain.records import record
from storage.store import Store
from storage.themes.similar import RecentIrritants

PLUGS = Plugs(CAPABILITIES)
"""All that the bot can do."""

MAX_BODY = 1024 * 1024
"""Bytes of an activity: Teams sends far less (a message holds some 28 KB)."""

_LAST_SENDS = 5.0
"""Seconds given to what is being sent when the bot is told to stop."""


@record
class Timers:
    """How often the bot wakes by itself, in seconds."""

    courier: float = 1.0
    rituals: float = 10.0
    forgetting: float = 3600.0
    clock: float = 1.0
    """How often it is looked whether the clock was moved; never, for a clock that tests move."""


@record
class WeeklyWork:
    """The parts that send: answers, rituals, and what the outbox owes."""

    session: ClientSession
    tokens: Tokens
    time: Timekeeper
    delivery: Delivery
    rituals: Rituals
    courier: Courier


def create_app(
    settings: Settings,
    clock: Clock = system_clock,
    timers: Timers | None = None,
    plugs: Plugs = PLUGS,
) -> web.Application:
    """Return the whole bot, of the capabilities in *plugs*, as an aiohttp application.

    Its parts live as long as it runs; the database is brought up to date before it listens.

    Raises:
        DatabaseUnavailableError: on start, when the database cannot be used.
    """
    app = web.Application(client_max_size=MAX_BODY)
    warn_when_open(settings)
    parts = Parts(settings, clock, plugs)
    app.cleanup_ctx.append(partial(_run_parts, parts=parts, timers=timers or Timers()))
    app.add_routes(_routes(parts.site, parts.plugs))
    return app


def _routes(site: Site, plugs: Plugs) -> list[web.RouteDef]:
    """Return all routes of the bot."""
    return [
        *(web.route("*", path, _messages) for path in ("/api/messages", "/api/messages/")),
        *health_routes(site.store, site.metrics, site.policy, site.clock),
        *page_routes(),
        *plugs.routes(site),
    ]


def public_doors(plugs: Plugs = PLUGS) -> list[Door]:
    """Return the doors that are for people and Teams; nothing is opened or made for it."""
    policy = policy_of(Settings(_env_file=None), b"", plugs)
    site = Site(Store("sqlite://"), Links("", b""), policy, system_clock, Metrics(), plugs.sheets)
    return doors_of(_routes(site, plugs))


async def _run_parts(app: web.Application, parts: "Parts", timers: Timers) -> AsyncIterator[None]:
    """Keep everything alive as long as the application runs."""
    async with parts.working() as work:
        connector, plugs, settings = work.delivery.connector, parts.plugs, parts.settings
        warm_up()
        desk = Desk(
            store=parts.store,
            connector=connector,
            delivery=work.delivery,
            policy=parts.policy,
            clock=parts.clock,
            classifier=load_classifier(),
            links=parts.links,
            erasures=parts.erasures,
            screens=Screens(parts.store, parts.policy),
            irritants=RecentIrritants(),
            buttons=plugs.buttons,
            rows=plugs.rows,
            kept=plugs.kept,
        )
        keys = SigningKeys(work.session, settings.openid_url, settings.cloud.issuer)
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
        bot, sayings = FlashBot(desk, plugs), Sayings(texts.apology, texts.UNAVAILABLE)
        app[_ENDPOINT] = messages_endpoint(adapter, auth, bot, sayings, parts.metrics)
        scheduler = _start_timers(work, timers, parts)
        watching = _watch(work, scheduler, timers)
        yield
        watching.cancel()
        scheduler.pause()
        await work.courier.rest()
        scheduler.shutdown(wait=False)
        await keys.close()


class Parts:
    """What the server and the command line share; nothing is open before ``working``."""

    def __init__(
        self, settings: Settings, clock: Clock = system_clock, plugs: Plugs = PLUGS
    ) -> None:
        check_outgoing()
        self.plugs = plugs
        self.settings = settings
        self.clock = clock
        self.store = Store(settings.database_url)
        self.metrics = Metrics()
        self.policy = policy_of(settings, plugs=plugs)
        self.links = Links(settings.pages_url, self.policy.secret)
        self.site = Site(self.store, self.links, self.policy, clock, self.metrics, plugs.sheets)
        self.erasures = Erasures(
            self.store,
            rights.is_erasing,
            lambda unit: rights.erase_part(unit, self.policy, clock()),
            rights.all_erasures,
            settings.data_dir,
        )

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
            delivery = Delivery(
                self.store, connector, self.policy, self.plugs.messages, self.clock, counts
            )
            roster = TeamsRoster(connector, delivery.paces)
            time = Timekeeper(self.clock)
            rituals = Rituals(self.plugs.rituals, self.store, roster, self.policy, time, counts)
            courier = Courier(self.store, delivery, self.policy.owner, time, counts)
            yield WeeklyWork(session, tokens, time, delivery, rituals, courier)
            await delivery.finish(_LAST_SENDS)
            await self.erasures.rest()
        await self.store.close()


def policy_of(settings: Settings, secret: bytes | None = None, plugs: Plugs = PLUGS) -> Policy:
    """Return what the rules need to know of the settings, by default with the key of authors."""
    return Policy(
        default_zone=settings.zone,
        channel=settings.channel,
        secret=anonymity_key(settings) if secret is None else secret,
        first_leads=frozenset(settings.quality_leads),
        holds=plugs.holds,
        bot_id=f"28:{settings.app_id}" if settings.app_id else "",
        jobs={each.job: each.title for each in plugs.rituals},
    )


_ENDPOINT: web.AppKey[Handler] = web.AppKey("endpoint")


async def _messages(request: web.Request) -> web.StreamResponse:
    """Hand it to the endpoint, which is made when the application starts."""
    return await request.app[_ENDPOINT](request)


def _start_timers(work: WeeklyWork, timers: Timers, parts: "Parts") -> AsyncIOScheduler:
    """Start the timers, which only wake: what is done is claimed in the database."""
    scheduler = AsyncIOScheduler(job_defaults={"coalesce": True, "max_instances": 1})
    scheduler.add_job(work.courier.run_once, "interval", seconds=timers.courier)
    scheduler.add_job(work.rituals.run_due, "interval", seconds=timers.rituals)
    scheduler.add_job(work.courier.forget, "interval", seconds=timers.forgetting)
    scheduler.add_job(parts.erasures.go_on_in_time, "interval", seconds=timers.rituals)
    scheduler.add_job(parts.erasures.write_out, "interval", seconds=timers.forgetting)
    for plug in parts.plugs.all:
        for timer in plug.timers:
            scheduler.add_job(timer.run, "cron", [parts.site], hour=timer.hour)
    scheduler.start()
    return scheduler


def _watch(work: WeeklyWork, scheduler: AsyncIOScheduler, timers: Timers) -> asyncio.Future[None]:
    """Start to watch the clock; cancel what is returned to stop."""
    if not timers.clock:
        return asyncio.get_running_loop().create_future()
    return asyncio.create_task(watch_clock(work.time, scheduler, work.courier, timers.clock))
