"""After a restore: what the backup still owed may have been sent since, and is not sent again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pytest

from bot.app import Parts, Timers, policy_of
from bot.cli.restoring import HeldBack, after_filling
from bot.config import Settings
from bot.journal import usecases as journal
from bot.journal.usecases import Checked
from domain.isoweek import Week
from domain.rhythm import Rhythm, occurrence
from domain.sending import RunState, SendState
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.backup.restoring import restore
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts
from tests.backup.files import find_teams, quietly, taken
from tests.week.moments import FRIDAY, NEXT_FRIDAY
from tests.world import (
    AWA,
    CLAIRE,
    EVERYONE,
    NADIA,
    TENANT,
    World,
    card_of,
    find_button,
    words_of,
    world,
)

STAFF = len(EVERYONE)
STILL = Timers(courier=3600, rituals=3600, clock=0)
THURSDAY = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
FRIDAY_AT_TWO, NEXT_FRIDAY_AT_TWO = (
    datetime.fromisoformat(each).astimezone(UTC) for each in (FRIDAY, NEXT_FRIDAY)
)
MONDAY_AT_TEN = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)


async def backed_up(folder: Path, at: datetime, *, owing: bool) -> IO[bytes]:
    """Return the backup of a bot at a moment; *owing* when it is about to send the questions."""
    url = f"sqlite:///{folder / 'source.db'}"
    async with world(url, STILL) as ml:
        ml.clock.now = THURSDAY
        await ml.install_in_team()
        for who in (CLAIRE, NADIA, AWA):
            await ml.say(who, "aide")
        await ml.post(NADIA, "Irritant : I-Milo rame")
        await ml.press(AWA, ml.cards[-1], "Moi aussi", chat=False)
        ml.clock.now = at
        if owing:
            async with Parts(ml.settings, ml.clock).working() as parts:
                await parts.rituals.run(FRIDAY_PROMPT, at)
            await ml.store.write(_want_it_later_and_die, at)
        return taken(url)


def _want_it_later_and_die(unit: UnitOfWork, at: datetime) -> None:
    """Have Awa want the questions later, and a process hold Monday's flash that is no more."""
    organisation_id = unit.organisations.find(TENANT) or 0
    person = unit.people.find(organisation_id, AWA.aad)
    assert person is not None
    (prompt,) = [
        each
        for each in unit.of(Prompts).of_week(organisation_id, "2026-W48")
        if each.person_id == person.id
    ]
    unit.of(Prompts).change(prompt, later_at=at + timedelta(hours=2))
    calendar = unit.rhythms.calendar(organisation_id, "")
    flash = occurrence(Rhythm(), calendar, MONDAY_FLASH, Week(2026, 48))
    assert flash is not None
    unit.runs.claim(organisation_id, flash, flash.slot, "dead", MONDAY_AT_TEN)


def restored(url: str, file: IO[bytes], now: datetime) -> HeldBack:
    """Restore as the command does."""
    policy = policy_of(
        Settings(_env_file=None, quality_leads=(CLAIRE.upn,)),
        b"a key for tests that nobody guesses",
    )
    _, held = restore(
        url, file, lambda unit, about: after_filling(unit, policy, about.made_at, now, {}), quietly
    )
    return held


async def work(ml: World, now: datetime) -> None:
    """Have the bot do all that it thinks is to be done."""
    ml.clock.now = now
    find_teams(ml.settings.database_url, ml.teams.service_url)
    async with Parts(ml.settings, ml.clock).working() as parts:
        await parts.rituals.run_due()
        ml.clock.advance(seconds=2)
        await parts.courier.drain(timedelta(minutes=1))


def asked(ml: World) -> int:
    """Count the cards with the three questions."""
    return sum("Mon irritant de la semaine" in words_of(card) for card in ml.cards)


async def test_after_the_weekend_nothing_of_friday_is_sent_and_the_lead_is_told(
    target_url: str, tmp_path: Path
) -> None:
    file = await backed_up(tmp_path, FRIDAY_AT_TWO, owing=True)

    held = restored(target_url, file, MONDAY_AT_TEN)

    assert (held.messages, held.runs) == (STAFF, 2)
    async with world(target_url, STILL) as ml:
        await work(ml, MONDAY_AT_TEN)
        assert asked(ml) == 0
        assert {sent.conversation_id for sent in ml.teams.sent} == {CLAIRE.chat}
        assert len(ml.cards) == 2
        assert all("une sauvegarde a été restaurée" in words_of(card) for card in ml.to(CLAIRE))
        (update,) = ml.teams.updated
        assert find_button(card_of(update.activity), "Moi aussi · 1")

        runs, sends, checked = await ml.store.read(_what_is_said)
        assert runs == {
            "friday-prompt": (RunState.DONE, ""),
            "friday-reminder": (RunState.SKIPPED, "restored"),
            "monday-flash": (RunState.SKIPPED, "restored"),
        }
        assert sends == [(SendState.AMBIGUOUS, "restored")] * STAFF
        assert [each.problem for each in checked] == [None]

        await work(ml, NEXT_FRIDAY_AT_TWO)
        assert asked(ml) == STAFF - 1, "all but Claire, who was written to twice this week"


def _what_is_said(unit: UnitOfWork) -> tuple[dict[str, Any], list[Any], list[Checked]]:
    """Return what became of the runs, of the messages of Friday, and of the journals."""
    organisation_id = unit.organisations.find(TENANT) or 0
    runs = unit.runs.latest(organisation_id, 10)
    entries = [each.what for each in unit.journal.entries(organisation_id)]
    assert entries.count("backup.restored") == 1
    assert entries.count("send.ambiguous") == STAFF
    sends = unit.sends.of_runs([run.id for run in runs])
    return (
        {run.job: (run.state, run.reason) for run in runs},
        [(each.state, each.reason) for each in sends],
        journal.check_all(unit),
    )


@pytest.mark.parametrize(
    ("made", "restored_at", "asked_at", "expected"),
    [
        pytest.param(-1, 20, 21, 0, id="what came due in between may have been sent"),
        pytest.param(-1, -1, 0, STAFF, id="what is still ahead takes place"),
    ],
)
async def test_a_friday_between_backup_and_restore(
    tmp_path: Path, made: int, restored_at: int, asked_at: int, expected: int
) -> None:
    target_url = f"sqlite:///{tmp_path / 'target.db'}"
    at = [FRIDAY_AT_TWO + timedelta(minutes=each) for each in (made, restored_at, asked_at)]
    file = await backed_up(tmp_path, at[0], owing=False)

    held = restored(target_url, file, at[1])

    assert held.runs == (expected == 0)
    async with world(target_url, STILL) as ml:
        await work(ml, at[2])
        assert asked(ml) == expected
