"""The invented organisation: whole, believable, and in nobody's Teams."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.app import PLUGS, policy_of
from bot.clock import system_clock
from bot.config import Settings
from bot.demo.filling import WEEKS, Demo
from bot.demo.staff import BRANCHES, HEADQUARTERS, STAFF, TENANT
from bot.demo.words import ideas, irritants, practices
from bot.usecases.rituals import find_due
from bot.usecases.turn import Policy
from domain.actions.action import ActionState, Effect, TrialDecision
from domain.confidentiality import MASK
from domain.contributions.contribution import Contribution
from domain.kinds import Kind
from storage.actions.repository import Actions
from storage.contributions.repository import Contributions
from storage.store import Store
from storage.themes.repository import Themes
from storage.unit_of_work import UnitOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")
ALL = len(irritants()) + len(practices()) + len(ideas()) + 1  # one problem comes back


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def filled(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(
        _env_file=None, database_url=f"sqlite+aiosqlite:///{folder}/demo.db", data_dir=Path(folder)
    )
    store = Store(settings.database_url)
    store.open()
    now = system_clock()  # `make demo` ends today, whatever day that is
    assert await Demo(store, policy_of(settings), now).fill() == ALL
    yield store, now
    await store.close()


def told(unit: UnitOfWork) -> list[Contribution]:
    organisation_id = unit.organisations.find(TENANT) or 0
    return list(unit.of(Contributions).some(organisation_id, range(1, ALL + 1)).values())


async def test_two_years_of_five_sites_are_told_without_a_mask(filled):
    store, now = filled

    said = await store.read(told)

    assert len(said) == ALL
    assert not [each.text for each in said if MASK in each.text]
    assert {each.site_name for each in said} == {*BRANCHES, HEADQUARTERS}
    assert Counter(each.kind for each in said)[Kind.SUGGESTION] == len(ideas())
    assert min(each.created_at for each in said) < now - timedelta(weeks=WEEKS - 20)
    assert max(each.created_at for each in said) < now


async def test_nothing_is_owed_and_no_ritual_was_missed(filled):
    store, now = filled

    owed, staff = await store.read(
        lambda unit: (unit.outbox.states(1), unit.people.staff(unit.organisations.find(TENANT)))
    )

    policy = Policy(ZoneInfo("Europe/Paris"), "amélioration-continue", b"")
    missed = await store.read(find_due, policy, now, [each.job for each in PLUGS.rituals])

    assert (owed, missed) == ([], [])
    assert len(staff) == len(STAFF)


async def test_a_problem_became_a_theme_an_action_and_a_checked_effect_and_came_back(filled):
    store, now = filled
    title = "Rappeler chaque rendez-vous la veille par SMS"

    def read(unit: UnitOfWork):
        organisation_id = unit.organisations.find(TENANT) or 0
        done = unit.of(Actions).done_between(
            organisation_id, now - timedelta(weeks=WEEKS), now, ALL
        )
        (action,) = [each for each in done if each.title == title]
        return action, unit.of(Themes).some(organisation_id, range(1, 20)).values()

    action, themes = await store.read(read)

    assert (action.state, action.effect) == (ActionState.DONE, Effect.EFFECTIVE)
    assert action.trial is not None
    assert action.trial.decision is TrialDecision.DEPLOY
    (back,) = [each for each in themes if each.came_back_at]
    assert back.name == "Rendez-vous manqués"
