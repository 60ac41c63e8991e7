"""All complaints and partnership requests as a file, by a link of one's own that works once."""

import asyncio
from tempfile import TemporaryFile

from aiohttp import web

from bot.plug import Site
from bot.requests import usecases as requests
from bot.usecases.links import REQUESTS_PAGE, FileGrant
from bot.web.handing import OverError, Words, kindly, page, send
from cards.exchange.files import CONTENT_TYPES
from cards.requests import texts as request_texts
from cards.requests.files import FORMS, write_requests
from domain.exchange import Form

_WORDS = Words(
    title=request_texts.PAGE_TITLE,
    what=request_texts.PAGE_WHAT,
    button=request_texts.PAGE_BUTTON,
    once=request_texts.PAGE_ONCE,
    gone=request_texts.PAGE_GONE,
    refused=request_texts.PAGE_REFUSED,
)


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file; a link that is over says so kindly."""
    store, links, policy, clock = site.store, site.links, site.policy, site.clock

    def granted(request: web.Request) -> tuple[FileGrant, Form]:
        grant = links.read_file(REQUESTS_PAGE, request.match_info["token"], clock())
        if grant is None or grant.form not in FORMS:
            raise OverError
        return grant, Form(grant.form)

    async def look(request: web.Request) -> web.StreamResponse:
        await store.read(requests.look_at_file, policy, granted(request)[0])
        return page(_WORDS)

    async def file(request: web.Request) -> web.StreamResponse:
        grant, form = granted(request)
        now = clock()
        sheets = await store.write(requests.take_file, policy, grant, now)
        day = now.astimezone(policy.zone).date()
        with TemporaryFile() as whole:
            await asyncio.to_thread(write_requests, form, sheets, whole)
            name = request_texts.FILE.format(day=day.isoformat(), form=form)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return [
        web.get(f"/{REQUESTS_PAGE}/{{token}}", kindly(look, _WORDS)),
        web.post(f"/{REQUESTS_PAGE}/{{token}}", kindly(file, _WORDS)),
    ]
