"""Complaints and partnership requests through the wire: recorded, answered, closed, taken out."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from bot.app import PLUGS
from cards import texts
from cards.requests import texts as request_texts
from domain.errors import Reason
from domain.requests.request import RequestNature
from storage.requests.repository import Requests
from storage.rights.repository import Rights
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, STRANGER, Somebody, World, card_of, walk, words_of

BAD_DATES = texts.REASON[Reason.BAD_REQUEST_DATES]
NEW: dict[str, Any] = {
    "subject": "Attente trop longue à l’accueil",
    "received": "2026-11-20",
    "channel": "phone",
}


async def _asked(ml: World, text: str, who: Somebody = CLAIRE) -> dict[str, Any]:
    """Say a word; return the card that answers it, or the sentence."""
    before = len(ml.teams.sent)
    await ml.say(who, text)
    answered = ml.teams.sent[before].activity
    return card_of(answered) if answered.get("attachments") else {"text": answered["text"]}


async def _recorded(ml: World, who: Somebody = CLAIRE, **filled: Any) -> dict[str, Any]:
    form = await _asked(ml, "réclamations", who)
    if who is CLAIRE:
        title = request_texts.NEW[RequestNature.COMPLAINT]
        form = (await ml.press(who, form, title))["value"]
    assert problems(form) == []
    return dict((await ml.press(who, form, texts.SAVE, **NEW | filled))["value"])


async def test_a_member_records_what_comes_to_the_desk_and_a_lead_follows_it(ml: World) -> None:
    sheet = await _recorded(ml, NADIA)
    assert "RE-2026-0001" in words_of(sheet)
    assert "en attente de réponse depuis 4 jours" in words_of(sheet)
    assert request_texts.BACK not in words_of(sheet), "the list is not hers"

    listed = await _asked(ml, "réclamations")
    assert "1 fiche · 1 ouverte" in words_of(listed)
    opened = (await ml.press(CLAIRE, listed, texts.OPEN))["value"]
    answered = (await ml.press(CLAIRE, opened, request_texts.ANSWER_TODAY))["value"]
    assert "répondue en 4 jours, à clore" in words_of(answered)
    ml.clock.advance(days=2)
    again = (await ml.press(CLAIRE, opened, request_texts.ANSWER_TODAY))["value"]
    assert "répondue en 4 jours, à clore" in words_of(again), "an old card changes nothing"
    closed = (await ml.press(CLAIRE, again, request_texts.CLOSE_TODAY))["value"]
    assert "close en 6 jours" in words_of(closed)
    assert request_texts.CLOSE_TODAY not in words_of(closed)
    shown = (await ml.press(CLAIRE, closed, request_texts.BACK))["value"]
    assert "4 jours en moyenne" in words_of(shown)


async def test_a_form_makes_one_sheet(ml: World) -> None:
    form = await _asked(ml, "demandes", NADIA)
    one = (await ml.press(NADIA, form, texts.SAVE, **NEW))["value"]
    two = (await ml.press(NADIA, form, texts.SAVE, **NEW))["value"]
    assert "RE-2026-0001" in words_of(one)
    assert "RE-2026-0001" in words_of(two)
    assert "Demande de partenariat" in words_of(one)
    stolen = await ml.press(AWA, form, texts.SAVE, **NEW)
    assert stolen["value"] == texts.REASON[Reason.NOT_YOURS]
    assert "Aucune réclamation" in words_of(await _asked(ml, "réclamations"))
    assert "1 fiche" in words_of(await _asked(ml, "partenariats"))


@pytest.mark.parametrize("received", ["2026-11-25", "", "hier", "1999-12-31"])
async def test_a_bad_day_comes_back_with_what_was_typed(ml: World, received: str) -> None:
    back = await _recorded(ml, received=received)

    assert BAD_DATES in words_of(back)
    assert NEW["subject"] in words_of(back)
    saved = (await ml.press(CLAIRE, back, texts.SAVE, **NEW))["value"]
    assert "RE-2026-0001" in words_of(saved)


@pytest.mark.parametrize(
    "wrong",
    [
        {"answered": "2026-11-19"},
        {"closed": "2026-11-19"},
        {"closed": "2026-11-25"},
        {"answered": "demain"},
        {"received": "2026-11-24", "answered": "2026-11-21"},
    ],
)
async def test_a_sheet_is_changed_within_the_rule(ml: World, wrong: dict[str, Any]) -> None:
    sheet = await _recorded(ml)
    form = (await ml.press(CLAIRE, sheet, request_texts.EDIT))["value"]
    assert problems(form) == []
    typed = NEW | {"answered": "2026-11-21", "closed": "", "subject": "Le bruit"}

    back = (await ml.press(CLAIRE, form, texts.SAVE, **typed | wrong))["value"]
    assert BAD_DATES in words_of(back)
    assert "Le bruit" in words_of(back)
    shown = [each for each in walk(back) if each.get("id") == "more"]
    assert all(each.get("isVisible") for each in shown), "the day of reception may be the cause"
    saved = (await ml.press(CLAIRE, back, texts.SAVE, **typed))["value"]
    assert "répondue en 1 jour, à clore" in words_of(saved)
    assert "Le bruit" in words_of(saved)
    undone = (await ml.press(CLAIRE, back, texts.SAVE, **typed | {"answered": ""}))["value"]
    assert "en attente de réponse" in words_of(undone)


async def test_a_sheet_without_words_or_of_a_site_that_is_none_is_refused(ml: World) -> None:
    assert texts.REASON[Reason.NO_TEXT] in words_of(await _recorded(ml, subject="  "))
    refused = await _recorded(ml, site="999")
    assert texts.REASON[Reason.UNKNOWN_SITE] in words_of(refused)


async def test_late_ones_come_first_and_are_said(ml: World) -> None:
    await _recorded(ml, subject="récente")
    await _recorded(ml, subject="ancienne", received="2026-10-01")

    listed = words_of(await _asked(ml, "réclamations"))
    assert "2 fiches · 2 ouvertes · ⚠️ 1 en retard" in listed
    assert "54 jours sans réponse, 30 promis" in listed.replace("\u00a0", " ")
    assert listed.index("ancienne") < listed.index("récente")


async def test_a_sheet_names_nobody(ml: World) -> None:
    sheet = await _recorded(ml, subject="La mère de Kévin Muller attend depuis deux heures")

    assert "Kévin" not in words_of(sheet)
    assert "███" in words_of(sheet)


async def test_sheets_are_read_by_who_leads_and_who_recorded_them(ml: World) -> None:
    sheet = await _recorded(ml, NADIA)
    await _asked(ml, "aide", AWA)
    for who, said in ((NADIA, "Attente trop longue"), (CLAIRE, "Attente trop longue")):
        assert said in words_of(await _asked(ml, "fiche RE-2026-0001", who))
    no = {texts.REASON[Reason.UNKNOWN]}
    for who in (AWA, STRANGER):
        assert (await _asked(ml, "fiche RE-2026-0001", who))["text"] in no
        for title in (request_texts.EDIT, request_texts.ANSWER_TODAY):
            assert (await ml.press(who, sheet, title))["value"] in no
    _, body = await ml.execute(AWA, "request.export", {})
    assert body["value"] == texts.REASON[Reason.NOT_FOR_MEMBERS]


async def test_management_reads_the_list(ml: World) -> None:
    await _recorded(ml, NADIA)
    await ml.say(AWA, "aide")
    awa = await ml.person(AWA)
    await ml.execute(CLAIRE, "roles.set", {"person": awa.id, "role": "management"})

    assert "1 fiche · 1 ouverte" in words_of(await _asked(ml, "réclamations", AWA))


async def _haguenau(ml: World) -> int:
    sites = await ml.store.read(lambda unit: unit.sites.open_ones(1))
    return next(each.id for each in sites if each.name == "Haguenau")


async def _file(ml: World, form: int) -> bytes:
    listed = await _asked(ml, "réclamations")
    card = (await ml.press(CLAIRE, listed, request_texts.EXPORT))["value"]
    urls = [each["url"] for each in walk(card) if each.get("type") == "Action.OpenUrl"]
    path = urlsplit(urls[form]).path
    async with ml.http.get(f"{ml.url}{path}") as response:
        assert request_texts.PAGE_BUTTON in await response.text()
    async with ml.http.post(f"{ml.url}{path}") as response:
        assert response.status == 200
        raw = await response.read()
    async with ml.http.post(f"{ml.url}{path}") as response:
        assert response.status == 410
    return raw


async def test_all_sheets_are_taken_out_as_a_file_once(ml: World) -> None:
    await ml.execute(CLAIRE, "sites.save", {"names": "Haguenau"})
    await _recorded(ml, subject='=HYPERLINK("x")', site=str(await _haguenau(ml)))
    sheet = await _recorded(ml, subject="Le bruit")
    await ml.press(CLAIRE, sheet, request_texts.ANSWER_TODAY)

    first, second = csv.DictReader(io.StringIO((await _file(ml, 1)).decode()))
    assert (first["number"], first["site"], first["channel"]) == (
        *("RE-2026-0001", "Haguenau", "phone"),
    )
    assert not first["subject"].startswith("=")
    assert (second["answered_on"], second["days_to_answer"], second["closed_on"]) == (
        *("2026-11-24", "4", ""),
    )
    book = load_workbook(io.BytesIO(await _file(ml, 0)))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == tuple(request_texts.HEADERS.values())
    assert rows[1][1] == "Réclamation"
    assert rows[2][6].date().isoformat() == "2026-11-24"


async def test_the_journal_tells_dates_and_no_words(ml: World) -> None:
    sheet = await _recorded(ml)
    await ml.press(CLAIRE, sheet, request_texts.CLOSE_TODAY)
    await _file(ml, 1)

    entries = await ml.store.read(lambda unit: list(unit.journal.entries(1)))
    told = [(each.what, each.subject, json.loads(each.facts)) for each in entries]
    mine = [each for each in told if each[0].startswith("request")]
    assert [(what, subject) for what, subject, _ in mine] == [
        ("request.created", "request:1"),
        ("request.changed", "request:1"),
        ("request.export", ""),
    ]
    assert mine[1][2]["after"]["closed"] == "2026-11-24"
    assert "Attente" not in str(mine)


async def test_who_recorded_a_sheet_is_told_and_forgotten(ml: World) -> None:
    await _recorded(ml, NADIA)

    nadia = await ml.person(NADIA)

    def subjects(unit: UnitOfWork) -> list[str]:
        sheets = dict(unit.of(Rights).about(nadia, "k", PLUGS.holds))
        return [row["subject"] for row in sheets["requests"]]

    assert await ml.store.read(subjects) == [NEW["subject"]]
    await ml.execute(NADIA, "rights.erase", {})
    kept = await ml.store.read(lambda unit: unit.of(Requests).everything(1))
    assert [each.created_by_id for each in kept] == [None]


@pytest.mark.parametrize("verb", ["request.send", "request.save"])
async def test_a_sheet_names_nobody_neither_staff_nor_partners(ml: World, verb: str) -> None:
    await _recorded(ml, NADIA)
    said = f"{NADIA.name} et Paul Girard, de l’AFPA, n’ont pas rappelé. Signé : Awa Diallo"
    filled = NEW | {"subject": said, "form": "another-form", "request": 1}

    await ml.execute(NADIA, verb, filled)

    kept = await ml.store.read(lambda unit: unit.of(Requests).everything(1))
    assert "n’ont pas rappelé" in kept[-1].subject
    for name in ("Nadia", "Benali", "Paul", "Girard", "Awa", "Diallo"):
        assert name not in kept[-1].subject
