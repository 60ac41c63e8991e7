"""Days, numbers and sizes out of all bounds, in every field of every button, and in links."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.app import PLUGS
from cards import verbs
from domain.calendar import EARLIEST, LATEST
from domain.confidentiality import Clean
from domain.contributions.contribution import Status
from storage.unit_of_work import UnitOfWork
from tests.attack.forging import SENTENCE, forged, is_id
from tests.attack.lives import ids, live_a_week, rows
from tests.world import CLAIRE, World, world

VERBS = PLUGS.buttons.verbs
DAYS = ("0001-01-01", "2100-01-01", "9999-12-31", "10000-01-01", "?")
NUMBERS: tuple[Any, ...] = ("-1", "NaN", "²", str(2**31), "9" * 5_000)
IDS: tuple[Any, ...] = (-1, 2**31, 2**63)
TEXTS = ("", "é" * 40_000)
ASKED = (
    *('{"period":["9999-12-31","9999-12-31"]}', '{"period":["0001-01-01","0001-01-01"]}'),
    *('{"unanswered_for":10000000000000}', '{"unanswered_for":-1}', '{"unanswered_for":1e999}'),
    *('{"sites":[2147483648]}', '{"authors":[9223372036854775808]}', '{"engagement":99}'),
    *('{"serial":2147483648}', '{"number":{"year":10000,"serial":0}}', '{"period":[]}', "[]", ""),
)
DAY_FIELDS = frozenset(
    [
        *("due", "until", "promised", "first", "last", "check_on"),
        *("received", "answered", "closed"),
    ]
)
"""Fields that hold a day. A new one must be given its place here."""

SAID = "Ce que quelqu’un a mis du temps à écrire et ne veut pas écrire deux fois"


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url) as running:
        await live_a_week(running)
        yield running


def _odd(data: type[verbs.Data], field: str) -> tuple[Any, ...]:
    """Return what is too much for a field, by what it holds."""
    if is_id(data, field) or data.model_fields[field].annotation is int:
        return IDS
    if field == "asked":
        return ASKED
    holds = data.model_fields[field].annotation
    if field in DAY_FIELDS:
        return DAYS
    if holds is Clean:
        return TEXTS
    return NUMBERS if holds is str else ()


def _cases(known: dict[str, list[int]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield verb, field and what is pressed: words that are worth keeping, and one odd value."""
    for verb, data in VERBS.items():
        if verb == "rights.erase":
            continue  # it carries nothing
        whole = next(forged(verb, known, ["AC-2026-0002"]))
        said = {name: SAID for name, value in whole.items() if value == SENTENCE}
        for field in data.model_fields:
            for odd in _odd(data, field):
                fresh = {"form": uuid4().hex} if "form" in whole else {}
                yield verb, field, whole | said | fresh | {field: odd}


def test_every_field_that_holds_a_day_is_known() -> None:
    for verb, data in VERBS.items():
        for name, field in data.model_fields.items():
            is_day = field.annotation == date | None
            assert is_day <= (name in DAY_FIELDS), (verb, name)


async def test_no_value_of_a_button_breaks_the_bot_or_loses_what_was_typed(ml: World) -> None:
    wrong: list[object] = []
    known = {table: found[:1] for table, found in (await ids(ml)).items()}
    cases = list(_cases(known))
    for verb, field, pressed in cases:
        status, body = await ml.execute(CLAIRE, verb, pressed)
        shown = body["value"] if status == 200 else None
        what = (verb, field, str(pressed[field])[:30])
        is_form = isinstance(shown, dict) and "⚠️" in str(shown)
        if status != 200 or "INC-" in str(body) or not shown:
            wrong.append((*what, status))
        elif is_form and SAID in pressed.values() and SAID not in str(shown):
            wrong.append((*what, "what was typed does not come back"))
    assert wrong == []
    assert len(cases) > 300
    assert await ml.store.read(_unlikely) == []
    assert await rows(ml)


def _unlikely(unit: UnitOfWork) -> list[str]:
    """Return the columns in which a day or a moment is kept that nobody means."""
    connection, found = unit.people._connection, []
    first, last = datetime.combine(EARLIEST, time()), datetime.combine(LATEST, time())
    for table in SQLModel.metadata.sorted_tables:
        for row in connection.execute(sa.select(table)).mappings():
            for name, value in row.items():
                if isinstance(value, datetime):
                    likely = first <= value.replace(tzinfo=None) <= last
                else:
                    likely = not isinstance(value, date) or EARLIEST <= value <= LATEST
                found += [] if likely else [f"{table.name}.{name}: {value}"]
    return found


async def test_a_move_to_wherever_comes_back_with_what_was_typed(ml: World) -> None:
    for to in Status:
        for verb in ("idea.move", "idea.choose_move"):
            pressed = {"contribution": 1, "to": to, "answer": "é" * 40_000}
            status, body = await ml.execute(CLAIRE, verb, pressed)
            assert (status, "INC-" in str(body)) == (200, False), (verb, to)


async def test_a_link_with_a_number_or_period_out_of_bounds_shows_a_page(ml: World) -> None:
    _, shown = await ml.execute(CLAIRE, "board.show", {})
    link = next(each for each in _urls(shown["value"]) if "/tableau/" in each)
    path = link[link.index("/tableau/") :].partition("?")[0]
    for query in [
        *(f"periode={each}" for each in (*DAYS, "2026-T9", "9999", "10000-T1", "0001", "٢٠٢٦")),
        *(f"antenne={each}" for each in (*IDS, "²", "%00", "x" * 5_000)),
    ]:
        async with ml.http.get(f"{ml.url}{path}?{query}") as answer:
            assert answer.status in (200, 404), (query[:40], answer.status)


def _urls(part: Any) -> list[str]:
    if isinstance(part, list):
        return [each for item in part for each in _urls(item)]
    if isinstance(part, dict):
        return [each for item in part.values() for each in _urls(item)]
    return [part] if isinstance(part, str) and part.startswith("http") else []
