"""The quality lead's side, through the wire: posters, what young people wrote, the minimum."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from bot.survey.poster import file_name, poster_pdf, qr_code
from bot.survey.usecases import done
from cards import texts
from cards.settings import texts as settings_texts
from cards.survey import texts as survey_texts
from cards.survey.page_texts import TEXTS
from domain.contributions.contribution import Contribution, Origin, Status
from domain.errors import Reason
from domain.rights.jobs import MONTHLY_PURGE
from domain.survey.weather import Language, Poster
from storage.contributions.repository import Contributions
from storage.sql import table
from storage.survey.tables import SurveyAnswerRow
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.survey.phone import answer, hang, look
from tests.world import CLAIRE, NADIA, Somebody, World, card_of, walk, words_of

_MOMENT = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)


async def _asked(ml: World, text: str, who: Somebody = CLAIRE) -> dict[str, Any]:
    """Say a word; return the card that answers it, or the sentence."""
    before = len(ml.teams.sent)
    await ml.say(who, text)
    answered = ml.teams.sent[before].activity
    return card_of(answered) if answered.get("attachments") else {"text": answered["text"]}


def _urls(card: dict[str, Any]) -> list[str]:
    return [each["url"] for each in walk(card) if each.get("type") == "Action.OpenUrl"]


async def _hung(ml: World, site: str = "0") -> dict[str, Any]:
    await ml.execute(CLAIRE, "sites.save", {"names": "Haguenau\nWissembourg"})
    card = await _asked(ml, "enquête")
    return dict((await ml.press(CLAIRE, card, survey_texts.HANG, site=site))["value"])


async def test_a_poster_is_made_opened_taken_out_and_renewed(ml: World) -> None:
    card = await _hung(ml)
    assert problems(card) == []
    assert survey_texts.EVERYWHERE in words_of(card)
    assert "FLASH_PUBLIC_URL" in words_of(card), "no phone comes to 127.0.0.1"
    a4, a5, address = _urls(card)
    assert (await look(ml, urlsplit(address).path))[0] == 200
    assert await answer(ml, 4, path=urlsplit(address).path) == 303

    for url, size in ((a4, "a4"), (a5, "a5")):
        path = urlsplit(url).path
        assert survey_texts.PAGE_BUTTON in (await look(ml, path))[1]
        async with ml.http.post(f"{ml.url}{path}") as response:
            pdf = await response.read()
            named = f'attachment; filename="affiche-toutes-antennes-{size}.pdf"'
            assert response.headers["Content-Disposition"] == named
        assert pdf.startswith(b"%PDF")
        async with ml.http.post(f"{ml.url}{path}") as response:
            assert response.status == 410

    listed = await _asked(ml, "enquête")
    assert "1 réponse depuis" in words_of(listed)
    ask = (await ml.press(CLAIRE, card, survey_texts.REVOKE_ASK))["value"]
    renewed = (await ml.press(CLAIRE, ask, survey_texts.RENEW))["value"]
    again = (await ml.press(CLAIRE, ask, survey_texts.RENEW))["value"]
    assert _urls(renewed)[2] == _urls(again)[2] != address
    status, html, _ = await look(ml, urlsplit(address).path)
    assert (status, TEXTS[Language.FRENCH].closed in html) == (404, True)
    assert (await look(ml, urlsplit(_urls(renewed)[2]).path))[0] == 200

    ask = (await ml.press(CLAIRE, renewed, survey_texts.REVOKE_ASK))["value"]
    left = (await ml.press(CLAIRE, ask, survey_texts.REVOKE))["value"]
    assert survey_texts.NONE in words_of(left)
    assert (await look(ml, urlsplit(_urls(renewed)[2]).path))[0] == 404


async def test_a_site_has_one_poster_however_often_it_is_asked_for(ml: World) -> None:
    first = await _hung(ml)
    assert _urls(await _hung(ml))[2] == _urls(first)[2]
    _, body = await ml.execute(CLAIRE, "survey.hang", {"site": 999_999})
    assert body["value"] == texts.REASON[Reason.UNKNOWN_SITE]


async def test_posters_and_words_are_the_quality_leads(ml: World) -> None:
    no = texts.REASON[Reason.NOT_QUALITY_LEAD]
    for word in ("enquête", "paroles de jeunes"):
        assert (await _asked(ml, word, NADIA))["text"] == no
    card = await _hung(ml)
    path = urlsplit(_urls(card)[0]).path
    nadia = await ml.store.read(_id_of_nadia)
    await ml.execute(CLAIRE, "roles.set", {"person": nadia, "role": "quality_lead"})
    theirs = urlsplit(_urls(await _asked_poster(ml, NADIA))[0]).path
    await ml.execute(CLAIRE, "roles.set", {"person": nadia, "role": "member"})
    status, said, _ = await look(ml, theirs)
    assert (status, said) == (403, survey_texts.PAGE_REFUSED)
    assert (await look(ml, path.replace("/affiche/", "/reclamations/")))[0] == 403
    assert (await look(ml, path))[0] == 200


async def _asked_poster(ml: World, who: Somebody) -> dict[str, Any]:
    _, body = await ml.execute(who, "survey.open_poster", {"poster": 1})
    assert isinstance(body["value"], dict), body
    return dict(body["value"])


async def test_words_become_a_contribution_of_nobodys_that_all_may_read(ml: World) -> None:
    await hang(ml)
    await answer(ml, 2, "Trop d’attente à l’accueil, Kévin Muller a attendu")
    card = await _asked(ml, "paroles de jeunes")
    assert "🙁 Mal · Haguenau · aujourd’hui" in words_of(card)
    opened = (await ml.press(CLAIRE, card, "Ouvrir"))["value"]
    assert problems(opened) == []

    fiche = (await ml.press(CLAIRE, opened, "⚡"))["value"]
    again = (await ml.press(CLAIRE, opened, "⚡"))["value"]
    assert "AC-2026-0001" in words_of(fiche)
    assert "AC-2026-0001" in words_of(again)
    made = await _contribution(ml)
    assert (made.origin, made.author_id, made.is_public) == (Origin.SURVEY, None, True)
    assert (made.site_name, "███" in made.text) == ("Haguenau", True)
    assert survey_texts.WORDS_NONE in words_of(await _asked(ml, "paroles de jeunes"))
    assert "Trop d’attente" in words_of(await _asked(ml, "fiche AC-2026-0001", NADIA))
    (kept,) = await ml.store.read(_answers)
    assert kept.contribution_id == made.id


async def test_what_came_of_words_is_told_to_young_people(ml: World) -> None:
    await hang(ml)
    await answer(ml, 1, "Le chauffage est en panne")
    opened = (await ml.press(CLAIRE, await _asked(ml, "paroles"), "Ouvrir"))["value"]
    await ml.press(CLAIRE, opened, "⚡")
    await ml.post(NADIA, "Suggestion : un banc pour l’équipe")
    made = await _contribution(ml)
    for to, said in (("accepted", "Oui"), ("in_progress", ""), ("done", "<i>Réparé</i> hier")):
        await ml.execute(CLAIRE, "idea.move", {"contribution": made.id, "to": to, "answer": said})

    _, html, _ = await look(ml, "/s/haguenau22/merci?l=en")
    assert TEXTS[Language.ENGLISH].done in html
    assert "<li>&lt;i&gt;Réparé&lt;/i&gt; hier</li>" in html
    assert "banc" not in html
    assert (await _contribution(ml)).status is Status.DONE
    ml.clock.advance(days=400)
    assert await ml.store.read(done, "haguenau22", ml.clock()) == []


async def test_words_with_nothing_to_note_are_read_by_page(ml: World) -> None:
    await hang(ml)
    for number in range(7):
        await answer(ml, 3, f"mot {number}")
        ml.clock.advance(days=1)
    await answer(ml, 5)

    card = await _asked(ml, "paroles de jeunes")
    assert "7 paroles à lire" in words_of(card)
    assert "mot 0" in words_of(card)
    second = (await ml.press(CLAIRE, card, texts.PAGE_NEXT))["value"]
    assert "mot 6" in words_of(second)
    left = (await ml.press(CLAIRE, second, survey_texts.WORDS_READ_PAGE))["value"]
    assert "2 paroles lues" in words_of(left)
    assert "5 paroles à lire" in words_of(left)
    opened = (await ml.press(CLAIRE, left, "Ouvrir"))["value"]
    left = (await ml.press(CLAIRE, opened, survey_texts.WORDS_READ))["value"]
    assert "4 paroles à lire" in words_of(left)


@pytest.mark.parametrize("typed", ["2", "101", "beaucoup", "", "²"])
async def test_the_minimum_of_the_weather_is_set_or_kindly_refused(ml: World, typed: str) -> None:
    await hang(ml)
    for _ in range(3):
        await answer(ml, 5)
    card = await _asked(ml, "enquête")
    assert "pas encore assez de réponses (3 sur 5)" in words_of(card)
    form = (await ml.press(CLAIRE, card, survey_texts.FEWEST_EDIT))["value"]

    refused = (await ml.press(CLAIRE, form, texts.SAVE, fewest=typed))["value"]
    assert texts.REASON[Reason.BAD_FEWEST_ANSWERS] in words_of(refused)
    saved = (await ml.press(CLAIRE, refused, texts.SAVE, fewest=" 3 "))["value"]
    assert settings_texts.RHYTHM_SAVED in words_of(saved)
    assert "☀️ ensoleillé" in words_of(await _asked(ml, "enquête"))


async def test_old_words_are_emptied_by_the_purge_and_the_faces_stay(ml: World) -> None:
    await ml.install_in_team()
    await hang(ml)
    await answer(ml, 2, "à lire encore")
    await answer(ml, 1, "lu")
    read = next(row for row in await ml.store.read(_answers) if row.words == "lu")
    await ml.execute(CLAIRE, "survey.read", {"ids": str(read.id)})
    ml.clock.advance(days=100)
    await ml.run(MONTHLY_PURGE, "2027-03-03T10:00+01:00")

    rows = await ml.store.read(_answers)
    assert sorted((row.face, row.words, row.form) for row in rows) == [
        (1, "", None),
        (2, "à lire encore", None),
    ]
    assert any("les mots de 1 jeune" in words_of(card) for card in ml.to(CLAIRE))


async def test_the_journal_tells_what_leads_did_and_nothing_of_who_answered(ml: World) -> None:
    card = await _hung(ml)
    await answer(ml, 2, "froid", path=urlsplit(_urls(card)[2]).path)
    opened = (await ml.press(CLAIRE, await _asked(ml, "paroles"), "Ouvrir"))["value"]
    await ml.press(CLAIRE, opened, survey_texts.WORDS_READ)
    await ml.execute(CLAIRE, "survey.revoke", {"poster": 1})

    entries = await ml.store.read(lambda unit: list(unit.journal.entries(1)))
    told = [(each.what, each.subject, json.loads(each.facts)) for each in entries]
    assert [each for each in told if each[0].startswith(("poster", "survey"))] == [
        ("poster.hung", "poster:1", {"site": None}),
        ("survey.read", "", {"count": 1}),
        ("poster.revoked", "poster:1", {"site": None}),
    ]


async def test_a_qr_code_says_the_address_and_its_file_has_a_plain_name() -> None:
    address = "https://flash.example.org/s/abcdefgh23"
    svg = qr_code(address)
    assert svg.startswith("<?xml")
    assert "<svg" in svg
    poster = Poster(1, 1, 1, "Saint-Étienne / « Œuf » 中", "abcdefgh23", _MOMENT)
    assert file_name(poster, "a5").startswith("affiche-saint-etienne-")
    assert file_name(poster, "a5").isascii()
    pdf = await poster_pdf(poster, "https://" + "x" * 150 + ".example/s/abc", "a5", _MOMENT)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 1, "one page"


def _id_of_nadia(unit: UnitOfWork) -> int:
    person = unit.people.find(1, NADIA.aad)
    assert person is not None
    return person.id


def _answers(unit: UnitOfWork) -> list[Any]:
    return list(unit.people._connection.execute(sa.select(table(SurveyAnswerRow))))


async def _contribution(ml: World) -> Contribution:
    def read(unit: UnitOfWork) -> Contribution:
        found = unit.of(Contributions).get(1, 1)
        assert found is not None
        return found

    return await ml.store.read(read)
