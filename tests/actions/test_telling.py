"""When an action is done: who had said it hears of it, each once, and what it answers follows."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Status
from domain.week.jobs import MONDAY_FLASH
from storage.actions.repository import Actions
from storage.contributions.repository import Contributions
from storage.sql import table
from storage.themes.tables import ThemeIrritantRow, ThemeRow
from storage.unit_of_work import UnitOfWork
from tests.actions.steps import TROUBLE, ask, finish, id_of, make, now, open_action, pressed
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, card_of, words_of

RESULT = "Les horaires sont sur la porte"


async def _theme(ml: World, name: str, contribution_ids: list[int]) -> int:
    """Have irritants tell one theme; return its id."""

    def write(unit: UnitOfWork) -> int:
        organisation = unit.organisations.find(TENANT)
        now_ = datetime(2026, 11, 24, 9, tzinfo=UTC)
        connection = unit.of(Actions)._connection
        theme: int = connection.execute(
            sa.insert(table(ThemeRow))
            .values(organisation_id=organisation, name=Clean(name), created_at=now_)
            .returning(table(ThemeRow).c.id)
        ).scalar_one()
        for each in contribution_ids:
            connection.execute(
                sa.insert(table(ThemeIrritantRow)).values(
                    organisation_id=organisation,
                    theme_id=theme,
                    contribution_id=each,
                    placed_at=now_,
                )
            )
        return theme

    return await ml.store.write(write)


async def _said(ml: World, who: Somebody, text: str = TROUBLE) -> Contribution:
    (made,) = await ml.made_by(await ml.post(who, text))
    return made


async def _contribution(ml: World, id_: int) -> Contribution:
    found = await ml.store.read(lambda unit: unit.of(Contributions).get(1, id_))
    assert found is not None
    return found


def _news(said: list[str]) -> list[str]:
    return [each for each in said if "Vous l’aviez dit, c’est fait" in each]


async def test_authors_and_supporters_of_its_theme_hear_what_changed_once(ml: World) -> None:
    for who in (NADIA, AWA):
        await ml.say(who, "bonjour")
    one = await _said(ml, NADIA)
    two = await _said(ml, NADIA, "Irritant : personne ne connaît nos heures d’ouverture")
    await ml.execute(AWA, "contribution.support", {"contribution": one.id}, chat=False)
    theme = await _theme(ml, "Horaires introuvables", [one.id, two.id])
    made = (await ml.execute(CLAIRE, "action.new", {"theme": theme}))[1]["value"]
    assert "Horaires introuvables" in words_of(made)

    await finish(ml, close="false", result=RESULT)
    first = {who: await ml.told(who) for who in (NADIA, AWA)}
    form = {"action": (await now(ml)).id}
    await ml.execute(CLAIRE, "action.start", form)
    await ml.execute(CLAIRE, "action.finish", form | {"result": RESULT})
    second = {who: await ml.told(who) for who in (NADIA, AWA)}

    for who in (NADIA, AWA):
        (news,) = _news(first[who])
        assert RESULT in news
        assert _news(second[who]) == [news], "each person once per action"
    assert _news(await ml.told(CLAIRE)) == []


async def test_an_anonymous_author_is_told_and_nothing_says_who_it_is(ml: World) -> None:
    form = card_of(await ml.say(AWA, "nouveau"))
    said: dict[str, Any] = {
        "kind": "irritant",
        "text": "La porte reste fermée",
        "anonymous": "true",
    }
    await ml.press(AWA, form, "Envoyer", **said)
    wanted = {"form": "a" * 32, "contribution": 1, "what": "Ouvrir", "due": "2026-12-18"}
    await ml.say(CLAIRE, "bonjour")
    person = await id_of(ml, CLAIRE)
    await ml.execute(CLAIRE, "action.add", wanted | {"person": person})

    await finish(ml, close="false", result=RESULT)

    assert RESULT in _news(await ml.told(AWA))[-1]
    rows = await ml.store.read(_outbox)
    (one,) = [each for each in rows if each["subject"] == "action_told_unnamed"]
    assert one["person_id"] is None
    assert AWA.chat not in str(one)


def _outbox(unit: UnitOfWork) -> list[dict[str, Any]]:
    rows = unit.people._connection.execute(sa.text("SELECT * FROM outbox")).mappings()
    return [dict(each) for each in rows]


async def test_what_it_answers_is_done_with_its_result_where_the_lead_wishes(ml: World) -> None:
    await ml.say(NADIA, "bonjour")
    irritant = await _said(ml, NADIA)
    idea = await _said(ml, NADIA, "Suggestion : un panneau sur la porte")
    theme = await _theme(ml, "Horaires introuvables", [irritant.id])
    await ml.execute(CLAIRE, "action.new", {"theme": theme})
    await ml.execute(CLAIRE, "action.new", {"contribution": idea.id})
    form = await pressed(ml, CLAIRE, await open_action(ml, CLAIRE), "C’est fait")
    assert "Passer aussi la fiche liée" in words_of(form)

    await pressed(ml, CLAIRE, form, "Confirmer", result=RESULT, check_on="", close="true")
    card = await finish(ml, number="PA-2026-0002", close="false", result="Le panneau est posé")

    solved = await _contribution(ml, irritant.id)
    assert (solved.status, solved.answer) == (Status.DONE, RESULT)
    assert (await _contribution(ml, idea.id)).status is Status.RECEIVED
    await pressed(ml, CLAIRE, card, "Répondre aux fiches liées")
    done = await _contribution(ml, idea.id)
    assert (done.status, done.answer) == (Status.DONE, "Le panneau est posé")
    said = await ml.told(NADIA)
    assert len(_news(said)) == 2
    assert not any("résolu" in each or "Réalisée" in each for each in said), "not told twice"


async def test_an_owner_who_does_not_lead_closes_nothing(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    idea = await _said(ml, NADIA, "Suggestion : un panneau sur la porte")
    await ml.execute(CLAIRE, "action.new", {"contribution": idea.id})
    action = (await now(ml)).id
    await ml.execute(CLAIRE, "action.hand", {"action": action, "person": await id_of(ml, AWA)})
    form = await pressed(ml, AWA, await open_action(ml, AWA), "C’est fait")
    assert "fiche liée" not in words_of(form)

    await ml.execute(AWA, "action.finish", {"action": action, "result": RESULT, "close": True})

    assert (await _contribution(ml, idea.id)).status is Status.RECEIVED
    assert "Répondre aux fiches liées" in words_of(await open_action(ml, CLAIRE))


async def test_an_effect_that_is_there_solves_the_theme(ml: World) -> None:
    irritant = await _said(ml, NADIA)
    theme = await _theme(ml, "Horaires introuvables", [irritant.id])
    await ml.execute(CLAIRE, "action.new", {"theme": theme})
    await finish(ml, close="false")
    found = {"action": (await now(ml)).id, "indicator": "Erreurs", "after": "0"}

    await ml.execute(CLAIRE, "action.check", found | {"effect": "to_adjust"})
    assert await ml.store.read(_solved) is None
    await ml.execute(CLAIRE, "action.check", found | {"effect": "effective"})

    assert await ml.store.read(_solved) is not None


def _solved(unit: UnitOfWork) -> Any:
    return unit.people._connection.scalar(sa.text("SELECT solved_at FROM theme"))


async def test_who_has_gone_leaves_an_action_without_owner(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    await make(ml, person=str(await id_of(ml, AWA)))
    await ml.execute(AWA, "rights.erase", {})

    assert "sans responsable" in words_of(await open_action(ml, CLAIRE))
    plan = await ask(ml, CLAIRE, "plan d’action", "Plan d’action")
    assert "1\u00a0sans responsable" in words_of(plan)


async def test_the_flash_tells_what_was_done_in_its_week_and_the_next_one_does_not(
    ml: World,
) -> None:
    await make(ml, what="Afficher les horaires")
    await finish(ml, result=RESULT)

    await ml.run(MONDAY_FLASH, "2026-11-30T09:00+01:00")
    await ml.run(MONDAY_FLASH, "2026-12-07T09:00+01:00")

    first, second = (
        words_of(card) for card in ml.cards if "Flash de la semaine" in words_of(card)
    )
    assert "Vous avez dit, voici la réponse" in first
    assert f"✔ Afficher les horaires — {RESULT}" in first
    assert "PA-2026-0001" in first
    assert "PA-2026-0001" not in second
