"""The action plan as a file, by a link of one's own that works once."""

import asyncio
import tempfile

from aiohttp import web

from bot.actions.usecases import export as action_export
from bot.plug import Site
from bot.usecases.here import zone_of_tenant
from bot.usecases.links import PlanGrant
from bot.web.handing import by_link, send
from cards.actions import texts as action_texts
from cards.actions.files import CONTENT_TYPES, Taken, plan_file_name, write_plan
from domain.actions.lines import PlanForm


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file."""
    store, policy = site.store, site.policy

    def opened(token: str) -> PlanGrant | None:
        grant = site.links.read_plan(token, site.clock())
        return grant if grant is not None and grant.form in set(PlanForm) else None

    async def look(grant: PlanGrant) -> None:
        await store.read(action_export.look, policy, grant, site.clock())

    async def give(request: web.Request, grant: PlanGrant) -> web.StreamResponse:
        form, now = PlanForm(grant.form), site.clock()
        who = await store.write(action_export.spend, policy, grant, now)
        lines = await store.read(action_export.lines, who, mine=grant.mine)
        zone = await store.read(zone_of_tenant, policy, grant.tenant_id)
        taken = Taken(lines, grant.tenant_id, now, zone)
        with tempfile.TemporaryFile() as whole:  # so that a failure never cuts a file short
            await asyncio.to_thread(write_plan, form, taken, whole)
            name = plan_file_name(form, taken.today)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return by_link("/plan", action_texts, opened, look, give)
