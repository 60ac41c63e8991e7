"""``python -m bot plan``: the action plan as a file."""

import asyncio
import tempfile
from pathlib import Path
from typing import IO, Annotated

import typer

from bot.actions.usecases import export as action_export
from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.terminal import give_up, opened, put
from bot.usecases import tenants
from bot.usecases.tenants import Served, TenantError, TenantProblem, everything_of
from cards.actions.files import Taken, write_plan
from cards.exchange import texts as exchange_texts
from domain.actions.lines import PlanForm


def plan(
    form: Annotated[PlanForm, typer.Option("--format", help="csv, xlsx or ics")] = PlanForm.CSV,
    output: Annotated[Path | None, typer.Option(help="file; default: standard output")] = None,
    tenant: Annotated[
        str, typer.Option("--tenant", help="Entra tenant, where there are several organisations")
    ] = "",
) -> None:
    """Write the action plan of an organisation."""
    settings = load_settings()
    with tempfile.TemporaryFile() as whole:
        try:
            asyncio.run(_plan(settings, tenant, form, whole))
        except TenantError as no:
            give_up(exchange_texts.TENANT[no.problem])
        whole.seek(0)
        put(whole, output)


async def _plan(settings: Settings, tenant: str, form: PlanForm, whole: IO[bytes]) -> None:
    now = system_clock()
    async with opened(settings) as store:
        served = Served(settings.tenants, settings.app_tenant_id)
        chosen = await store.read(tenants.choose, tenant, served)
        if chosen.id is None and tenant:
            raise TenantError(TenantProblem.UNKNOWN)
        zone = await store.read(tenants.zone_of, chosen, settings.zone)
        who = everything_of(chosen.id or 0, now, zone)
        if chosen.id is not None:
            await store.write(action_export.note, who.person, form, now)
        lines = await store.read(action_export.lines, who)
    write_plan(form, Taken(lines, chosen.tenant_id, now, zone), whole)
