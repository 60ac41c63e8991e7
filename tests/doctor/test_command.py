"""``python -m bot doctor`` on an installation that is well, and on some that are not."""

import asyncio
import json
import logging
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from typer.testing import CliRunner, Result

from bot.cli.main import app
from cards.doctor import texts as doctor_texts
from deploy.node import ROOT, environment
from domain.checkup import Symptom
from tests.doctor.conftest import APP, SECRET, TENANT
from tests.key_server import FakeKeyServer
from tests.world import CLAIRE, NADIA, world


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    """The command silences the log of its process, which here is the tests'."""
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
async def identity(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A managed identity, as Azure's App Service offers it on the machine itself."""

    async def give(_: web.Request) -> web.Response:
        token = {"access_token": "t0ken", "expires_on": "4102444800", "token_type": "Bearer"}
        return web.json_response(token)

    application = web.Application()
    application.router.add_get("/token", give)
    async with TestServer(application) as server:
        monkeypatch.setenv("IDENTITY_ENDPOINT", str(server.make_url("/token")))
        monkeypatch.setenv("IDENTITY_HEADER", "x")
        yield


def made_in(place: Path) -> list[Path]:
    return list(place.iterdir())


async def called(*words: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, app, ["doctor", *words])


async def test_all_is_well_and_said_so(
    database_url: str,
    place: Path,
    identity: None,
    key_server: FakeKeyServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert identity is None
    async with world(database_url) as ml:
        ml.clock.now = ml.clock.now.now(ml.clock.now.tzinfo)
        await ml.install_in_team(CLAIRE)
        await ml.post(NADIA, "Bonne semaine à toutes et à tous")
        for name, value in {
            "DATABASE_URL": database_url,
            "APP_ID": APP,
            "APP_TYPE": "UserAssignedMSI",
            "APP_TENANT_ID": TENANT,
            "OPENID_URL": key_server.openid_url,
            "PUBLIC_URL": ml.url,
            "PORT": ml.url.rsplit(":", 1)[1],
            "SECRET_KEY": "a key for tests that nobody guesses",
        }.items():
            monkeypatch.setenv(f"FLASH_{name}", value)
        shown = await called()
        told = json.loads((await called("--json")).stdout)

    assert shown.exit_code == 0, shown.output
    assert shown.stdout.rstrip().endswith("Tout va bien.")
    checks = ["settings", "database", "key", "channel", "sends", "signing", "clock", "entra"]
    assert [each["check"] for each in told["findings"] if each["check"] != "disk"] == [
        *checks,
        "bot",
        "address",
    ]
    assert {each["verdict"] for each in told["findings"]} == {"ok"}
    assert told["verdict"] == "ok"
    assert "t0ken" not in shown.output
    assert made_in(place) == []


async def test_what_is_broken_is_said_with_what_to_do(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "DATABASE_URL": f"postgresql://flash:{SECRET}@127.0.0.1:1/flash",
        "APP_ID": APP,
        "APP_TYPE": "UserAssignedMSI",
        "APP_PASSWORD": SECRET,
        "APP_TENANT_ID": TENANT,
        "OPENID_URL": "http://127.0.0.1:1/",
        "PUBLIC_URL": "http://127.0.0.1:1",
        "PORT": "1",
    }.items():
        monkeypatch.setenv(f"FLASH_{name}", value)
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:1/token")
    monkeypatch.setenv("IDENTITY_HEADER", "x")

    shown = await called()

    assert shown.exit_code == 1
    assert SECRET not in shown.output
    assert "Traceback" not in shown.output
    down = re.findall(r"^✖ EN PANNE +([^:]+?)\u00a0:", shown.stdout, re.MULTILINE)
    assert down == [
        *("Base de données", "Clés de Microsoft", "Jeton d’Entra", "Service", "Adresse publique"),
    ]
    advice = re.findall(r"^ +→ ", shown.stdout, re.MULTILINE)
    assert len(advice) == len(re.findall(r"^[✖▲]", shown.stdout, re.MULTILINE))
    assert made_in(place) == []


@pytest.mark.parametrize("words", [(), ("--json",)])
async def test_wrong_settings_are_said_in_the_words_of_the_start(
    place: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    (place / ".env").write_text(f"FLASH_APP_ID={APP}\nFLASH_PORT=abc\n", "utf-8")
    monkeypatch.delenv("FLASH_APP_ID", raising=False)

    shown = await called(*words)

    assert shown.exit_code == 1
    assert "FLASH_PORT" in shown.stdout
    if words:
        assert json.loads(shown.stdout)["verdict"] == "down"
    else:
        assert "✖ EN PANNE  Réglages" in shown.stdout


def test_a_process_of_its_own_leaves_nothing_behind(tmp_path: Path) -> None:
    ended = subprocess.run(
        (sys.executable, "-m", "bot", "doctor"),
        env=environment(FLASH_APP_ID="", FLASH_PORT="1", PYTHONPATH=str(ROOT)),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1  # no bot runs there
    assert ended.stderr == ""
    assert "▲ À VOIR" in ended.stdout
    assert made_in(tmp_path) == []


def test_every_symptom_has_its_words() -> None:
    assert set(doctor_texts.SAID) == set(Symptom)
    assert set(doctor_texts.CHECK) == {each.check for each in Symptom}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_knows_few_characters_is_spoken_to_with_those(
    place: Path, encoding: str
) -> None:
    ended = subprocess.run(
        (sys.executable, "-m", "bot", "doctor"),
        env=environment(PYTHONPATH=str(ROOT), PYTHONIOENCODING=encoding, FLASH_CHANEL="x"),
        cwd=place,
        capture_output=True,
        check=False,
    )
    said = ended.stdout.decode(encoding, "replace")  # click speaks UTF-8 to what is ASCII

    assert (ended.returncode, ended.stderr) == (1, b"")
    assert "FLASH_CHANEL" in said
    assert "FLASH_CHANNEL" in said
    assert tuple(each for each in ("EN PANNE", "Base de donn") if each in said) == (
        "EN PANNE",
        "Base de donn",
    )
