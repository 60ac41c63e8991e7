"""What is said of a database that cannot be opened: which setting, why, and no password."""

import traceback
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.database import DatabaseUnavailableError
from storage.store import Store


async def test_a_database_that_cannot_be_opened_is_named_by_its_setting(
    database_url: str, tmp_path: Path
) -> None:
    url = make_url(database_url)
    sqlite = url.get_backend_name() == "sqlite"
    absent = url.set(database=str(tmp_path)) if sqlite else url.set(database="absent")
    store = Store(absent.render_as_string(hide_password=False))

    with pytest.raises(DatabaseUnavailableError, match="FLASH_DATABASE_URL"):
        store.open()
    await store.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://flash:hunter2@127.0.0.1:1/flash",
        "postgresql+asyncpg://flash:hunter2@127.0.0.1:1/flash",
        "postgresql://flash:hunter2@127.0.0.1:five/flash",
        "postgresql://flash:hunter2@127.0.0.1:1/flash?password=hunter2",
        "mysql://flash:hunter2@127.0.0.1/flash",
        "hunter2",
        "",
    ],
)
def test_a_wrong_address_is_named_by_its_setting_without_the_password(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="FLASH_DATABASE_URL") as raised:
        Store(url).open()

    assert "hunter2" not in "".join(traceback.format_exception(raised.value))


async def test_a_file_that_is_no_database_is_named_by_its_setting(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("pas une base de données" * 100)
    store = Store(f"sqlite:///{file}")

    with pytest.raises(
        DatabaseUnavailableError, match=r"FLASH_DATABASE_URL.*pas une base de données"
    ):
        store.open()
    await store.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseUnavailableError, match="FLASH_DATABASE_URL\u00a0: le dossier"):
        Store(f"sqlite:///{tmp_path}/file/below/flash.db")
