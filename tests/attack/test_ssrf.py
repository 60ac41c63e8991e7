"""The bot is not led to other servers: by a redirection, an address it once kept, or a file."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from domain.sending import SendState
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.tables import ConversationReferenceRow, OutboxRow, TeamRow
from storage.unit_of_work import UnitOfWork
from tests.attack.conftest import Guarded
from tests.attack.lives import live_a_week
from tests.contributions.test_extension import MESSAGE
from tests.fakes import CREATE, ROSTER, SEND, UPDATE, FakeTeams
from tests.week.moments import NEXT_FRIDAY, NEXT_MONDAY
from tests.world import CLAIRE, NADIA, World, walk, world

BAD_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)//https://",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ms-word:ofe|u|https://evil.example/x.docx",
    "http://ml.example/plain.pdf",
    "//evil.example/x",
    " https://evil.example/",
    "https:evil",
]


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url) as running:
        await running.install_in_team()
        yield running


@pytest.fixture
async def evil() -> AsyncIterator[FakeTeams]:
    """Run a server that would answer everything as Teams does, and be given our token."""
    async with FakeTeams() as running:
        yield running


async def test_no_redirection_of_the_connector_is_followed(
    guarded: Guarded, evil: FakeTeams
) -> None:
    ml = guarded.ml
    await live_a_week(ml)
    target = {"Location": f"{evil.origin}/emea/v3/conversations"}
    for kind in (SEND, UPDATE, CREATE):
        for status in (301, 302, 307, 308):
            ml.teams.fail(status, headers=target, on=kind)
    ml.teams.fail(307, headers=target, on=ROSTER)  # more, and the roster is waited for
    for n in range(4):
        await ml.post(NADIA, f"Irritant : le badge bloque, {n}")
        await ml.deliver(ml.chat_activity(CLAIRE, text="aide"))
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)

    assert evil.calls == []
    assert ml.teams.count(SEND) > 8


async def test_an_address_that_is_no_longer_allowed_is_not_used_though_it_is_kept(
    sqlite_url: str,
) -> None:
    async with world(sqlite_url) as ml:
        await live_a_week(ml)
        await ml.store.write(_move_everybody)
        before = len(ml.teams.calls)
        await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
        await ml.run(MONDAY_FLASH, NEXT_MONDAY)

        assert len(ml.teams.calls) == before
        unsent = [row for row in await ml.outbox() if row.state is not SendState.SENT]
    assert {row.state for row in unsent} == {SendState.FAILED}
    why = "the host evil.example is not in FLASH_SERVICE_HOSTS"
    assert {row.reason for row in unsent} == {why}


def _move_everybody(unit: UnitOfWork) -> None:
    """Have every address that was kept be on a server that the settings do not allow."""
    for row in (TeamRow, ConversationReferenceRow, OutboxRow):
        moved = sa.update(row).values(service_url="https://evil.example/emea/")
        unit.people._connection.execute(moved)


async def test_files_and_pictures_are_never_fetched(ml: World, evil: FakeTeams) -> None:
    url = f"{evil.origin}/secret.pdf"
    html = f"<p>Irritant : voir <img src='{url}' alt='plan'><a href='{url}'>le plan</a></p>"
    files = [
        {"contentType": "text/html", "content": html},
        {"contentType": "image/*", "contentUrl": url, "name": "plan.png"},
        {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "contentUrl": url,
            "name": "plan.pdf",
            "content": {"downloadUrl": url, "uniqueId": "1", "fileType": "pdf"},
        },
    ]
    await ml.post(NADIA, "Irritant : voir le plan", attachments=files)
    await ml.deliver(ml.chat_activity(NADIA, text="Irritant : voir le plan", attachments=files))
    await _note(ml, linkToMessage=url, attachments=files)
    await ml.until_calm()

    assert "AC-2026-0001" in str(ml.cards)
    assert evil.calls == []


async def _note(ml: World, **changes: Any) -> Any:
    data = {"form": "n" * 32, "kind": "irritant", "text": "Le badge bloque"}
    value = {"messagePayload": MESSAGE | changes, "data": data}
    name = "composeExtension/submitAction"
    status, body = await ml.deliver(
        ml.channel_activity(CLAIRE) | {"type": "invoke", "name": name, "value": value}
    )
    assert status == 200
    return body


async def test_only_web_addresses_that_are_encrypted_become_links(ml: World) -> None:
    files = [
        {"contentType": "application/pdf", "contentUrl": url, "name": f"f{n}.pdf"}
        for n, url in enumerate([*BAD_LINKS, "https://ml.sharepoint.com/ok.pdf"])
    ]
    for n in range(0, len(files), 5):  # a card shows five
        await ml.post(NADIA, f"Irritant : voir le plan {n}", attachments=files[n : n + 5])
    for n, url in enumerate(BAD_LINKS):
        await ml.execute(CLAIRE, "help.show", {})
        await _note(ml, linkToMessage=url)
        await ml.say(CLAIRE, f"fiche AC-2026-{n + 4:04}")

    shown = [each for card in ml.cards for each in walk(card) if "url" in each]
    links = {each["url"] for each in shown}
    assert "https://ml.sharepoint.com/ok.pdf" in links
    assert all(link.startswith("https://") for link in links), links
    assert {each["type"] for each in shown} == {"Action.OpenUrl"}
    assert not [each for card in ml.cards for each in walk(card) if each.get("type") == "Image"]
