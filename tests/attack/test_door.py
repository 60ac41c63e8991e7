"""Who is not Teams, or not for us, is answered 401 and learns nothing; nothing is kept or sent."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.attack.conftest import APP_ID, Guarded
from tests.attack.key_server import BadKeyServer, Lie
from tests.key_server import ISSUER, private_key
from tests.world import NADIA, TENANT

STRANGERS_KEY = private_key(99)
OTHER_TENANT = "99999999-9999-4999-8999-999999999999"
EMULATORS = "d6d49420-f39b-4df7-a1dc-d59a935871db"
"""The tenant in which the Bot Framework Emulator gets its tokens (Learn, *Authentication*)."""

Bad = tuple[str | None, dict[str, Any]]
"""An ``Authorization`` header, and what differs in the activity."""


def _plain(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def by_hand(header: dict[str, Any], claims: dict[str, Any], secret: bytes = b"") -> str:
    """Return a token that no library would make: without a signature, or with a public secret."""
    signed = ".".join(_plain(json.dumps(part).encode()) for part in (header, claims))
    mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest() if secret else b""
    return f"{signed}.{_plain(mac)}"


def _headers(good: str) -> Iterator[tuple[str, str | None]]:
    yield "no header", None
    yield "an empty header", ""
    yield "basic", f"Basic {_plain(b'flash:s3cret')}"
    yield "bearer in small letters", good.replace("Bearer", "bearer")
    yield "two tokens", f"{good} {good.removeprefix('Bearer ')}"
    yield "garbage", "Bearer a.b.c"
    yield "a token cut short", good[:-20]
    yield "a token without its signature", f"{good.rpartition('.')[0]}."
    yield "five parts, as encrypted ones have", f"{good}.x.y"


def _altered(guarded: Guarded) -> Iterator[tuple[str, str]]:
    """Tokens whose signature does not stand for what they say."""
    good = guarded.prove().removeprefix("Bearer ")
    claims = jwt.decode(good, options={"verify_signature": False})
    known = {"alg": "RS256", "kid": "key-0", "typ": "JWT"}
    first, _, last = good.split(".")
    more = _plain(json.dumps(claims | {"exp": claims["exp"] + 86400}).encode())
    yield "altered after it was signed", f"{first}.{more}.{last}"
    yield "forged with a key of one's own", guarded.keys.sign("x", key=STRANGERS_KEY, **claims)
    for name in ("none", "None", "nOnE", "NONE", ""):
        yield f"alg {name!r}", by_hand(known | {"alg": name}, claims)
    public = private_key(0).public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    yield "HS256 with the public key", by_hand(known | {"alg": "HS256"}, claims, pem)
    yield "HS256 with the public key, binary", by_hand(known | {"alg": "HS256"}, claims, der)
    for algorithm in ("RS384", "PS256"):
        yield algorithm, guarded.keys.sign("x", algorithm=algorithm, **claims)
    brought = {
        "jku": "https://evil.example/keys",
        "x5u": "https://evil.example/x",
        "jwk": jwt.algorithms.RSAAlgorithm.to_jwk(STRANGERS_KEY.public_key(), as_dict=True),
    }
    mine = jwt.encode(claims, STRANGERS_KEY, "RS256", headers=known | brought)
    yield "a key that the token brings along", mine
    for kid in ("unknown", "../keys", "https://evil.example/keys", "' OR 1=1 --", "k" * 5000):
        yield f"kid {kid[:30]!r}", guarded.keys.sign("x", kid=kid, **claims)
    yield "no kid", jwt.encode(claims, private_key(0), "RS256")
    yield (
        "an extension that must be understood",
        jwt.encode(claims, private_key(0), "RS256", headers=known | {"crit": ["exp2"], "exp2": 1}),
    )


def _claims() -> Iterator[tuple[str, dict[str, Any]]]:
    now = int(time.time())
    yield "expired", {"exp": now - 400}
    yield "not yet valid", {"nbf": now + 400}
    yield "no exp", {"exp": None}
    yield "no nbf", {"nbf": None}
    yield "an exp that is no number", {"exp": "tomorrow"}
    yield "wrong audience", {"aud": OTHER_TENANT}
    yield "our audience among others", {"aud": [APP_ID, OTHER_TENANT]}
    yield "no audience", {"aud": None}
    yield "wrong issuer", {"iss": "https://evil.example"}
    yield "no issuer", {"iss": None}
    yield "an issuer that begins like ours", {"iss": f"{ISSUER}.evil.example"}
    yield "the government's issuer", {"iss": "https://api.botframework.us"}
    yield (
        "the emulator's issuer",
        {
            "iss": f"https://sts.windows.net/{EMULATORS}/",
            "appid": APP_ID,
        },
    )
    yield (
        "the emulator's newer issuer",
        {
            "iss": f"https://login.microsoftonline.com/{EMULATORS}/v2.0",
            "azp": APP_ID,
        },
    )
    yield "our own tenant's issuer", {"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"}
    yield "a service URL that is not the activity's", {"serviceurl": "https://other.example/"}
    yield "no service URL", {"serviceurl": None}


LOOK_ALIKES = [
    "http://smba.trafficmanager.net/emea/",
    "https://evil.example/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil-smba.trafficmanager.net/",
    "https://x.smba.trafficmanager.net/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net:443@evil.example/",
    "https://evil.example\\@smba.trafficmanager.net/",
    "https://evil.example#@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net:/",
    "https://smba.trafficmanager.net./",
    "https://smba.trafficmanager.net%2eevil.example/",
    "https://smba.trafficmanager.net%00.evil.example/",
    "https://smba。trafficmanager。net/",
    "https://ѕmba.trafficmanager.net/",
    "https://xn--mba-lkd.trafficmanager.net/",
    "https://smba.trafficmanager.net\t/",
    "https://smba.trafficmanager.net\r\nHost: evil.example/",
    "https:smba.trafficmanager.net/",
    "https:///smba.trafficmanager.net/",
    "//smba.trafficmanager.net/",
    "ftp://smba.trafficmanager.net/",
    "javascript:alert(1)//smba.trafficmanager.net/",
    "file:///etc/passwd",
    "https://169.254.169.254/metadata/",
    "http://2130706433/",
    "https://[::ffff:169.254.169.254]/",
    "https://metadata.google.internal/",
]


def _strange_bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, tenant in (
        ("another tenant", {"id": OTHER_TENANT}),
        ("no tenant", None),
        ("a tenant that is a list", {"id": [TENANT]}),
        ("a tenant with a space", {"id": f"{TENANT} "}),
    ):
        yield name, {"channelData": {"tenant": tenant}}
    yield (
        "a tenant in the conversation only",
        {
            "channelData": {},
            "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": TENANT},
        },
    )
    for channel in ("emulator", "webchat", "directline", "MSTEAMS", None):
        yield f"channel {channel!r}", {"channelId": channel}


def bad_requests(guarded: Guarded) -> dict[str, Bad]:
    """Return everything that is to be refused, by what is wrong with it."""
    good = guarded.prove()
    bad: dict[str, Bad] = {name: (header, {}) for name, header in _headers(good)}
    bad |= {name: (f"Bearer {token}", {}) for name, token in _altered(guarded)}
    bad |= {name: (guarded.prove(**claims), {}) for name, claims in _claims()}
    bad |= {url: (guarded.prove(serviceurl=url), {"serviceUrl": url}) for url in LOOK_ALIKES}
    return bad | {name: (good, changes) for name, changes in _strange_bodies()}


async def test_every_bad_token_and_every_strange_body_is_refused(guarded: Guarded) -> None:
    ml = guarded.ml
    ml.http.headers.clear()
    bad = bad_requests(guarded)
    answers = {}
    for name, (header, changes) in bad.items():
        said = {"Authorization": header} if header is not None else {}
        activity = ml.chat_activity(NADIA, text="Irritant : le fax") | changes
        async with ml.http.post(f"{ml.url}/api/messages", json=activity, headers=said) as response:
            answers[name] = (response.status, await response.json())

    assert answers == dict.fromkeys(bad, (401, {"error": {"code": "unauthorized"}}))
    assert len(bad) >= 30
    assert await ml.store.read(lambda unit: unit.organisations.count()) == 0
    assert ml.teams.calls == []


async def test_teams_itself_is_heard(guarded: Guarded) -> None:
    await guarded.ml.say(NADIA, "aide")

    assert {call.authorization for call in guarded.ml.teams.calls} == {"Bearer of the bot"}


async def test_a_key_that_does_not_speak_for_teams_opens_nothing(guarded: Guarded) -> None:
    guarded.keys.endorsements = ["webchat"]

    assert await _status(guarded) == 401


async def _status(guarded: Guarded, header: str | None = None) -> int:
    guarded.ml.http.headers["Authorization"] = header or guarded.prove()
    status, _ = await guarded.ml.deliver(guarded.ml.chat_activity(NADIA, text="aide"))
    return status


@pytest.fixture
def curious(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have keys looked for at each unknown name, and waited for as long as is needed."""
    monkeypatch.setattr("bot.teams.door.keys.FLOOR", 0.0)
    monkeypatch.setattr("bot.teams.door.keys.WAITED", 60.0)
    monkeypatch.setattr("bot.teams.door.keys.TIME_LIMIT", 60.0)


