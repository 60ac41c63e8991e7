"""What a scrape shows: each name is written down, and what happens in Teams is counted."""

import re
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.app import Timers
from bot.metrics import Metrics
from bot.usecases.turn import Policy
from deploy.node import ROOT
from storage.store import Store
from tests.fakes import SEND, FakeClock
from tests.waiting import until
from tests.world import NADIA, World, world

GUIDE = (ROOT / "docs" / "exploitation.md").read_text("utf-8")


@pytest.fixture
async def ml(database_url):
    async with world(database_url) as made:
        yield made


async def scrape(ml: World) -> dict[str, float]:
    """Return what ``/metrics`` says: values by name with labels, as they are written."""
    async with ml.http.get(f"{ml.url}/metrics") as response:
        assert response.status == 200
        lines = (await response.text()).splitlines()
    told = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in told}


async def names(ml: World) -> set[str]:
    async with ml.http.get(f"{ml.url}/metrics") as response:
        return set(re.findall(r"^# TYPE (\S+)", await response.text(), re.MULTILINE))


async def _nothing_is_due(ml: World) -> None:
    """Return once what was sent is marked as sent, which is a moment later."""

    async def holds() -> bool:
        return not (await scrape(ml))["flash_outbox_due"]

    await until(holds, within=5)


async def test_turns_sends_and_refusals_are_counted(ml):
    await ml.post(NADIA, "Irritant : le badge ne marche pas")
    await ml.teams.wait_for(2)  # the first message met the channel: hello, and the card
    assert (await scrape(ml))['flash_sends_total{outcome="sent"}'] == 2
    await ml.say(NADIA, "aide")
    async with ml.http.post(f"{ml.url}/api/messages", json=[]) as refused:
        assert refused.status == 400

    await _nothing_is_due(ml)
    told = await scrape(ml)

    assert told['flash_turns_total{kind="channel",status="200"}'] == 1
    assert told['flash_turns_total{kind="chat",status="200"}'] == 1
    assert told['flash_turn_seconds_count{kind="channel"}'] == 1
    assert told['flash_refused_requests_total{reason="not_an_object"}'] == 1
    assert told["flash_database_up"] == 1
    assert told['flash_failures_total{of="database"}'] == 0
    assert told['flash_channels{hearing="well"}'] == 1
    assert told['flash_channels{hearing="only_mentions"}'] == 0


async def test_what_is_late_shows_how_much_and_since_when(database_url):
    async with world(database_url, Timers(courier=3600, rituals=3600, clock=0)) as ml:
        await ml.install_in_team()
        await ml.teams.wait_for(1)
        ml.teams.fail(503, on=SEND)
        await ml.post(NADIA, "Irritant : le badge ne marche pas")  # tried again in two seconds

        await _nothing_is_due(ml)
        ml.clock.advance(seconds=120)

        told = await scrape(ml)

        assert told['flash_sends_total{outcome="retried"}'] == 1
        assert told["flash_outbox_due"] == 1
        assert 117 < told["flash_outbox_oldest_due_seconds"] < 119


async def test_a_database_that_is_away_is_shown_and_stops_no_scrape():
    metrics, store = Metrics(), Store("postgresql://127.0.0.1:1/nowhere")
    metrics.count_failures({"database": lambda: store.failures})

    policy = Policy(ZoneInfo("Europe/Paris"), "amélioration-continue", b"")
    page = (await metrics.page(store, policy, FakeClock()())).decode()
    await store.close()

    assert "flash_database_up 0.0" in page
    assert "flash_outbox_due NaN" in page
    assert 'flash_failures_total{of="database"} 1.0' in page


async def test_every_name_is_in_the_guide_for_operators_and_no_other(ml):
    documented = set(re.findall(r"^\| `([a-z_]+)` \|", GUIDE, re.MULTILINE))

    assert documented == await names(ml)


async def test_the_alerts_watch_what_is_exposed(ml):
    rules = yaml.safe_load((ROOT / "deploy" / "alertes.yml").read_text("utf-8"))
    alerts = [each for group in rules["groups"] for each in group["rules"]]
    exposed = await names(ml)

    watched = {
        name.removesuffix("_bucket")
        for each in alerts
        for name in re.findall(r"\b(?:flash|process)_\w+", each["expr"])
    }
    assert watched <= exposed
    assert "flash_outbox_oldest_due_seconds" in watched
    for each in alerts:
        assert set(each["annotations"]) == {"summary", "description"}, each["alert"]
        assert each["labels"]["severity"] in {"page", "ticket"}
