import asyncio
import json
import logging
import time
from dataclasses import dataclass

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.config import Settings
from bot.teams.door import keys as keys_module
from bot.teams.door.auth import InboundAuth, Unauthorized, warn_when_open
from bot.teams.door.keys import SigningKeys
from bot.teams.sending.connector import open_session
from tests.fakes import FakeClock
from tests.key_server import FakeKeyServer
from tests.machine import LONG_ENOUGH

APP_ID = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
OTHER = "33333333-3333-3333-3333-333333333333"
URL = "https://smba.trafficmanager.net/emea/"
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def settings(**changes):
    filled = {"app_id": APP_ID, "app_password": "s3cret", "app_tenant_id": TENANT}
    return Settings(_env_file=None, **filled | changes)


def body(**changes):
    usual = {
        "type": "message",
        "channelId": "msteams",
        "serviceUrl": URL,
        "channelData": {"tenant": {"id": TENANT}},
        "conversation": {"id": "19:a", "tenantId": OTHER},
    }
    return {k: v for k, v in (usual | changes).items() if v is not None}


@pytest.fixture
async def server():
    async with FakeKeyServer(APP_ID) as running:
        yield running


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
async def keys(server, clock):
    async with open_session() as session:
        made = SigningKeys(session, server.openid_url, clock.monotonic)
        yield made
        await made.close()


@pytest.fixture
def auth(keys):
    return InboundAuth(settings(), keys)


def bearer(token):
    return f"Bearer {token}"


async def test_teams_is_let_in(auth, server):
    caller = await auth.check(bearer(server.sign(URL)), body())

    assert caller.is_authenticated
    assert caller.claims["aud"] == APP_ID


@dataclass(frozen=True)
class From:
    """Seconds from the moment at which the test runs: the tests are collected long before."""

    seconds: int


def dated(claims):
    now = int(time.time())
    return {
        name: now + value.seconds if isinstance(value, From) else value
        for name, value in claims.items()
    }


@pytest.mark.parametrize(
    ("claims", "changes"),
    [
        pytest.param({"exp": From(-200)}, {}, id="expired within the leeway"),
        pytest.param({"nbf": From(200)}, {}, id="not yet valid within the leeway"),
        pytest.param({}, {"serviceUrl": URL.rstrip("/")}, id="a trailing slash less"),
        pytest.param({"serviceurl": None, "serviceUrl": URL}, {}, id="claim spelled serviceUrl"),
        pytest.param(
            {}, {"channelData": {"tenant": {"id": TENANT.upper()}}}, id="tenant in capitals"
        ),
    ],
)
async def test_harmless_differences_are_let_in(auth, server, claims, changes):
    assert await auth.check(bearer(server.sign(URL, **dated(claims))), body(**changes))


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Basic abc", "Bearer", "Bearer ", "bearer {}", "{}", "Bearer {}x", "Bearer {} {}"],
)
async def test_no_proper_bearer_header_is_refused(auth, server, authorization):
    header = authorization and authorization.replace("{}", server.sign(URL))

    with pytest.raises(Unauthorized):
        await auth.check(header, body())


@pytest.mark.parametrize(
    "garbage",
    [
        "x",
        "a.b.c",
        "....",
        "é.é.é",
        "eyJhbGciOiJSUzI1NiJ9",
        "W10.W10.W10",
        "bnVsbA.bnVsbA.bnVsbA",
        "\udcff.\udcff.\udcff",
        jwt.utils.base64url_encode(b"[" * 5000).decode() + ".e30.e30",
    ],
)
async def test_garbage_is_refused(auth, garbage):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(garbage), body())


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": OTHER},
        {"aud": None},
        {"aud": 5},
        {"aud": [APP_ID]},
        {"iss": "https://sts.windows.net/" + TENANT + "/"},
        {"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"},
        {"iss": "https://api.botframework.com/"},
        {"iss": None},
        {"exp": From(-400)},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": [1]},
        {"exp": float("inf")},
        {"nbf": From(400)},
        {"nbf": None},
        {"serviceurl": None},
        {"serviceurl": "https://smba.trafficmanager.net/amer/"},
        {"serviceurl": URL.upper()},
        {"serviceurl": URL + "/"},
        {"serviceurl": [URL]},
    ],
    ids=str,
)
async def test_wrong_claims_are_refused(auth, server, claims):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL, **dated(claims))), body())


@pytest.mark.parametrize(
    "signing",
    [
        {"key": STRANGER},
        {"kid": "nobody-knows-it"},
        {"kid": ""},
        {"kid": "k" * 300},
        {"key": "a shared secret of thirty-two bytes!", "algorithm": "HS256"},
        {"algorithm": "RS384"},
        {"algorithm": "PS256"},
    ],
    ids=" and ".join,
)
async def test_wrong_signatures_are_refused(auth, server, signing):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL, **signing)), body())


