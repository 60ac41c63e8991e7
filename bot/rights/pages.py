"""« Mes données »: all that is kept about a person as a file, by a link that works once."""

import tempfile

from aiohttp import web

from bot.plug import Site
from bot.rights import usecases as rights
from bot.usecases.here import zone_of_tenant
from bot.usecases.links import MineGrant
from bot.web.handing import by_link, send
from cards.exchange.files import CONTENT_TYPES
from cards.rights import texts as rights_texts
from cards.rights.my_data import FORMS, write_my_data
from domain.exchange import Form
from storage.unit_of_work import UnitOfWork


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file."""
    store, policy = site.store, site.policy

    def opened(token: str) -> MineGrant | None:
        grant = site.links.read_mine(token, site.clock())
        return grant if grant is not None and grant.form in FORMS else None

    async def look(grant: MineGrant) -> None:
        await store.read(rights.look_at_mine, grant)

    async def give(request: web.Request, grant: MineGrant) -> web.StreamResponse:
        form, now = Form(grant.form), site.clock()
        person = await store.write(rights.spend_mine, grant, now)
        zone = await store.read(zone_of_tenant, policy, grant.tenant_id)
        day = now.astimezone(zone).date()
        with tempfile.TemporaryFile() as whole:

            def write(unit: UnitOfWork) -> None:
                whole.seek(0)
                whole.truncate()  # reading may be tried a second time
                told = rights.my_data(unit, policy, person)
                write_my_data(form, told, site.sheets, whole, zone)

            await store.read(write)
            name = rights_texts.FILE.format(day=day.isoformat(), form=form)
            return await send(request, whole, CONTENT_TYPES[form], name)

    return by_link("/mes-donnees", rights_texts, opened, look, give)
