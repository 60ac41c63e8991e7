"""The page on any phone: one answer a page, in one's own language, and kind whatever is sent."""

import logging
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.survey.page import language_of
from cards.survey.page_texts import TEXTS
from domain.confidentiality import EMPTY
from domain.survey.weather import AT_ONCE, LONGEST_WORDS, MOST_A_DAY, Answer, Language
from storage.sql import table
from storage.survey.repository import Survey
from storage.survey.tables import SurveyAnswerRow
from storage.unit_of_work import UnitOfWork
from tests.survey.phone import TOKEN, Form, answer, hang, look, page, send
from tests.world import World

FRENCH = TEXTS[Language.FRENCH]


async def kept(ml: World) -> list[dict[str, Any]]:
    """Return the answers."""

    def read(unit: UnitOfWork) -> list[dict[str, Any]]:
        rows = unit.people._connection.execute(sa.select(table(SurveyAnswerRow))).mappings()
        return [dict(row) for row in rows]

    return await ml.store.read(read)


async def test_an_answer_is_kept_by_its_day_and_thanked_for(ml: World) -> None:
    await hang(ml)
    hidden = await page(ml)

    status, _, headers = await send(ml, hidden | {"face": "4", "words": " Accueil sympa \r\n"})

    assert (status, headers["Location"]) == (303, f"/s/{TOKEN}/merci?l=fr")
    assert FRENCH.thanks in (await look(ml, headers["Location"]))[1]
    (row,) = await kept(ml)
    told = {name: str(value) for name, value in row.items() if name not in {"id", "form"}}
    assert told == {
        "organisation_id": "1",
        "site_id": told["site_id"],
        "day": "2026-11-24",
        "face": "4",
        "language": "fr",
        "words": "Accueil sympa",
        "is_to_read": "True",
        "contribution_id": "None",
    }
    assert row["site_id"] is not None


async def test_a_page_answers_once_however_often_it_is_sent(ml: World) -> None:
    await hang(ml)
    hidden = await page(ml)

    for face in ("5", "1", "5"):
        assert (await send(ml, hidden | {"face": face}))[0] == 303
    assert [row["face"] for row in await kept(ml)] == [5]
    assert await answer(ml, 2) == 303
    assert sorted(row["face"] for row in await kept(ml)) == [2, 5]


@pytest.mark.parametrize("language", Language)
async def test_the_page_speaks_each_language_and_needs_nothing(
    ml: World, language: Language
) -> None:
    await hang(ml)
    said = TEXTS[language]

    status, html, headers = await look(ml, f"/s/{TOKEN}?l={language}")
    form = Form(html)
    assert status == 200
    assert len(html.encode()) < 30 * 1024
    assert [("lang", said.lang), ("dir", said.direction)] == form.attributes[:2]
    for words in (said.question, said.promise, said.words, said.hint, said.send):
        assert words in form.said
    assert all(word in form.said for word in said.faces.values())
    assert form.hidden["l"] == language
    assert not {"script", "img", "iframe", "link", "object"} & set(form.tags)
    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "no-store"
    assert "form-action 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"

    ml.clock.advance(seconds=5)
    status, html, _ = await send(ml, form.hidden)
    assert (status, said.no_face in html) == (400, True)
    _, _, headers = await send(ml, form.hidden | {"face": "3"})
    assert said.thanks in (await look(ml, headers["Location"]))[1]
    assert [row["language"] for row in await kept(ml)] == [language]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", Language.FRENCH),
        ("uk-UA,uk;q=0.9,en;q=0.5", Language.UKRAINIAN),
        ("de,en;q=0.7,fr;q=0.9", Language.FRENCH),
        ("ar-DZ", Language.ARABIC),
        ("en;q=0, de", Language.FRENCH),
        ("fr;q=nan,en;q=inf;x,;;=,\u0600", Language.FRENCH),
        ("EN-gb", Language.ENGLISH),
        ("x," * 500 + "en", Language.FRENCH),
    ],
)
def test_the_browser_says_which_language(asked: str, language: Language) -> None:
    assert language_of(asked) is language


