"""An organisation lives by its own clock: days, weeks, years and hours, both sides of midnight."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts
from bot.usecases import rituals
from cards import texts
from domain.errors import Reason
from domain.rhythm import Rhythm
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from tests.week.test_asking import asked
from tests.world import CLAIRE, NADIA, World, card_of, find_button, words_of, world


@dataclass(frozen=True)
class Place:
    department: str
    zone: str

    def at(self, *when: int) -> datetime:
        """Return the moment at which its clocks show that."""
        return datetime(*when, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)  # type: ignore[misc, arg-type]  # some of its numbers


TAHITI = Place("987", "Pacific/Tahiti")
REUNION = Place("974", "Indian/Reunion")
SAINT_PIERRE = Place("975", "America/Miquelon")
PLACES = (TAHITI, REUNION, SAINT_PIERRE)


@pytest.fixture(params=PLACES, ids=lambda place: place.zone)
def place(request: pytest.FixtureRequest) -> Place:
    chosen: Place = request.param
    return chosen


@pytest.fixture
async def ml(sqlite_url: str, place: Place) -> AsyncIterator[World]:
    """Give an organisation that was moved to another place while the bot ran, by « Réglages »."""
    async with world(sqlite_url) as running:
        yield await _moved(running, place)


async def _moved(ml: World, place: Place) -> World:
    await ml.say(NADIA, "bonjour")
    await ml.say(CLAIRE, "bonjour")
    where = {"department": place.department, "zone": place.zone}
    await ml.execute(CLAIRE, "rhythm.save_place", where)
    return ml


async def _said(ml: World, text: str = "Irritant : le badge ne marche plus") -> Any:
    (one,) = await ml.made_by(await ml.post(NADIA, text))
    return one


async def test_a_year_begins_and_ends_at_midnight_there(ml: World, place: Place) -> None:
    await _live_through_new_year(ml, place)


async def test_so_it_does_on_either_database(database_url: str) -> None:
    async with world(database_url) as running:
        await _live_through_new_year(await _moved(running, TAHITI), TAHITI)


async def _live_through_new_year(ml: World, place: Place) -> None:
    ml.clock.now = place.at(2026, 12, 31, 23, 50)
    before = await _said(ml)
    ml.clock.now = place.at(2027, 1, 1, 0, 10)
    after = await _said(ml, "Irritant : le copieur est en panne")
    _, complaint = await ml.execute(
        CLAIRE, "request.send", {"form": "c" * 32, "subject": "Bruit", "received": "2027-01-01"}
    )
    owner = (await ml.person(CLAIRE)).id
    planned = {"what": "Changer le badge", "person": owner, "due": "2027-01-01"}
    _, action_card = await ml.execute(CLAIRE, "action.add", planned | {"form": "a" * 32})

    assert str(before.number).startswith("AC-2026-")
    assert str(after.number) == "AC-2027-0001"
    assert "RE-2027-0001" in words_of(complaint["value"])
    assert "PA-2027-0001" in words_of(action_card["value"])
    found = card_of(await ml.say(NADIA, "où en est l’idée 1 ?"))
    assert "AC-2027-0001" in words_of(found)
    assert "T1 2027" in words_of(card_of(await ml.say(CLAIRE, "tableau de bord")))


async def test_a_week_begins_on_monday_there(ml: World, place: Place) -> None:
    ml.clock.now = place.at(2026, 11, 29, 23, 50)
    sunday = await _said(ml)
    ml.clock.now = place.at(2026, 11, 30, 0, 10)
    monday = await _said(ml, "Irritant : le copieur est en panne")
    asked_for = await ml.say(NADIA, "irritants de cette semaine")

    assert (sunday.week, monday.week) == ("2026-W48", "2026-W49")
    told = words_of(card_of(asked_for))
    assert str(monday.number) in told
    assert str(sunday.number) not in told


@pytest.mark.parametrize("clock", [(2026, 11, 24, 0, 10), (2026, 11, 24, 23, 50)])
async def test_today_is_today_there(ml: World, place: Place, clock: tuple[int, ...]) -> None:
    ml.clock.now = place.at(*clock)
    one = await _said(ml)
    move = {"contribution": one.id, "to": "under_review", "answer": "Nous regardons cela."}
    _, late = await ml.execute(CLAIRE, "idea.move", move | {"promised": "2026-11-23"})
    _, moved = await ml.execute(CLAIRE, "idea.move", move | {"promised": "2026-11-24"})

    assert texts.REASON[Reason.NO_PROMISE] in words_of(late["value"])
    assert texts.REASON[Reason.NO_PROMISE] not in words_of(moved["value"])
    assert "aujourd’hui" in words_of(card_of(await ml.say(NADIA, "mes contributions")))
    _, absent = await ml.execute(NADIA, "asking.absent", {"until": "2026-11-24"})
    assert texts.REASON[Reason.PAST_DAY] not in words_of(absent["value"])
    hour = texts.hour(ml.clock.now.astimezone(ZoneInfo(place.zone)).time())
    _, fiche = await ml.execute(CLAIRE, "idea.open", {"contribution": one.id})
    assert hour in words_of(fiche["value"])
    board = words_of(card_of(await ml.say(CLAIRE, "tableau de bord")))
    assert "Au 24 novembre 2026" in board


async def test_later_is_told_as_the_clock_on_the_wall_shows_it(ml: World, place: Place) -> None:
    await ml.install_in_team()
    await ml.run(FRIDAY_PROMPT, place.at(2026, 11, 27, 14))
    ml.clock.now = place.at(2026, 11, 27, 14, 5)
    (prompt,) = [card for card in ml.to(NADIA) if "prompt.later" in str(card)]

    later = {"prompt": find_button(prompt, "Envoyer")["data"]["prompt"], "when": "soon"}
    _, body = await ml.execute(NADIA, "prompt.later", later)

    assert "16\u00a0h\u00a005" in words_of(body["value"])


async def test_every_ritual_falls_at_its_hour_there(ml: World, place: Place) -> None:
    await ml.install_in_team()
    parts = Parts(ml.settings, ml.clock)
    async with parts.working():
        found = await parts.store.read(rituals.find_next, parts.policy, ml.clock())

    assert {each.occurrence.job for each in found} == set(parts.policy.jobs)
    for each in found:
        local = each.occurrence.moment.astimezone(ZoneInfo(place.zone))
        assert (each.occurrence.job, local.time()) == (
            each.occurrence.job,
            Rhythm().of(each.occurrence.job).at,
        )
        assert local.date() == each.occurrence.day


async def test_people_are_asked_and_told_at_the_hour_there(ml: World, place: Place) -> None:
    await ml.install_in_team()
    friday, monday = place.at(2026, 11, 27, 14), place.at(2026, 11, 30, 9)
    await ml.run(FRIDAY_PROMPT, friday - timedelta(minutes=1))
    assert asked(ml, NADIA) == 0
    await ml.run(FRIDAY_PROMPT, friday)
    assert asked(ml, NADIA) == 1
    ml.clock.now = place.at(2026, 11, 29, 23, 50)
    await _said(ml)
    ml.clock.now = monday
    await ml.run(MONDAY_FLASH, monday)
    assert any("le badge ne marche plus" in words_of(card) for card in ml.cards[-5:])


async def test_the_posters_and_the_exports_say_the_day_there(ml: World, place: Place) -> None:
    ml.clock.now = place.at(2026, 12, 31, 23, 50)
    await ml.install_in_team()
    _, hung = await ml.execute(CLAIRE, "survey.hang", {})
    assert "31 décembre" in words_of(hung["value"])
    await _said(ml)

    _, export = await ml.execute(CLAIRE, "export.link", {})
    (csv,) = [each for each in await _files(ml, export["value"]) if "csv" in each[0]]
    assert "2026-12-31.csv" in csv[0]
    assert "2026-12-31T23:50" in csv[1].decode()


async def _files(ml: World, card: dict[str, Any]) -> list[tuple[str, bytes]]:
    """Return the names and contents of the files to which a card leads."""
    found = []
    for url in _urls(card):
        path = url.partition("/export/")[2]
        async with ml.http.post(f"{ml.url}/export/{path}") as answer:
            found.append((answer.headers["Content-Disposition"], await answer.read()))
    return found


def _urls(part: Any) -> list[str]:
    if isinstance(part, list):
        return [each for item in part for each in _urls(item)]
    if isinstance(part, dict):
        return [each for item in part.values() for each in _urls(item)]
    return [part] if isinstance(part, str) and "/export/" in part else []
