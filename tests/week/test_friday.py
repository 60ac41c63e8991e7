"""Friday: who is asked, what they see, and how their answers are kept."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from domain.contributions.contribution import Contribution
from domain.kinds import Kind
from domain.week.flash import stands
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork
from storage.week.prompts import Prompts
from tests.cards.oracle import problems
from tests.fakes import ROSTER
from tests.week.moments import FRIDAY, MONDAY, MONDAY_REMINDER, NEXT_FRIDAY
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, card_of, words_of

TIP, TROUBLE, IDEA = "J’appelle la veille", "I-Milo rame", "Un QR code à l’accueil"


async def friday(ml: World, who: Somebody = NADIA) -> dict[str, Any]:
    """Run Friday; return the card that somebody got."""
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    return ml.to(who)[-1]


async def press(
    ml: World, card: dict[str, Any], title: str, who: Somebody = NADIA, **inputs: Any
) -> dict[str, Any]:
    shown: dict[str, Any] = (await ml.press(who, card, title, **inputs))["value"]
    return shown


async def kept(ml: World) -> list[Contribution]:
    """Return all that was kept and may be told, of any week, in order."""

    def read(unit: UnitOfWork) -> list[Contribution]:
        organisation_id = unit.organisations.find(TENANT) or 0
        made = unit.of(Contributions).some(organisation_id, range(1, 100))
        return [each for each in made.values() if stands(each)]

    return await ml.store.read(read)


async def test_everybody_on_the_roster_is_asked_once(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await ml.run(FRIDAY_PROMPT, FRIDAY)

    for who in (CLAIRE, NADIA, AWA):
        (card,) = ml.to(who)
        assert problems(card) == []
        assert "Mon irritant de la semaine" in words_of(card)


async def test_guests_and_bots_are_not_asked_and_who_left_is_asked_no_more(ml: World) -> None:
    guest = NADIA.member | {"id": "29:guest", "aadObjectId": "g", "userRole": "guest"}
    invited = NADIA.member | {
        "id": "29:ext",
        "aadObjectId": "e",
        "userPrincipalName": "x_gmail.example#EXT#@ml.example",
    }
    robot = {"id": "28:other", "name": "Robot"}
    ml.teams.members = [CLAIRE.member, NADIA.member, guest, invited, robot]
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    assert len(ml.teams.created) == 2

    ml.teams.members = [CLAIRE.member]
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    assert (len(ml.to(CLAIRE)), len(ml.to(NADIA))) == (2, 1)


async def test_the_roster_is_read_page_after_page(ml: World) -> None:
    ml.teams.page_size = 1

    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert all(len(ml.to(who)) == 1 for who in (CLAIRE, NADIA, AWA))


async def test_without_a_roster_the_last_one_counts(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    ml.teams.fail(403, "Forbidden", on=ROSTER)

    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)

    assert len(ml.to(NADIA)) == 2


async def test_a_chat_that_is_known_is_used_again(ml: World) -> None:
    await ml.say(NADIA, "aide")

    await ml.run(FRIDAY_PROMPT, FRIDAY)

    assert len(ml.teams.created) == 3, "Nadia's chat was there"
    assert ml.teams.sent[-1].conversation_id == NADIA.chat or len(ml.to(NADIA)) == 2


async def test_who_never_met_the_bot_is_told_who_asks(ml: World) -> None:
    await ml.say(AWA, "aide")

    assert "je suis Flash Amélioration" in words_of(await friday(ml))
    assert "je suis Flash Amélioration" not in words_of(ml.to(AWA)[-1])
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    assert "je suis Flash Amélioration" not in words_of(ml.to(NADIA)[-1])


async def test_what_was_posted_this_week_stands_in_the_card(ml: World) -> None:
    await ml.post(NADIA, "Irritant : I-Milo rame encore ce matin")

    card = await friday(ml)

    assert "Déjà noté" in words_of(card)
    assert "I-Milo rame encore" in words_of(card)
    assert "Déjà noté" not in words_of(ml.to(AWA)[-1])


async def test_the_answers_are_kept_once_each_and_shown_with_their_numbers(ml: World) -> None:
    card = await friday(ml)

    first = await press(ml, card, "Envoyer", best_practice=TIP, irritant="  ", suggestion=IDEA)
    again = await press(ml, card, "Envoyer", best_practice=TIP, irritant="  ", suggestion=IDEA)

    assert first == again
    assert problems(first) == []
    assert {"AC-2026-0001", "AC-2026-0002"} <= set(words_of(first).replace("\u00a0", " ").split())
    assert [(each.kind, each.text, each.week) for each in await kept(ml)] == [
        (Kind.BEST_PRACTICE, TIP, "2026-W48"),
        (Kind.SUGGESTION, IDEA, "2026-W48"),
    ]


async def test_the_thanks_stand_in_the_same_message_for_good(ml: World) -> None:
    card = await friday(ml)
    message = next(
        sent
        for sent in ml.teams.sent
        if sent.activity.get("attachments") and card_of(sent.activity) == card
    )

    await ml.press(NADIA, card, "Envoyer", reply_to=message.id, irritant=TROUBLE)

    assert ml.teams.updated[-1].id == message.id
    assert "C’est noté" in words_of(card_of(ml.teams.updated[-1].activity))


async def test_an_empty_form_comes_back_with_a_kind_word(ml: World) -> None:
    shown = await press(ml, await friday(ml), "Envoyer", irritant="   ", signature="cited")

    assert "Écrivez au moins une ligne" in words_of(shown)
    assert problems(shown) == []
    assert await kept(ml) == []


async def test_answers_are_corrected_until_the_flash_and_not_after(ml: World) -> None:
    shown = await press(ml, await friday(ml), "Envoyer", best_practice=TIP, irritant=TROUBLE)
    form = await press(ml, shown, "Modifier")
    assert TIP in words_of(form)

    corrected = await press(
        ml, form, "Enregistrer", best_practice="J’appelle l’avant-veille", suggestion=IDEA
    )
    assert "l’avant-veille" in words_of(corrected)
    assert TROUBLE not in words_of(corrected), "an emptied line is taken back"
    assert [each.text for each in await kept(ml)] == ["J’appelle l’avant-veille", IDEA]

    await ml.run(MONDAY_FLASH, MONDAY)
    refused = (await ml.press(NADIA, form, "Enregistrer", best_practice="trop tard"))["value"]
    assert "flash est parti" in refused
    assert "trop tard" not in str(await kept(ml))


async def test_nothing_this_week_is_an_answer(ml: World) -> None:
    shown = await press(ml, await friday(ml), "Rien cette semaine")

    assert "merci de l’avoir dit" in words_of(shown)
    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)
    assert len(ml.to(NADIA)) == 1
    assert len(ml.to(AWA)) == 2

    form = await press(ml, shown, "Finalement")
    assert "Mon irritant" in words_of(form)


async def test_late_answers_count_in_the_week_they_speak_of(ml: World) -> None:
    card = await friday(ml)
    await ml.run(MONDAY_FLASH, MONDAY)
    ml.clock.now = ml.clock.now.replace(month=12, day=1)

    await press(ml, card, "Envoyer", irritant=TROUBLE)

    assert [each.week for each in await kept(ml)] == ["2026-W48"]
    ml.clock.advance(seconds=2)
    _, update = await ml.teams.wait_for_updates(2)
    assert "1 contribution" in words_of(card_of(update.activity)), "the flash counts it"


async def test_after_the_next_questions_it_counts_in_the_week_of_its_sending(ml: World) -> None:
    card = await friday(ml)
    await ml.run(FRIDAY_PROMPT, NEXT_FRIDAY)
    ml.clock.now = ml.clock.now.replace(month=12, day=4)

    shown = await press(ml, card, "Envoyer", irritant=TROUBLE)

    assert "close" in words_of(shown)
    assert [each.week for each in await kept(ml)] == ["2026-W49"]


async def test_another_late_line_for_the_same_title_is_not_lost(ml: World) -> None:
    card = await friday(ml)
    await press(ml, card, "Envoyer", irritant=TROUBLE)
    await ml.run(MONDAY_FLASH, MONDAY)

    for _ in range(2):
        await press(ml, card, "Envoyer", irritant="Et le badge")

    assert [each.text for each in await kept(ml)] == [TROUBLE, "Et le badge"]


async def test_nobody_answers_in_the_place_of_another(ml: World) -> None:
    card = await friday(ml)

    body = await ml.press(AWA, card, "Envoyer", irritant=TROUBLE)

    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert await kept(ml) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ma bonne pratique : appeler la veille\nMon irritant : I-Milo\nMa suggestion : un QR",
        "I-Milo rame encore, 40 secondes par fiche, impossible de saisir avant l’entretien",
    ],
)
async def test_free_text_answers_with_titles_or_without(ml: World, text: str) -> None:
    await friday(ml)

    shown = card_of(await ml.say(NADIA, text))

    parts = text.count(" : ") or 1
    assert "C’est noté" in words_of(shown)
    assert [each.week for each in await kept(ml)] == ["2026-W48"] * parts
    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)
    assert len([card for card in ml.to(NADIA) if "minute" in words_of(card)]) == 1


async def test_words_after_an_answer_was_taken_back_are_kept(ml: World) -> None:
    shown = await press(ml, await friday(ml), "Envoyer", best_practice=TIP, suggestion=IDEA)
    form = await press(ml, shown, "Modifier")
    await press(ml, form, "Enregistrer", best_practice=TIP, suggestion="")

    said = card_of(await ml.say(NADIA, "Suggestion : un QR code à l’accueil"))

    assert "C’est noté" in words_of(said)
    assert [each.text for each in await kept(ml)] == [TIP, "un QR code à l’accueil"]


async def test_a_single_word_is_asked_about(ml: World) -> None:
    await friday(ml)

    await ml.say(NADIA, "fiche")

    assert await kept(ml) == []


async def test_rien_in_the_chat_is_an_answer_too(ml: World) -> None:
    await friday(ml)

    assert "merci de l’avoir dit" in words_of(card_of(await ml.say(NADIA, "Rien cette semaine !")))


async def test_words_without_waiting_questions_are_offered_as_before(ml: World) -> None:
    assert "C’est plutôt" in words_of(card_of(await ml.say(NADIA, "I-Milo rame encore ce matin")))


async def test_an_anonymous_answer_leaves_no_trace_of_its_author(ml: World) -> None:
    for who in (NADIA, AWA):
        await ml.say(who, "aide")
    card = await friday(ml)
    before = await _rows(ml)

    shown = await press(ml, card, "Envoyer", irritant=TROUBLE, signature="anonymous")

    assert "anonyme" in words_of(shown)
    new = [row for row in await _rows(ml) if row not in before]
    journal = {"journal", "journal_head", "journal_key", "row_state"}
    assert {table for table, _ in new} == {"contribution", "history", "number_series", *journal}
    assert [row[-1] for table, row in new if table == "journal_key"] == [None], "nobody's"
    told = str(new)
    for secret in (NADIA.aad, NADIA.id, NADIA.name, NADIA.upn, NADIA.chat):
        assert secret not in told
    (said,) = await kept(ml)
    assert (said.author_id, said.site_name, said.is_cited) == (None, "", False)


async def test_who_answered_anonymously_is_not_reminded_and_hides_among_the_others(
    ml: World,
) -> None:
    card = await friday(ml)
    await press(ml, card, "Envoyer", irritant=TROUBLE, signature="anonymous")
    await press(ml, ml.to(AWA)[-1], "Rien cette semaine", who=AWA)

    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)

    assert (len(ml.to(NADIA)), len(ml.to(AWA)), len(ml.to(CLAIRE))) == (1, 1, 2)
    reminders = [each for each in await ml.outbox() if each.subject == "reminder"]
    nadia, claire = (await ml.person(NADIA)).id, (await ml.person(CLAIRE)).id
    ends = {each.person_id: (each.state, each.reason, each.activity_id) for each in reminders}
    assert ends[nadia] == ends[claire] == ("sent", "", ""), "nothing tells who was reminded"
    settled = await ml.store.read(
        lambda unit: [each.settled for each in unit.of(Prompts).of_week(1, "2026-W48")]
    )
    assert settled.count(True) == 1, "only « rien » is written down"


async def _rows(ml: World) -> list[tuple[str, Any]]:
    """Return every row of every table but the digests of activities and the pace."""

    def read(unit: UnitOfWork) -> list[tuple[str, Any]]:
        connection = unit.people._connection
        return [
            (table.name, tuple(row))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in ("inbound_activity", "pace")
            for row in connection.execute(sa.select(table))
        ]

    return await ml.store.read(read)
