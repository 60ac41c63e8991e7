"""« Mes données »: all that is kept about a person as a file, by a link that works once."""

import asyncio
import tempfile

from aiohttp import web

from bot.plug import Site
from bot.rights import usecases as rights
from bot.usecases.links import MineGrant
from bot.web.handing import OverError, Words, kindly, page, send
from cards.exchange.files import CONTENT_TYPES
from cards.rights import texts as rights_texts
from cards.rights.my_data import FORMS, write_my_data
from domain.exchange import Form

_WORDS = Words(
    title=rights_texts.PAGE_TITLE,
    what=rights_texts.PAGE_WHAT,
    button=rights_texts.PAGE_BUTTON,
    once=rights_texts.PAGE_ONCE,
    gone=rights_texts.PAGE_GONE,
    refused=rights_texts.PAGE_NOBODY,
)


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file; a link that is over says so kindly."""
    store, links, policy, clock = site.store, site.links, site.policy, site.clock

    def granted(request: web.Request) -> tuple[MineGrant, Form]:
        grant = links.read_mine(request.match_info["token"], clock())
        if grant is None or grant.form not in FORMS:
            raise OverError
        return grant, Form(grant.form)

    async def look(request: web.Request) -> web.StreamResponse:
        await store.read(rights.look_at_mine, granted(request)[0])
        return page(_WORDS)

    async def file(request: web.Request) -> web.StreamResponse:
        grant, form = granted(request)
        now = clock()
        sheets = await store.write(rights.my_data, policy, grant, now)
        day = now.astimezone(policy.zone).date()
        with tempfile.TemporaryFile() as whole:
            await asyncio.to_thread(write_my_data, form, sheets, site.sheets, whole, policy.zone)
            name = rights_texts.FILE.format(day=day.isoformat(), form=form)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return [
        web.get("/mes-donnees/{token}", kindly(look, _WORDS)),
        web.post("/mes-donnees/{token}", kindly(file, _WORDS)),
    ]
