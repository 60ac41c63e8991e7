"""What the quality lead alone may do and set."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.app import Parts
from bot.config import Settings
from domain.contributions.contribution import Status
from domain.ideas.jobs import IDEA_NUDGE
from tests.ideas.steps import make, open_fiche
from tests.world import AWA, CLAIRE, NADIA, World, card_of, find_button, words_of

VERBS: list[tuple[str, dict[str, Any]]] = [
    ("inbox.show", {}),
    ("inbox.read_all", {}),
    ("inbox.read", {"ids": "1"}),
    ("idea.read", {"contribution": 1}),
    ("idea.choose_move", {"contribution": 1, "to": "accepted"}),
    ("idea.move", {"contribution": 1, "to": "accepted"}),
    ("idea.write_answer", {"contribution": 1}),
    ("idea.answer", {"contribution": 1, "answer": "oui"}),
    ("idea.choose_merge", {"contribution": 1}),
    ("idea.merge", {"contribution": 1, "into": "AC-2026-0002"}),
    ("idea.choose_assign", {"contribution": 1}),
    ("idea.assign", {"contribution": 1, "person": 1, "until": "2026-12-01"}),
    ("idea.edit_tags", {"contribution": 1}),
    ("idea.tag", {"contribution": 1, "tags": "CEJ"}),
    ("roles.show", {}),
    ("roles.set", {"person": 1, "role": "quality_lead"}),
    ("rhythm.edit_deadlines", {}),
    ("rhythm.save_deadlines", {"nudge": "1", "late": "2", "engagements": "1"}),
    ("export.link", {}),
]


@pytest.mark.parametrize(("verb", "data"), VERBS, ids=[verb for verb, _ in VERBS])
async def test_a_member_is_refused_whatever_card_they_press(
    ml: World, verb: str, data: dict[str, Any]
) -> None:
    idea = await make(ml)
    await make(ml)

    _, body = await ml.execute(NADIA, verb, data)

    assert "réservée au·à la référent·e qualité" in str(body["value"])
    assert await ml.now(idea) == idea


async def test_a_lead_who_is_one_no_more_is_refused_with_the_old_card(ml: World) -> None:
    idea = await make(ml)
    await ml.say(AWA, "aide")
    awa = await ml.person(AWA)
    roles = card_of(await ml.say(CLAIRE, "rôles"))
    await ml.press(CLAIRE, roles, "Enregistrer", person=str(awa.id), role="quality_lead")
    card = await open_fiche(ml, AWA, idea)
    assert find_button(card, "Marquer comme lue")

    await ml.press(CLAIRE, roles, "Enregistrer", person=str(awa.id), role="member")
    body = await ml.press(AWA, card, "Marquer comme lue")

    assert "réservée" in body["value"]
    assert (await ml.now(idea)).status is Status.RECEIVED


async def test_deadlines_and_engagements_are_set_by_card(ml: World) -> None:
    await make(ml)
    settings = card_of(await ml.say(CLAIRE, "réglages"))
    assert "Rappel après 7 jours" in words_of(settings)
    _, body = await ml.execute(CLAIRE, "rhythm.edit_deadlines", {})
    form = body["value"]

    wrong = await ml.press(CLAIRE, form, "Enregistrer", nudge="40", late="30", engagements="1,8")
    assert "deux nombres de jours" in words_of(wrong["value"])
    saved = await ml.press(CLAIRE, form, "Enregistrer", nudge="5", late="20", engagements="1,8")

    assert "Rappel après 5 jours" in words_of(saved["value"])
    assert "engagements 1, 8" in words_of(saved["value"])


async def test_the_last_lead_stays(ml: World) -> None:
    await ml.say(CLAIRE, "aide")
    roles = card_of(await ml.say(CLAIRE, "rôles"))
    assert "nommé·e à l’installation" in words_of(roles)
    assert date(2026, 11, 24) == ml.clock().date()


async def test_a_lead_of_the_settings_is_known_to_a_command_without_them(ml: World) -> None:
    await ml.install_in_team()
    await make(ml)
    await ml.say(CLAIRE, "aide")
    ml.clock.now += timedelta(days=14)
    bare = Settings(_env_file=None, **(ml.settings.model_dump() | {"quality_leads": ()}))

    async with Parts(bare, ml.clock).working() as work:
        await work.rituals.run(IDEA_NUDGE, datetime.fromisoformat("2026-12-08T09:00+01:00"))
        await work.courier.drain(timedelta(seconds=60))

    assert "Sans réponse depuis 7 jours" in words_of(ml.to(CLAIRE)[-1])


async def test_everybody_of_the_team_can_be_chosen_from_the_first_day(ml: World) -> None:
    await ml.install_in_team()
    idea = await make(ml)

    roles = words_of(card_of(await ml.say(CLAIRE, "rôles")))
    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Confier à"))["value"]

    for who in (CLAIRE, NADIA, AWA):
        assert who.name in roles
        assert who.name in words_of(form)
