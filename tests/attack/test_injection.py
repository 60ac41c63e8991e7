"""One hostile name and text through every door: it comes out as words, wherever it is shown."""

import csv
import io
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.app import policy_of
from bot.usecases.turn import Author, Turn
from domain.exchange.cells import guarded
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from tests.attack.lives import ids, row_of
from tests.attack.test_links import LINKS
from tests.cards.oracle import problems
from tests.contributions.test_extension import MESSAGE
from tests.week.moments import FRIDAY, MONDAY
from tests.week.test_page import Page
from tests.world import CLAIRE, NADIA, Somebody, World, walk, world

MARKUP = (
    "*gras* [ici](javascript:x) <b>b</b> <at>Tous</at> {{DATE(2026-01-01,SHORT)}} ![i](data:x)"
)
SQL = "'; DROP TABLE contribution; -- \" OR 1=1"
HOSTILE = f"{MARKUP} {SQL} ${{7*7}} {{{{7*7}}}} %s"
FORMULA = '=HYPERLINK("http://evil.example";"x")'
EVIL = Somebody(f"Zoé {MARKUP}", "00000000-0000-4000-8000-000000000066")

_ACTIVE = re.compile(r"(?<!\\)\]\(|(?<!\\)\*gras|<at>|<b>|\{\{")
"""What would be read as markup, as a mention or as a function of a card."""

_READ = {
    "TextBlock": ("text",),
    "TextRun": (),  # shown letter by letter, but for two braces
    "Input.Text": ("label", "placeholder", "errorMessage"),
    "AdaptiveCard": ("fallbackText",),
}
"""In which fields of an element markup is read; in others all that are words."""


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url) as running:
        running.teams.members = [each.member for each in (CLAIRE, NADIA, EVIL)]
        await running.install_in_team()
        await _live(running)
        yield running


async def _press(ml: World, who: Somebody, verb: str, **data: Any) -> Any:
    """Press a button; what it shows is looked at like any card."""
    status, body = await ml.execute(who, verb, data)
    assert status == 200
    assert "INC-" not in str(body), (verb, body)
    _SEEN.append(body["value"])
    return body["value"]


_SEEN: list[Any] = []


async def _live(ml: World) -> None:
    """Have what is hostile go through every door."""
    _SEEN.clear()
    for event in ("channelRenamed", "teamRenamed"):
        await ml.team_event(event, {"id": "19:cafeteria@thread.tacv2", "name": HOSTILE})
    for who in (CLAIRE, NADIA, EVIL):
        await ml.say(who, "bonjour")
    await _press(ml, CLAIRE, "sites.save", names=f"{MARKUP}\n{FORMULA}\nHaguenau")
    for site in (await ids(ml))["site"]:
        await _press(ml, EVIL, "site.choose", site=site)
    file = {"contentType": "application/pdf", "name": HOSTILE, "contentUrl": "javascript:x"}
    for start in ("Irritant", "Astuce", "Suggestion"):
        said = await ml.post(EVIL, f"{start} : {HOSTILE}", attachments=[file])
        await ml.reply(CLAIRE, said, HOSTILE)
    await ml.post(EVIL, f"Suggestion : {FORMULA}")
    await _press(ml, EVIL, "form.send", form="f" * 32, kind="suggestion", text=f"{FORMULA}\n{SQL}")
    await _press(ml, CLAIRE, "rhythm.close", first="2026-12-24", last="2026-12-25", name=HOSTILE)
    await _decide(ml)
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    prompt = (await ids(ml))["prompt"][-1]
    texts = {"irritant": HOSTILE, "best_practice": FORMULA, "suggestion": SQL}
    await ml.execute(EVIL, "prompt.send", {"prompt": prompt, "signature": "cited"} | texts)
    await ml.run(MONDAY_FLASH, MONDAY)
    (flash,) = (await ids(ml))["flash"]
    await _press(ml, CLAIRE, "flash.decide", flash=flash, decision=HOSTILE, owner=HOSTILE)
    for verb in ("flash.show", "flash.page", "flash.host", "flash.print"):
        await _press(ml, CLAIRE, verb, flash=flash)
    await ml.until_calm()


async def _decide(ml: World) -> None:
    """Have the quality lead do everything to what was said, and look at all the desk."""
    irritant, practice, idea, *_ = (await ids(ml))["contribution"]
    evil = int((await row_of(ml, "person", aad_object_id=EVIL.aad))["id"])
    await _press(ml, CLAIRE, "idea.tag", contribution=idea, tags=f"{MARKUP}, {FORMULA}")
    await _press(ml, CLAIRE, "idea.move", contribution=idea, to="refused", answer=HOSTILE)
    await _press(ml, EVIL, "idea.ask_back", contribution=idea, question=HOSTILE)
    await _press(ml, EVIL, "practice.try", contribution=practice, outcome="worked", result=HOSTILE)
    await _press(ml, CLAIRE, "idea.assign", contribution=irritant, person=evil, until="2026-12-01")
    await _press(ml, CLAIRE, "roles.set", person=evil, role="quality_lead")
    for verb in ("inbox.show", "rhythm.show", "rhythm.closures", "sends.list", "mine.list"):
        await _press(ml, CLAIRE, verb)
    for verb in ("idea.open", "contribution.edit", "idea.edit_tags", "idea.choose_merge"):
        await _press(ml, CLAIRE, verb, contribution=irritant)
        await _press(ml, EVIL, "mine.list")
    await _press(ml, CLAIRE, "idea.choose_assign", contribution=irritant)
    _SEEN.append(await _found(ml))
    for said in (f"idées à {MARKUP}", "refusées et pourquoi", "antennes", f"fiche {SQL}"):
        await ml.say(CLAIRE, said)


