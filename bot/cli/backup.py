"""``python -m bot backup`` and ``restore``: all that is kept, as one file."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated

import typer

from bot import __version__
from bot.anonymity import known_key
from bot.app import policy_of
from bot.cli.restoring import after_filling, mark_of
from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.erasures import FILE as ERASURES
from bot.erasures import read_register
from bot.terminal import HALFWAY, give_up, progress
from cards.exchange import texts as exchange_texts
from storage.backup.archive import About, check
from storage.backup.errors import BackupError
from storage.backup.placing import whole_file
from storage.backup.restoring import Restored, restore
from storage.backup.taking import take
from storage.database import DatabaseUnavailableError
from storage.single import only_server

_TERMINATED = 128 + signal.SIGTERM

_KEY_APART = (
    "La clé d’anonymat n’y est pas\u00a0: gardez aussi data/anonymity.key (ou FLASH_SECRET_KEY), "
    "dans un autre endroit."
)
_KEY_MISSING = (
    "La clé d’anonymat {what}\u00a0: avant de démarrer le bot, remettez le data/anonymity.key (ou "
    "FLASH_SECRET_KEY) du bot sauvegardé. Sans elle, personne n’apprend ce que devient ce qu’il "
    "a écrit anonymement."
)

_NAMES_WOULD_COME_BACK = (
    "des noms ont été effacés depuis, et ne s’effacent à nouveau qu’avec la clé d’anonymat. "
    "Remettez d’abord le data/anonymity.key (ou FLASH_SECRET_KEY) du bot sauvegardé."
)


def back_up(
    file: Annotated[Path, typer.Argument(help="where to, such as flash-2026-11-30.backup")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Write all that is kept into FILE; the bot may go on working."""
    signal.signal(signal.SIGTERM, _end)
    settings = load_settings()
    mark = mark_of(known_key(settings))
    about = About("", system_clock(), __version__, "", mark)
    with whole_file(file, replace=force) as written:
        _take(settings.database_url, written, about)
        about, counts = check(written)
        size = written.seek(0, os.SEEK_END)
    typer.echo(
        f"{file}\u00a0: {sum(counts.values())} lignes de {len(counts)} tables, telles qu’au "
        f"{_local(about.made_at, settings)} (schéma {about.schema}), {size / 1e6:.1f} Mo",
        err=True,
    )
    typer.echo(_KEY_APART, err=True)


def _take(url: str, file: IO[bytes], about: About) -> None:
    """Take the backup; what stops it once it has begun is told with how far it was."""
    done = total = 0
    with progress("backup") as show:

        def tell(rows: int, of: int) -> None:
            nonlocal done, total
            done, total = rows, of
            show(rows, of)

        try:
            take(url, file, about, tell)
            file.flush()
        except OSError as error:
            give_up(exchange_texts.backup_stopped(done, total, error.strerror), HALFWAY)
        except DatabaseUnavailableError:
            if not total:  # it did not begin: the sentence says how the address is wrong
                raise
            give_up(exchange_texts.backup_stopped(done, total), HALFWAY)


def put_back(
    file: Annotated[Path, typer.Argument(help="what backup has written")],
    *,
    erasures: Annotated[
        Path | None,
        typer.Option(help="register of erased names; default: erasures.jsonl in FLASH_DATA_DIR"),
    ] = None,
) -> None:
    """Make an empty database what another one was when FILE was written.

    Whose name was erased since is erased again.
    """
    settings = load_settings()
    erased = _register(erasures or settings.data_dir / ERASURES)
    key = known_key(settings)
    policy, now = policy_of(settings, key or b""), system_clock()
    with only_server(settings.database_url), _opened(file) as backup, progress("restore") as tell:
        restored, held = restore(
            settings.database_url,
            backup,
            lambda unit, about: after_filling(
                unit,
                policy,
                about.made_at,
                now,
                _with_its_key(about, mark_of(key), erased),
            ),
            tell,
        )
    typer.echo(_said(file, restored, settings), err=True)
    for year, count in restored.missing.items():
        typer.echo(f"Il manquait déjà {count} des numéros de {year}.", err=True)
    if held.messages or held.runs:
        typer.echo(
            "N’est pas envoyé, car cela a pu l’être avant\u00a0: "
            f"{held.messages} messages en attente, {held.runs} envois (questions, flash, rappels) "
            "échus depuis.",
            err=True,
        )
    if held.erased:
        typer.echo(f"Noms effacés à nouveau, puisqu’ils l’étaient\u00a0: {held.erased}.", err=True)
    if restored.about.key not in ("", mark_of(key)):
        what = "est ici une autre" if key else "n’est pas ici"
        typer.echo(_KEY_MISSING.format(what=what), err=True)


def _with_its_key(about: About, mark: str, erased: dict[str, datetime]) -> dict[str, datetime]:
    """Return *erased* where the key is the backup's: no other finds whom a digest stands for."""
    if about.key not in ("", mark) and any(at > about.made_at for at in erased.values()):
        raise BackupError(_NAMES_WOULD_COME_BACK)
    return erased


def _register(file: Path) -> dict[str, datetime]:
    try:
        return read_register(file)
    except OSError as error:
        raise BackupError(
            f"{file}\u00a0: illisible ({error.strerror}). Nommez un autre fichier."
        ) from None
    except ValueError:  # of any of its lines
        raise BackupError(
            f"{file}\u00a0: ce n’est pas un registre des noms effacés. Nommez-en un "
            "par --erasures."
        ) from None


def _said(file: Path, restored: Restored, settings: Settings) -> str:
    about = restored.about
    return (
        f"{file} est restauré et vérifié\u00a0: {restored.rows} lignes de {restored.tables} "
        f"tables, telles qu’au {_local(about.made_at, settings)} "
        f"(schéma {about.schema}, {about.database})"
    )


def _local(moment: datetime, settings: Settings) -> str:
    return moment.astimezone(settings.zone).isoformat(" ", "minutes")


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """Give *file*; what keeps it from being restored names it."""
    try:
        with file.open("rb") as opened:
            yield opened
    except OSError as error:
        raise BackupError(
            f"{file}\u00a0: illisible ({error.strerror}). Nommez un autre fichier."
        ) from None
    except BackupError as error:
        raise BackupError(f"{file}\u00a0: rien n’est restauré, {error}") from None


def _end(*_: object) -> None:
    """End as when interrupted, so that no half of a file stays behind."""
    sys.exit(_TERMINATED)
