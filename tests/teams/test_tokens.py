import asyncio
import logging
import threading
from datetime import timedelta

import pytest
import requests

from bot.clouds import PUBLIC
from bot.config import Settings
from bot.teams.sending import tokens as tokens_module
from bot.teams.sending.tokens import PAUSE, TokenError, Tokens, build_acquire
from tests.machine import LONG_ENOUGH
from tests.teams.proof import APP_ID, TENANT, with_app_id
from tests.waiting import until

SECRET = "entra-s3cret"


def settings(**changes):
    return with_app_id(**{"app_password": SECRET} | changes)


@pytest.fixture
def tokens(entra, clock):
    return Tokens(settings(), clock, entra.build)


async def settle():
    """Let a renewal in the background come to its end."""
    if renewals := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(renewals, timeout=LONG_ENOUGH)


async def test_without_app_id_there_is_no_token(clock):
    assert await Tokens(Settings(_env_file=None), clock).bearer() is None


async def test_a_token_is_asked_for_once_and_kept(tokens, entra, clock):
    first = await tokens.bearer()
    clock.advance(minutes=50)

    assert [first, await tokens.bearer()] == ["token-1", "token-1"]
    assert entra.asked == 1


async def test_entra_is_asked_off_the_event_loop(tokens, entra):
    entra.may_answer.clear()
    asking = asyncio.create_task(tokens.bearer())
    await until(lambda: entra.asked, every=0.002)
    entra.may_answer.set()  # who asked on the event loop would wait for this for ever

    assert await asking == "token-1"
    assert entra.threads.isdisjoint({threading.get_ident()})


async def test_nothing_is_built_before_the_first_token(entra, clock):
    tokens = Tokens(settings(), clock, entra.build)

    assert entra.built == 0
    await tokens.bearer()
    assert entra.built == 1


async def test_many_at_once_ask_once(tokens, entra):
    entra.latency = 0.05

    assert set(await asyncio.gather(*(tokens.bearer() for _ in range(50)))) == {"token-1"}
    assert entra.asked == 1


async def test_a_token_is_renewed_early_without_anybody_waiting(tokens, entra, clock):
    await tokens.bearer()
    clock.advance(minutes=56)
    entra.latency = 0.02

    assert await tokens.bearer() == "token-1"
    await settle()
    assert await tokens.bearer() == "token-2"


async def test_a_failed_early_renewal_keeps_the_old_token_and_pauses(tokens, entra, clock):
    await tokens.bearer()
    clock.advance(minutes=56)
    entra.error = {"error": "temporarily_unavailable"}
    for _ in range(5):
        assert await tokens.bearer() == "token-1"
        await settle()
    assert entra.asked == 2

    clock.advance(seconds=PAUSE.total_seconds())
    entra.error = None
    assert await tokens.bearer() == "token-1"
    await settle()
    assert await tokens.bearer() == "token-3"


async def test_a_token_of_a_few_minutes_is_not_asked_for_again_and_again(tokens, entra):
    entra.error = {"access_token": "short", "expires_in": 60}
    for _ in range(5):
        assert await tokens.bearer() == "short"
        await settle()

    assert entra.asked == 1


async def test_an_expired_token_is_not_handed_out(tokens, entra, clock):
    await tokens.bearer()
    clock.advance(hours=2)
    entra.error = {"error": "invalid_client", "error_description": f"wrong {SECRET}"}

    with pytest.raises(TokenError) as failed:
        await tokens.bearer()

    assert failed.value.code == "invalid_client"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"error": "invalid_client", "error_description": SECRET}, "invalid_client"),
        ({}, "no_token"),
        ({"access_token": None}, "no_token"),
        ({"access_token": "x", "expires_in": "soon"}, "no_token"),
        (requests.ConnectionError(SECRET), "ConnectionError"),
        (requests.Timeout(SECRET), "Timeout"),
        (ValueError(SECRET), "ValueError"),
        (OSError(SECRET), "OSError"),
    ],
    ids=str,
)
async def test_a_failure_has_a_code_and_no_secret(tokens, entra, caplog, error, code):
    entra.error = error or {"odd": True}

    with caplog.at_level(logging.DEBUG), pytest.raises(TokenError) as failed:
        await tokens.bearer()

    assert failed.value.code == code
    assert SECRET not in caplog.text + str(failed.value)


