"""A leave that ends in no time that a calendar knows: refused now, survived where it is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards import texts
from domain.calendar import NO_DAY
from domain.errors import Reason
from domain.week.jobs import FRIDAY_PROMPT
from storage.unit_of_work import UnitOfWork
from tests.world import CLAIRE, NADIA, TENANT, World, words_of

FOR_EVER = date.max


@pytest.fixture
async def ml(ml: World) -> World:
    await ml.install_in_team()
    await ml.say(NADIA, "bonjour")
    return ml


def _away(unit: UnitOfWork) -> None:
    """Have Nadia be on leave as an older version would have kept it."""
    person = unit.people.find(unit.organisations.find(TENANT) or 0, NADIA.aad)
    assert person is not None
    kept = replace(unit.people.availability(person), absent_until=FOR_EVER)
    unit.people.set_availability(unit.people.for_change(person), kept)


@pytest.mark.parametrize("until", ["9999-12-31", "0001-01-01", "10000-01-01", "2030-01-01", "31"])
async def test_a_leave_without_an_end_is_asked_for_again(ml: World, until: str) -> None:
    _, body = await ml.execute(NADIA, "asking.absent", {"until": until})

    assert texts.REASON[Reason.PAST_DAY] in words_of(body["value"])
    person = await ml.person(NADIA)
    kept = await ml.store.read(lambda unit: unit.people.availability(person))
    assert kept.absent_until is None


async def test_answers_beside_such_a_leave_come_back_as_they_were_typed(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, "2026-11-27T14:00+01:00")
    (prompt,) = [card for card in ml.to(NADIA) if "prompt.send" in str(card)]
    typed: dict[str, Any] = {"irritant": "Le badge ne marche plus", "until": "9999-12-31"}

    body = await ml.press(NADIA, prompt, "Envoyer", **typed)

    assert texts.REASON[Reason.PAST_DAY] in words_of(body["value"])
    assert typed["irritant"] in words_of(body["value"])
    assert NO_DAY.isoformat() not in str(body)


async def test_who_is_on_such_a_leave_is_answered_like_anybody_else(ml: World) -> None:
    said = await ml.post(NADIA, "Irritant : le badge ne marche plus")
    await ml.post(NADIA, "Irritant : l’imprimante est en panne")
    await ml.store.write(_away)
    (one,) = await ml.made_by(said)

    _, body = await ml.execute(
        CLAIRE, "idea.move", {"contribution": one.id, "to": "accepted", "answer": "Oui, lundi."}
    )
    assert body["value"]["type"] == "AdaptiveCard"
    _, body = await ml.execute(CLAIRE, "inbox.read_all", {})
    assert body["value"]["type"] == "AdaptiveCard"
    masked = await ml.post(NADIA, "Irritant : Kévin Muller attend sa carte depuis un mois")

    assert [each.status for each in await ml.made_by(said)] == ["accepted"]
    assert len(await ml.made_by(masked)) == 1
    later = [row.due_at for row in await ml.outbox() if row.due_at.year > 2026]
    assert later
    assert all(moment.year < 2031 for moment in later)
