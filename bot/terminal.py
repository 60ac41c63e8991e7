"""What the commands have in common: a database that is open meanwhile, and giving up kindly."""

import asyncio
import codecs
import io
import os
import shutil
import signal
import sys
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO, NoReturn

import typer

from bot.config import Settings
from cards.exchange import texts as exchange_texts
from storage.store import Store

HALFWAY = 2
"""The exit code of what stopped after it had begun; 1 is that of what never began."""

MISUSED = 2
"""The exit code of a command that was called with words that make no sense, as typer's own."""

_STOPPING = (signal.SIGINT, signal.SIGTERM)

Tell = Callable[[int, int | None], None]
"""Is told how many are done, and of how many where that is known."""


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Give the store of the settings, brought up to date.

    Raises:
        DatabaseUnavailableError: the database cannot be used.
    """
    store = Store(settings.database_url)
    store.open()
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def progress(what: str) -> Iterator[Tell]:
    """Show how far it is, on a terminal only."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not console.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=console, disable=hidden) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


@contextmanager
def told_to_stop() -> Iterator[asyncio.Event]:
    """Give what is set once somebody interrupts or ends the command, which ends by itself then."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in _STOPPING:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in _STOPPING:
            loop.remove_signal_handler(number)


_PLAIN = str.maketrans("’‘“”«»…–—✔✖▲→", '\'\'"""".--+x!>')


def speak_plainly() -> None:
    """Have what a terminal's encoding lacks written with what it has, rather than fail."""
    codecs.register_error("plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    letters = (unicodedata.normalize("NFKD", each).encode("ascii", "ignore") for each in text)
    return "".join(each.decode() or "?" for each in letters), error.end


def put(whole: IO[bytes], output: Path | None) -> None:
    """Write a file that is whole to *output*, by default to standard output."""
    if output is None:
        _put_out(whole)
        return
    try:
        file = output.open("wb")
    except OSError as error:
        give_up(exchange_texts.CANNOT_WRITE.format(file=output, why=error.strerror))
    try:
        with file:
            shutil.copyfileobj(whole, file)
    except OSError as error:
        give_up(exchange_texts.NOT_WHOLE.format(file=output, why=error.strerror), HALFWAY)


def _put_out(whole: IO[bytes]) -> None:
    try:
        shutil.copyfileobj(whole, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in its buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = exchange_texts.STANDARD_OUTPUT
        give_up(exchange_texts.NOT_WHOLE.format(file=where, why=error.strerror), HALFWAY)


def give_up(sentence: str, code: int = 1) -> NoReturn:
    """Say on standard error what was not done and why, and exit with *code*."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
