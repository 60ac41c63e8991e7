"""A file by a link of one's own that works once.

Opening the link shows a page; only its button spends it, so that a preview of the link does not.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import IO, Protocol, TypeVar

from aiohttp import web

from bot.web.serving import HEADERS, TEMPLATES
from cards import texts
from domain.errors import RuleViolationError
from storage.database import DatabaseUnavailableError
from storage.spent_links import LinkSpentError

_PIECE = 64 * 1024

G = TypeVar("G")

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class OverError(Exception):
    """The link is not ours, or its ten minutes are over."""


class Words(Protocol):
    """What a page says; the texts of a capability have it, under these names."""

    PAGE_TITLE: str
    PAGE_WHAT: str
    """What the file holds."""
    PAGE_BUTTON: str
    PAGE_ONCE: str
    PAGE_GONE: str
    """Why there is none: the link was used, or is over."""
    PAGE_REFUSED: str
    """Why there is none: who asks may not have it any more."""


def by_link(
    path: str,
    words: Words,
    opened: Callable[[str], G | None],
    look: Callable[[G], Awaitable[object]],
    give: Callable[[web.Request, G], Awaitable[web.StreamResponse]],
) -> list[web.RouteDef]:
    """Return the routes of a page and of its file; a link that is over says so kindly.

    *opened* returns what a token grants, or None; *look* leaves the link as it is, *give* spends
    it.
    """

    def granted(request: web.Request) -> G:
        grant = opened(request.match_info["token"])
        if grant is None:
            raise OverError
        return grant

    async def looked(request: web.Request) -> web.StreamResponse:
        await look(granted(request))
        return page(words)

    async def given(request: web.Request) -> web.StreamResponse:
        return await give(request, granted(request))

    return [
        web.get(f"{path}/{{token}}", kindly(looked, words)),
        web.post(f"{path}/{{token}}", kindly(given, words)),
    ]


def page(words: Words) -> web.Response:
    """Return the page whose button gives the file."""
    html = TEMPLATES.get_template("export.html").render(
        title=words.PAGE_TITLE,
        what=words.PAGE_WHAT,
        once=words.PAGE_ONCE,
        button=words.PAGE_BUTTON,
    )
    return web.Response(text=html, content_type="text/html", headers=HEADERS)


async def send(
    request: web.Request, whole: IO[bytes], content_type: str, name: str
) -> web.StreamResponse:
    """Send a file that is whole, piece by piece."""
    response = web.StreamResponse(
        headers=HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    )
    response.content_type = content_type
    if content_type.startswith("text/") or content_type.endswith("json"):
        response.charset = "utf-8"
    response.content_length = whole.tell()
    whole.seek(0)
    await response.prepare(request)
    while piece := await asyncio.to_thread(whole.read, _PIECE):
        await response.write(piece)
    await response.write_eof()
    return response


def kindly(handler: _Handler, words: Words) -> _Handler:
    """Return *handler* with a sentence for whatever keeps it from answering."""

    async def kind(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except LinkSpentError:
            return _sentence(410, words.PAGE_GONE)
        except OverError:
            return _sentence(403, words.PAGE_GONE)
        except RuleViolationError:
            return _sentence(403, words.PAGE_REFUSED)
        except DatabaseUnavailableError:
            return _sentence(503, texts.PAGE_UNAVAILABLE)

    return kind


def _sentence(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=sentence, content_type="text/plain", headers=HEADERS)