async def _found(ml: World) -> Any:
    """Return what a search in the compose box finds, and the dialog on a hostile message."""
    noted = MESSAGE | {
        "body": {"contentType": "html", "content": f"<p>{HOSTILE}</p>"},
        "from": {"user": {"id": "aad-else", "displayName": HOSTILE}},
    }
    query = {"parameters": [{"name": "searchText", "value": "gras"}]}
    answers = []
    for name, value in (
        ("composeExtension/query", query),
        ("composeExtension/fetchTask", {"messagePayload": noted}),
    ):
        invoke = {"type": "invoke", "name": name, "value": value}
        answers.append((await ml.deliver(ml.channel_activity(CLAIRE) | invoke))[1])
    assert "preview" in str(answers)
    return answers


def _sent(ml: World) -> list[dict[str, Any]]:
    posted = [each.activity for each in ml.teams.sent]
    return posted + [each.activity for each in ml.teams.updated]


def _cards(ml: World) -> Iterator[dict[str, Any]]:
    for part in walk([*_SEEN, *_sent(ml)]):
        if part.get("type") == "AdaptiveCard":
            yield part


def _read_as_markup(element: dict[str, Any]) -> Iterator[str]:
    """The strings of an element in which a client reads markup."""
    kind = str(element.get("type", ""))
    keys = _READ.get(kind, ("text", "title", "label", "tooltip", "altText", "name"))
    yield from (str(element[key]) for key in keys if isinstance(element.get(key), str))


async def test_what_is_shown_is_words_in_every_card_and_message_and_page(ml: World) -> None:
    _look_at_cards(list(_cards(ml)))
    _look_at_messages(_sent(ml))
    previews = [each["preview"]["content"] for each in walk(_SEEN) if "preview" in each]
    assert previews
    assert [each for each in previews if "<b>" in str(each) or "<at>" in str(each)] == []
    await _look_at_the_page(ml)


def _look_at_cards(cards: list[dict[str, Any]]) -> None:
    elements = [each for card in cards for each in walk(card)]
    read = [text for each in elements for text in _read_as_markup(each)]
    aloud = [card["speak"] for card in cards]
    letters = [str(each["text"]) for each in elements if each.get("type") == "TextRun"]
    links = [str(each["url"]) for each in elements if "url" in each]

    assert len(cards) > 40
    assert [text for text in read if _ACTIVE.search(text)] == []
    assert [text for text in aloud if re.search(r"[<>]|\{\{", text)] == [], "no XML is spoken"
    assert [text for text in letters if "{{" in text] == []
    assert sum("[ici](javascript:x)" in text for text in letters) > 10, "shown as it was written"
    assert [link for link in links if not link.startswith("http")] == []
    assert [problem for card in cards for problem in problems(card)] == []


def _look_at_messages(said: list[dict[str, Any]]) -> None:
    assert [each["text"] for each in said if _ACTIVE.search(each.get("text", ""))] == []
    assert [each["summary"] for each in said if _ACTIVE.search(each.get("summary", ""))] == []
    assert [each for each in said if each.get("entities")] == []


async def _look_at_the_page(ml: World) -> None:
    (flash,) = (await ids(ml))["flash"]
    path = LINKS.flash(_turn(ml), flash)
    async with ml.http.get(f"{ml.url}{path}") as response:
        page = Page(await response.text())

    assert "[ici](javascript:x) <b>b</b> <at>Tous</at>" in page.words
    assert {"b", "at", "script", "img", "a"} & set(page.tags) == set()
    assert "49" not in page.words


async def test_what_is_kept_is_words_and_files_compute_nothing(ml: World) -> None:
    files = {form: await _exported(ml, form) for form in ("csv", "xlsx")}
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode())))
    cells = [cell for row in rows for cell in row.values()]
    sheet = load_workbook(io.BytesIO(files["xlsx"]))
    written = [cell for page in sheet for row in page.iter_rows() for cell in row]

    assert sum(SQL in row["text"] for row in rows) >= 4
    assert (await row_of(ml, "person", aad_object_id=EVIL.aad))["name"] == repr(EVIL.name)
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert [cell for cell in cells if guarded(cell) != cell and not cell.startswith("'")] == []
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in written)
    assert [cell.value for cell in written if cell.data_type == "f" or cell.hyperlink] == []


async def _exported(ml: World, form: str) -> bytes:
    """Return an export; its name holds nothing that anybody wrote."""
    async with ml.http.post(f"{ml.url}{LINKS.export(_turn(ml), '', form)}") as response:
        assert response.status == 200
        named = rf'attachment; filename="contributions-2026-1\d-\d\d\.{form}"'
        assert re.fullmatch(named, response.headers["Content-Disposition"])
        return await response.read()


def _turn(ml: World) -> Turn:
    return Turn(policy_of(ml.settings), Author(CLAIRE.tenant, CLAIRE.aad), "1", ml.clock())
