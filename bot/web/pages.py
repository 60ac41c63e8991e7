"""The two pages that the Teams app names: privacy, and terms of use."""

from collections.abc import Sequence

from aiohttp import web

from bot.web.serving import HEADERS, TEMPLATES
from cards import page_texts


def page_routes() -> list[web.RouteDef]:
    """Return the routes ``/confidentialite`` and ``/conditions``."""
    return [
        _route("/confidentialite", page_texts.PRIVACY_TITLE, page_texts.PRIVACY),
        _route("/conditions", page_texts.TERMS_TITLE, page_texts.TERMS),
    ]


def _route(path: str, title: str, parts: Sequence[tuple[str, str]]) -> web.RouteDef:
    html = TEMPLATES.get_template("page.html").render(title=title, parts=parts)

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html", headers=HEADERS)

    return web.get(path, page)
