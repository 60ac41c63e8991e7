"""Who is let in: Teams, by a token that it signed for this bot and this tenant."""

import logging
import time
from dataclasses import dataclass

import jwt
import pytest

from bot.config import Settings
from bot.teams.door.auth import InboundAuth, Unauthorized, warn_when_open
from tests.teams.proof import APP_ID, OTHER, STRANGER, TENANT, URL, bearer, body, with_app_id


async def test_teams_is_let_in(auth, key_server):
    caller = await auth.check(bearer(key_server.sign(URL)), body())

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
async def test_harmless_differences_are_let_in(auth, key_server, claims, changes):
    assert await auth.check(bearer(key_server.sign(URL, **dated(claims))), body(**changes))


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Basic abc", "Bearer", "Bearer ", "bearer {}", "{}", "Bearer {}x", "Bearer {} {}"],
)
async def test_no_proper_bearer_header_is_refused(auth, key_server, authorization):
    header = authorization and authorization.replace("{}", key_server.sign(URL))

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
async def test_wrong_claims_are_refused(auth, key_server, claims):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL, **dated(claims))), body())


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
async def test_wrong_signatures_are_refused(auth, key_server, signing):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL, **signing)), body())


async def test_an_unsigned_token_is_refused(auth):
    token = jwt.encode({"iss": "x"}, "", "none", headers={"kid": "key-0"})

    with pytest.raises(Unauthorized):
        await auth.check(bearer(token), body())


async def test_a_key_that_the_token_brings_along_is_not_used(auth, key_server):
    public = jwt.algorithms.RSAAlgorithm.to_jwk(STRANGER.public_key(), as_dict=True)
    claims = jwt.decode(key_server.sign(URL), options={"verify_signature": False})
    headers = {"kid": "key-0", "jwk": public, "jku": "https://evil.example/keys"}
    token = jwt.encode(claims, STRANGER, "RS256", headers=headers)

    with pytest.raises(Unauthorized):
        await auth.check(bearer(token), body())


async def test_a_token_without_key_id_is_refused(auth, key_server):
    claims = jwt.decode(key_server.sign(URL), options={"verify_signature": False})

    with pytest.raises(Unauthorized):
        await auth.check(bearer(jwt.encode(claims, STRANGER, "RS256")), body())


@pytest.mark.parametrize(
    "endorsements", [[], ["webchat"], ["MSTEAMS"], None, "msteams", [["msteams"]]], ids=str
)
async def test_a_key_that_does_not_speak_for_teams_is_refused(auth, key_server, endorsements):
    key_server.endorsements = endorsements

    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL)), body())


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
async def test_a_body_for_somebody_else_is_refused(auth, key_server, changes):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(URL)), body(**changes))


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
async def test_a_service_url_elsewhere_is_refused_even_when_signed(auth, key_server, url):
    with pytest.raises(Unauthorized):
        await auth.check(bearer(key_server.sign(url)), body(serviceUrl=url))


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
async def test_settings_name_the_hosts(keys, key_server, hosts, url, allowed):
    auth = InboundAuth(with_app_id(service_hosts=hosts), keys)
    check = auth.check(bearer(key_server.sign(url)), body(serviceUrl=url))

    if allowed:
        assert (await check).is_authenticated
    else:
        with pytest.raises(Unauthorized):
            await check


async def test_a_refusal_never_quotes_the_token(auth, key_server):
    token = key_server.sign(URL, exp=1)

    with pytest.raises(Unauthorized) as refused:
        await auth.check(bearer(token), body())

    assert "ExpiredSignature" in str(refused.value)
    assert not any(part in str(refused.value) for part in token.split("."))


@pytest.fixture
def open_auth(keys):
    return InboundAuth(Settings(_env_file=None), keys)


async def test_without_app_id_a_program_on_this_machine_is_heard(open_auth):
    local = body(serviceUrl="http://localhost:56150/_connector", channelData=None)

    assert not (await open_auth.check(None, local, from_here=True)).is_authenticated


async def test_without_app_id_nobody_elsewhere_is_heard(open_auth):
    with pytest.raises(Unauthorized):
        await open_auth.check(None, body(serviceUrl="http://127.0.0.1:1/"))


@pytest.mark.parametrize(
    "changes", [{}, {"serviceUrl": "http://localhost.evil.example"}, {"channelId": "emulator"}]
)
async def test_without_app_id_nothing_leaves_this_machine(open_auth, changes):
    with pytest.raises(Unauthorized):
        await open_auth.check(None, body(**changes), from_here=True)


async def test_without_app_id_a_list_of_tenants_still_counts(keys):
    auth = InboundAuth(Settings(_env_file=None, allowed_tenants=TENANT), keys)
    local = {"serviceUrl": "http://127.0.0.1:1/"}

    assert not (await auth.check(None, body(**local), from_here=True)).is_authenticated
    with pytest.raises(Unauthorized):
        await auth.check(
            None, body(**local, channelData={"tenant": {"id": OTHER}}), from_here=True
        )


@pytest.mark.parametrize(("made", "warnings"), [(Settings(_env_file=None), 1), (with_app_id(), 0)])
def test_an_open_door_is_announced_loudly(caplog, made, warnings):
    with caplog.at_level(logging.WARNING):
        warn_when_open(made)

    assert len(caplog.records) == warnings
