"""The keys that sign what Teams says: fetched, renewed, forgotten, and seldom asked for."""

import asyncio
import json

import pytest

from bot.clouds import PUBLIC
from bot.teams.door import keys as keys_module
from bot.teams.door.auth import Unauthorized
from bot.teams.door.keys import SigningKeys
from bot.teams.sending.connector import open_session
from tests.machine import LONG_ENOUGH
from tests.teams.proof import STRANGER, URL, bearer, body


async def test_a_rolled_over_key_is_accepted_within_thirty_seconds(auth, key_server, clock):
    await auth.check(bearer(key_server.sign(URL)), body())
    clock.advance(seconds=1)
    old = key_server.sign(URL)
    key_server.rotate()

    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL)), body())
    assert await auth.check(bearer(old), body())

    clock.advance(seconds=20)
    assert await auth.check(bearer(key_server.sign(URL)), body())


async def test_a_withdrawn_key_is_forgotten_with_the_next_fetch(auth, key_server, clock):
    old = key_server.sign(URL)
    await auth.check(bearer(old), body())
    key_server.rotate()
    clock.advance(seconds=20)
    await auth.check(bearer(key_server.sign(URL)), body())

    with pytest.raises(Unauthorized):
        await auth.check(bearer(old), body())


async def test_a_burst_of_unknown_keys_costs_a_few_fetches_a_minute(auth, key_server, clock):
    for second in range(60):
        tokens = [key_server.sign(URL, kid=f"{second}-{n}", key=STRANGER) for n in range(4)]
        checks = [auth.check(bearer(token), body()) for token in tokens]
        results = await asyncio.gather(*checks, return_exceptions=True)
        assert all(isinstance(result, Unauthorized) for result in results)
        clock.advance(seconds=1)

    assert key_server.fetches == 4


async def test_two_hundred_strangers_at_once_cost_one_fetch(auth, key_server):
    tokens = [key_server.sign(URL, kid=f"k{n}", key=STRANGER) for n in range(200)]
    checks = [auth.check(bearer(token), body()) for token in tokens]

    results = await asyncio.gather(*checks, return_exceptions=True)

    assert all(isinstance(result, Unauthorized) for result in results)
    assert key_server.fetches == 1


async def test_a_hanging_key_server_costs_one_answer_five_seconds_at_most(
    auth, key_server, clock, monkeypatch
):
    assert keys_module.TIME_LIMIT < 5
    known = bearer(key_server.sign(URL))
    await auth.check(known, body())
    monkeypatch.setattr(keys_module, "TIME_LIMIT", 0.5)
    key_server.hangs = True
    key_server.rotate()
    clock.advance(seconds=20)
    unknown = asyncio.create_task(auth.check(bearer(key_server.sign(URL)), body()))
    await key_server.wait_for_fetches(2)

    await auth.check(known, body())
    assert not unknown.done(), "a known key waits for nobody"

    with pytest.raises(Unauthorized):
        await unknown

    fetches = key_server.fetches
    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL)), body())
    assert key_server.fetches == fetches, "the next stranger costs no fetch"


async def test_old_keys_serve_while_new_ones_are_fetched(auth, key_server, clock, monkeypatch):
    monkeypatch.setattr(keys_module, "TIME_LIMIT", 3600.0)
    token = bearer(key_server.sign(URL))
    await auth.check(token, body())
    key_server.hangs = True
    clock.advance(hours=25)

    async with asyncio.timeout(LONG_ENOUGH):  # a fetch would hang for an hour
        assert await auth.check(token, body())
    await key_server.wait_for_fetches(2)

    assert key_server.fetches == 2


@pytest.mark.parametrize(
    "lie",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b"{}",
        b'{"jwks_uri": 5}',
        b'{"jwks_uri": "http://evil.example/keys"}',
        b'{"jwks_uri": "https://[/"}',
        b'{"jwks_uri": "https://"}',
        b" " * 1_000_000,
    ],
    ids=lambda lie: lie[:30].decode(),
)
async def test_a_lying_key_server_takes_no_key_away(auth, key_server, clock, lie):
    token = bearer(key_server.sign(URL))
    await auth.check(token, body())
    key_server.lie = lie
    clock.advance(seconds=20)

    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL, kid="new", key=STRANGER)), body())
    assert await auth.check(token, body())


@pytest.mark.parametrize(
    "described",
    [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "bad"},
        {"kty": "RSA", "kid": "bad"},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "bad"},
        {"kty": "RSA", "n": "é", "e": "AQAB", "kid": "bad"},
        {"kty": "RSA", "n": "AQAB", "e": "AA", "kid": "bad"},
        "bad",
    ],
    ids=str,
)
async def test_an_unusable_key_is_left_out(key_server, clock, described):
    key_server.lie = json.dumps({"jwks_uri": key_server.openid_url, "keys": [described]}).encode()
    async with open_session() as session:
        keys = SigningKeys(session, key_server.openid_url, PUBLIC.issuer, clock.monotonic)

        assert await keys.find("bad") is None