async def test_after_a_failure_the_next_call_asks_again(tokens, entra):
    entra.error = requests.ConnectionError()
    with pytest.raises(TokenError):
        await tokens.bearer()
    entra.error = None

    assert await tokens.bearer() == "token-2"
    assert entra.built == 2, "what could not be reached is built anew"


async def test_nobody_waits_for_entra_for_ever(tokens, entra, monkeypatch):
    monkeypatch.setattr(tokens_module, "WAIT", 0.05)
    entra.may_answer.clear()

    with pytest.raises(TokenError, match="timeout"):
        await tokens.bearer()

    monkeypatch.undo()
    entra.may_answer.set()
    await settle()
    assert await tokens.bearer() == "token-1", "the answer that came late is used"
    assert entra.asked == 1


async def test_a_refused_token_is_replaced_and_its_application_too(tokens, entra):
    first = await tokens.bearer()

    assert tokens.refuse(first)
    assert await tokens.bearer() == "token-2"
    assert entra.built == 2, "MSAL would hand out the same token from its own cache"


async def test_many_refusals_of_one_token_replace_it_once(tokens):
    first = await tokens.bearer()

    assert all(tokens.refuse(first) for _ in range(20))
    assert await tokens.bearer() == "token-2"
    assert tokens.refuse(first), "the new token may well do"
    assert await tokens.bearer() == "token-2"


async def test_a_new_token_that_is_refused_too_is_kept_for_a_while(tokens, clock):
    tokens.refuse(await tokens.bearer())
    second = await tokens.bearer()

    assert not tokens.refuse(second)
    assert await tokens.bearer() == second

    clock.advance(seconds=timedelta(minutes=1).total_seconds())
    assert tokens.refuse(second)


class Wire:
    """Answers for Entra and for a managed identity at the level of HTTP."""

    def __init__(self):
        self.requests = []

    def __call__(self, method, url, **kwargs):
        self.requests.append((method.upper(), url, kwargs))
        response = requests.Response()
        response.status_code = 200
        response.headers["Content-Type"] = "application/json"
        response._content = self.answer(url)
        return response

    def answer(self, url):
        if "openid-configuration" not in url:
            return b'{"access_token": "t", "expires_in": 3600, "token_type": "Bearer"}'
        base = url.split("/v2.0")[0]
        return (
            f'{{"issuer": "{base}/v2.0", "authorization_endpoint": "{base}/oauth2/v2.0/authorize",'
            f' "token_endpoint": "{base}/oauth2/v2.0/token"}}'
        ).encode()


@pytest.fixture
def wire(monkeypatch):
    made = Wire()
    monkeypatch.setattr(requests.Session, "request", made)
    return made


@pytest.mark.parametrize(
    ("app_type", "authority"), [("SingleTenant", TENANT), ("MultiTenant", "botframework.com")]
)
def test_a_client_secret_is_shown_to_the_right_authority(wire, app_type, authority):
    answer = build_acquire(settings(app_type=app_type))()

    method, url, kwargs = wire.requests[-1]
    assert answer["access_token"] == "t"
    assert (method, url) == (
        "POST",
        f"https://login.microsoftonline.com/{authority}/oauth2/v2.0/token",
    )
    assert kwargs["data"]["scope"] == f"{PUBLIC.resource}/.default"
    assert kwargs["data"]["client_id"] == APP_ID
    assert all(each[2]["timeout"] < 10 for each in wire.requests)


def test_a_managed_identity_asks_the_machine(wire, monkeypatch):
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:1/token")
    monkeypatch.setenv("IDENTITY_HEADER", "h")
    wire.answer = lambda _: b'{"access_token": "t", "expires_on": "9999999999", "resource": "r"}'

    answer = build_acquire(settings(app_type="UserAssignedMSI", app_password=""))()

    method, url, kwargs = wire.requests[-1]
    assert answer["access_token"] == "t"
    assert (method, url) == ("GET", "http://127.0.0.1:1/token")
    assert kwargs["params"]["resource"] == PUBLIC.resource
    assert kwargs["params"]["client_id"] == APP_ID
