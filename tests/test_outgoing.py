"""Every call that leaves the machine: by the proxy, and only to whom the environment trusts."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from jwt.algorithms import RSAAlgorithm

from bot import outgoing
from bot.clock import system_clock
from bot.clouds import CHINA, PUBLIC, US_GOVERNMENT, cloud_of
from bot.config import ConfigurationError, Settings
from bot.doctor.examination import examine
from bot.outgoing import check_outgoing, proxy_of
from bot.teams.door.keys import SigningKeys
from bot.teams.sending.connector import Connector, ConnectorError, open_session
from bot.teams.sending.tokens import TokenError, Tokens, build_acquire
from domain.checkup import Symptom
from tests.key_server import private_key
from tests.proxy import PASSWORD, Proxy, json_answer, private_authority, served
from tests.teams.proof import TENANT, URL, with_app_id

LOGIN, KEYS, TEAMS = (
    "login.microsoftonline.com",
    "login.botframework.com",
    "smba.trafficmanager.net",
)
HERE = "flash.example.org"
VARIABLES = [
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
]


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing said in the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
async def proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    """Give a proxy that alone knows the way to Microsoft, and an authority of one's own."""
    trusted, context = private_authority(tmp_path, LOGIN, KEYS, TEAMS, HERE)
    async with (
        served(_microsoft(), context) as ports,
        Proxy(ports).running() as running,
    ):
        monkeypatch.setenv("HTTPS_PROXY", running.url)
        monkeypatch.setenv("HTTP_PROXY", running.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        yield running


def _microsoft() -> list[web.RouteDef]:
    public = RSAAlgorithm.to_jwk(private_key(0).public_key(), as_dict=True)
    key = public | {"kid": "key-0", "endorsements": ["msteams"]}
    tenant = f"https://{LOGIN}/{TENANT}"
    entra = {
        "issuer": f"{tenant}/v2.0",
        "authorization_endpoint": f"{tenant}/oauth2/v2.0/authorize",
        "token_endpoint": f"{tenant}/oauth2/v2.0/token",
    }
    described = {"issuer": PUBLIC.issuer, "jwks_uri": f"https://{KEYS}/keys"}
    member = {"id": "29:nadia", "name": "Nadia", "userPrincipalName": "nadia@ml.example"}
    return [
        web.get("/v1/.well-known/openidconfiguration", json_answer(described)),
        web.get("/keys", json_answer({"keys": [key]})),
        web.get(
            f"/{TENANT}/v2.0/.well-known/openid-configuration",
            json_answer(entra),
        ),
        web.post(
            f"/{TENANT}/oauth2/v2.0/token",
            json_answer({"access_token": "t0ken", "expires_in": 3600, "token_type": "Bearer"}),
        ),
        web.post("/emea/v3/conversations/{id}/activities", json_answer({"id": "1"})),
        web.get("/emea/v3/conversations/{id}/pagedmembers", json_answer({"members": [member]})),
        web.get("/healthz", json_answer({})),
        web.post("/api/messages", json_answer({}, 401)),
    ]


async def test_every_call_goes_by_the_proxy_and_trusts_a_private_authority(proxy: Proxy) -> None:
    settings = with_app_id(service_hosts=TEAMS)
    async with open_session() as session:
        keys = SigningKeys(session, settings.openid_url, settings.cloud.issuer)
        connector = Connector(session, Tokens(settings, system_clock), settings)

        assert await keys.find("key-0")
        assert await connector.send(URL, "19:a", {"type": "message"}) == "1"
        assert [each["name"] async for each in connector.members(URL, "19:a")] == ["Nadia"]

    assert {method for method, _ in proxy.asked} == {"CONNECT"}
    assert {host for _, host in proxy.asked} == {LOGIN, KEYS, TEAMS}


@pytest.mark.parametrize("scheme", ["https", "http"])
async def test_doctor_looks_by_the_proxy_too(proxy: Proxy, tmp_path: Path, scheme: str) -> None:
    settings = with_app_id(
        public_url=f"{scheme}://{HERE}",
        database_url=f"sqlite:///{tmp_path}/flash.db",
        data_dir=tmp_path,
        port=1,
    )
    found = {each.symptom for each in await examine(settings)}

    address = Symptom.ADDRESS_WELL if scheme == "https" else Symptom.ADDRESS_PLAIN
    assert found >= {Symptom.SIGNING_KNOWN, Symptom.CLOCK_RIGHT, Symptom.ENTRA_GIVEN, address}
    assert ("CONNECT" if scheme == "https" else "GET", HERE) in proxy.asked


@pytest.mark.parametrize(
    ("broken", "symptom"),
    [
        ({"HTTPS_PROXY": "http://flash:s3cret@{proxy}"}, Symptom.SIGNING_PROXY_REFUSES),
        ({"HTTPS_PROXY": "http://flash:s3cret@127.0.0.1:1"}, Symptom.SIGNING_PROXY_AWAY),
        ({"SSL_CERT_FILE": ""}, Symptom.SIGNING_UNTRUSTED),
    ],
)
async def test_what_is_wrong_with_the_way_out_is_said_without_the_password(
    proxy: Proxy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: dict[str, str],
    symptom: Symptom,
) -> None:
    for name, value in broken.items():
        monkeypatch.setenv(name, value.format(proxy=proxy.address))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    settings = with_app_id(
        database_url=f"sqlite:///{tmp_path}/flash.db", data_dir=tmp_path, port=1
    )

    found = await examine(settings)

    assert symptom in {each.symptom for each in found}
    assert "s3cret" not in str(found)
    assert PASSWORD not in str(found)
    with pytest.raises(TokenError):
        await Tokens(settings, system_clock).bearer()
    async with open_session() as session:
        connector = Connector(session, Tokens(settings, system_clock, _given), settings)
        with pytest.raises(ConnectorError) as refused:
            await connector.send(URL, "19:a", {"type": "message"})
    assert refused.value.retryable  # it was never sent, so it may be sent later


def _given(_: Settings) -> Any:
    return lambda: {"access_token": "t", "expires_in": 3600}


@pytest.mark.parametrize(
    ("url", "proxied"),
    [
        ("https://smba.trafficmanager.net/", True),
        ("http://localhost:3978/readyz", False),
        ("http://127.0.0.2:3978/readyz", False),
        ("http://[::1]:3978/readyz", False),
        ("http://169.254.169.254/metadata/identity/oauth2/token", False),
        ("https://intranet.ml.example/", False),
        ("https://10.1.2.3/", False),
    ],
)
def test_what_stays_near_goes_by_no_proxy(
    monkeypatch: pytest.MonkeyPatch, url: str, *, proxied: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.ml.example:3128")
    monkeypatch.setenv("http_proxy", "proxy.ml.example:3128")
    monkeypatch.setenv("NO_PROXY", ".ml.example, 10.0.0.0/8")

    assert proxy_of(url) == ("http://proxy.ml.example:3128" if proxied else None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "socks5://flash:s3cret@proxy:1080"),
        ("HTTP_PROXY", "http://flash:s3cret@proxy:port"),
        ("ALL_PROXY", "http://flash:s3cret@:3128"),
        ("SSL_CERT_FILE", "/nowhere/s.pem"),
        ("REQUESTS_CA_BUNDLE", __file__),
    ],
)
def test_a_way_out_that_leads_nowhere_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigurationError, match=name) as refused:
        check_outgoing()
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("cloud", "login"),
    [(PUBLIC, LOGIN), (US_GOVERNMENT, "login.microsoftonline.us")],
)
def test_one_address_says_in_which_cloud_the_bot_is(
    monkeypatch: pytest.MonkeyPatch, cloud: Any, login: str
) -> None:
    asked: list[tuple[str, Any]] = []

    def request(_: Any, __: str, url: str, **said: Any) -> Any:
        asked.append((url, said.get("data")))
        raise OSError

    monkeypatch.setattr(outgoing.BlockingSession, "request", request)
    settings = with_app_id(openid_url=cloud.openid_url)

    with pytest.raises(OSError):  # noqa: PT011 -- ours, from above
        build_acquire(settings)()

    assert asked[0][0].startswith(f"https://{login}/{TENANT}/")
    assert settings.cloud == cloud
    assert settings.hosts == cloud.service_hosts


def test_other_servers_speak_for_the_public_cloud_and_unknown_clouds_for_none() -> None:
    assert cloud_of("http://127.0.0.1:8080/openid") == PUBLIC
    assert cloud_of(CHINA.openid_url) == CHINA
    assert cloud_of("https://login.botframework.azure.de/v1/openid") is None
