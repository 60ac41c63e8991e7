"""A list of contributions as a file, by a link of one's own that works once."""

import asyncio
import tempfile
from collections.abc import Callable
from typing import IO

from aiohttp import web

from bot.exchange.usecases import exporting
from bot.plug import Site
from bot.usecases.links import ExportGrant
from bot.web.handing import by_link, send
from cards.exchange import texts as exchange_texts
from cards.exchange.files import CONTENT_TYPES, file_name, open_writer
from cards.inquiry.answer import read_carried
from domain.exchange import Form
from domain.inquiry import Inquiry
from storage.contributions.visibility import Viewer
from storage.store import Store


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file."""
    store, policy = site.store, site.policy

    def opened(token: str) -> tuple[ExportGrant, Inquiry] | None:
        grant = site.links.read_export(token, site.clock())
        inquiry = _inquiry(grant.asked) if grant else None
        if grant is None or inquiry is None or grant.form not in set(Form):
            return None
        return grant, inquiry

    async def look(opens: tuple[ExportGrant, Inquiry]) -> None:
        await store.read(exporting.look, policy, opens[0], site.clock())

    async def give(request: web.Request, opens: tuple[ExportGrant, Inquiry]) -> web.StreamResponse:
        grant, inquiry = opens
        form = Form(grant.form)
        who = await store.write(exporting.spend, policy, grant, site.clock())
        with tempfile.TemporaryFile() as whole:  # so that a failure never cuts a file short
            await write_file(store, who, inquiry, form, whole)
            name = file_name(form, who.today)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return by_link("/export", exchange_texts, opened, look, give)


async def write_file(
    store: Store,
    who: Viewer,
    inquiry: Inquiry,
    form: Form,
    file: IO[bytes],
    tell: Callable[[int], None] = lambda _: None,
) -> None:
    """Write what is asked for into *file*, part by part; *tell* how many lines are done.

    Raises:
        DatabaseUnavailableError: the database does not answer.
        OSError: there is no room for the file.
    """
    writer, done = open_writer(form, file, who.zone), 0
    lines, after = await store.read(exporting.part, inquiry, who)
    while lines:
        await asyncio.to_thread(writer.write, lines)
        done += len(lines)
        tell(done)
        lines, after = await store.read(exporting.part, inquiry, who, after)
    await asyncio.to_thread(writer.close)


def _inquiry(asked: str) -> Inquiry | None:
    return read_carried(asked) if asked else exporting.EVERYTHING
