"""All complaints and partnership requests as a file, by a link of one's own that works once."""

import asyncio
from tempfile import TemporaryFile

from aiohttp import web

from bot.plug import Site
from bot.requests import usecases as requests
from bot.usecases.here import zone_of_tenant
from bot.usecases.links import REQUESTS_PAGE, FileGrant
from bot.web.handing import by_link, send
from cards.exchange.files import CONTENT_TYPES
from cards.requests import texts as request_texts
from cards.requests.files import FORMS, write_requests
from domain.exchange import Form


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file."""
    store, policy = site.store, site.policy

    def opened(token: str) -> FileGrant | None:
        grant = site.links.read_file(REQUESTS_PAGE, token, site.clock())
        return grant if grant is not None and grant.form in FORMS else None

    async def look(grant: FileGrant) -> None:
        await store.read(requests.look_at_file, policy, grant)

    async def give(request: web.Request, grant: FileGrant) -> web.StreamResponse:
        form, now = Form(grant.form), site.clock()
        organisation_id = await store.write(requests.spend_file, policy, grant, now)
        sheets = await store.read(requests.everything, organisation_id)
        zone = await store.read(zone_of_tenant, policy, grant.tenant_id)
        day = now.astimezone(zone).date()
        with TemporaryFile() as whole:
            await asyncio.to_thread(write_requests, form, sheets, whole)
            name = request_texts.FILE.format(day=day.isoformat(), form=form)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return by_link(f"/{REQUESTS_PAGE}", request_texts, opened, look, give)
