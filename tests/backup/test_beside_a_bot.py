"""``backup`` and ``restore`` as processes of their own, beside a bot that serves."""

import asyncio
import io
import os
import signal
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from storage.backup.archive import check
from storage.migrations.upgrade import LOCK
from tests.acceptance.bot_process import free_port
from tests.backup.files import make_newer
from tests.postgres import Postgres
from tests.waiting import until_ready
from tests.week.nursery import Nursery, Process, nursery

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    async with nursery(tmp_path_factory.mktemp("processes")) as running:
        yield running


async def run(home: Nursery, url: str, *words: object, **settings: str) -> tuple[int, list[str]]:
    """Return the exit code of a command, and the lines that it wrote; all are for people."""
    process = await home.start(*map(str, words), FLASH_DATABASE_URL=url, **settings)
    code = await process.ended
    assert process.output.read_text("utf-8") == ""
    said = process.errors.read_text("utf-8")
    assert "Traceback" not in said, said
    return code, said.splitlines()


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


@asynccontextmanager
async def serving(home: Nursery, url: str) -> AsyncIterator[Process]:
    """Give a bot that serves the database at *url*."""
    port = free_port()
    key = "a key for tests that nobody guesses"
    server = await home.start(
        "serve", FLASH_DATABASE_URL=url, FLASH_PORT=str(port), FLASH_SECRET_KEY=key
    )
    await until_ready(server, f"http://127.0.0.1:{port}")
    yield server
    assert not server.ended.done()
    server.kill()
    await server.ended


async def test_a_backup_is_taken_beside_a_bot_and_restored_into_the_other_kind_of_database(
    home: Nursery, full_url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "sauvegarde d’hier.backup"
    async with serving(home, full_url):
        code, said = await run(home, full_url, "backup", file)
        refused = await run(home, full_url, "restore", file)
    rows = sum(check(io.BytesIO(file.read_bytes()))[1].values())

    assert code == 0
    assert said[0].startswith(f"{file}\u00a0: {rows} lignes de ")
    assert "data/anonymity.key" in said[1]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [name for name in names(tmp_path) if name.startswith(".")]

    code, (why,) = refused
    assert code == 1
    assert "se sert déjà" in why or "sert déjà" in why

    code, said = await run(home, other_url, "restore", file)
    assert code == 0
    assert said[0].startswith(f"{file} est restauré et vérifié\u00a0: {rows} lignes de ")


async def test_a_server_refuses_the_database_of_a_newer_version_in_a_sentence(
    home: Nursery, full_url: str
) -> None:
    make_newer(full_url)

    code, said = await run(home, full_url, "serve", FLASH_PORT=str(free_port()))

    assert code == 1
    assert "version plus récente du bot" in said[-1]
    assert "restaurez une sauvegarde d’avant la mise à jour" in said[-1]


async def test_a_backup_that_is_told_to_stop_leaves_no_half_a_file(
    home: Nursery, postgresql: Postgres, full_database: str, tmp_path: Path
) -> None:
    with postgresql.database(full_database) as url:
        plain = url.replace("+psycopg", "", 1)
        with psycopg.connect(plain) as migrating:
            migrating.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            process = await home.start("backup", str(tmp_path / "x"), FLASH_DATABASE_URL=url)
            while not names(tmp_path):
                assert not process.ended.done()
                await asyncio.sleep(0.02)
            os.kill(process.pid, signal.SIGTERM)

            assert await process.ended == 128 + signal.SIGTERM
    assert names(tmp_path) == []
