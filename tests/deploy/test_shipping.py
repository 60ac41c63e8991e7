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

from bot.config import Settings
from deploy.node import ROOT, environment
from deploy.playground import answers, stop
from tests.acceptance.bot_process import free_port
from tests.machine import LONG_ENOUGH

DEPLOY = ROOT / "deploy"
APP = "33333333-3333-4333-8333-333333333333"
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


def _example() -> dict[str, str]:
    """Return what a copy of .env.example says before anybody has written in it."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"FLASH_\w+=", line))


def test_in_the_container_a_copy_of_the_example_leaves_what_the_image_needs(
    services: dict[str, Any],
) -> None:
    """A file that says 127.0.0.1 would hide the bot from the proxy."""
    image = re.findall(r"(FLASH_\w+)=(\S+)", (DEPLOY / "Dockerfile").read_text("utf-8"))
    registered = {"FLASH_APP_ID": APP, "FLASH_APP_TENANT_ID": APP, "FLASH_APP_PASSWORD": "s"}
    composed = {name: str(value) for name, value in services["bot"]["environment"].items()}
    told = dict(image) | _example() | registered | composed
    told["FLASH_PUBLIC_URL"] = told["FLASH_PUBLIC_URL"].replace("${DOMAIN}", "flash.exemple.fr")
    given = {name.removeprefix("FLASH_").lower(): value for name, value in told.items() if value}

    settings = Settings(_env_file=None, **given)

    assert (settings.host, settings.port) == ("0.0.0.0", 3978)
    assert settings.data_dir == Path("/data")
    assert settings.database_url.startswith("postgresql://")


def test_under_systemd_a_copy_of_the_example_overrides_nothing_that_the_unit_gives() -> None:
    text = (DEPLOY / "flash-amelioration.service").read_text("utf-8")
    given = set(re.findall(r"^Environment=(\w+)=", text, re.MULTILINE))

    assert {"FLASH_DATA_DIR", "FLASH_DATABASE_URL"} <= given
    assert given.isdisjoint(_example())


def test_commands_are_run_as_the_service_is() -> None:
    script = (DEPLOY / "flash-amelioration").read_text("utf-8")
    unit = (DEPLOY / "flash-amelioration.service").read_text("utf-8").splitlines()
    properties = re.findall(r"-p (\S+)", script)

    assert "User=flash-amelioration" in properties
    assert set(properties) <= set(unit)
    assert script.rstrip().endswith('/opt/flash-amelioration/.venv/bin/python -m bot "$@"')


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
