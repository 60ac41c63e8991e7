"""The whole examination: every check is made, whatever becomes of the others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp

from bot.app import public_doors
from bot.clock import Clock, system_clock
from bot.config import Settings, unknown_names
from bot.doctor.inside import examine_inside
from bot.doctor.outside import (
    WITHIN,
    examine_address,
    examine_bot,
    examine_key_server,
    examine_token,
)
from bot.doctor.place import examine_database, examine_disk, examine_key
from bot.observe import incident
from bot.outgoing import check_outgoing, open_session
from domain.checkup import Finding, Symptom, Verdict
from storage.checkup import Schema, Seen
from storage.database import DatabaseUnavailableError
from storage.store import Store

_LOGGER = logging.getLogger(__name__)


async def examine(settings: Settings, clock: Clock = system_clock) -> list[Finding]:
    """Return what is found; looking changes nothing and waits for nobody longer than seconds.

    Raises:
        ConfigurationError: the proxy or the authorities of the environment cannot be used.
    """
    check_outgoing()
    async with open_session(seconds=WITHIN, connect=WITHIN, connections=10) as session:
        found = await asyncio.gather(
            _safely(lambda: _examine_kept(settings, clock)),
            *(_safely(look) for look in _outside(settings, session, clock)),
        )
    return [_examine_settings(settings), *_unread(), *(each for part in found for each in part)]


_Look = Callable[[], Awaitable[list[Finding]]]


def _outside(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> list[_Look]:
    """Return what is looked at over the network; without authentication nobody is asked."""
    microsoft: list[_Look] = [
        lambda: examine_key_server(settings, session, clock),
        lambda: examine_token(settings, clock),
    ]
    ours: list[_Look] = [
        lambda: examine_bot(settings, session),
        lambda: examine_address(settings, session, clock, public_doors()),
    ]
    return [*(microsoft if settings.authenticates else []), *ours]


def _examine_settings(settings: Settings) -> Finding:
    if settings.authenticates:
        return Finding(Verdict.OK, Symptom.SETTINGS_WHOLE, {"channel": settings.channel})
    return Finding(Verdict.LOOK, Symptom.SETTINGS_OPEN)


def _unread() -> list[Finding]:
    """Return a finding for each name that looks like a setting and is none."""
    return [
        Finding(Verdict.LOOK, Symptom.SETTINGS_UNREAD, {"name": name, "near": near})
        for name, near in unknown_names().items()
    ]


async def _examine_kept(settings: Settings, clock: Clock) -> list[Finding]:
    """Return what is found of all that is kept: database, disk, key, and what they tell."""
    database, seen = await asyncio.to_thread(examine_database, settings)
    disk = await asyncio.to_thread(examine_disk, settings)
    in_use, told = await _examine_inside(settings, seen, clock)
    return [database, *disk, examine_key(settings, in_use=in_use), *told]


async def _examine_inside(
    settings: Settings, seen: Seen | None, clock: Clock
) -> tuple[bool, list[Finding]]:
    """Return whether anything was noted, and what the database tells where it can be read."""
    if seen is None or seen.schema is not Schema.READY:
        return False, []
    store = Store(settings.database_url)
    try:
        in_use = bool(await store.read(lambda unit: unit.organisations.count()))
        return in_use, await store.read(examine_inside, settings, clock())
    except DatabaseUnavailableError as error:
        return False, [Finding(Verdict.DOWN, Symptom.DATABASE_AWAY, {"why": error})]
    finally:
        await store.close()


async def _safely(look: _Look) -> list[Finding]:
    try:
        return await look()
    except Exception as error:  # noqa: BLE001 -- one check that fails must not hide the others
        number = incident(_LOGGER, error)
        facts = {"number": number, "error": type(error).__name__}
        return [Finding(Verdict.DOWN, Symptom.UNEXPECTED, facts)]
