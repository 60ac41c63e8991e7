"""``python -m bot export`` and ``import``: contributions as a file, out and in."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.exchange.pages import write_file
from bot.exchange.usecases import exporting, importing
from bot.exchange.usecases.importing import Outcome, Verdict
from bot.terminal import HALFWAY, give_up, opened, progress, put, told_to_stop
from bot.usecases import tenants
from bot.usecases.screening import screen_of
from bot.usecases.tenants import Chosen, Served, TenantError, TenantProblem, everything_of
from bot.usecases.understand import load_classifier
from cards import texts
from cards.confidentiality import texts as mask_texts
from cards.exchange import texts as exchange_texts
from cards.exchange.files import open_writer
from domain.exchange import Form
from domain.exchange.cells import NoTextColumnError
from storage.database import BREATH, DatabaseUnavailableError
from storage.store import Store

R = TypeVar("R")

Tenant = Annotated[
    str, typer.Option("--tenant", help="Entra tenant, where there are several organisations")
]


def export(
    form: Annotated[Form, typer.Option("--format", help="csv, xlsx or json")] = Form.CSV,
    output: Annotated[Path | None, typer.Option(help="file; default: standard output")] = None,
    tenant: Tenant = "",
) -> None:
    """Write every contribution of an organisation."""
    settings = load_settings()
    done = [0]
    try:
        with tempfile.TemporaryFile() as whole:
            _or_give_up(_export(settings, tenant, form, whole, done.append))
            whole.seek(0)
            put(whole, output)
    except OSError as error:
        give_up(exchange_texts.export_stopped(done[-1], error.strerror), HALFWAY)


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV with a column text")],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen.")
    ] = False,
    tenant: Tenant = "",
) -> None:
    """Bring in an old idea box; exits with 1 when some lines are refused, with 2 when stopped.

    The same command goes on where it stopped: numbers, and marks of lines without one, are known.
    """
    settings = load_settings()
    try:
        raw = file.read_bytes()
    except OSError as error:
        give_up(exchange_texts.CANNOT_READ.format(file=file, why=error.strerror))
    verdicts = _or_give_up(_import(settings, tenant, raw, dry_run=dry_run))
    _tell(verdicts, dry=dry_run)
    if _count(verdicts, Outcome.REFUSED):
        raise typer.Exit(1)


async def _export(
    settings: Settings, tenant: str, form: Form, whole: IO[bytes], count: Callable[[int], None]
) -> None:
    async with opened(settings) as store:
        chosen = await store.read(tenants.choose, tenant, _served(settings))
        if chosen.id is None:
            if tenant:
                raise TenantError(TenantProblem.UNKNOWN)
            open_writer(form, whole, settings.zone).close()
            return
        zone = await store.read(tenants.zone_of, chosen, settings.zone)
        who = everything_of(chosen.id, system_clock(), zone)
        done = 0
        with progress("export") as tell:

            def told(lines: int) -> None:
                nonlocal done
                done = lines
                count(lines)
                tell(lines, None)

            try:
                await store.write(exporting.note, who, form, who.now)
                await write_file(store, who, exporting.EVERYTHING, form, whole, told)
            except DatabaseUnavailableError:
                give_up(exchange_texts.export_stopped(done), HALFWAY)


async def _import(settings: Settings, tenant: str, raw: bytes, *, dry_run: bool) -> list[Verdict]:
    """Return what became of each line, or would become of it."""
    now = system_clock()
    async with opened(settings) as store:
        chosen = await store.read(tenants.choose, tenant, _served(settings))
        zone = await store.read(tenants.zone_of, chosen, settings.zone)
        screen = await store.read(screen_of, chosen.tenant_id)
        lines = importing.read_file(raw, now, zone, load_classifier(), screen)
        if lines.ignored:
            names = ", ".join(lines.ignored)
            typer.echo(exchange_texts.IGNORED.format(names=names), err=True)
        verdicts = await store.read(importing.judge, chosen.id, lines.verdicts)
        if not dry_run and _count(verdicts, Outcome.NEW):
            await _bring_in(store, chosen, verdicts, now, zone)
    return verdicts


async def _bring_in(
    store: Store, chosen: Chosen, verdicts: list[Verdict], now: datetime, zone: ZoneInfo
) -> None:
    """Keep the new lines part by part; whoever stops it is told how many are kept."""
    done, new = 0, _count(verdicts, Outcome.NEW)
    with told_to_stop() as stop, progress("import") as tell:
        try:
            organisation_id = await _organisation(store, chosen)
            for load in importing.loads(verdicts):
                if stop.is_set():
                    give_up(exchange_texts.stopped(done, new, asked=True), HALFWAY)
                await store.write(importing.bring_in, organisation_id, load, now, zone)
                done += len(load.verdicts)
                tell(done, new)
                await asyncio.sleep(BREATH)
        except DatabaseUnavailableError:
            give_up(exchange_texts.stopped(done, new, asked=False), HALFWAY)


async def _organisation(store: Store, chosen: Chosen) -> int:
    if chosen.id is not None:
        return chosen.id
    now = system_clock()
    return await store.write(lambda unit: unit.organisations.get_or_add(chosen.tenant_id, now))


def _served(settings: Settings) -> Served:
    return Served(settings.tenants, settings.app_tenant_id)


def _or_give_up(work: Coroutine[None, None, R]) -> R:
    """Return what *work* returns; what keeps it from beginning is told in a sentence."""
    try:
        return asyncio.run(work)
    except TenantError as no:
        give_up(exchange_texts.TENANT[no.problem])
    except NoTextColumnError:
        give_up(exchange_texts.NO_TEXT_COLUMN)


def _tell(verdicts: list[Verdict], *, dry: bool) -> None:
    """Write every line of a dry run; else, on standard error, only what was not brought in."""
    for each in verdicts:
        if dry or each.outcome is not Outcome.NEW:
            typer.echo(_sentence(each), err=not dry)
    counts = [_count(verdicts, outcome) for outcome in Outcome]
    masked = sum(1 for each in verdicts if each.outcome is Outcome.NEW and _masks(each))
    typer.echo(exchange_texts.summary(*counts, dry=dry))
    if masked:
        typer.echo(f"{texts.several(masked, mask_texts.LINES)}.")
    if dry:
        typer.echo(exchange_texts.DRY)


def _sentence(verdict: Verdict) -> str:
    line, said = verdict.line, verdict.said
    if verdict.outcome is Outcome.KNOWN:
        return exchange_texts.LINE_KNOWN.format(line=line, number=verdict.known_as)
    if verdict.outcome is Outcome.REFUSED or said is None:
        problems = exchange_texts.problems(verdict.problems)
        return exchange_texts.LINE_REFUSED.format(line=line, problems=problems)
    return exchange_texts.LINE_NEW.format(
        line=line,
        number=said.number or exchange_texts.LINE_NUMBERED,
        kind=texts.KIND[said.kind],
        status=texts.status(said.kind, said.status),
    ) + (mask_texts.LINE.format(what=mask_texts.things(said.masks)) if said.masks else "")


def _masks(verdict: Verdict) -> bool:
    return verdict.said is not None and bool(verdict.said.masks)


def _count(verdicts: list[Verdict], outcome: Outcome) -> int:
    return sum(1 for each in verdicts if each.outcome is outcome)
