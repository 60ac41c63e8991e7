"""What a proxy lets through: computed from the routes, and tried through a real Caddy."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.app import create_app, public_doors
from bot.config import Settings
from bot.doctor.outside import examine_address
from bot.web.doors import patterns_of
from deploy import doors
from deploy.node import ROOT
from deploy.playground import answers
from domain.checkup import Symptom, Verdict
from tests.acceptance.bot_process import free_port
from tests.machine import find_caddy, leave_out
from tests.waiting import until
from tests.world import TENANT, World, world

APP = "33333333-3333-4333-8333-333333333333"
INSIDE = {"/readyz", "/metrics"}

HOSTILE = [
    "/metrics",
    "/METRICS",
    "/metrics/",
    "//metrics",
    "/%6detrics",
    "/readyz",
    "/s/../metrics",
    "/s/%2e%2e/metrics",
    "/s/..%2fmetrics",
    "/s/..%2Fmetrics",
    "/s//../../metrics",
    "/flash/x/../../metrics",
    "/healthz/../metrics",
    "/healthz%2f..%2fmetrics",
    "/tableau/x/..;/metrics",
    "/",
    "//evil.example/s/x",
]


def test_every_route_but_those_of_this_machine_is_a_door(tmp_path: Path) -> None:
    app = create_app(Settings(_env_file=None, data_dir=tmp_path))
    routes = {resource.canonical for resource in app.router.resources()}
    patterns = patterns_of(public_doors())

    assert {path.partition("{")[0] for path in routes} - INSIDE == {
        each.rstrip("*") for each in patterns
    }


def test_the_rule_of_the_proxies_is_that_of_the_routes() -> None:
    assert doors.FILE.read_text("utf-8") == doors.rule(), "make doors"
    for proxy in ("deploy/Caddyfile", "docs/installer.md"):
        text = (ROOT / proxy).read_text("utf-8")
        assert re.search(r"import \S*doors\.caddy", text)
        assert "@doors path" not in text
        assert "respond 404" in text
    assert "./doors.caddy:/etc/caddy/doors.caddy:ro" in (ROOT / "deploy/compose.yml").read_text()


def _documented(at: str, bot: int) -> str:
    """Return the Caddyfile of docs/installer.md, for a bot on that port."""
    text = (ROOT / "docs/installer.md").read_text("utf-8")
    block: str
    (block,) = re.findall(r"^    flash\.exemple\.fr \{\n(?:    .*\n)+?    \}$", text, re.MULTILINE)
    return (
        block.replace("flash.exemple.fr", at)
        .replace("/opt/flash-amelioration", str(ROOT))
        .replace("127.0.0.1:3978", f"127.0.0.1:{bot}")
    )


def _of_the_containers(at: str, bot: int) -> str:
    """Return deploy/Caddyfile, which finds the bots by their names' addresses."""
    text = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    return (
        text.replace("{$DOMAIN}", at)
        .replace("import doors.caddy", f"import {doors.FILE}")
        .replace("dynamic a bot 3978", f"dynamic a localhost {bot}")
    )


@asynccontextmanager
async def proxy(folder: Path, config: str) -> AsyncIterator[str]:
    """Give the address of a Caddy in front of the bot."""
    caddy = find_caddy()
    if caddy is None:
        leave_out("Caddy not found; apt-get install caddy")
    port = free_port()
    at = f"http://127.0.0.1:{port}"
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + config.replace("AT", at), "utf-8")
    environment = os.environ | {"HOME": str(folder)}  # noqa: TID251 -- Caddy's, not ours
    with (folder / "caddy.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            caddy,
            "run",
            "--config",
            file,
            "--adapter",
            "caddyfile",
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            await until(lambda: _is_up(process, f"{at}/healthz", folder))
            yield at
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _is_up(process: asyncio.subprocess.Process, url: str, folder: Path) -> bool:
    assert process.returncode is None, (folder / "caddy.log").read_text("utf-8")
    return await answers(url)


async def ask(url: str, method: str, path: str) -> tuple[int, bytes]:
    """Return the status and what follows the head; *path* goes as it is, no client tidies it."""
    to = urlsplit(url)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    head = f"{method} {path} HTTP/1.1\r\nHost: {to.netloc}\r\nConnection: close\r\n"
    body = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    writer.write((head + body).encode())
    answered = await reader.read()
    writer.close()
    status, _, rest = answered.partition(b"\r\n")
    return int(status.split()[1]), rest.partition(b"\r\n\r\n")[2]


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    async with world(
        sqlite_url,
        app_id=APP,
        app_password="s3cret",
        app_tenant_id=TENANT,
        openid_url="http://127.0.0.1:1/",
    ) as running:
        yield running


@pytest.mark.parametrize("kind", [_documented, _of_the_containers], ids=["documented", "compose"])
async def test_all_doors_are_open_through_caddy_and_nothing_else(
    ml: World, tmp_path: Path, kind: Callable[[str, int], str]
) -> None:
    async with proxy(tmp_path, kind("AT", urlsplit(ml.url).port or 0)) as url:
        for door in public_doors():
            assert door.method in {"GET", "POST"}
            for method in ("GET", "HEAD", "OPTIONS", "POST"):
                through = await ask(url, method, door.path)
                assert through == await ask(ml.url, method, door.path), (method, door.path)
            for path in (f"{door.path}/", door.path.upper(), f"{door.path}?next=//evil.example"):
                through, straight = await ask(url, "GET", path), await ask(ml.url, "GET", path)
                assert through[0] == straight[0], path
        for path in HOSTILE:
            status, said = await ask(url, "GET", path)
            assert (path, status) in {(path, 400), (path, 403), (path, 404)}
            assert b"flash_" not in said, path


async def test_doctor_tries_every_door_through_the_public_address(
    ml: World, tmp_path: Path
) -> None:
    whole = _documented("AT", urlsplit(ml.url).port or 0)
    patterns = [each for each in patterns_of(public_doors()) if each not in {"/tableau/*", "/s/*"}]
    old = whole.replace(f"import {doors.FILE}", f"@doors path {' '.join(patterns)}")

    for config, verdict, symptom, named in (
        (whole, Verdict.OK, Symptom.ADDRESS_WELL, ""),
        (old, Verdict.DOWN, Symptom.ADDRESS_SHUT, "/tableau/*, /s/*"),
    ):
        async with proxy(tmp_path, config) as url:
            ours = ml.settings.model_copy(
                update={"public_url": url, "port": urlsplit(ml.url).port}
            )
            (found,) = await examine_address(ours, ml.http, ml.clock, public_doors())

        assert (found.verdict, found.symptom) == (verdict, symptom)
        assert found.facts.get("doors", "") == named


async def test_without_an_app_id_nobody_is_believed_through_caddy(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with (
        world(sqlite_url) as ml,
        proxy(tmp_path, _documented("AT", urlsplit(ml.url).port or 0)) as url,
    ):
        status, said = await ask(url, "POST", "/api/messages")

    assert status == 403
    assert b"FLASH_APP_ID" in said
