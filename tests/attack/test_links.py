"""Links to pages: altered, borrowed from another page or another organisation, or out of date."""

import json
from collections.abc import AsyncIterator, Iterator

import jwt
import pytest

from bot.app import policy_of
from bot.usecases.links import Links
from bot.usecases.turn import Author, Turn
from tests.attack.lives import PRIVATE, live_a_week, row_of
from tests.attack.test_door import by_hand
from tests.world import CLAIRE, STRANGER, Somebody, World, world


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url, quality_leads=(CLAIRE.upn, STRANGER.aad)) as running:
        await live_a_week(running)
        await running.say(STRANGER, "bonjour")
        yield running


LINKS = Links("", b"a key for tests that nobody guesses")
"""What the world's bot signs with, pages being at the address of the test's server."""


def _turn(ml: World, who: Somebody) -> Turn:
    return Turn(policy_of(ml.settings), Author(who.tenant, who.aad), "1", ml.clock())


async def _get(ml: World, path: str) -> tuple[int, str]:
    async with ml.http.get(f"{ml.url}{path}") as response:
        return response.status, await response.text()


async def _take(ml: World, path: str) -> tuple[int, str]:
    async with ml.http.post(f"{ml.url}{path}") as response:
        return response.status, await response.text()


def _altered(path: str) -> Iterator[str]:
    """The link with another organisation, another end, or signed by nobody."""
    page, token = path[1:].split("/")
    claims = jwt.decode(token, options={"verify_signature": False})
    header, _, signature = token.split(".")
    for name, value in (
        ("tenant", STRANGER.tenant),
        ("sub", STRANGER.aad),
        ("exp", claims["exp"] + 86400),
        ("flash", 2),
        ("asked", "{}"),
        ("own", True),
    ):
        said = json.dumps(claims | {name: value}, separators=(",", ":")).encode()
        yield f"/{page}/{header}.{jwt.utils.base64url_encode(said).decode()}.{signature}"
    yield f"/{page}/{token[:-1]}"
    yield f"/{page}/{token}x"
    yield f"/{page}/{token}/../{token}x"
    yield f"/{page}/{by_hand({'alg': 'none'}, claims)}"
    yield f"/{page}/{by_hand({'alg': 'HS256'}, claims, b'a key for tests')}"
    yield f"/{page}/{'a' * 5000}"
    yield f"/{page}/%00"
    other = {"flash": "export", "export": "plan", "plan": "export"}[page]
    yield f"/{other}/{token}"


async def test_an_altered_link_opens_nothing(ml: World) -> None:
    flash = int((await row_of(ml, "flash", week="2026-W48"))["id"])
    turn = _turn(ml, CLAIRE)
    plan = LINKS.plan(turn, "csv", mine=False)
    for path in (LINKS.flash(turn, flash), LINKS.export(turn, "", "csv"), plan):
        assert (await _get(ml, path))[0] == 200
        for wrong in _altered(path):
            status, said = await _get(ml, wrong)
            assert (wrong, status) in {(wrong, 403), (wrong, 404)}
            assert "badge" not in said
            assert (await _take(ml, wrong))[0] in {403, 404, 405}


async def test_a_link_is_of_one_organisation(ml: World) -> None:
    flash = int((await row_of(ml, "flash", week="2026-W48"))["id"])
    turn = _turn(ml, STRANGER)

    status, said = await _get(ml, LINKS.flash(turn, flash))
    assert (status, "badge" in said) == (404, False)
    for path in (LINKS.export(turn, "", "csv"), LINKS.plan(turn, "csv", mine=False)):
        status, said = await _take(ml, path)
        assert (status, len(said.splitlines())) == (200, 1), "the titles of an empty list"


async def test_a_link_ends_with_its_hour_and_a_file_is_taken_once(ml: World) -> None:
    flash = int((await row_of(ml, "flash", week="2026-W48"))["id"])
    page = LINKS.flash(_turn(ml, CLAIRE), flash)
    file = LINKS.export(_turn(ml, CLAIRE), "", "csv")

    status, said = await _take(ml, file)
    assert (status, PRIVATE in said) == (200, True)
    assert (await _take(ml, file))[0] == 410
    assert (await _get(ml, page))[0] == 200
    ml.clock.advance(hours=1)
    assert (await _get(ml, page))[0] == 403
    assert (await _take(ml, file))[0] == 403