async def test_the_language_of_the_browser_is_followed_and_a_link_is_stronger(ml: World) -> None:
    await hang(ml)

    asked = {"Accept-Language": "uk"}
    assert TEXTS[Language.UKRAINIAN].question in (await look(ml, **asked))[1]
    assert TEXTS[Language.EASY].promise in (await look(ml, f"/s/{TOKEN}?l=falc", **asked))[1]
    assert TEXTS[Language.UKRAINIAN].question in (await look(ml, f"/s/{TOKEN}?l=xx", **asked))[1]


async def test_what_was_typed_comes_back_with_what_is_wrong(ml: World) -> None:
    await hang(ml)
    _, html, _ = await look(ml)
    hidden = Form(html).hidden
    typed = {"face": "2", "words": "<b>long</b> & lent"}

    status, html, _ = await send(ml, hidden | typed)
    assert (status, FRENCH.too_soon in html) == (429, True)
    assert ("checked", None) in Form(html).attributes
    assert "&lt;b&gt;long&lt;/b&gt; &amp; lent</textarea>" in html
    assert Form(html).hidden == hidden, "the same page, so that its age grows"
    ml.clock.advance(seconds=2)
    assert (await send(ml, Form(html).hidden | typed))[0] == 303

    hidden = await page(ml)
    ml.clock.advance(hours=13)
    status, html, _ = await send(ml, hidden | typed)
    assert (status, FRENCH.stale in html) == (400, True)
    ml.clock.advance(seconds=2)
    assert (await send(ml, Form(html).hidden | typed))[0] == 303
    assert len(await kept(ml)) == 2


@pytest.mark.parametrize(
    "where", ["/s/unknown222", "/s/%00", "/s/" + "a" * 3000, "/s/é", "/s/a.b"]
)
async def test_an_unknown_poster_has_a_kind_page(ml: World, where: str) -> None:
    for path in (where, f"{where}/merci"):
        status, html, _ = await look(ml, path)
        assert (status, FRENCH.closed in html) == (404, True)
    assert (await send(ml, {"face": "5"}, where))[0] == 404


async def test_a_revoked_poster_has_a_kind_page_and_takes_nothing(ml: World) -> None:
    poster_id = await hang(ml)
    hidden = await page(ml)

    def revoke(unit: UnitOfWork) -> None:
        poster = unit.of(Survey).poster(1, poster_id)
        assert poster is not None
        unit.of(Survey).revoke(poster, ml.clock())

    await ml.store.write(revoke)
    assert (await look(ml))[0] == 404
    status, html, _ = await send(ml, hidden | {"face": "5"})
    assert (status, FRENCH.closed in html) == (404, True)
    assert await kept(ml) == []


async def test_a_form_is_one_of_ours_for_this_poster(ml: World) -> None:
    await hang(ml)
    await hang(ml, "another222")
    theirs = await page(ml, "/s/another222")
    ours = await page(ml)
    made, form, signature = ours["f"].split(".")
    wrong = [
        theirs["f"],
        "",
        "x",
        f"{made}.{form}.{signature[:-1]}{'1' if signature.endswith('0') else '0'}",
        f"{int(made) + 1}.{form}.{signature}",
        f"{made}.{'a' * 32}.{signature}",
        f"..{signature}",
        f"{made}.{form}.é",
        "a" * 5000,
    ]

    for each in wrong:
        status, html, _ = await send(ml, ours | {"f": each, "face": "5"})
        assert (each, status, FRENCH.stale in html) == (each, 400, True)
    assert await kept(ml) == []


