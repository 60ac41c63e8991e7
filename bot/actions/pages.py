"""The action plan as a file, by a link of one's own that works once."""

import asyncio
import tempfile

from aiohttp import web

from bot.actions.usecases import export as action_export
from bot.plug import Site
from bot.usecases.links import PlanGrant
from bot.web.handing import OverError, Words, kindly, page, send
from cards.actions import texts as action_texts
from cards.actions.files import CONTENT_TYPES, Taken, plan_file_name, write_plan
from domain.actions.lines import PlanForm

_WORDS = Words(
    title=action_texts.PAGE_TITLE,
    what=action_texts.PAGE_WHAT,
    button=action_texts.PAGE_BUTTON,
    once=action_texts.PAGE_ONCE,
    gone=action_texts.PAGE_GONE,
    refused=action_texts.PAGE_NOBODY,
)


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file; a link that is over says so kindly."""
    store, links, policy, clock = site.store, site.links, site.policy, site.clock

    def granted(request: web.Request) -> tuple[PlanGrant, PlanForm]:
        grant = links.read_plan(request.match_info["token"], clock())
        if grant is None or grant.form not in set(PlanForm):
            raise OverError
        return grant, PlanForm(grant.form)

    async def look(request: web.Request) -> web.StreamResponse:
        await store.read(action_export.look, policy, granted(request)[0], clock())
        return page(_WORDS)

    async def file(request: web.Request) -> web.StreamResponse:
        grant, form = granted(request)
        now = clock()
        lines = await store.write(action_export.spend, policy, grant, now)
        taken = Taken(lines, grant.tenant_id, now, policy.zone)
        with tempfile.TemporaryFile() as whole:  # so that a failure never cuts a file short
            await asyncio.to_thread(write_plan, form, taken, whole)
            name = plan_file_name(form, taken.today)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return [
        web.get("/plan/{token}", kindly(look, _WORDS)),
        web.post("/plan/{token}", kindly(file, _WORDS)),
    ]
