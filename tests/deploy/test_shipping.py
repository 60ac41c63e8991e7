"""What ships the bot: nobody is root, nothing but the data is written, secrets stay outside."""

import asyncio
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from deploy.node import ROOT, environment
from deploy.playground import answers, stop
from tests.acceptance.bot_process import free_port
from tests.machine import LONG_ENOUGH

DEPLOY = ROOT / "deploy"
PACKAGES = ("bot", "cards", "domain", "storage")
PINNED = re.compile(r"[\w./-]+:\d+(\.\d+)+[\w.-]*")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    composed: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))
    services: dict[str, Any] = composed["services"]
    return services


def test_the_image_is_pinned_and_its_user_is_not_root() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM")]
    assert len(bases) == 2
    assert all(PINNED.fullmatch(base) for base in bases)
    assert [line for line in lines if line.startswith("USER")] == ["USER flash"]
    assert any("--require-hashes" in line for line in lines)


def test_the_image_is_made_of_what_the_bot_imports_and_nothing_else() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", text, flags=re.MULTILINE))
    ignored = (ROOT / ".dockerignore").read_text("utf-8")
    allowed = set(re.findall(r"^!(\w+)$", ignored, flags=re.MULTILINE))
    assert copied == allowed == set(PACKAGES)
    assert ignored.splitlines()[1] == "*"


@pytest.mark.parametrize("name", ["bot", "proxy", "database"])
def test_each_container_has_a_read_only_root_and_gains_no_rights(
    services: dict[str, Any], name: str
) -> None:
    service = services[name]
    assert service["read_only"] is True
    assert "no-new-privileges:true" in service["security_opt"]
    assert "build" in service or PINNED.fullmatch(service["image"])
    if name != "database":  # PostgreSQL's image begins as root and gives that up itself
        assert service["cap_drop"] == ["ALL"]


def test_two_bots_share_the_key_and_no_secret_is_written_down(services: dict[str, Any]) -> None:
    bot = services["bot"]
    assert bot["deploy"]["replicas"] == 2
    assert bot["environment"]["FLASH_SECRET_KEY"].startswith("${FLASH_SECRET_KEY:?")
    assert "ports" not in bot
    assert "ports" not in services["database"]
    text = (DEPLOY / "compose.yml").read_text("utf-8")
    for value in re.findall(r"PASSWORD\S*: (\S+)", text):
        assert value.startswith("${")


def test_the_proxy_lets_in_what_people_and_teams_need_and_no_metrics() -> None:
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    (doors,) = re.findall(r"@doors path (.*)", text)
    assert {"/api/messages", "/mes-donnees/*", "/export/*"} <= set(doors.split())
    assert "/metrics" not in doors
    assert "respond 404" in text


@pytest.mark.parametrize("unit", ["flash-amelioration", "flash-amelioration-backup"])
def test_the_units_run_as_nobody_in_particular(unit: str) -> None:
    text = (DEPLOY / f"{unit}.service").read_text("utf-8")
    for line in (
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "Environment=FLASH_DATA_DIR=/var/lib/flash-amelioration",
    ):
        assert line in text.splitlines()


async def test_the_bot_writes_its_data_and_nothing_else(tmp_path: Path) -> None:
    """Run it as the image does: its packages alone, elsewhere, without a home."""
    app, data = tmp_path / "app", tmp_path / "data"
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, app / package, ignore=ignored)
    before = sorted(app.rglob("*"))
    port = free_port()
    settings = environment(
        FLASH_APP_ID="",
        FLASH_PORT=str(port),
        FLASH_DATA_DIR=str(data),
        FLASH_DATABASE_URL=f"sqlite+aiosqlite:///{data / 'flash.db'}",
        PYTHONDONTWRITEBYTECODE="1",
        HOME="/nonexistent",
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"), cwd=app, env=settings
    )
    try:
        async with asyncio.timeout(LONG_ENOUGH):
            while not await answers(f"http://127.0.0.1:{port}/readyz"):
                assert process.returncode is None
                await asyncio.sleep(0.05)
        url = f"http://127.0.0.1:{port}/confidentialite"
        async with aiohttp.ClientSession() as http, http.get(url) as page:
            assert page.status == 200
    finally:
        await stop(process)
    assert sorted(app.rglob("*")) == before
    assert {"flash.db", "anonymity.key"} <= {each.name for each in data.iterdir()}
