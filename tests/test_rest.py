"""A server at rest is small: what only some pages, files or words need is not there yet."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from alembic.script import ScriptDirectory

from deploy.node import ROOT, environment
from storage.migrations.upgrade import revisions
from tests.machine import LONG_ENOUGH

_SERVES = """
import asyncio, json, sys
from aiohttp import web
from bot.app import create_app
from bot.cli import main
from bot.config import load_settings

async def rest():
    runner = web.AppRunner(create_app(load_settings()))
    await runner.setup()
    await runner.cleanup()

asyncio.run(rest())
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def _loaded(folder: Path) -> set[str]:
    """Return the packages that a server has loaded which stands on the database in *folder*."""
    url = f"sqlite:///{folder}/flash.db"
    ended = subprocess.run(
        (sys.executable, "-c", _SERVES),
        env=environment(FLASH_APP_ID="", FLASH_DATABASE_URL=url, FLASH_DATA_DIR=str(folder)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
        check=True,
    )
    return set(json.loads(ended.stdout.splitlines()[-1]))


def test_a_server_at_rest_has_not_loaded_what_it_may_never_need(tmp_path: Path) -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    later = set(rules["flake8-tidy-imports"]["banned-module-level-imports"])

    assert "alembic" in _loaded(tmp_path), "a new database is made by it"
    loaded = _loaded(tmp_path)

    assert {"aiohttp", "sqlalchemy", "botbuilder"} <= loaded
    assert loaded & (later | {"mako", "openpyxl", "pygments"}) == set()


def test_the_revisions_are_those_that_alembic_finds() -> None:
    scripts = ScriptDirectory(str(ROOT / "storage" / "migrations"))

    found = [each.revision for each in scripts.walk_revisions()]
    assert list(revisions()) == found[::-1]
