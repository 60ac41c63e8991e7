"""The command line: ``python -m bot serve`` and a look at the rules."""

import asyncio
import errno
import logging
import signal

import typer
from aiohttp import web

from bot.app import PLUGS, create_app
from bot.cli.backup import back_up, put_back
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.jobs import jobs, list_sends
from bot.cli.loop import run
from bot.config import ConfigurationError, LogFormat, Settings, load_settings, unknown_names
from bot.observe import configure_logging, spare_the_collector, tell_of_the_unhandled
from bot.terminal import speak_plainly
from cards.doctor import texts as doctor_texts
from storage.backup.errors import BackupError
from storage.database import DatabaseUnavailableError
from storage.single import AlreadyServedError, only_server

_CANNOT_START = 1
_STOP_WITHIN = 10.0

app = typer.Typer(help="Flash Amélioration.", no_args_is_help=True, add_completion=False)
_GROUPS = {"analyse": "Look at the rules: JSON lines in, JSON lines out."}
"""What several commands of capabilities have in common."""


def _add_commands() -> None:
    """Add the commands that capabilities plug in: « plan », or « analyse kind » of a group."""
    groups = {
        name: typer.Typer(help=help_, no_args_is_help=True) for name, help_ in _GROUPS.items()
    }
    for name, group in groups.items():
        app.add_typer(group, name=name)
    for plug in PLUGS.all:
        for path, command in plug.commands.items():
            within, _, name = path.rpartition(" ")
            if isinstance(command, typer.Typer):
                app.add_typer(command, name=name)
            else:
                (groups[within] if within else app).command(name)(command)


_add_commands()
app.add_typer(jobs, name="jobs")
app.command("sends")(list_sends)
app.command("backup")(back_up)
app.command("restore")(put_back)
app.command("demo")(demo)
app.command("doctor")(doctor)


def main() -> None:
    """Run a command; what cannot start says why in a sentence and exits with 1."""
    speak_plainly()
    try:
        app()
    except (AlreadyServedError, BackupError, ConfigurationError) as error:
        _give_up(str(error))
    except DatabaseUnavailableError as error:
        _give_up(doctor_texts.database_away(str(error)))


@app.command()
def serve() -> None:
    """Start the bot and answer until told to stop."""
    settings = load_settings()
    configure_logging(as_json=settings.log_format is LogFormat.JSON)
    for sentence in doctor_texts.unknown(unknown_names()):
        logging.getLogger(__name__).warning("%s", sentence)
    with only_server(settings.database_url):
        run(_serve(settings))


async def _serve(settings: Settings) -> None:
    asyncio.get_running_loop().set_exception_handler(tell_of_the_unhandled)
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
        return (
            f"FLASH_PORT\u00a0: {where} est déjà pris. Arrêtez ce qui l’occupe, ou choisissez un "
            "autre port."
        )
    if error.errno == errno.EACCES:
        return f"FLASH_PORT\u00a0: {where} est réservé. Choisissez un port au-dessus de 1023."
    return (
        f"FLASH_HOST\u00a0: impossible d’écouter sur {where} ({error.strerror}). Écrivez une "
        "adresse de cette machine."
    )


def _give_up(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise SystemExit(_CANNOT_START)
