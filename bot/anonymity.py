"""The key that stands between an anonymous contribution and its author."""

import logging
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from bot.config import Settings

KEY_FILE = "anonymity.key"
"""Where the key of anonymous authorship is kept, in the data folder, if no setting gives it."""


def anonymity_key(settings: Settings) -> bytes:
    """Return the key that stands between an anonymous contribution and its author.

    From ``FLASH_SECRET_KEY``; without it one is made once and kept in a file of its own, apart
    from the database, so that a copy of the database alone tells nothing.
    """
    known = known_key(settings)
    file = settings.data_dir / KEY_FILE
    if known is None:
        _make_key(file)
    return known or file.read_bytes()


def known_key(settings: Settings) -> bytes | None:
    """Return the same key where there is one already; none is made."""
    given = settings.secret_key.get_secret_value()
    if given:
        return given.encode()
    file = settings.data_dir / KEY_FILE
    return file.read_bytes() if file.exists() else None


def _make_key(file: Path) -> None:
    """Put a new key in *file*, whole or not at all; the first of two processes wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(f".{token_hex(8)}")
    new.touch(mode=0o600)
    new.write_text(token_hex(32))
    with suppress(FileExistsError):
        os.link(new, file)
        logging.getLogger(__name__).info("made %s: keep it with your backups, apart", file)
    new.unlink()