@pytest.mark.usefixtures("curious")
async def test_keys_roll_over_while_the_bot_runs(guarded: Guarded) -> None:
    assert await _status(guarded) == 200
    old = guarded.prove()
    guarded.keys.rotate()

    assert await _status(guarded, old) == 200, "until the new ones are known"
    assert await _status(guarded) == 200
    assert await _status(guarded, old) == 401, "withdrawn keys are forgotten with the next fetch"


@pytest.mark.usefixtures("curious")
async def test_a_key_server_that_hangs_or_is_down_stops_no_known_caller(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await _status(guarded) == 200
    known = guarded.prove()
    guarded.keys.rotate()
    guarded.keys.hangs = True

    with monkeypatch.context() as hasty:
        hasty.setattr("bot.teams.door.keys.TIME_LIMIT", 0.3)
        assert await _status(guarded) == 401
    assert await _status(guarded, known) == 200
    guarded.keys.hangs = False
    guarded.keys.lies["/openid"] = web.Response(status=503)
    assert await _status(guarded) == 401
    assert await _status(guarded, known) == 200
    del guarded.keys.lies["/openid"]
    assert await _status(guarded) == 200, "it is believed again when it is back"


@pytest.mark.usefixtures("curious")
async def test_a_key_server_that_lies_is_not_believed(guarded: Guarded) -> None:
    assert await _status(guarded) == 200
    known = guarded.prove()
    async with BadKeyServer(APP_ID) as evil:
        evil.rotate()
        forged = f"Bearer {evil.sign(guarded.ml.teams.service_url)}"
        for path, lie in _lies(evil.origin):
            guarded.keys.lies = {path: lie}
            assert await _status(guarded, forged) == 401, lie
            assert await _status(guarded, known) == 200, lie
        assert evil.fetches == 0, "no redirection is followed, no other host asked"


def _lies(evil: str) -> Iterator[tuple[str, Lie]]:
    """What a key server may say that leads to the attacker's keys, or to none."""
    for path, target in (("/openid", f"{evil}/openid"), ("/keys", f"{evil}/keys")):
        for status in (301, 302, 307, 308):
            yield path, web.Response(status=status, headers={"Location": target})
        yield path, b"<!doctype html><title>Sign in</title>"
        yield path, b"{" + b" " * 600_000 + b"}"
        yield path, b"\x1f\x8b not JSON"
        yield path, {}
    yield "/openid", {"issuer": ISSUER, "jwks_uri": f"{evil}/keys"}
    yield "/openid", {"issuer": ISSUER, "jwks_uri": f"{evil}@127.0.0.1/keys"}
    yield "/openid", {"issuer": ISSUER, "jwks_uri": "file:///etc/passwd"}
    yield "/keys", {"keys": []}
    secret = {"kty": "oct", "k": "AAAA", "kid": "key-1", "endorsements": ["msteams"]}
    yield "/keys", {"keys": [secret]}


@pytest.mark.usefixtures("curious")
async def test_the_keys_of_another_service_are_not_taken(guarded: Guarded) -> None:
    guarded.keys.lies["/openid"] = {
        "issuer": "https://evil.example",
        "jwks_uri": f"{guarded.keys.origin}/keys",
    }

    assert await _status(guarded) == 401
