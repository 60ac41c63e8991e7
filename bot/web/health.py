"""``/healthz``, ``/readyz`` and ``/metrics``: what a machine asks of the bot."""

import asyncio
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.clock import Clock
from bot.metrics import Metrics
from bot.usecases.turn import Policy
from bot.web.doors import INSIDE
from storage.database import DatabaseUnavailableError
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_WITHIN = 2.0
"""Seconds after which whoever asks would have given up."""

_PROBE = "ready?"
"""Looks like no key of an activity, which is a digest."""


def health_routes(
    store: Store, metrics: Metrics, policy: Policy, clock: Clock
) -> list[web.RouteDef]:
    """Return the routes; readiness has the database written each time: a full disk can be read."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "up"})

    async def readyz(_: web.Request) -> web.Response:
        try:
            await asyncio.wait_for(store.write(_try_writing, clock()), _WITHIN)
        except DatabaseUnavailableError as error:
            return _not_ready(f"la base\u00a0: {error}")
        except TimeoutError:
            return _not_ready("la base\u00a0: elle ne répond pas à temps")
        return web.json_response({"status": "ready"})

    async def measured(_: web.Request) -> web.Response:
        page = await metrics.page(store, policy, clock())
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [
        web.get("/healthz", healthz),
        web.get("/readyz", readyz, name=f"{INSIDE}readyz"),
        web.get("/metrics", measured, name=f"{INSIDE}metrics"),
    ]


def _try_writing(unit: UnitOfWork, now: datetime) -> None:
    """Write something and take it away again."""
    unit.inbound.is_new(_PROBE, now)
    unit.inbound.forget(_PROBE)


def _not_ready(reason: str) -> web.Response:
    return web.json_response({"status": "not ready", "reason": reason}, status=503)