async def test_what_no_page_sends_is_refused_and_never_a_failure(ml: World) -> None:
    await hang(ml)
    hidden = await page(ml)
    form = f"f={quote(hidden['f'])}&face="
    odd = [
        (b"", 400),
        (b"\x00\xff=&&&=;face=5", 400),
        (f"{form}6".encode(), 400),
        (f"{form}%D9%A5".encode(), 400),
        (f"{form}5&words={'a' * 17_000}".encode(), 413),
        (b"a=1&" * 30, 413),
        (f"{form}5&words=%00%ED%A0%80%F0{'%E2%80%AE' * 40}".encode(), 303),
    ]

    for raw, status in odd:
        answered, html, _ = await send(ml, raw)
        assert (raw[:40], answered) == (raw[:40], status)
        assert html == "" or FRENCH.question in html
    (row,) = await kept(ml)
    assert row["words"] == "\ufffd" * 4, "nothing that nobody sees"


async def test_words_are_short_and_hold_nobody(ml: World) -> None:
    await hang(ml)

    assert await answer(ml, 1, "Appelez Kévin Muller au 06 39 98 12 34 " + "mot " * 500) == 303
    (row,) = await kept(ml)
    assert "Kévin" not in row["words"]
    assert "06 39" not in row["words"]
    assert "███" in row["words"]
    assert len(row["words"]) <= LONGEST_WORDS


async def test_a_poster_takes_no_more_than_a_group_at_once(ml: World) -> None:
    await hang(ml)
    await hang(ml, "another222")
    forms = [await page(ml) for _ in range(AT_ONCE + 3)]

    sent = [(await send(ml, each | {"face": "1"}))[0] for each in forms]
    assert sent[:AT_ONCE] == [303] * AT_ONCE
    assert 429 in sent[AT_ONCE:]
    status, html, headers = await send(ml, forms[-1] | {"face": "1", "words": "encore"})
    assert (status, headers["Retry-After"], FRENCH.too_many in html) == (429, "60", True)
    assert "encore</textarea>" in html
    assert await answer(ml, 5, path="/s/another222") == 303


async def test_a_site_takes_no_more_in_a_day_than_a_reception_receives(ml: World) -> None:
    await hang(ml)

    def fill(unit: UnitOfWork) -> None:
        poster = unit.of(Survey).of_token(TOKEN)
        assert poster is not None
        today = ml.clock().date()
        for number in range(MOST_A_DAY):
            said = Answer(1, EMPTY, Language.FRENCH)
            assert unit.of(Survey).keep(poster, today, said, f"{number}")

    await ml.store.write(fill)
    assert await answer(ml, 5) == 429
    ml.clock.advance(days=1)
    assert await answer(ml, 5) == 303


async def test_nothing_tells_who_or_when(ml: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, logger="aiohttp.access")  # as ``bot.observe`` sets it
    await hang(ml)
    before = await _everything(ml)
    caplog.clear()
    ml.clock.advance(hours=3, minutes=41)
    hidden = await page(ml)
    assert (await send(ml, hidden | {"face": "3"}))[0] == 303

    new = [row for row in await _everything(ml) if row not in before]
    assert len(new) == 1, "the answer, and no trace of it elsewhere"
    assert "2026" in new[0]
    assert "11:5" not in new[0]
    assert "127.0.0.1" not in str(new)
    assert [line for line in caplog.messages if "127.0.0.1" in line or TOKEN in line] == []


async def _everything(ml: World) -> list[str]:
    def read(unit: UnitOfWork) -> list[str]:
        connection = unit.people._connection
        return [
            f"{each.name} {tuple(row)}"
            for each in SQLModel.metadata.sorted_tables
            for row in connection.execute(sa.select(each))
        ]

    return await ml.store.read(read)


async def test_answers_are_counted_by_outcome(ml: World) -> None:
    await hang(ml)
    hidden = await page(ml)
    for fields in ({"face": "5"}, {"face": "5"}, {}):
        await send(ml, hidden | fields)
    await send(ml, {"face": "5"}, "/s/unknown222")

    _, told, _ = await look(ml, "/metrics")
    counted = {
        outcome: f'flash_survey_total{{outcome="{outcome}"}} {count}' in told
        for outcome, count in {"kept": 1.0, "again": 1.0, "no_face": 1.0, "closed": 1.0}.items()
    }
    assert counted == dict.fromkeys(counted, True)