async def test_an_unsigned_token_is_refused(auth):
    token = jwt.encode({"iss": "x"}, "", "none", headers={"kid": "key-0"})

    with pytest.raises(Unauthorized):
        await auth.check(bearer(token), body())


async def test_a_key_that_the_token_brings_along_is_not_used(auth, server):
    public = jwt.algorithms.RSAAlgorithm.to_jwk(STRANGER.public_key(), as_dict=True)
    claims = jwt.decode(server.sign(URL), options={"verify_signature": False})
    headers = {"kid": "key-0", "jwk": public, "jku": "https://evil.example/keys"}
    token = jwt.encode(claims, STRANGER, "RS256", headers=headers)

    with pytest.raises(Unauthorized):
        await auth.check(bearer(token), body())


async def test_a_token_without_key_id_is_refused(auth, server):
    claims = jwt.decode(server.sign(URL), options={"verify_signature": False})

    with pytest.raises(Unauthorized):
        await auth.check(bearer(jwt.encode(claims, STRANGER, "RS256")), body())


@pytest.mark.parametrize(
    "endorsements", [[], ["webchat"], ["MSTEAMS"], None, "msteams", [["msteams"]]], ids=str
)
async def test_a_key_that_does_not_speak_for_teams_is_refused(auth, server, endorsements):
    server.endorsements = endorsements

    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL)), body())


@pytest.mark.parametrize(
    "changes",
    [
        {"channelId": None},
        {"channelId": "emulator"},
        {"channelId": ["msteams"]},
        {"channelData": None},
        {"channelData": []},
        {"channelData": {"tenant": TENANT}},
        {"channelData": {"tenant": {"id": [TENANT]}}},
        {"channelData": {"tenant": {"id": OTHER}}},
        {"serviceUrl": None},
        {"serviceUrl": 5},
        {"serviceUrl": ""},
    ],
    ids=str,
)
async def test_a_body_for_somebody_else_is_refused(auth, server, changes):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL)), body(**changes))


@pytest.mark.parametrize(
    "url",
    [
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net./",
        "https://smba.trafficmanager.net/?x=1",
        "https://smba.trafficmanager.net/#x",
        "https://smba.trafficmanager.net/\n",
        " https://smba.trafficmanager.net/",
        "https://ｓmba.trafficmanager.net/",
        "//smba.trafficmanager.net/",
        "file:///etc/passwd",
        "https://127.0.0.1/",
        "http://127.0.0.1:3979/",
        "https://smba.trafficmanager.net/" + "a" * 2000,
    ],
)
async def test_a_service_url_elsewhere_is_refused_even_when_signed(auth, server, url):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(url)), body(serviceUrl=url))


@pytest.mark.parametrize(
    ("hosts", "url", "allowed"),
    [
        ("127.0.0.1", "http://127.0.0.1:4000/x", True),
        ("127.0.0.1:4000", "http://127.0.0.1:4000/x", True),
        ("127.0.0.1:4000", "http://127.0.0.1:4001/x", False),
        ("localhost", "http://localhost:4000", True),
        ("[::1]", "http://[::1]:4000", True),
        ("::1", "http://[::1]:4000", True),
        ("localhost", "http://127.0.0.1:4000", False),
        ("teams.example:8443", "https://teams.example:8443/", True),
        ("teams.example:8443", "http://teams.example:8443/", False),
        ("teams.example:8443", "https://teams.example/", False),
        ("teams.example", "https://TEAMS.example:443/", True),
    ],
)
async def test_settings_name_the_hosts(keys, server, hosts, url, allowed):
    auth = InboundAuth(settings(service_hosts=hosts), keys)
    check = auth.check(bearer(server.sign(url)), body(serviceUrl=url))

    if allowed:
        assert (await check).is_authenticated
    else:
        with pytest.raises(Unauthorized):
            await check


async def test_a_refusal_never_quotes_the_token(auth, server):
    token = server.sign(URL, exp=1)

    with pytest.raises(Unauthorized) as refused:
        await auth.check(bearer(token), body())

    assert "ExpiredSignature" in str(refused.value)
    assert not any(part in str(refused.value) for part in token.split("."))


async def test_a_rolled_over_key_is_accepted_within_thirty_seconds(auth, server, clock):
    await auth.check(bearer(server.sign(URL)), body())
    clock.advance(seconds=1)
    old = server.sign(URL)
    server.rotate()

    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL)), body())
    assert await auth.check(bearer(old), body())

    clock.advance(seconds=20)
    assert await auth.check(bearer(server.sign(URL)), body())


async def test_a_withdrawn_key_is_forgotten_with_the_next_fetch(auth, server, clock):
    old = server.sign(URL)
    await auth.check(bearer(old), body())
    server.rotate()
    clock.advance(seconds=20)
    await auth.check(bearer(server.sign(URL)), body())

    with pytest.raises(Unauthorized):
        await auth.check(bearer(old), body())


