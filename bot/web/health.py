"""``/healthz``, ``/readyz`` and ``/metrics``: what a machine asks of the bot."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.clock import Clock
from bot.metrics import Metrics
from bot.usecases.turn import Policy
from storage.database import DatabaseUnavailableError
from storage.store import Store


def health_routes(
    store: Store, metrics: Metrics, policy: Policy, clock: Clock
) -> list[web.RouteDef]:
    """Return the routes; readiness asks the database each time."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "up"})

    async def readyz(_: web.Request) -> web.Response:
        try:
            await store.read(lambda unit: unit.organisations.count())
        except DatabaseUnavailableError:
            return web.json_response({"status": "the database does not answer"}, status=503)
        return web.json_response({"status": "ready"})

    async def measured(_: web.Request) -> web.Response:
        page = await metrics.page(store, policy, clock())
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [
        web.get("/healthz", healthz),
        web.get("/readyz", readyz),
        web.get("/metrics", measured),
    ]
