"""`make run`: the bot on SQLite with Microsoft's Playground beside it, until Ctrl-C."""

import asyncio
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress

from bot.config import ConfigurationError, Settings, load_settings
from deploy.node import ROOT, Node, PlaygroundError, environment, install, say
from deploy.playground import Playground, answers, is_free, port_taken, stop

BOT = (sys.executable, "-m", "bot", "serve")
PLAYGROUND_PORT = "56150"
CLAIRE = "00000000-0000-4000-8000-000000000001"
"""AAD object id of the Playground's signed-in user (.m365agentsplayground.yml, currentUser)."""
READY_WITHIN = 120.0

_WITH_APP_ID = (
    "FLASH_APP_ID est renseigné : le bot n'accepte alors que les messages signés par Teams, et le "
    "Playground ne signe pas les siens. Videz les réglages FLASH_APP_… (environnement ou .env), "
    "ou lancez le bot seul : .venv/bin/python -m bot serve"
)
_LATE = "Le bot ne répond pas sur {url} après {seconds:.0f} secondes : voyez ses messages."
_ENDED = "{who} s'est arrêté (code {code}) : {other} est arrêté aussi."
_READY = """
==> Ouvrez {url} dans votre navigateur (Ctrl-C pour tout arrêter).
    Pour essayer : « #amélioration-continue », puis mentionnez @Flash Amélioration dans le canal.
"""


class LaunchError(Exception):
    """The pair cannot be started; the message is a French sentence that says what to do."""


def main() -> int:
    """Run both until one of them ends or a signal comes; return the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        settings = load_settings()
        port = _playground_port()
        _check(settings, port)
        return asyncio.run(_until_signal(settings, install(), port))
    except ConfigurationError:
        # The bot finds the same fault, and says it in its own words.
        return subprocess.call(BOT, cwd=ROOT)  # noqa: S603 -- our own command
    except (LaunchError, PlaygroundError) as error:
        say(str(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _playground_port() -> int:
    value = environment().get("PLAYGROUND_PORT") or PLAYGROUND_PORT
    if not value.isdecimal() or not 0 < int(value) < 65536:  # noqa: PLR2004 -- TCP's ports
        raise LaunchError(f"PLAYGROUND_PORT doit être un nombre de 1 à 65535, pas « {value} ».")
    return int(value)


def _check(settings: Settings, port: int) -> None:
    if settings.authenticates:
        raise LaunchError(_WITH_APP_ID)
    if not is_free(settings.port, settings.host):
        raise LaunchError(port_taken(settings.port, "FLASH_PORT"))
    if not is_free(port) or not is_free(port, "::"):
        raise LaunchError(port_taken(port, "PLAYGROUND_PORT"))


async def _until_signal(settings: Settings, node: Node, port: int) -> int:
    pair = asyncio.ensure_future(_run_pair(settings, node, port))

    def end_once() -> None:
        if not pair.cancelling():
            pair.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, end_once)
    with suppress(asyncio.CancelledError):  # a signal: that is how it is meant to end
        return await pair
    return 0


async def _run_pair(settings: Settings, node: Node, port: int) -> int:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{settings.port}"
    playground = Playground(f"{url}/api/messages", port, ROOT / "data")
    async with AsyncExitStack() as stack:
        with _ctrl_c_held_back():
            bot = await asyncio.create_subprocess_exec(
                *BOT, cwd=ROOT, env=_bot_environment(settings)
            )
        stack.push_async_callback(stop, bot)
        if not await _is_ready(bot, f"{url}/readyz"):
            return _exit_code(bot)
        stack.push_async_callback(playground.stop)
        client = await playground.start(node)
        say(_READY.format(url=playground.url))
        return await _first_end(bot, client)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let a child be born deaf to Ctrl-C: the terminal sends it to all, and we pass it on once."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _bot_environment(settings: Settings) -> dict[str, str]:
    # One person is signed in there: a quality lead too, both sides can be tried.
    return environment() if settings.quality_leads else environment(FLASH_QUALITY_LEADS=CLAIRE)


async def _is_ready(bot: Process, url: str) -> bool:
    deadline = asyncio.get_running_loop().time() + READY_WITHIN
    while not await answers(url):
        if bot.returncode is not None:
            return False
        if asyncio.get_running_loop().time() > deadline:
            raise LaunchError(_LATE.format(url=url, seconds=READY_WITHIN))
        await asyncio.sleep(0.1)
    return True


async def _first_end(bot: Process, client: Process) -> int:
    ends = [asyncio.create_task(process.wait()) for process in (bot, client)]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.sleep(0.3)  # on Ctrl-C one may end before our own signal is heard
    names = ("Le bot", "le Playground") if ends[0].done() else ("Le Playground", "le bot")
    code = _exit_code(bot if ends[0].done() else client)
    say(_ENDED.format(who=names[0], other=names[1], code=code), sys.stderr)
    return code


def _exit_code(process: Process) -> int:
    code = process.returncode or 1  # an end that nobody asked for is a failure
    return 128 - code if code < 0 else code
