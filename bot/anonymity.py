"""The key that stands between an anonymous contribution and its author."""

import logging
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from bot.config import ConfigurationError, Settings
from bot.weak_keys import is_guessable
from storage.backup.placing import for_us_alone, sync_folder
from storage.checkup import is_used

KEY_FILE = "anonymity.key"
"""Where the key of anonymous authorship is kept, in the data folder, if no setting gives it."""

_BACK = (
    "Remettez la copie gardée à part des sauvegardes, ou donnez son contenu à FLASH_SECRET_KEY. "
    "Si elle est perdue pour de bon, donnez une nouvelle FLASH_SECRET_KEY (openssl rand -hex 32)"
    "\u00a0: ce qui a été écrit anonymement ne retrouvera plus son auteur, et les liens déjà "
    "donnés ne marcheront plus."
)
_LOST = f"FLASH_DATA_DIR\u00a0: {{file}} manque, et la base a servi avec elle. {_BACK}"
_DAMAGED = f"FLASH_DATA_DIR\u00a0: {{file}} est vide, tronquée ou facile à deviner. {_BACK}"
_UNREADABLE = (
    "FLASH_DATA_DIR\u00a0: {file} est illisible ({why}). Donnez ce fichier à l’utilisateur du "
    "service."
)
_UNWRITABLE = (
    "FLASH_DATA_DIR\u00a0: {file} ne peut pas être créé ({why}). Donnez ce dossier à "
    "l’utilisateur du service."
)


def anonymity_key(settings: Settings) -> bytes:
    """Return the key that stands between an anonymous contribution and its author.

    From ``FLASH_SECRET_KEY``; without it one is made once and kept in a file of its own, apart
    from the database, so that a copy of the database alone tells nothing. A database that was
    used has its key already: beside it none is made.

    Raises:
        ConfigurationError: the file is missing beside a used database, is damaged, or cannot be
            read or made.
        DatabaseUnavailableError: there is no key, and the database does not say whether it needs
            the old one.
    """
    file = settings.data_dir / KEY_FILE
    known = known_key(settings)
    # Looked for again: another process may have made it, and worked with it, meanwhile.
    if known is None and is_used(settings.database_url) and known_key(settings) is None:
        raise ConfigurationError(_LOST.format(file=file))
    if known is None:
        _make_key(file)
        known = known_key(settings) or b""
    if is_damaged(known):
        raise ConfigurationError(_DAMAGED.format(file=file))
    return known


def known_key(settings: Settings) -> bytes | None:
    """Return the same key where there is one already, as it stands; none is made.

    Raises:
        ConfigurationError: its file cannot be read.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        return given.encode()
    file = settings.data_dir / KEY_FILE
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigurationError(_UNREADABLE.format(file=file, why=error.strerror)) from None


def is_damaged(key: bytes) -> bool:
    """Tell whether a key is none: empty or full of nothing after a power cut, or guessable."""
    return is_guessable(key.decode("latin-1"))


def _make_key(file: Path) -> None:
    """Put a new key in *file*, whole or not at all; the first of two processes wins.

    It is on the disk before anything is kept that needs it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(f".{token_hex(8)}")
        try:
            with open(new, "x", opener=for_us_alone) as written:
                written.write(token_hex(32))
                written.flush()
                os.fsync(written.fileno())
            with suppress(FileExistsError):
                os.link(new, file)
                logging.getLogger(__name__).info("made %s: keep it with your backups, apart", file)
        finally:
            new.unlink(missing_ok=True)
        sync_folder(file.parent)
    except OSError as error:
        raise ConfigurationError(_UNWRITABLE.format(file=file, why=error.strerror)) from None
