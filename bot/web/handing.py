"""A file by a link of one's own that works once.

Opening the link shows a page; only its button spends it, so that a preview of the link does not.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import IO

from aiohttp import web

from bot.usecases.links import LinkSpentError
from bot.web.serving import HEADERS, TEMPLATES
from cards import texts
from domain.errors import RuleViolationError
from storage.database import DatabaseUnavailableError

_PIECE = 64 * 1024

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class OverError(Exception):
    """The link is not ours, or its ten minutes are over."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says: its title, what the file holds, its button, and why there is none."""

    title: str
    what: str
    button: str
    once: str
    gone: str
    refused: str


def page(words: Words) -> web.Response:
    """Return the page whose button gives the file."""
    html = TEMPLATES.get_template("export.html").render(
        title=words.title, what=words.what, once=words.once, button=words.button
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
            return _sentence(410, words.gone)
        except OverError:
            return _sentence(403, words.gone)
        except RuleViolationError:
            return _sentence(403, words.refused)
        except DatabaseUnavailableError:
            return _sentence(503, texts.PAGE_UNAVAILABLE)

    return kind


def _sentence(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=sentence, content_type="text/plain", headers=HEADERS)
