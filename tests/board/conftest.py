"""A Mission Locale with a year behind it, and its page."""

import shutil
from pathlib import Path

import pytest

from domain.board.page import Board
from storage.database import database_url as as_url
from storage.database import open_engine
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.board.place import EMPTY, HOSTILE, USUAL, Amount, seen, settle


@pytest.fixture
async def store(store: Store) -> Store:
    await store.write(settle)
    return store


@pytest.fixture(scope="session")
def boards(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Board]:
    """Return the page of a usual Mission Locale, of one where nothing was said, and of words as
    long as they may be."""
    folder = tmp_path_factory.mktemp("boards")
    amounts = {"full": USUAL, "hostile": HOSTILE, "empty": EMPTY}
    return {name: _made(folder / name, migrated_file, each) for name, each in amounts.items()}


def _made(file: Path, migrated: Path, amount: Amount) -> Board:
    shutil.copyfile(migrated, file)
    engine = open_engine(as_url(f"sqlite:///{file}"), writes=True, connections=1)
    with engine.begin() as connection:
        settle(UnitOfWork(connection), amount)
    with engine.begin() as connection:
        board = seen(UnitOfWork(connection))
    engine.dispose()
    return board
