"""What the commands have in common: a database that is open meanwhile, and giving up kindly."""

import codecs
import io
import shutil
import sys
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, NoReturn

import typer

from bot.config import Settings
from cards.exchange import texts as exchange_texts
from storage.store import Store


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
        shutil.copyfileobj(whole, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            shutil.copyfileobj(whole, file)
    except OSError as error:
        give_up(exchange_texts.CANNOT_WRITE.format(file=output, why=error.strerror))


def give_up(sentence: str) -> NoReturn:
    """Say on standard error why nothing was done, and exit with 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
