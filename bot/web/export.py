"""A list as a file, by a link of one's own that works once.

Opening the link shows a page; only its button spends it, so that a preview of the link does not.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from typing import IO

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.clock import Clock
from bot.usecases import exporting
from bot.usecases.links import ExportGrant, Links
from bot.usecases.turn import Policy
from cards import exchange_texts, idea_texts, texts
from cards.asked import read_carried
from cards.files import CONTENT_TYPES, file_name, open_writer
from domain.errors import RuleViolationError
from domain.exchange import Form
from domain.inquiry import Inquiry
from storage.database import DatabaseUnavailableError
from storage.inquiries import Viewer
from storage.store import Store

_ENVIRONMENT = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PIECE = 64 * 1024

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def export_routes(store: Store, links: Links, policy: Policy, clock: Clock) -> list[web.RouteDef]:
    """Return the routes of the page and of the file; a link that is over says so kindly."""

    def granted(request: web.Request) -> tuple[ExportGrant, Form, Inquiry]:
        grant = links.read_export(request.match_info["token"], clock())
        inquiry = _inquiry(grant.asked) if grant else None
        if grant is None or inquiry is None or grant.form not in set(Form):
            raise _OverError
        return grant, Form(grant.form), inquiry

    async def page(request: web.Request) -> web.StreamResponse:
        grant, _, _ = granted(request)
        await store.read(exporting.look, policy, grant, clock())
        return _page()

    async def file(request: web.Request) -> web.StreamResponse:
        grant, form, inquiry = granted(request)
        now = clock()
        who = await store.write(exporting.spend, policy, grant, now)
        with tempfile.TemporaryFile() as whole:  # so that a failure never cuts a file short
            await write_file(store, who, inquiry, form, whole)
            return await _send(request, whole, form, file_name(form, who.today))

    return [
        web.get("/export/{token}", _kindly(page)),
        web.post("/export/{token}", _kindly(file)),
    ]


async def write_file(
    store: Store, who: Viewer, inquiry: Inquiry, form: Form, file: IO[bytes]
) -> None:
    """Write what is asked for into *file*, part by part.

    Raises:
        DatabaseUnavailableError: the database does not answer.
    """
    writer = open_writer(form, file, who.zone)
    lines, after = await store.read(exporting.part, inquiry, who)
    while lines:
        await asyncio.to_thread(writer.write, lines)
        lines, after = await store.read(exporting.part, inquiry, who, after)
    await asyncio.to_thread(writer.close)


class _OverError(Exception):
    """The link is not ours, or its ten minutes are over."""


def _inquiry(asked: str) -> Inquiry | None:
    return read_carried(asked) if asked else exporting.EVERYTHING


def _kindly(handler: _Handler) -> _Handler:
    """Return *handler* with a sentence for whatever keeps it from answering."""

    async def kind(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except exporting.LinkSpentError:
            return _sentence(410, idea_texts.EXPORT_PAGE_GONE)
        except _OverError:
            return _sentence(403, idea_texts.EXPORT_PAGE_GONE)
        except RuleViolationError:
            return _sentence(403, exchange_texts.PAGE_NOT_LEAD)
        except DatabaseUnavailableError:
            return _sentence(503, texts.PAGE_UNAVAILABLE)

    return kind


def _page() -> web.Response:
    html = _ENVIRONMENT.get_template("export.html").render(
        title=idea_texts.EXPORT_PAGE_TITLE,
        what=exchange_texts.PAGE_WHAT,
        once=exchange_texts.PAGE_ONCE,
        button=idea_texts.EXPORT_PAGE_BUTTON,
    )
    return web.Response(text=html, content_type="text/html", headers=_HEADERS)


async def _send(
    request: web.Request, whole: IO[bytes], form: Form, name: str
) -> web.StreamResponse:
    response = web.StreamResponse(
        headers=_HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    )
    response.content_type = CONTENT_TYPES[form]
    if form is not Form.XLSX:
        response.charset = "utf-8"
    response.content_length = whole.tell()
    whole.seek(0)
    await response.prepare(request)
    while piece := await asyncio.to_thread(whole.read, _PIECE):
        await response.write(piece)
    await response.write_eof()
    return response


def _sentence(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=sentence, content_type="text/plain", headers=_HEADERS)
