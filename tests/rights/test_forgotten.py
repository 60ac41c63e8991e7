"""What is taken back or erased goes in time, and nothing brings it back."""

import json

from cards.rights import texts as rights_texts
from domain.week.jobs import FRIDAY_PROMPT
from storage.confidentiality.names import Names
from storage.unit_of_work import UnitOfWork
from tests.rights.steps import change, column, erase, everything, purge, unclear
from tests.week.fridays import is_prompt
from tests.week.moments import FRIDAY, NEXT_FRIDAY
from tests.world import AWA, CLAIRE, NADIA, STRANGER, Somebody, World, card_of, words_of

TROUBLE, TIP = "Le scanner avale les feuilles", "J’appelle toujours la veille"


async def test_an_emptied_field_of_friday_is_forgotten_like_all_that_is_taken_back(
    ml: World,
) -> None:
    await ml.install_in_team()
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    sent = await ml.press(NADIA, ml.to(NADIA)[-1], "Envoyer", irritant=TROUBLE, best_practice=TIP)
    form = (await ml.press(NADIA, sent["value"], "Modifier"))["value"]
    await ml.press(NADIA, form, "Enregistrer", irritant="", best_practice=TIP)
    assert TROUBLE in everything(ml)

    ml.clock.advance(days=430)
    await purge(ml, "2028-02-02T10:00+01:00")

    assert TROUBLE not in everything(ml)
    assert TIP in everything(ml)


async def test_what_was_taken_back_without_a_date_goes_too(ml: World) -> None:
    await ml.install_in_team()
    (made,) = await ml.made_by(await ml.post(NADIA, f"Irritant : {TROUBLE}"))
    await ml.execute(NADIA, "contribution.withdraw", {"contribution": made.id}, chat=False)
    change(ml, "UPDATE contribution SET status_at = NULL")

    ml.clock.advance(days=430)
    await purge(ml, "2028-02-02T10:00+01:00")

    assert TROUBLE not in everything(ml)


async def test_what_was_not_to_be_noted_is_kept_nowhere(ml: World) -> None:
    text = unclear()
    await ml.post(NADIA, text)
    assert text in everything(ml)

    await ml.press(NADIA, ml.cards[-1], "Rien à noter", chat=False)

    assert text not in everything(ml)
    assert column(ml, "SELECT id FROM correction") == []


async def test_a_deleted_message_that_nobody_noted_is_kept_nowhere(ml: World) -> None:
    text = unclear()
    message = await ml.post(NADIA, text)
    await ml.delete(message)
    assert text not in everything(ml)


async def test_what_was_noted_is_kept_in_one_place_and_goes_with_it(ml: World) -> None:
    await ml.install_in_team()
    text = unclear()
    message = await ml.post(NADIA, text)
    await ml.press(NADIA, ml.cards[-1], "🌱", chat=False)
    (made,) = await ml.made_by(message)
    await ml.execute(
        NADIA, "contribution.set_kind", {"contribution": made.id, "kind": "irritant"}, chat=False
    )
    assert len(column(ml, "SELECT contribution_id FROM correction")) == 2
    await ml.execute(NADIA, "contribution.withdraw", {"contribution": made.id}, chat=False)

    ml.clock.advance(days=430)
    await purge(ml, "2028-02-02T10:00+01:00")

    assert text not in everything(ml)


async def test_a_deleted_comment_leaves_no_words_and_comes_back_with_its_message(
    ml: World,
) -> None:
    reply = await ml.reply(NADIA, await ml.post(AWA, "Irritant : le badge"), "pareil à Wasselonne")
    await ml.delete(reply)
    assert "Wasselonne" not in everything(ml)
    await ml.restore(reply)
    assert column(ml, "SELECT text FROM comment") == ["pareil à Wasselonne"]


async def test_old_names_go_from_what_was_asked_too_and_last_questions_are_forgotten(
    ml: World,
) -> None:
    await ml.install_in_team()
    await ml.post(NADIA, unclear())
    await ml.press(NADIA, ml.cards[-1], "🌱", chat=False)
    await ml.say(NADIA, "les irritants de cette année")
    assert column(ml, "SELECT person_id FROM inquiry")

    ml.clock.advance(days=1240)
    await purge(ml, "2030-04-03T10:00+02:00")

    assert column(ml, "SELECT author_id FROM contribution WHERE author_id IS NOT NULL") == []
    assert column(ml, "SELECT author_id FROM question") == []
    assert column(ml, "SELECT person_id FROM inquiry") == []


# --- nothing comes back -----------------------------------------------------------------------


async def test_editing_a_message_after_an_erasure_names_nobody(ml: World) -> None:
    message = await ml.post(NADIA, f"Irritant : {TROUBLE}")
    reply = await ml.reply(NADIA, await ml.post(AWA, "Irritant : le badge"), "pareil ici")
    await erase(ml, NADIA)

    await ml.edit(message, "Irritant : le scanner avale les feuilles de Kévin Muller\n💡 un autre")
    await ml.edit(reply, "pareil ici, dit Kévin Muller")

    whole = everything(ml)
    for trace in (NADIA.name, NADIA.aad, NADIA.id, "Muller"):
        assert trace not in whole
    (made,) = await ml.made_by(message)
    assert "le scanner avale" in made.text
    assert made.is_anonymous
    assert {each.actor_id for each in await ml.history(made)} == {None}


