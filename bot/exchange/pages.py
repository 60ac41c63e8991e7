"""A list of contributions as a file, by a link of one's own that works once."""

import asyncio
import tempfile
from typing import IO

from aiohttp import web

from bot.exchange.usecases import exporting
from bot.plug import Site
from bot.usecases.links import ExportGrant
from bot.web.handing import OverError, Words, kindly, page, send
from cards.exchange import texts as exchange_texts
from cards.exchange.files import CONTENT_TYPES, file_name, open_writer
from cards.inquiry.answer import read_carried
from domain.exchange import Form
from domain.inquiry import Inquiry
from storage.contributions.visibility import Viewer
from storage.store import Store

_WORDS = Words(
    title=exchange_texts.EXPORT_PAGE_TITLE,
    what=exchange_texts.PAGE_WHAT,
    button=exchange_texts.EXPORT_PAGE_BUTTON,
    once=exchange_texts.PAGE_ONCE,
    gone=exchange_texts.EXPORT_PAGE_GONE,
    refused=exchange_texts.PAGE_NOT_LEAD,
)


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file; a link that is over says so kindly."""
    store, links, policy, clock = site.store, site.links, site.policy, site.clock

    def granted(request: web.Request) -> tuple[ExportGrant, Form, Inquiry]:
        grant = links.read_export(request.match_info["token"], clock())
        inquiry = _inquiry(grant.asked) if grant else None
        if grant is None or inquiry is None or grant.form not in set(Form):
            raise OverError
        return grant, Form(grant.form), inquiry

    async def look(request: web.Request) -> web.StreamResponse:
        grant, _, _ = granted(request)
        await store.read(exporting.look, policy, grant, clock())
        return page(_WORDS)

    async def file(request: web.Request) -> web.StreamResponse:
        grant, form, inquiry = granted(request)
        now = clock()
        who = await store.write(exporting.spend, policy, grant, now)
        with tempfile.TemporaryFile() as whole:  # so that a failure never cuts a file short
            await write_file(store, who, inquiry, form, whole)
            name = file_name(form, who.today)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return [
        web.get("/export/{token}", kindly(look, _WORDS)),
        web.post("/export/{token}", kindly(file, _WORDS)),
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


def _inquiry(asked: str) -> Inquiry | None:
    return read_carried(asked) if asked else exporting.EVERYTHING
