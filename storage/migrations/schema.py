"""The tables of this version: those of the spine, and those of each capability."""

from importlib import import_module
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import SQLModel


def metadata() -> sa.MetaData:
    """Return every table: each ``tables.py`` of this floor is imported afterwards."""
    here = Path(__file__).parents[1]
    for file in sorted(here.rglob("tables.py")):
        import_module(".".join(("storage", *file.relative_to(here).with_suffix("").parts)))
    return SQLModel.metadata
