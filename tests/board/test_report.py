"""The page goes to management and the quality leads where that is wished: once, and politely."""

from datetime import date
from typing import Any

import pytest

from bot.board.usecases.report import ended
from domain.board.jobs import BOARD_REPORT
from domain.board.page import Span
from domain.board.report import Report
from domain.ideas.jobs import IDEA_NUDGE
from domain.people import Role
from tests.world import AWA, CLAIRE, NADIA, World, words_of

FIRST_TUESDAY, AFTER_QUARTER = "2026-12-01T10:00+01:00", "2027-01-05T10:00+01:00"


@pytest.mark.parametrize(
    ("day", "monthly", "quarterly", "key"),
    [
        (date(2026, 12, 1), True, True, "2026-11"),
        (date(2026, 12, 1), False, True, None),
        (date(2026, 12, 1), False, False, None),
        (date(2027, 1, 5), True, True, "2026-T4"),
        (date(2027, 1, 5), False, True, "2026-T4"),
        (date(2027, 1, 5), True, False, "2026-12"),
    ],
)
def test_the_period_that_has_just_ended_is_told_once(
    day: date, monthly: bool, quarterly: bool, key: str | None
) -> None:
    wished = Report(monthly, quarterly)

    assert ended(day, wished) == (Span.parse(key) if key else None)


async def _prepare(ml: World, **wished: Any) -> None:
    await ml.install_in_team()
    for who in (CLAIRE, NADIA, AWA):
        await ml.say(who, "aide")

    def prepare(unit: Any) -> None:
        awa = unit.people.find(1, AWA.aad)
        ours = unit.organisations.for_change(1)
        unit.roles.give(ours, awa, Role.MANAGEMENT)
        unit.steering.set(ours, **wished)

    await ml.store.write(prepare)


def _reports(ml: World) -> list[str]:
    """Return the chats to which a page was sent."""
    return [
        each.conversation_id
        for each in ml.teams.sent
        if each.activity.get("attachments")
        and "Tableau de bord qualité" in words_of(each.activity["attachments"][0]["content"])
    ]


async def test_management_and_quality_leads_are_sent_it_once(ml: World) -> None:
    await _prepare(ml, report_monthly=True)

    for _ in range(2):
        await ml.run(BOARD_REPORT, FIRST_TUESDAY)

    assert sorted(_reports(ml)) == sorted([CLAIRE.chat, AWA.chat])
    (card,) = [each.activity for each in ml.teams.sent if each.conversation_id == AWA.chat][-1:]
    told = words_of(card["attachments"][0]["content"])
    assert "novembre 2026" in told
    assert "Page complète et PDF" in told
    assert "/tableau/" not in str(card["attachments"]), "a link in it would soon be over"


async def test_nobody_is_sent_what_is_not_wished(ml: World) -> None:
    await _prepare(ml, report_quarterly=True)

    await ml.run(BOARD_REPORT, FIRST_TUESDAY)

    assert _reports(ml) == []


async def test_the_ceiling_holds(ml: World) -> None:
    await _prepare(ml, report_quarterly=True)
    await ml.run(IDEA_NUDGE, "2027-01-05T09:00+01:00")

    def asked_twice(unit: Any) -> None:
        awa = unit.people.find(1, AWA.aad)
        for cause in ("a", "b"):
            unit.solicitations.add(1, "2027-W01", cause, [awa.id])

    await ml.store.write(asked_twice)
    await ml.run(BOARD_REPORT, AFTER_QUARTER)

    assert _reports(ml) == [CLAIRE.chat]


async def test_settings_tell_whether_it_is_sent_and_lead_to_the_switch(ml: World) -> None:
    await _prepare(ml, report_quarterly=True)

    card = (await ml.say(CLAIRE, "réglages"))["attachments"][0]["content"]

    assert "Tableau de bord à la direction\nChaque trimestre" in words_of(card)