async def test_who_came_back_is_not_tied_to_what_they_said_before(ml: World) -> None:
    message = await ml.post(NADIA, f"Irritant : {TROUBLE}")
    await erase(ml, NADIA)
    await ml.post(NADIA, "Irritant : le wifi")

    await ml.edit(message, "Irritant : le scanner avale les feuilles de Kévin Muller")
    await ml.until_calm()

    (made,) = await ml.made_by(message)
    assert {each.actor_id for each in await ml.history(made)} == {None}
    assert column(ml, "SELECT key FROM outbox WHERE subject = 'masked'") == []


# --- roles ------------------------------------------------------------------------------------


async def _name_lead(ml: World, who: Somebody) -> None:
    await ml.say(who, "aide")
    person = await ml.person(who)
    roles = card_of(await ml.say(CLAIRE, "rôles"))
    await ml.press(CLAIRE, roles, "Enregistrer", person=str(person.id), role="quality_lead")


async def test_who_leaves_the_team_leads_no_more_and_counts_as_no_lead(ml: World) -> None:
    await ml.install_in_team()
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await _name_lead(ml, NADIA)
    assert (await ml.person(NADIA)).leads_quality

    ml.teams.members = [CLAIRE.member, AWA.member]
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)

    _, refused = await ml.execute(NADIA, "inbox.show", {})
    assert "réservée au·à la référent·e qualité" in str(refused["value"])
    card = card_of(await ml.say(CLAIRE, "effacer mon nom"))
    body = await ml.press(CLAIRE, card, rights_texts.ERASE_CONFIRM)
    assert "Nommez d’abord" in body["value"]
    entries = await ml.store.read(lambda unit: list(unit.journal.entries(1)))
    lost = [each.facts for each in entries if each.what == "role.changed"][-1]
    assert json.loads(lost) == {"by": "roster", "from": "quality_lead", "to": "member"}


async def test_a_team_without_the_app_takes_nobodys_role(ml: World) -> None:
    await ml.install_in_team()
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await _name_lead(ml, NADIA)
    ml.teams.members = []
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    assert (await ml.person(NADIA)).leads_quality


async def test_one_of_two_leads_steps_down_and_the_last_does_not(ml: World) -> None:
    await ml.install_in_team()
    for who in (NADIA, AWA):
        await _name_lead(ml, who)
    ids = {who: (await ml.person(who)).id for who in (NADIA, AWA)}

    _, done = await ml.execute(NADIA, "roles.set", {"person": ids[NADIA], "role": "member"})

    assert "vous n’êtes plus référent·e" in words_of(done["value"])
    assert not (await ml.person(NADIA)).leads_quality
    assert (await ml.person(AWA)).leads_quality


# --- wishes, and who is staff -----------------------------------------------------------------


async def test_who_wanted_no_messages_is_asked_no_more_after_an_erasure(ml: World) -> None:
    await ml.install_in_team()
    await ml.say(NADIA, "ne plus me solliciter")
    await erase(ml, NADIA)
    assert NADIA.aad not in everything(ml)

    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert (await ml.person(NADIA)).name == NADIA.name
    assert not [card for card in ml.to(NADIA) if is_prompt(card)]
    assert [card for card in ml.to(AWA) if is_prompt(card)]
    await ml.say(NADIA, "reprendre")
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    assert [card for card in ml.to(NADIA) if is_prompt(card)]


async def test_who_only_writes_again_after_an_erasure_keeps_their_wish(ml: World) -> None:
    await ml.say(NADIA, "ne plus me solliciter")
    await erase(ml, NADIA)
    await ml.post(NADIA, f"Irritant : {TROUBLE}")
    named = "SELECT opted_out FROM person WHERE name = 'Nadia Benali'"
    assert column(ml, named) == [True]
    assert column(ml, "SELECT digest FROM wish") == []


async def test_who_was_only_noted_as_an_author_is_no_staff(ml: World) -> None:
    await ml.install_in_team()
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    young = Somebody("Kévin Muller", "00000000-0000-4000-8000-0000000000aa")

    def note(unit: UnitOfWork) -> None:
        unit.people.meet(1, young.aad, "", young.name)

    await ml.store.write(note)
    names = await ml.store.read(lambda unit: unit.of(Names).staff_names(1))
    assert set(names) == {CLAIRE.name, NADIA.name, AWA.name, STRANGER.name}
    await ml.post(young, "Irritant : le wifi")  # a guest of the channel
    message = await ml.post(NADIA, f"Irritant : {young.name} attend depuis une heure")
    (made,) = await ml.made_by(message)
    assert "Muller" not in made.text
