"""A key server that may lie, and one that publishes the attacker's own keys."""

from typing import Any

from aiohttp import web

from tests.key_server import FakeKeyServer

Lie = web.Response | dict[str, Any] | bytes


class BadKeyServer(FakeKeyServer):
    """Says what a test has it say instead of the truth: of itself, or of its keys."""

    def __init__(self, app_id: str) -> None:
        super().__init__(app_id)
        self.lies: dict[str, Lie] = {}

    def _routes(self) -> list[web.RouteDef]:
        return [web.get(route.path, self._perhaps(route)) for route in super()._routes()]

    def _perhaps(self, route: web.RouteDef) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            told: web.StreamResponse = await route.handler(request)
            lie = self.lies.get(route.path)
            if lie is None:
                return told
            if isinstance(lie, dict):
                return web.json_response(lie)
            if isinstance(lie, bytes):
                return web.Response(body=lie, content_type="text/html")
            return web.Response(status=lie.status, headers=lie.headers)

        return answer