async def test_a_burst_of_unknown_keys_costs_a_few_fetches_a_minute(auth, server, clock):
    for second in range(60):
        tokens = [server.sign(URL, kid=f"{second}-{n}", key=STRANGER) for n in range(4)]
        checks = [auth.check(bearer(token), body()) for token in tokens]
        results = await asyncio.gather(*checks, return_exceptions=True)
        assert all(isinstance(result, Unauthorized) for result in results)
        clock.advance(seconds=1)

    assert server.fetches == 4


async def test_two_hundred_strangers_at_once_cost_one_fetch(auth, server):
    tokens = [server.sign(URL, kid=f"k{n}", key=STRANGER) for n in range(200)]
    checks = [auth.check(bearer(token), body()) for token in tokens]

    results = await asyncio.gather(*checks, return_exceptions=True)

    assert all(isinstance(result, Unauthorized) for result in results)
    assert server.fetches == 1


async def test_a_hanging_key_server_costs_one_answer_five_seconds_at_most(
    auth, server, clock, monkeypatch
):
    assert keys_module.TIME_LIMIT < 5
    monkeypatch.setattr(keys_module, "TIME_LIMIT", 0.5)
    known = bearer(server.sign(URL))
    await auth.check(known, body())
    server.hangs = True
    server.rotate()
    clock.advance(seconds=20)
    unknown = asyncio.create_task(auth.check(bearer(server.sign(URL)), body()))
    await server.wait_for_fetches(2)

    await auth.check(known, body())
    assert not unknown.done(), "a known key waits for nobody"

    with pytest.raises(Unauthorized):
        await unknown

    fetches = server.fetches
    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL)), body())
    assert server.fetches == fetches, "the next stranger costs no fetch"


async def test_old_keys_serve_while_new_ones_are_fetched(auth, server, clock, monkeypatch):
    monkeypatch.setattr(keys_module, "TIME_LIMIT", 3600.0)
    token = bearer(server.sign(URL))
    await auth.check(token, body())
    server.hangs = True
    clock.advance(hours=25)

    async with asyncio.timeout(LONG_ENOUGH):  # a fetch would hang for an hour
        assert await auth.check(token, body())
    await server.wait_for_fetches(2)

    assert server.fetches == 2


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
async def test_a_lying_key_server_takes_no_key_away(auth, server, clock, lie):
    token = bearer(server.sign(URL))
    await auth.check(token, body())
    server.lie = lie
    clock.advance(seconds=20)

    with pytest.raises(Unauthorized):
        await auth.check(bearer(server.sign(URL, kid="new", key=STRANGER)), body())
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
async def test_an_unusable_key_is_left_out(server, clock, described):
    server.lie = json.dumps({"jwks_uri": server.openid_url, "keys": [described]}).encode()
    async with open_session() as session:
        keys = SigningKeys(session, server.openid_url, clock.monotonic)

        assert await keys.find("bad") is None


@pytest.fixture
def open_auth(keys):
    return InboundAuth(Settings(_env_file=None), keys)


async def test_without_app_id_a_program_on_this_machine_is_heard(open_auth):
    local = body(serviceUrl="http://localhost:56150/_connector", channelData=None)

    assert not (await open_auth.check(None, local, "127.0.0.1")).is_authenticated


@pytest.mark.parametrize("peer", [None, "", "192.168.1.7", "10.0.0.1", "fe80::1"])
async def test_without_app_id_nobody_elsewhere_is_heard(open_auth, peer):
    with pytest.raises(Unauthorized):
        await open_auth.check(None, body(serviceUrl="http://127.0.0.1:1/"), peer)


@pytest.mark.parametrize(
    "changes", [{}, {"serviceUrl": "http://localhost.evil.example"}, {"channelId": "emulator"}]
)
async def test_without_app_id_nothing_leaves_this_machine(open_auth, changes):
    with pytest.raises(Unauthorized):
        await open_auth.check(None, body(**changes), "127.0.0.1")


async def test_without_app_id_a_list_of_tenants_still_counts(keys):
    auth = InboundAuth(Settings(_env_file=None, allowed_tenants=TENANT), keys)
    local = {"serviceUrl": "http://127.0.0.1:1/"}

    assert not (await auth.check(None, body(**local), "::1")).is_authenticated
    with pytest.raises(Unauthorized):
        await auth.check(None, body(**local, channelData={"tenant": {"id": OTHER}}), "::1")


@pytest.mark.parametrize(("made", "warnings"), [(Settings(_env_file=None), 1), (settings(), 0)])
def test_an_open_door_is_announced_loudly(caplog, made, warnings):
    with caplog.at_level(logging.WARNING):
        warn_when_open(made)

    assert len(caplog.records) == warnings
