"""What the database tells an examination: the channel, and what should have been sent."""

from collections.abc import AsyncIterator

import pytest

from bot.app import Timers
from bot.doctor.inside import examine_inside
from cards.doctor import texts as doctor_texts
from domain.checkup import Finding, Symptom, Verdict
from tests.fakes import SEND
from tests.world import CLAIRE, NADIA, STRANGER, World, world


@pytest.fixture
async def ml(database_url: str) -> AsyncIterator[World]:
    """A bot that sends nothing by itself."""
    async with world(database_url, Timers(courier=3600, rituals=3600, clock=0)) as made:
        yield made


async def examined(ml: World) -> dict[str, Finding]:
    found = await ml.store.read(examine_inside, ml.settings, ml.clock())
    return {each.symptom.check: each for each in found}


def said(finding: Finding) -> str:
    return f"{doctor_texts.said(finding)} {doctor_texts.advice(finding)}".replace("\u00a0", " ")


async def test_before_anybody_has_the_app_that_is_said(ml: World) -> None:
    channel = (await examined(ml))["channel"]

    assert (channel.verdict, channel.symptom) == (Verdict.LOOK, Symptom.CHANNEL_NO_TEAM)


async def test_a_team_without_the_channel_is_told_how_to_make_it(ml: World) -> None:
    ml.teams.channels = []
    await ml.install_in_team(CLAIRE)

    channel = (await examined(ml))["channel"]

    assert channel.symptom is Symptom.CHANNEL_UNHEARD
    assert "« amélioration-continue » : je n’écoute rien" in said(channel)
    assert "FLASH_CHANNEL" in said(channel)


async def test_a_channel_is_said_to_be_heard_once_it_was(ml: World) -> None:
    await ml.install_in_team(CLAIRE)
    before = (await examined(ml))["channel"]
    await ml.post(NADIA, "Bonne semaine à toutes et à tous")
    after = (await examined(ml))["channel"]

    assert before.symptom is Symptom.CHANNEL_UNHEARD
    assert "ChannelMessage.Read.Group" in said(before)
    assert (after.verdict, after.symptom) == (Verdict.OK, Symptom.CHANNEL_HEARD)
    assert "dernier message reçu aujourd’hui" in said(after)


async def test_of_many_only_how_many_are_not_heard(ml: World) -> None:
    await ml.install_in_team(CLAIRE)
    await ml.post(NADIA, "Bonne semaine à toutes et à tous")
    ml.teams.channels = [each | {"id": f"{each['id']}-elsewhere"} for each in ml.teams.channels]
    await ml.install_in_team(STRANGER)

    channel = (await examined(ml))["channel"]

    assert channel.symptom is Symptom.CHANNEL_MANY
    assert (channel.facts["unheard"], channel.facts["all"]) == (1, 2)


@pytest.mark.parametrize(
    ("minutes", "verdict"), [(5, Verdict.OK), (30, Verdict.LOOK), (90, Verdict.DOWN)]
)
async def test_what_is_late_is_judged(ml: World, minutes: int, verdict: Verdict) -> None:
    ml.teams.fail(503, on=SEND, times=2)
    await ml.post(NADIA, "Irritant : le badge ne marche pas")
    ml.clock.advance(minutes=minutes)

    sends = (await examined(ml))["sends"]

    assert sends.verdict is verdict
    assert sends.facts["count"] == 2
