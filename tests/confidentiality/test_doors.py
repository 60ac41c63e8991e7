"""Every way in: what is typed there stands nowhere afterwards, in no table, log or message."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from domain.confidentiality import MASK, Clean, Screen
from domain.contributions.contribution import Change
from domain.names import fold
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.contributions.repository import Contributions
from storage.database import DatabaseRefusedError
from storage.survey.repository import Survey
from storage.types import CleanText, NotExaminedError
from storage.unit_of_work import UnitOfWork
from tests.confidentiality.secrets import EMAIL, NIR, PHONE, SAID, SOMEBODY
from tests.exchange.box import bring
from tests.storage.rows import NOW, add
from tests.survey.phone import answer, hang
from tests.week.moments import FRIDAY, MONDAY
from tests.world import (
    AWA,
    CHANNEL,
    CLAIRE,
    NADIA,
    Somebody,
    World,
    card_of,
    words_of,
)

FILE = {
    "contentType": "application/vnd.microsoft.teams.file.download.info",
    "name": "CV_Kévin_Muller.pdf",
    "contentUrl": "https://ml.sharepoint.com/sites/x/Documents/CV%20K%C3%A9vin%20Muller.pdf",
}
RECORD = "https://imilo.example.org/dossier/123456"


async def test_what_is_typed_at_any_door_is_kept_nowhere(
    ml: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, logger="apscheduler")
    await _through_the_channel(ml)
    await _through_the_chat_and_forms(ml)
    await _through_the_message_extension(ml)
    await _through_the_week(ml)
    await _through_the_desk(ml)
    await _through_settings_and_questions(ml)
    await _through_the_survey_and_requests(ml)
    await bring(ml.store, f"text;answer;tags;site\n{SAID};{SAID};{SOMEBODY};Haguenau {PHONE}\n")
    await ml.until_calm()

    told = await ml.store.read(_everything)
    assert len([row for row in told if MASK in row]) > 30, "the doors were really gone through"
    assert [row for row in told if _tells(row)] == []
    assert [line for line in caplog.messages if _tells(line) or "INC-" in line] == []
    assert [sent for sent in ml.teams.sent if _tells(str(sent.activity))] == []


async def _through_the_channel(ml: World) -> None:
    titled = await ml.post(NADIA, f"Irritant : {SAID}\nSuggestion : rappeler {SOMEBODY}")
    await ml.post(NADIA, f"L'imprimante de l'accueil est en panne, {SAID}", attachments=[FILE])
    await ml.post(NADIA, f"{SOMEBODY} ({PHONE}) et le nouveau planning")
    await ml.edit(titled, f"Irritant : {SAID} encore")
    comment = await ml.reply(AWA, titled, f"pareil pour {SAID}")
    await ml.edit(comment, f"pareil ici pour {SAID}")
    await ml.delete(titled)
    await ml.restore(titled)
    await ml.post(NADIA, f"Irritant : voir {RECORD} {SAID}")
    (question,) = [card for card in ml.cards if "Je le note" in words_of(card)]
    await ml.press(NADIA, question, "⚡", chat=False)
    await ml.until_calm()  # what is told in private has come before anything else is said there


async def _through_the_chat_and_forms(ml: World) -> None:
    note = card_of(await ml.say(NADIA, f"Irritant : le scanner bloque. {SAID}"))
    assert "J’ai masqué" in words_of(note)
    await ml.press(NADIA, ml.cards[-2], "⚡")
    for signature in ("false", "true"):
        form = card_of(await ml.say(NADIA, "nouveau"))
        filled: dict[str, Any] = {"kind": "suggestion", "text": SAID, "anonymous": signature}
        shown = (await ml.press(NADIA, form, "Envoyer", **filled))["value"]
        assert "J’ai masqué" in words_of(shown)
        edit = (await ml.press(NADIA, shown, "Modifier"))["value"]
        shown = (await ml.press(NADIA, edit, "Enregistrer", text=f"{SAID}, bis"))["value"]
        assert "J’ai masqué" in words_of(shown)
        kinds = (await ml.press(NADIA, shown, "Changer de nature"))["value"]
        await ml.press(NADIA, kinds, "⚡")


async def _through_the_message_extension(ml: World) -> None:
    payload = {
        "id": "1763000009999",
        "linkToMessage": "https://teams.microsoft.com/l/message/19:x/1763000009999",
        "body": {"contentType": "html", "content": f"<p>Le badge bloque {SAID}</p>"},
        "from": {"user": {"id": NADIA.aad, "displayName": NADIA.name}},
        "attachments": [FILE],
    }
    value = {"commandId": "noteMessage", "messagePayload": payload}
    base = ml.channel_activity(CLAIRE) | {"type": "invoke"}
    name = "composeExtension/fetchTask"
    _, body = await ml.deliver(base | {"id": ml.new_id(), "name": name, "value": value})
    form = body["task"]["value"]["card"]["content"]
    assert "J’ai masqué" in words_of(form)
    assert not _tells(str(form))
    data = form["actions"][0]["data"] | {"kind": "irritant", "text": SAID}
    name = "composeExtension/submitAction"
    sent = base | {"id": ml.new_id(), "name": name, "value": value | {"data": data}}
    _, body = await ml.deliver(sent)
    assert "J’ai masqué" in body["task"]["value"]
    search = {"parameters": [{"name": "searchText", "value": SAID}]}
    query = {"name": "composeExtension/query", "value": search}
    await ml.deliver(base | {"id": ml.new_id()} | query)


async def _through_the_week(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    asked = _card_with(ml, AWA, "Mon irritant de la semaine")
    answers: dict[str, Any] = {"irritant": SAID, "suggestion": SAID, "best_practice": SAID}
    shown = (await ml.press(AWA, asked, "Rien cette semaine", **answers))["value"]
    shown = (await ml.press(AWA, shown, "Envoyer", **answers))["value"]
    assert "J’ai masqué" in words_of(shown)
    form = (await ml.press(AWA, shown, "Modifier"))["value"]
    await ml.press(AWA, form, "Enregistrer", **answers | {"irritant": f"{SAID} !"})
    asked = _card_with(ml, CLAIRE, "Mon irritant de la semaine")
    await ml.press(CLAIRE, asked, "Envoyer", **answers, signature="anonymous")
    await ml.say(NADIA, f"Bonne pratique : j'ai appelé la veille {SAID}")
    await ml.run(MONDAY_FLASH, MONDAY)
    (flash,) = [each for each in ml.teams.sent if "Flash de la semaine" in str(each.activity)]
    assert flash.conversation_id == CHANNEL
    decided = {"flash": 1, "decision": SAID, "owner": SOMEBODY}
    _, body = await ml.execute(CLAIRE, "flash.decide", decided, chat=False)
    assert "J’ai masqué" in words_of(body["value"])


async def _through_the_desk(ml: World) -> None:
    practice = "Astuce : appeler la veille, 9 présents sur 10"
    (idea,) = await ml.made_by(await ml.post(NADIA, practice))
    this = {"contribution": idea.id}
    for verb, more in (
        ("idea.answer", {"answer": SAID}),
        ("idea.tag", {"tags": f"CEJ, {SOMEBODY}, {PHONE}"}),
        ("idea.move", {"to": "shared", "answer": f"{SAID}, bis"}),
        ("practice.try", {"outcome": "worked", "result": SAID}),
        ("practice.try", {"outcome": "worked", "result": ""}),
    ):
        _, body = await ml.execute(CLAIRE, verb, this | more)
        assert ("J’ai masqué" in words_of(body["value"])) == (SOMEBODY in str(more)), verb
    await ml.execute(NADIA, "idea.write_back", this)
    await ml.execute(NADIA, "idea.ask_back", this | {"question": SAID})
    (other,) = await ml.made_by(await ml.post(AWA, "Suggestion : un banc"))
    refusing = {"contribution": other.id, "to": "refused", "answer": f"Pas possible pour {SAID}"}
    await ml.execute(CLAIRE, "idea.move", refusing)


async def _through_settings_and_questions(ml: World) -> None:
    closing = {"first": "2026-12-24", "last": "2026-12-31", "name": SAID[:80]}
    await ml.execute(CLAIRE, "rhythm.close", closing)
    await ml.execute(CLAIRE, "sites.save", {"names": f"Haguenau {PHONE}\n{EMAIL}\nSélestat"})
    await ml.say(CLAIRE, f"cherche {SOMEBODY}")
    await ml.say(CLAIRE, f"combien d'irritants sur {SOMEBODY} {PHONE} ?")
    await ml.post(NADIA, f"où en est l'idée de {SOMEBODY} ?", mention=True)
    for name in (SOMEBODY, PHONE, SAID):
        await ml.execute(NADIA, "mask.lift", {"name": f"{name} 06 39 98 12 34"})


async def _through_the_survey_and_requests(ml: World) -> None:
    await hang(ml)
    assert await answer(ml, 2, f"Je m'appelle {SAID}") == 303
    words = await ml.store.read(lambda unit: unit.of(Survey).waiting(1, 1, 0)[0][0])
    noting = {"survey_answer": words.id, "kind": "irritant"}
    await ml.execute(CLAIRE, "survey.note", noting)
    filled = {"subject": SAID, "received": "2026-11-24", "form": "a-form-of-a-request"}
    _, body = await ml.execute(CLAIRE, "request.send", filled)
    assert "J’ai masqué" in words_of(body["value"])
    _, body = await ml.execute(CLAIRE, "request.save", filled | {"request": 1})
    assert "J’ai masqué" in words_of(body["value"])


def _card_with(ml: World, who: Somebody, words: str) -> dict[str, Any]:
    return next(card for card in reversed(ml.to(who)) if words in words_of(card))


def _tells(row: str) -> bool:
    """Tell whether one of the secrets is in a text, whatever stands between its signs."""
    plain, digits = fold(row), re.sub(r"\D", "", row)
    return (
        any(word in plain for word in ("kevin", "muller", "example.org"))
        or re.sub(r"\D", "", PHONE) in digits
        or NIR[:13] in digits
    )


def _everything(unit: UnitOfWork) -> list[str]:
    """Return every row of every table as text, those of the index of words as well."""
    connection = unit.people._connection
    hidden: list[sa.Executable] = []
    if connection.dialect.name == "sqlite":
        hidden = [sa.text("SELECT block FROM contribution_words_data")]
    queries: list[sa.Executable] = [
        *(sa.select(table) for table in SQLModel.metadata.sorted_tables),
        *hidden,
    ]
    return [str(tuple(row)) for query in queries for row in connection.execute(query)]


# --- a new door -------------------------------------------------------------------------------


def test_the_columns_for_peoples_words_refuse_what_nobody_has_examined() -> None:
    refused = pytest.raises(NotExaminedError)
    column = CleanText()

    with refused:
        column.process_bind_param("Kévin attend", _NO_DIALECT)
    assert column.process_bind_param(Clean("███ attend"), _NO_DIALECT) == "███ attend"
    assert column.process_bind_param("", _NO_DIALECT) == ""


async def test_a_door_that_forgets_keeps_nothing(ml: World) -> None:
    def forget(unit: UnitOfWork) -> None:
        made = add(unit)
        held = unit.of(Contributions).for_change(made.organisation_id, [made.id])[made.id]
        unit.of(Contributions).change(held, Change.EDITED, NOW, None, text=SOMEBODY)

    with pytest.raises(DatabaseRefusedError, match="NotExamined") as refused:
        await ml.store.write(forget)
    assert not _tells(str(refused.value))
    assert await ml.store.read(lambda unit: unit.of(Contributions).some(1, [1])) == {}


NAMED_BY_OTHERS = {
    "organisation.tenant_id",
    "team.teams_id team.aad_group_id team.name team.service_url team.bot_id",
    "channel.teams_id channel.name",
    "person.aad_object_id person.teams_user_id person.name person.upn person.days_off",
    "person.unreachable",
    "contribution.author_key contribution.conversation_id contribution.message_id",
    "contribution.form_id contribution.week contribution.link",
    "comment.conversation_id comment.message_id",
    "question.conversation_id question.message_id question.link",
    "inbound_activity.key",
    "conversation_reference.conversation_id conversation_reference.service_url",
    "conversation_reference.bot_id",
    "outbox.key outbox.subject outbox.service_url outbox.conversation_id outbox.reply_to",
    "outbox.activity_id outbox.lease_owner outbox.reason",
    "rhythm.zone rhythm.department rhythm.engagements",
    "job_run.job job_run.slot job_run.week job_run.reason job_run.lease_owner",
    "prompt.week solicitation.week solicitation.cause flash.week",
    "spent_link.id pace.key masking.link",
    "journal.what journal.subject journal.who journal.facts journal.hash",
    "journal_key.key journal_head.hash row_state.subject row_state.key erasure.digest wish.digest",
    "erasure.why erasure.counted job_run.progress",
    "poster.token survey_answer.form survey_answer.language request.form_id",
    "action.form_id action_history.facts",
}
"""Ids, codes, addresses that Teams gives, and names of staff: nothing that a person types."""

MADE_CLEAN_BEFORE = {
    "contribution.attachments contribution.tags contribution.words question.attachments",
    "history.before history.after flash.picks inquiry.asked masking.masks",
    "known_name.name known_name.folded site.name",
}
"""Parts of clean texts, and names: of places, and those said to be no young person's."""


def test_every_column_of_text_refuses_or_says_why_it_need_not() -> None:
    named = {name for names in NAMED_BY_OTHERS | MADE_CLEAN_BEFORE for name in names.split()}

    assert set(_columns_of_text()) == named


def _columns_of_text() -> Iterator[str]:
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            kind = getattr(column.type, "impl", column.type)
            is_text = isinstance(kind, sa.String | sa.JSON) and not isinstance(kind, sa.Enum)
            if is_text and not isinstance(column.type, CleanText):
                yield f"{table.name}.{column.name}"


_NO_DIALECT: Any = None


def test_a_screen_alone_makes_text_clean() -> None:
    assert Screen().clean(SAID) == f"{MASK}, {MASK}, {MASK}, sécu {MASK}, attend"
    assert type(Screen().clean("le badge")) is Clean
