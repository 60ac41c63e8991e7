"""The database goes away under a bot that runs: nobody is thanked falsely, and all comes back."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from domain.contributions.contribution import Contribution
from domain.sending import SendState
from storage.exchange.repository import Exchange
from storage.unit_of_work import UnitOfWork
from tests import postgres
from tests.breaking import outages
from tests.breaking.outages import Outage, Place
from tests.databases import migrate, required, template_on
from tests.waiting import until
from tests.world import (
    AWA,
    CLAIRE,
    NADIA,
    TENANT,
    Somebody,
    World,
    words_of,
    world,
)

SENTENCE = "Je note dès que possible, réessayez dans une minute."
IRRITANT = "Irritant : I-Milo rame encore ce matin"
TYPED = "Le badge de l'accueil ne marche plus"
LATE, READ_ONLY = "elle ne répond pas à temps", "elle ne peut être que lue"


@pytest.fixture(scope="module")
def own_server() -> Iterator[postgres.Postgres]:
    """Give a PostgreSQL that nobody else uses: it is stopped."""
    with postgres.own_postgres() as server:
        yield required(server)


@pytest.fixture(scope="module")
def own_template(own_server: postgres.Postgres) -> Iterator[str]:
    with template_on(own_server, migrate) as name:
        yield name


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        file = tmp_path / "flash.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), file)
        yield Place(f"sqlite:///{file}")
        return
    server: postgres.Postgres = request.getfixturevalue("own_server")
    with server.database(request.getfixturevalue("own_template")) as url:
        yield Place(url, server)


@pytest.fixture
async def ml(place: Place, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr("storage.database._prepare_sqlite", place.remember)
    monkeypatch.setattr("bot.teams.door.telling._WITHIN", 10.0)
    async with world(place.url) as running:
        yield running


@contextmanager
def gone(outage: Outage, place: Place) -> Iterator[None]:
    """Have the database go away under a bot whose patience is short as long as it is away."""
    with outage(place), pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.database.PATIENCE", 0.2)
        patch.setattr("storage.database.BEHIND", 0.2)
        patch.setattr("bot.teams.door.endpoint.TURN_WITHIN", 0.8)
        patch.setattr("bot.web.health._WITHIN", 0.5)
        yield


GONE: list[tuple[str, Outage, str]] = [
    ("sqlite", outages.locked, LATE),
    ("sqlite", outages.failing_disk, "son disque est en panne"),
    ("sqlite", outages.read_only, READ_ONLY),
    ("postgresql", outages.stopped, "elle ne répond pas"),
    ("postgresql", outages.frozen, LATE),
    ("postgresql", outages.read_only, READ_ONLY),
]
every_outage = pytest.mark.parametrize(
    ("place", "outage", "reason"),
    GONE,
    indirect=["place"],
    ids=[f"{database} {outage.__name__}" for database, outage, _ in GONE],
)


@every_outage
async def test_nobody_is_thanked_for_what_is_not_kept_and_all_comes_back_by_itself(
    ml: World, place: Place, outage: Outage, reason: str
) -> None:
    before = await ml.post(NADIA, IRRITANT)
    forms = [await ml.say(NADIA, "nouveau"), await _open_dialog(ml, AWA)]
    await ml.until_calm()
    messages = _messages(ml)

    with gone(outage, place):
        await _check_messages_are_asked_for_again(ml, messages)
        forms[1] = await _check_who_waits_is_told(ml, *forms)
        await _check_it_is_said_to_machines(ml, reason)

    await _until_ready(ml)
    await _check_all_is_kept_once(ml, [before, *messages], *forms)


async def _check_messages_are_asked_for_again(ml: World, messages: list[dict[str, Any]]) -> None:
    said = len(ml.teams.sent)
    for _ in range(2):
        for each in messages:
            status, body = await ml.deliver(each)
            assert (status, body["error"]["code"]) == (503, "not_kept")
    told = [sent.activity["text"] for sent in ml.teams.sent[said:]]
    assert told == [SENTENCE] * 2, "in the chat and after the mention, once a minute"


async def _check_who_waits_is_told(
    ml: World, form: dict[str, Any], dialog: dict[str, Any]
) -> dict[str, Any]:
    """Return the dialog, which comes back with what was typed."""
    pressed = await ml.press(NADIA, form, "Envoyer", kind="irritant", text=TYPED)
    assert _said(pressed) == SENTENCE
    assert _said(await ml.press(AWA, ml.cards[0], "Moi aussi", chat=False)) == SENTENCE
    back: dict[str, Any] = await _send_dialog(ml, AWA, dialog)
    assert TYPED in words_of(back)
    assert SENTENCE in words_of(back)
    found = (await _search(ml))["composeExtension"]
    assert found["type"] == "result" or found["text"] == SENTENCE, "what can be read is"
    return back


async def _check_it_is_said_to_machines(ml: World, reason: str) -> None:
    status, body = await _ask(ml, "/readyz")
    assert status == 503
    assert reason in body["reason"]
    assert (await _ask(ml, "/healthz"))[0] == 200


async def _check_all_is_kept_once(
    ml: World, messages: list[dict[str, Any]], form: dict[str, Any], dialog: dict[str, Any]
) -> None:
    for each in messages:
        assert (await ml.deliver(each))[0] == 200
    pressed = await ml.press(NADIA, form, "Envoyer", kind="irritant", text=TYPED)
    assert TYPED in words_of(pressed["value"])
    assert "AC-" in await _send_dialog(ml, AWA, dialog)
    await ml.until_calm()

    kept = [each.text for each in await ml.store.read(_kept)]
    assert kept.count(TYPED) == 2
    assert len(kept) == 5
    assert await _states(ml) == {SendState.SENT}
    threads = [sent.conversation_id for sent in ml.teams.sent if sent.activity.get("attachments")]
    assert [threads.count(each["conversation"]["id"]) for each in messages] == [1, 1, 1, 1]


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
async def test_what_was_sent_when_the_database_went_away_is_known_once_it_is_back(
    ml: World, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.sending.delivery._GATHER", 0.1)
    monkeypatch.setattr("bot.teams.sending.facts._INSIST", 0.1)
    outage = outages.stopped if place.postgres else outages.locked
    await ml.post(NADIA, IRRITANT)

    with gone(outage, place):
        await asyncio.sleep(0.5)  # what stands in the thread could not be marked as sent
        ml.clock.advance(seconds=15)  # and whoever looks would call it abandoned

    async def all_is_sent() -> bool:
        return await _states(ml) == {SendState.SENT}

    await until(all_is_sent, within=10, every=0.05)
    await ml.an_hour_of_nothing()


def _messages(ml: World) -> list[dict[str, Any]]:
    """Return a message of the channel, one in the chat, and one that mentions the bot."""
    mention = "<at>Flash Amélioration</at>"
    bot = {"id": "28:flash", "name": "Flash Amélioration"}
    return [
        ml.channel_activity(CLAIRE, text="Irritant : la salle 3 est encore fermée ce matin"),
        ml.chat_activity(CLAIRE, text="Irritant : le chauffage du bureau 2 est en panne"),
        ml.channel_activity(
            NADIA,
            text=f"{mention} Suggestion : un planning partagé des salles de réunion",
            entities=[{"type": "mention", "mentioned": bot, "text": mention}],
        ),
    ]


async def _open_dialog(ml: World, who: Somebody) -> dict[str, Any]:
    status, body = await ml.deliver(
        ml.chat_activity(who)
        | {"type": "invoke", "name": "composeExtension/fetchTask", "value": {"commandId": "note"}}
    )
    assert status == 200
    return dict(body["task"]["value"]["card"]["content"])


async def _send_dialog(ml: World, who: Somebody, card: dict[str, Any]) -> Any:
    """Send the form of a dialog; return the card that comes back, or what is said."""
    send = next(each for each in card["actions"] if each["type"] == "Action.Submit")
    data = send["data"] | {"kind": "irritant", "text": TYPED}
    status, body = await ml.deliver(
        ml.chat_activity(who)
        | {"type": "invoke", "name": "composeExtension/submitAction", "value": {"data": data}}
    )
    assert status == 200
    value = body["task"]["value"]
    return value if isinstance(value, str) else value["card"]["content"]


async def _search(ml: World) -> Any:
    status, body = await ml.deliver(
        ml.chat_activity(NADIA)
        | {"type": "invoke", "name": "composeExtension/query", "value": {"parameters": []}}
    )
    assert status == 200
    return body


def _said(body: dict[str, Any]) -> str:
    assert body["type"] == "application/vnd.microsoft.activity.message"
    return str(body["value"])


async def _ask(ml: World, path: str) -> tuple[int, dict[str, Any]]:
    async with ml.http.get(f"{ml.url}{path}") as response:
        return response.status, await response.json()


async def _until_ready(ml: World) -> None:
    async def is_ready() -> bool:
        return (await _ask(ml, "/readyz"))[0] == 200

    await until(is_ready, within=20)


def _kept(unit: UnitOfWork) -> list[Contribution]:
    organisation_id = unit.organisations.find(TENANT) or 0
    return unit.of(Exchange).everything(organisation_id, 0, 1000, taken_back=True)


async def _states(ml: World) -> set[SendState]:
    return {row.state for row in await ml.outbox()}
