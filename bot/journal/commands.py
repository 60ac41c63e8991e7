"""``python -m bot journal …``: proving that nobody has changed what was noted."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.anonymity import anonymity_key
from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.journal import usecases as proving
from bot.journal.usecases import Checked, Signer
from bot.terminal import give_up, opened
from cards.journal import texts as journal_texts
from storage.backup.errors import BackupError
from storage.database import DatabaseUnavailableError
from storage.store import look_into
from storage.unit_of_work import UnitOfWork

journal = typer.Typer(help="The journal of what was changed.", no_args_is_help=True)

_SQLITE, _GZIP = b"SQLite format 3\0", b"\x1f\x8b"
"""How a database file and a backup begin."""


@journal.command()
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="written by « export », a backup, or a SQLite file; default: the database"
        ),
    ] = None,
    heads: Annotated[
        Path | None, typer.Option(help="heads that were kept elsewhere, to compare with")
    ] = None,
) -> None:
    """Say for each organisation whether its journal is whole; exits with 1 at the first fault."""
    if file is not None:
        checked = _check_file(file)
    else:
        settings = load_settings()
        checked = asyncio.run(_check(settings, _lines(heads) if heads else [], heads))
    _tell(checked)


@journal.command()
def head() -> None:
    """Write the newest entry of each journal, signed: JSON lines to keep elsewhere."""
    for line in asyncio.run(_heads(load_settings())):
        typer.echo(line)


@journal.command()
def export() -> None:
    """Write every entry, and a signed head after those of each organisation: JSON lines."""
    asyncio.run(_export(load_settings()))


async def _check(settings: Settings, lines: list[str], heads: Path | None) -> list[Checked]:
    async with opened(settings) as store:
        checked = await store.read(proving.check_all)
        public_key = Signer(anonymity_key(settings)).public_key
        try:
            checked += await store.read(proving.check_heads, lines, public_key)
        except ValueError:
            give_up(journal_texts.NOT_HEADS.format(file=heads))
    return checked


async def _heads(settings: Settings) -> list[str]:
    async with opened(settings) as store:
        signer = Signer(anonymity_key(settings))
        return await store.read(proving.heads, signer, system_clock())


async def _export(settings: Settings) -> None:
    def write(unit: UnitOfWork) -> None:
        for line in proving.write_out(unit, Signer(anonymity_key(settings)), system_clock()):
            typer.echo(line)

    async with opened(settings) as store:
        await store.read(write)


def _check_file(file: Path) -> list[Checked]:
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(_SQLITE))
            if begins.startswith(_GZIP):
                return proving.check_backup(opened)
        if begins == _SQLITE:
            return look_into(file, proving.check_all)
        with file.open(encoding="utf-8") as lines:
            return proving.check_written(lines)
    except OSError as error:
        give_up(journal_texts.CANNOT_READ.format(file=file, why=error.strerror))
    except BackupError as error:
        give_up(f"{file}: {error}")
    except (DatabaseUnavailableError, ValueError, KeyError, TypeError):
        # A line that is no JSON object, or not with these names; a database of something else.
        give_up(journal_texts.NOT_A_JOURNAL.format(file=file))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        give_up(journal_texts.CANNOT_READ.format(file=file, why=error))


def _tell(checked: list[Checked]) -> None:
    if not checked:
        typer.echo(journal_texts.EMPTY)
    for each in checked:
        if each.problem is None:
            typer.echo(journal_texts.whole(each.tenant, each.end.seq))
        else:
            typer.echo(journal_texts.broken(each.tenant, each.problem))
    if any(each.problem for each in checked):
        raise typer.Exit(1)
