"""The command line: ``python -m bot serve`` and a look at the rules."""

import asyncio
import errno
import json
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer
from aiohttp import web

from bot.actions.commands import plan
from bot.app import create_app
from bot.cli.backup import back_up, put_back
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.jobs import jobs, list_sends
from bot.confidentiality.usecases.finding import examine_lines, parse_roster
from bot.config import ConfigurationError, LogFormat, Settings, load_settings
from bot.exchange.commands import export, import_file
from bot.journal.commands import journal
from bot.observe import configure_logging, spare_the_collector
from bot.themes.usecases.recurrence import compare_lines
from bot.usecases.understand import analyse_lines, load_classifier
from storage.backup.errors import BackupError
from storage.board.tallies import Tallies
from storage.confidentiality.masks import Masks
from storage.contributions.questions import Questions
from storage.database import DatabaseUnavailableError
from storage.single import AlreadyServedError, only_server
from storage.store import Store

_CANNOT_START = 1
_STOP_WITHIN = 10.0

app = typer.Typer(help="Flash Amélioration.", no_args_is_help=True, add_completion=False)
analyse = typer.Typer(
    help="Look at the rules: JSON lines in, JSON lines out.", no_args_is_help=True
)
app.add_typer(analyse, name="analyse")
app.add_typer(jobs, name="jobs")
app.add_typer(journal, name="journal")
app.command("sends")(list_sends)
app.command("export")(export)
app.command("import")(import_file)
app.command("plan")(plan)
app.command("backup")(back_up)
app.command("restore")(put_back)
app.command("demo")(demo)
app.command("doctor")(doctor)


def main() -> None:
    """Run a command; what cannot start says why in a sentence and exits with 1."""
    try:
        app()
    except (
        AlreadyServedError,
        BackupError,
        ConfigurationError,
        DatabaseUnavailableError,
    ) as error:
        _give_up(str(error))


@app.command()
def serve() -> None:
    """Start the bot and answer until told to stop."""
    settings = load_settings()
    configure_logging(as_json=settings.log_format is LogFormat.JSON)
    with only_server(settings.database_url):
        asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    runner = web.AppRunner(create_app(settings), access_log=None, shutdown_timeout=_STOP_WITHIN)
    try:
        await runner.setup()
        await web.TCPSite(runner, settings.host, settings.port).start()
        spare_the_collector()
        logging.getLogger(__name__).info("listening on %s:%s", settings.host, settings.port)
        await _told_to_stop()
    except OSError as error:
        _give_up(_cannot_listen(settings, error))
    finally:
        await runner.cleanup()


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


def _cannot_listen(settings: Settings, error: OSError) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"FLASH_PORT: {where} is already in use; stop what uses it or choose another port"
    return f"FLASH_HOST: cannot listen on {where} ({error.strerror})"


@analyse.command("kind")
def analyse_kind(
    explain: Annotated[bool, typer.Option(help="Say why, too.")] = False,
) -> None:
    """Read {"id","text"} lines; write {"id","kind","ask","parts"} lines in the same order."""
    try:
        for line in analyse_lines(sys.stdin, load_classifier(), explain=explain):
            typer.echo(line)
    except ValueError as error:
        _give_up(str(error))


@analyse.command("pii")
def analyse_pii(
    roster: Annotated[Path | None, typer.Option(help="A JSON list of staff names.")] = None,
) -> None:
    """Read {"id","text"} lines; write {"id","spans","firm"} lines: what may identify somebody."""
    try:
        staff = parse_roster(roster.read_text("utf-8")) if roster else []
        for line in examine_lines(sys.stdin, staff):
            typer.echo(line)
    except OSError as error:
        _give_up(f"{roster}: {error.strerror}")
    except ValueError as error:
        _give_up(str(error))


@analyse.command("recurrence")
def analyse_recurrence(
    explain: Annotated[bool, typer.Option(help="Say why, too.")] = False,
) -> None:
    """Read {"id","text"} lines; write {"id","candidates","group"} lines: who says the same."""
    try:
        for line in compare_lines(sys.stdin, explain=explain):
            typer.echo(line)
    except ValueError as error:
        _give_up(str(error))


@app.command()
def corrections() -> None:
    """Write what people said messages are, and which names are nobody's: for ``make eval``."""
    for line in asyncio.run(_corrections(load_settings())):
        typer.echo(line)


@app.command()
def recount() -> None:
    """Compare the counts of the board's page with what they count, and make them again if need be.

    It reads every contribution, and PostgreSQL holds those that come meanwhile.
    """
    wrong = asyncio.run(_recount(load_settings()))
    typer.echo(
        f"{wrong} counts were wrong and were made again" if wrong else "all counts are right"
    )


async def _recount(settings: Settings) -> int:
    store = Store(settings.database_url)
    store.open()
    try:
        return await store.write(lambda unit: unit.of(Tallies).recount())
    finally:
        await store.close()


async def _corrections(settings: Settings) -> list[str]:
    store = Store(settings.database_url)
    store.open()
    try:
        kept = await store.read(lambda unit: unit.of(Questions).corrections())
        names = await store.read(lambda unit: unit.of(Masks).corrections())
    finally:
        await store.close()
    lines = [
        {"text": text, "guessed": guessed, "chosen": chosen} for text, guessed, chosen in kept
    ]
    lines += [{"name": name, "type": "person"} for name in names]
    return [json.dumps(line, ensure_ascii=False) for line in lines]


def _give_up(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise SystemExit(_CANNOT_START)
