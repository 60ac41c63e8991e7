"""Without an app id only what comes straight from this machine is believed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.teams.door.nearness import is_from_here
from tests.world import CLAIRE, NADIA, World, world

QUERY: dict[str, Any] = {
    "type": "invoke",
    "name": "composeExtension/query",
    "id": "f:1",
    "channelId": "msteams",
    "serviceUrl": "http://127.0.0.1:9/x/",
    "from": {"id": "29:stranger", "aadObjectId": CLAIRE.aad, "name": "X"},
    "recipient": {"id": "28:bot"},
    "conversation": {"conversationType": "personal", "id": "a:1"},
    "channelData": {"tenant": {"id": CLAIRE.tenant}},
    "value": {
        "commandId": "search",
        "parameters": [{"name": "searchText", "value": "copieur"}],
        "queryOptions": {"skip": 0, "count": 25},
    },
}


HANDED_ON = [
    ("X-Forwarded-For", "203.0.113.7"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("x-forwarded-proto", "https"),
    ("X-Forwarded-Host", "flash.example.org"),
    ("Forwarded", "for=203.0.113.7"),
    ("Via", "1.1 caddy"),
    ("X-Real-IP", "203.0.113.7"),
    ("CF-Connecting-IP", "203.0.113.7"),
    ("CF-Ray", "8f1"),
    ("True-Client-IP", "203.0.113.7"),
    ("X-Original-URL", "/"),
    ("X-ARR-SSL", "2048"),
    ("X-Azure-ClientIP", "203.0.113.7"),
    ("Host", "flash.example.org"),
    ("Host", "evil.example:3978"),
    ("Host", "127.0.0.1.evil.example"),
    ("Host", "localhost.evil.example"),
    ("Host", "192.168.1.7:3978"),
    ("Host", "0.0.0.0"),
    ("Origin", "https://evil.example"),
    ("Origin", "null"),
]


@pytest.fixture
async def heard(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url) as ml:
        await ml.install_in_team(CLAIRE)
        await ml.post(NADIA, "Le copieur est en panne")
        yield ml


async def ask(ml: World, **headers: str) -> tuple[int, str]:
    url = f"{ml.url}/api/messages"
    async with ml.http.post(url, json=QUERY, headers=headers) as response:
        return response.status, await response.text()


async def test_what_a_proxy_or_a_web_page_hands_on_is_not_believed(heard: World) -> None:
    for name, value in HANDED_ON:
        status, said = await ask(heard, **{name: value})

        assert (name, value, status, "copieur" in said) == (name, value, 403, False)
        assert "FLASH_APP_ID" in json.loads(said)["error"]["message"]


async def test_a_program_on_this_machine_is_heard(heard: World) -> None:
    for host in ("localhost", "LOCALHOST:3978", "127.0.0.1", "[::1]:3978", ""):
        status, said = await ask(heard, **({"Host": host} if host else {}))

        assert (host, status, "copieur" in said) == (host, 200, True)


async def test_a_proxy_that_adds_nothing_is_known_by_its_old_http(heard: World) -> None:
    """As nginx does by default: the host that it was given, and HTTP/1.0."""
    body = json.dumps(QUERY).encode()
    head = (
        "POST /api/messages HTTP/1.0\r\nHost: 127.0.0.1:3978\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    url = urlsplit(heard.url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    writer.write(head.encode() + body)
    answered = await reader.read()
    writer.close()

    assert b" 403 " in answered.splitlines()[0]


@pytest.mark.parametrize("peer", ["", "192.168.1.7", "10.0.0.1", "fe80::1"])
def test_nobody_elsewhere_is_near(peer: str) -> None:
    request = make_mocked_request("POST", "/api/messages", headers={"Host": "127.0.0.1"})

    assert is_from_here(request.clone(remote="127.0.0.1"))
    assert not is_from_here(request.clone(remote=peer))
