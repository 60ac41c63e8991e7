"""An idea from its message to its end: read, answered, moved, each told to who waits for it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.app import Parts
from bot.config import Settings
from domain.contributions.contribution import Contribution, Status
from domain.ideas.jobs import IDEA_NUDGE
from storage.contributions.repository import Contributions
from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, find_button, walk, words_of

SUGGESTION = "Suggestion : un QR code à l’accueil pour donner son avis"
REASON = "Le questionnaire passera par SMS, déjà prévu en janvier."


async def _idea(ml: World, who: Somebody = NADIA, text: str = SUGGESTION) -> Contribution:
    (made,) = await ml.made_by(await ml.post(who, text))
    return made


async def _fiche(ml: World, who: Somebody, idea: Contribution) -> dict[str, Any]:
    await ml.say(who, f"fiche {idea.number}")
    return ml.to(who)[-1]


async def _now(ml: World, idea: Contribution) -> Contribution:
    def read(unit: Any) -> Contribution | None:
        found: Contribution | None = unit.of(Contributions).get(idea.organisation_id, idea.id)
        return found

    found = await ml.store.read(read)
    assert found is not None
    return found


async def _move(
    ml: World, idea: Contribution, title: str, who: Somebody = CLAIRE, **typed: Any
) -> dict[str, Any]:
    """Open the fiche, press the button of a move, fill in its form and confirm."""
    form = (await ml.press(who, await _fiche(ml, who, idea), title))["value"]
    assert problems(form) == []
    shown: dict[str, Any] = (await ml.press(who, form, "Confirmer", **typed))["value"]
    return shown


async def _told(ml: World, who: Somebody) -> list[str]:
    ml.clock.advance(seconds=2)
    await ml.until_calm()
    return [words_of(card) for card in ml.to(who)]


async def test_an_idea_is_read_studied_refused_reopened_and_done_and_its_author_sees_each(
    ml: World,
) -> None:
    idea = await _idea(ml)
    await ml.say(NADIA, "aide")

    await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Marquer comme lue")
    assert "a été lue" in (await _told(ml, NADIA))[-1]
    promised = (ml.clock().date() + timedelta(days=20)).isoformat()
    await _move(ml, idea, "Mettre à l’étude", promised=promised)
    assert "est à l’étude" in (await _told(ml, NADIA))[-1]
    refused = await _move(ml, idea, "Refuser", answer="non")
    assert "Dites pourquoi en une phrase" in words_of(refused)
    assert (await _now(ml, idea)).status is Status.UNDER_REVIEW
    refused = await _move(ml, idea, "Refuser", answer=REASON)
    assert "Refusée" in words_of(refused)
    told = (await _told(ml, NADIA))[-1]
    assert "n’est pas retenue" in told
    assert REASON in told
    assert CLAIRE.name in told
    await _move(ml, idea, "Reprendre l’étude", promised=promised)
    await _move(ml, idea, "Accepter", answer="Bruno s’en occupe")
    await _move(ml, idea, "Démarrer")
    await _move(
        ml, idea, "Marquer comme réalisée", answer="Le QR code est à l’accueil de Wissembourg"
    )

    assert "c’est fait" in (await _told(ml, NADIA))[-1]
    done = await _now(ml, idea)
    assert (done.status, done.answer) == (
        Status.DONE,
        "Le QR code est à l’accueil de Wissembourg",
    )
    moved = [line.after["status"] for line in await ml.history(idea) if line.change == "moved"]
    assert moved == [
        "read",
        "under_review",
        "refused",
        "under_review",
        "accepted",
        "in_progress",
        "done",
    ]
    assert done.read_at is not None
    assert done.decided_at is not None


async def test_the_card_in_the_thread_shows_the_state_and_the_answer(ml: World) -> None:
    idea = await _idea(ml)

    await _move(ml, idea, "Accepter", answer="Nous l’installons lundi")
    await ml.settle(1)

    shown = words_of(ml.teams.updated[-1].activity["attachments"][0]["content"])
    assert "Acceptée" in shown
    assert "Nous l’installons lundi" in shown


async def test_what_was_typed_comes_back_when_the_reason_is_too_short(ml: World) -> None:
    idea = await _idea(ml)

    form = await _move(ml, idea, "Refuser", answer="trop cher")

    assert "trop cher" in words_of(form)
    assert (await _now(ml, idea)).status is Status.RECEIVED


async def test_a_promise_needs_a_day_that_is_not_past(ml: World) -> None:
    idea = await _idea(ml)

    for day in ("", "2020-01-01", "2036-01-01", "demain"):
        form = await _move(ml, idea, "Mettre à l’étude", promised=day)
        assert "Choisissez une date" in words_of(form)

    assert (await _now(ml, idea)).status is Status.RECEIVED


async def test_an_anonymous_author_is_told_and_nothing_says_who_it_is(ml: World) -> None:
    await ml.say(AWA, "aide")
    form = await ml.say(AWA, "nouveau")
    card = form["attachments"][0]["content"]
    await ml.press(
        AWA, card, "Envoyer", kind="suggestion", text="Un banc dehors", anonymous="true"
    )
    idea = (await ml.store.read(lambda unit: unit.of(Contributions).some(1, range(1, 9))))[1]
    rows_before = await _rows_naming(ml, AWA)

    await _move(ml, idea, "Accepter", answer="Il arrive au printemps")

    assert "Il arrive au printemps" in (await _told(ml, AWA))[-1]
    assert await _rows_naming(ml, AWA) == rows_before


async def _rows_naming(ml: World, who: Somebody) -> list[tuple[str, int]]:
    """Return how many rows of each table name somebody, by id or by chat."""
    import sqlalchemy as sa  # noqa: PLC0415

    from storage.database import database_url, open_engine  # noqa: PLC0415

    engine = open_engine(database_url(ml.settings.database_url), writes=False, connections=1)
    with engine.connect() as connection:
        person = connection.scalar(
            sa.text("SELECT id FROM person WHERE aad_object_id = :aad"), {"aad": who.aad}
        )
        found = []
        for name in sa.inspect(connection).get_table_names():
            if name.startswith("contribution_words"):
                continue
            rows = connection.execute(sa.text(f"SELECT * FROM {name}")).mappings().all()  # noqa: S608 -- a table's own name
            hits = sum(1 for row in rows if _names(dict(row), person, who))
            found.append((name, hits))
    engine.dispose()
    return sorted(found)


def _names(row: dict[str, Any], person: int, who: Somebody) -> bool:
    by_id = any(
        value == person
        for column, value in row.items()
        if column in ("person_id", "author_id", "actor_id", "answered_by_id")
    )
    return by_id or any(who.chat in str(value) for value in row.values())


async def test_an_author_asks_back_once_and_the_answer_closes_it(ml: World) -> None:
    idea = await _idea(ml)
    await ml.say(NADIA, "aide")
    await _move(ml, idea, "Refuser", answer=REASON)
    await _told(ml, NADIA)
    news = ml.to(NADIA)[-1]

    form = (await ml.press(NADIA, news, "Poser une question"))["value"]
    sent = await ml.press(NADIA, form, "Envoyer", question="Et pour les mineurs sans portable ?")
    again = await ml.press(NADIA, form, "Envoyer", question="Et encore ?")

    assert "Votre question" in words_of(sent["value"])
    assert "déjà posé votre question" in words_of(again["value"])
    inbox = (await ml.say(CLAIRE, "à traiter"))["attachments"][0]["content"]
    assert "sans portable" in words_of(inbox)
    fiche = (await ml.press(CLAIRE, inbox, "Ouvrir"))["value"]
    form = (await ml.press(CLAIRE, fiche, "Changer la réponse"))["value"]
    assert "sans portable" in words_of(form)
    new = f"{REASON} Une version papier reste à l’accueil."
    await ml.press(CLAIRE, form, "Envoyer la réponse", answer=new)
    assert "papier" in (await _told(ml, NADIA))[-1]
    inbox = (await ml.say(CLAIRE, "à traiter"))["attachments"][0]["content"]
    assert "sans portable" not in words_of(inbox)


async def test_a_stranger_to_an_idea_may_not_ask_back_about_it(ml: World) -> None:
    idea = await _idea(ml)
    await _move(ml, idea, "Refuser", answer=REASON)

    _, body = await ml.execute(
        AWA, "idea.ask_back", {"contribution": idea.id, "question": "Pourquoi donc ?"}
    )

    assert "Seul·e l’auteur" in body["value"]


async def test_merging_brings_support_and_comments_and_points_to_the_other(ml: World) -> None:
    first = await ml.post(NADIA, SUGGESTION)
    (into,) = await ml.made_by(first)
    second = await ml.post(AWA, "Suggestion : un QR code à l’accueil, pour dire son avis")
    (idea,) = await ml.made_by(second)
    await ml.execute(NADIA, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(CLAIRE, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(CLAIRE, "contribution.support", {"contribution": into.id}, chat=False)
    await ml.reply(NADIA, second, "bonne idée")

    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Doublon de"))["value"]
    assert str(into.number) in words_of(form)
    shown = (await ml.press(CLAIRE, form, "Fusionner", chosen=str(into.number)))["value"]

    assert f"Doublon de {into.number}" in words_of(shown)
    assert (await _now(ml, into)).support == 2
    assert "bonne idée" in words_of(await _fiche(ml, CLAIRE, into))
    told = (await _told(ml, AWA))[-1]
    assert str(into.number) in told


@pytest.mark.parametrize("into", ["", "AC-1999-0001", "99", "itself", "n’importe quoi"])
async def test_merging_with_nothing_that_fits_says_so(ml: World, into: str) -> None:
    idea = await _idea(ml)
    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Doublon de"))["value"]

    typed = str(idea.number) if into == "itself" else into
    body = await ml.press(CLAIRE, form, "Fusionner", into=typed)

    said = body["value"] if isinstance(body["value"], str) else words_of(body["value"])
    assert "Choisissez une autre contribution" in said or "Je ne trouve pas" in said
    assert (await _now(ml, idea)).status is Status.RECEIVED


async def test_a_colleague_to_whom_it_is_handed_is_told_and_may_answer(ml: World) -> None:
    idea = await _idea(ml)
    await ml.say(AWA, "aide")
    awa = await ml.store.read(lambda unit: unit.people.find(idea.organisation_id, AWA.aad))
    assert awa is not None
    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Confier à"))["value"]

    until = (ml.clock().date() + timedelta(days=7)).isoformat()
    await ml.press(CLAIRE, form, "Confier", person=str(awa.id), until=until)

    assert "vous est confiée" in (await _told(ml, AWA))[-1]
    form = (await ml.press(AWA, ml.to(AWA)[-1], "Répondre"))["value"]
    await ml.press(AWA, form, "Envoyer la réponse", answer="J’ai demandé un devis")
    answered = await _now(ml, idea)
    assert (answered.answer, answered.answered_by_name) == ("J’ai demandé un devis", AWA.name)
    _, body = await ml.execute(AWA, "idea.move", {"contribution": idea.id, "to": "accepted"})
    assert "réservée" in body["value"]


async def test_who_supports_or_comments_hears_once_a_day(ml: World) -> None:
    message = await ml.post(NADIA, SUGGESTION)
    (idea,) = await ml.made_by(message)
    (other,) = await ml.made_by(await ml.post(NADIA, "Suggestion : un second écran au bureau 3"))
    await ml.say(AWA, "aide")
    for each in (idea, other):
        await ml.execute(AWA, "contribution.support", {"contribution": each.id}, chat=False)
    before = len(ml.to(AWA))

    await _move(ml, idea, "Accepter", answer="D’accord pour janvier")
    await _move(ml, other, "Refuser", answer="Le budget informatique est clos")
    assert len(ml.to(AWA)) == before

    told = (await _told(ml, AWA))[before:]
    assert len(told) == 1
    assert "D’accord pour janvier" in told[0]
    assert "Le budget informatique est clos" in told[0]
    assert ml.clock().hour == 15  # 16 h 30 in Paris


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
    idea = await _idea(ml)
    await _idea(ml)

    _, body = await ml.execute(NADIA, verb, data)

    assert "réservée au·à la référent·e qualité" in str(body["value"])
    assert await _now(ml, idea) == idea


async def test_a_lead_who_is_one_no_more_is_refused_with_the_old_card(ml: World) -> None:
    idea = await _idea(ml)
    await ml.say(AWA, "aide")
    awa = await ml.store.read(lambda unit: unit.people.find(idea.organisation_id, AWA.aad))
    assert awa is not None
    roles = (await ml.say(CLAIRE, "rôles"))["attachments"][0]["content"]
    await ml.press(CLAIRE, roles, "Enregistrer", person=str(awa.id), role="quality_lead")
    card = await _fiche(ml, AWA, idea)
    assert find_button(card, "Marquer comme lue")

    await ml.press(CLAIRE, roles, "Enregistrer", person=str(awa.id), role="member")
    body = await ml.press(AWA, card, "Marquer comme lue")

    assert "réservée" in body["value"]
    assert (await _now(ml, idea)).status is Status.RECEIVED


async def test_the_desk_lists_the_oldest_first_and_reads_all_at_once(ml: World) -> None:
    ideas = [await _idea(ml, text=f"Suggestion : essai numéro {n}") for n in range(7)]

    inbox = (await ml.say(CLAIRE, "à traiter"))["attachments"][0]["content"]
    assert problems(inbox) == []
    said = words_of(inbox)
    assert "7 à lire" in said
    assert said.index(str(ideas[0].number)) < said.index(str(ideas[4].number))
    assert str(ideas[5].number) not in said
    after = (await ml.press(CLAIRE, inbox, "Tout marquer comme lu"))["value"]

    assert "7 fiches marquées comme lues" in words_of(after)
    assert "7 à décider" in words_of(after)
    assert {(await _now(ml, each)).status for each in ideas} == {Status.READ}


async def test_a_page_is_marked_as_read(ml: World) -> None:
    ideas = [await _idea(ml, text=f"Suggestion : essai numéro {n}") for n in range(7)]
    inbox = (await ml.say(CLAIRE, "à traiter"))["attachments"][0]["content"]

    await ml.press(CLAIRE, inbox, "Marquer cette page comme lue")

    states = [(await _now(ml, each)).status for each in ideas]
    assert states == [Status.READ] * 5 + [Status.RECEIVED] * 2


async def test_the_nudge_names_what_waits_to_leads_and_what_is_late_to_management(
    ml: World,
) -> None:
    await ml.install_in_team()
    idea = await _idea(ml)
    await ml.say(AWA, "aide")
    awa = await ml.store.read(lambda unit: unit.people.find(idea.organisation_id, AWA.aad))
    assert awa is not None
    roles = (await ml.say(CLAIRE, "rôles"))["attachments"][0]["content"]
    await ml.press(CLAIRE, roles, "Enregistrer", person=str(awa.id), role="management")
    ml.clock.now += timedelta(days=14)

    await ml.run(IDEA_NUDGE, "2026-12-08T09:00+01:00")
    nudged = words_of(ml.to(CLAIRE)[-1])
    assert str(idea.number) in nudged
    assert "Sans réponse depuis 7 jours" in nudged
    assert not any("retard" in words_of(card) for card in ml.to(AWA))

    ml.clock.now += timedelta(days=21)
    await ml.run(IDEA_NUDGE, "2026-12-29T09:00+01:00")
    assert "retard" in words_of(ml.to(AWA)[-1])
    assert str(idea.number) in words_of(ml.to(AWA)[-1])


async def test_what_is_under_study_waits_for_its_day(ml: World) -> None:
    await ml.install_in_team()
    idea = await _idea(ml)
    await _move(ml, idea, "Mettre à l’étude", promised="2026-12-20")
    before = len(ml.to(CLAIRE))
    ml.clock.now += timedelta(days=14)
    await ml.run(IDEA_NUDGE, "2026-12-08T09:00+01:00")
    assert len(ml.to(CLAIRE)) == before

    ml.clock.now += timedelta(days=14)
    await ml.run(IDEA_NUDGE, "2026-12-22T09:00+01:00")

    assert "promesse dépassée" in words_of(ml.to(CLAIRE)[-1])


async def test_nothing_waiting_means_no_nudge(ml: World) -> None:
    await ml.install_in_team()
    idea = await _idea(ml)
    await _move(ml, idea, "Accepter", answer="Bien sûr")
    before = len(ml.to(CLAIRE))
    ml.clock.now += timedelta(days=14)

    await ml.run(IDEA_NUDGE, "2026-12-08T09:00+01:00")

    assert len(ml.to(CLAIRE)) == before


async def test_a_good_practice_is_tried_and_counted(ml: World) -> None:
    (practice,) = await ml.made_by(
        await ml.post(NADIA, "Bonne pratique : appeler la veille, 9 présents sur 10")
    )

    form = (await ml.press(AWA, await _fiche(ml, AWA, practice), "Je l’ai essayée"))["value"]
    empty = (await ml.press(AWA, form, "Envoyer", outcome="worked", result=" "))["value"]
    assert "Un mot sur le résultat" in words_of(empty)
    shown = await ml.press(AWA, form, "Envoyer", outcome="worked", result="8 sur 10 chez nous")
    await ml.press(CLAIRE, form, "Envoyer", outcome="partly", result="mieux en semaine")

    assert "Essayée 1 fois" in words_of(shown["value"])
    told = words_of(await _fiche(ml, NADIA, practice))
    assert "Essayée 2 fois" in told
    assert "8 sur 10 chez nous" in told


async def test_a_withdrawn_duplicate_comes_back_as_read(ml: World) -> None:
    into, idea = await _idea(ml), await _idea(ml)
    await ml.execute(CLAIRE, "idea.merge", {"contribution": idea.id, "into": str(into.number)})

    await ml.execute(NADIA, "contribution.withdraw", {"contribution": idea.id})
    assert (await _now(ml, idea)).status is Status.WITHDRAWN
    await ml.execute(NADIA, "contribution.restore", {"contribution": idea.id})

    back = await _now(ml, idea)
    assert (back.status, back.merged_into) == (Status.READ, None)


async def test_cards_of_before_take_back_and_give_back_once(ml: World) -> None:
    idea = await _idea(ml)
    to = {"contribution": idea.id, "to": "accepted", "answer": "D’accord, en janvier."}
    await ml.execute(CLAIRE, "idea.move", to)
    for _ in range(2):
        ml.clock.advance(minutes=1)
        await ml.execute(NADIA, "contribution.withdraw", {"contribution": idea.id})
    await ml.execute(NADIA, "contribution.restore", {"contribution": idea.id})
    assert (await _now(ml, idea)).status is Status.ACCEPTED

    await ml.execute(CLAIRE, "idea.move", to | {"to": "in_progress"})
    await ml.execute(NADIA, "contribution.restore", {"contribution": idea.id})
    assert (await _now(ml, idea)).status is Status.IN_PROGRESS


async def test_deadlines_and_engagements_are_set_by_card(ml: World) -> None:
    await _idea(ml)
    settings = (await ml.say(CLAIRE, "réglages"))["attachments"][0]["content"]
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
    roles = (await ml.say(CLAIRE, "rôles"))["attachments"][0]["content"]
    assert "nommé·e à l’installation" in words_of(roles)
    assert date(2026, 11, 24) == ml.clock().date()


async def test_what_is_corrected_on_the_desk_leads_back_to_the_desk(ml: World) -> None:
    idea = await _idea(ml)
    await ml.execute(
        CLAIRE, "rhythm.save_deadlines", {"nudge": "7", "late": "30", "engagements": "1,8"}
    )

    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Modifier"))["value"]
    offered = [each["value"] for each in walk(form) if "title" in each and "value" in each]
    assert "8" in offered
    assert "5" not in offered
    saved = await ml.press(
        CLAIRE, form, "Enregistrer", text="Un QR code dans chaque antenne", engagement="8"
    )
    assert find_button(saved["value"], "Marquer comme lue")
    kinds = (await ml.press(CLAIRE, saved["value"], "Changer de nature"))["value"]
    shown = (await ml.press(CLAIRE, kinds, "⚡ Irritant"))["value"]

    assert find_button(shown, "Marquer comme lue")
    now = await _now(ml, idea)
    assert (now.engagement, now.kind) == (8, "irritant")


async def test_comments_and_votes_are_in_every_list(ml: World) -> None:
    message = await ml.post(NADIA, SUGGESTION)
    (idea,) = await ml.made_by(message)
    await ml.reply(AWA, message, "Oui, et en trois langues")
    await ml.execute(AWA, "contribution.support", {"contribution": idea.id}, chat=False)

    for who, words in ((CLAIRE, "à traiter"), (NADIA, "mes contributions"), (AWA, "les idées")):
        shown = words_of((await ml.say(who, words))["attachments"][0]["content"])
        assert "1 commentaire" in shown
        assert "1 soutien" in shown
    assert "trois langues" in words_of(await _fiche(ml, NADIA, idea))


async def test_a_good_practice_cannot_be_refused_nor_a_status_skipped(ml: World) -> None:
    (practice,) = await ml.made_by(await ml.post(NADIA, "Bonne pratique : appeler la veille"))
    idea = await _idea(ml)

    for contribution, to in (
        (practice, "refused"),
        (practice, "done"),
        (idea, "done"),
        (idea, "in_progress"),
        (idea, "shared"),
        (idea, "merged"),
        (idea, "withdrawn"),
    ):
        data = {"contribution": contribution.id, "to": to, "answer": REASON}
        _, body = await ml.execute(CLAIRE, "idea.move", data)
        said = body["value"] if isinstance(body["value"], str) else words_of(body["value"])
        assert "n’est pas possible" in said or "Reçue" in said
        assert (await _now(ml, contribution)).status is Status.RECEIVED


async def test_a_vote_counts_beside_those_that_an_old_idea_box_counted(ml: World) -> None:
    idea, other = await _idea(ml), await _idea(ml)

    def bring(unit: Any) -> None:
        unit.of(Contributions).change(idea, "imported", ml.clock(), None, support=4)

    await ml.store.write(bring)
    for who in (NADIA, AWA):
        await ml.execute(who, "contribution.support", {"contribution": idea.id}, chat=False)
    await ml.execute(AWA, "contribution.support", {"contribution": other.id}, chat=False)
    assert (await _now(ml, idea)).support == 6
    await ml.execute(NADIA, "contribution.support", {"contribution": idea.id}, chat=False)
    assert (await _now(ml, idea)).support == 5

    await ml.execute(CLAIRE, "idea.merge", {"contribution": idea.id, "into": str(other.number)})

    assert (await _now(ml, other)).support == 5


async def test_the_way_back_to_the_list_is_kept_through_the_forms(ml: World) -> None:
    ideas = [await _idea(ml, text=f"Suggestion : essai numéro {n}") for n in range(7)]
    inbox = (await ml.say(CLAIRE, "à traiter"))["attachments"][0]["content"]
    second = (await ml.press(CLAIRE, inbox, "Page suivante"))["value"]
    fiche = (await ml.press(CLAIRE, second, "Ouvrir"))["value"]
    assert str(ideas[5].number) in words_of(fiche)

    form = (await ml.press(CLAIRE, fiche, "Accepter"))["value"]
    back = (await ml.press(CLAIRE, form, "Retour à la fiche"))["value"]
    edited = (await ml.press(CLAIRE, back, "Modifier"))["value"]
    saved = (await ml.press(CLAIRE, edited, "Enregistrer", text="Un autre texte"))["value"]
    read = (await ml.press(CLAIRE, saved, "Marquer comme lue"))["value"]
    listed = (await ml.press(CLAIRE, read, "Retour à la liste"))["value"]

    assert "page 2 sur 2" in words_of(listed)


async def test_a_duplicate_is_named_by_its_short_number_too(ml: World) -> None:
    into, idea = await _idea(ml), await _idea(ml, text="Suggestion : tout autre chose")
    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Doublon de"))["value"]

    shown = (await ml.press(CLAIRE, form, "Fusionner", into="1"))["value"]

    assert f"Doublon de {into.number}" in words_of(shown)


async def test_the_history_keeps_the_reason_that_was_taken_back(ml: World) -> None:
    idea = await _idea(ml)
    await _move(ml, idea, "Refuser", answer=REASON)
    shown = await _move(ml, idea, "Reprendre l’étude", promised="2026-12-20")

    assert f"refusée · {CLAIRE.name}\u00a0: {REASON}" in words_of(shown)
    assert (await _now(ml, idea)).answer == ""


async def test_a_lead_of_the_settings_is_known_to_a_command_without_them(ml: World) -> None:
    await ml.install_in_team()
    await _idea(ml)
    await ml.say(CLAIRE, "aide")
    ml.clock.now += timedelta(days=14)
    bare = Settings(_env_file=None, **(ml.settings.model_dump() | {"quality_leads": ()}))

    async with Parts(bare, ml.clock).working() as work:
        await work.rituals.run(IDEA_NUDGE, datetime.fromisoformat("2026-12-08T09:00+01:00"))
        await work.courier.drain(timedelta(seconds=60))

    assert "Sans réponse depuis 7 jours" in words_of(ml.to(CLAIRE)[-1])


async def test_everybody_of_the_team_can_be_chosen_from_the_first_day(ml: World) -> None:
    await ml.install_in_team()
    idea = await _idea(ml)

    roles = words_of((await ml.say(CLAIRE, "rôles"))["attachments"][0]["content"])
    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Confier à"))["value"]

    for who in (CLAIRE, NADIA, AWA):
        assert who.name in roles
        assert who.name in words_of(form)


async def test_handing_to_nobody_what_nobody_has_says_so(ml: World) -> None:
    idea = await _idea(ml)
    form = (await ml.press(CLAIRE, await _fiche(ml, CLAIRE, idea), "Confier à"))["value"]

    again = (await ml.press(CLAIRE, form, "Confier", person="0"))["value"]

    assert "Choisissez d’abord une personne" in words_of(again)
