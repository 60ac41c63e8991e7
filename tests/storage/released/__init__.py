"""A Mission Locale as each released version of the bot kept it: one file a schema.

Made by that version's own bot, through the wire; nobody changes a file afterwards. When a schema
is released, ``python -m tests.storage.released`` writes its file.
"""

from pathlib import Path
from typing import IO

from tests.backup.files import sealed

FOLDER = Path(__file__).parent

KEY = "a key for tests"
"""The key of anonymous authors of all these lives: by another one nobody finds what they wrote.

Keys as short as this are refused today.
"""


def schemas() -> list[str]:
    """Return the schemas of which there is a file, the oldest first."""
    return sorted(file.stem for file in FOLDER.glob("*.jsonl"))


def backup_of(schema: str) -> IO[bytes]:
    """Return the backup of a released schema, as an open file."""
    return sealed((FOLDER / f"{schema}.jsonl").read_bytes().splitlines(keepends=True))
