"""What people write stays where it is kept: no log, measure, error page or queue repeats it."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.observe import _QUIET, _OneLine
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.unit_of_work import UnitOfWork
from tests.attack.lives import ids, row_of
from tests.exchange.box import bring
from tests.fakes import SEND, UPDATE
from tests.week.moments import FRIDAY, MONDAY
from tests.world import CLAIRE, NADIA, World, world

WORDS = {
    name: f"quetzal{name}"
    for name in (
        *("channel", "edit", "comment", "unsure", "chat", "form", "dialog", "answer", "back"),
        *(
            "result",
            "prompt",
            "decision",
            "search",
            "question",
            "imported",
            "misshapen",
            "refused",
        ),
        *("quoted", "title", "file"),
    )
}
"""A word for each door, typed once."""

KEEPERS = frozenset(
    {
        *("contribution", "history", "comment", "question", "trial", "flash"),
        *("inquiry", "closure"),
    }
)
"""The tables that are there to keep what people write; no other may."""


class _Heard(logging.Handler):
    """All that is logged, as it is said and as the bot writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(_OneLine("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [record.getMessage(), self.format(record)]


@pytest.fixture
def heard() -> Iterator[_Heard]:
    """Listen to every logger at DEBUG, but those that the bot itself keeps quiet."""
    handler, root = _Heard(), logging.getLogger()
    wanted = {logging.getLogger(name): logging.WARNING for name in _QUIET} | {root: logging.DEBUG}
    levels = {logger: logger.level for logger in wanted}
    for logger, level in wanted.items():
        logger.setLevel(level)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.fixture
async def ml(database_url: str, heard: _Heard) -> AsyncIterator[World]:
    async with world(database_url) as running:
        await running.install_in_team()
        yield running
    assert heard.lines, "the bot says something at least"


async def _say_everything(ml: World) -> None:
    """Type each word through its door, in a week that goes well."""
    said = await ml.post(NADIA, f"Irritant : le {WORDS['channel']} bloque", attachments=_FILES)
    await ml.edit(said, f"Irritant : le {WORDS['channel']} bloque {WORDS['edit']}")
    await ml.reply(CLAIRE, said, f"Oui, {WORDS['comment']}")
    await ml.post(NADIA, f"le {WORDS['unsure']} d’hier, ce serait bien ou pas")
    await ml.say(NADIA, f"ce serait bien d’ouvrir le {WORDS['chat']}")
    form = {"form": "f" * 32, "kind": "best_practice", "text": f"Appeler {WORDS['form']}"}
    await ml.execute(NADIA, "form.send", form)
    data = {"form": "d" * 32, "kind": "suggestion", "text": f"Un {WORDS['dialog']}"}
    await _invoke(ml, "composeExtension/submitAction", {"data": data})
    practice = (await row_of(ml, "contribution", form_id="f" * 32))["id"]
    refusal = {"to": "refused", "answer": f"Pas de budget {WORDS['answer']}"}
    await ml.execute(CLAIRE, "idea.move", {"contribution": 1} | refusal)
    await ml.execute(NADIA, "idea.ask_back", {"contribution": 1, "question": WORDS["back"]})
    tried = {"contribution": practice, "result": WORDS["result"]}
    await ml.execute(NADIA, "practice.try", tried)
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    for prompt in (await ids(ml))["prompt"]:
        answer = {"prompt": prompt, "irritant": f"Le {WORDS['prompt']}"}
        await ml.execute(NADIA, "prompt.send", answer)
    await ml.run(MONDAY_FLASH, MONDAY)
    (flash,) = (await ids(ml))["flash"]
    await ml.execute(CLAIRE, "flash.decide", {"flash": flash, "decision": WORDS["decision"]})
    query = {"parameters": [{"name": "searchText", "value": WORDS["search"]}]}
    await _invoke(ml, "composeExtension/query", query)
    await ml.say(CLAIRE, f"où en est l’idée du {WORDS['question']} ?")
    await ml.post(CLAIRE, f"idées sur le {WORDS['question']} ?", mention=True)
    await bring(ml.store, f"text,status\n{WORDS['imported']},reçue\n,{WORDS['imported']}\n")
    await ml.delete(said)
    await ml.restore(said)
    await ml.until_calm()


_FILES = [
    {
        "contentType": "application/pdf",
        "name": f"{WORDS['title']}.pdf",
        "contentUrl": f"https://ml.sharepoint.com/{WORDS['file']}.pdf",
    }
]


async def _invoke(ml: World, name: str, value: dict[str, Any]) -> None:
    base = ml.channel_activity(CLAIRE) | {"type": "invoke", "name": name, "value": value}
    assert (await ml.deliver(base))[0] == 200


async def _fail_everywhere(ml: World) -> list[str]:
    """Have the database refuse, Teams quote and strangers ask; return what was answered."""
    quoting = json.dumps({"error": {"code": WORDS["quoted"], "message": WORDS["quoted"]}})
    for status in (400, 403, 500, 503):
        ml.teams.fail(status, body=quoting.encode(), on=SEND)
        await ml.post(NADIA, f"Irritant : le {WORDS['quoted']} {status}")
        said = await ml.post(NADIA, f"Irritant : ce {WORDS['quoted']} {status}")
        ml.teams.fail(status, body=quoting.encode(), on=UPDATE)
        await ml.edit(said, f"Irritant : encore ce {WORDS['quoted']} {status}")
        await ml.until_calm()
    ml.teams.drop(after_reading=True, on=SEND)
    await ml.post(NADIA, f"Irritant : le {WORDS['quoted']} coupé")

    await ml.store.write(_refuse_doubles)
    form = {"kind": "irritant", "text": f"Le {WORDS['refused']}"}
    twice = [
        ml.channel_activity(NADIA, text=f"Irritant : le {WORDS['refused']} bloque")
        for _ in range(2)
    ]
    statuses = [(await ml.deliver(each))[0] for each in twice]
    assert statuses == [200, 503], "what is not kept is asked for again"
    await ml.execute(NADIA, "form.send", form | {"form": "1" * 32})
    _, shown = await ml.execute(NADIA, "form.send", form | {"form": "2" * 32})
    assert "INC-" in shown["value"]

    answers = [str(shown)]
    odd = {"text": {"x": WORDS["misshapen"]}, "name": [WORDS["misshapen"]]}
    answers.append(str(await ml.deliver(ml.chat_activity(NADIA) | odd)))
    for path in ("flash", "export", "nothing", "metrics"):
        async with ml.http.get(f"{ml.url}/{path}/{WORDS['misshapen']}") as response:
            answers.append(await response.text())
    for path in ("metrics", "readyz"):
        async with ml.http.get(f"{ml.url}/{path}") as response:
            answers.append(await response.text())
    return answers


def _refuse_doubles(unit: UnitOfWork) -> None:
    """Have the database refuse a text that it has: it says so by quoting it."""
    connection = unit.people._connection
    connection.execute(sa.text("CREATE UNIQUE INDEX no_doubles ON contribution (text)"))


def _elsewhere(unit: UnitOfWork) -> list[str]:
    """Return every row of the tables that are not there to keep what people write."""
    connection = unit.people._connection
    return [
        f"{table.name} {tuple(row)}"
        for table in SQLModel.metadata.sorted_tables
        if table.name not in KEEPERS
        for row in connection.execute(sa.select(table))
    ]


async def test_no_word_is_repeated_where_it_is_not_kept(ml: World, heard: _Heard) -> None:
    await _say_everything(ml)
    answers = await _fail_everywhere(ml)
    rows = await ml.store.read(_elsewhere)

    said = [*heard.lines, *answers, *rows]
    assert [line for line in said if "quetzal" in line] == []
    assert any("INC-" in line for line in heard.lines)
    kept = str(await ml.store.read(_kept))
    typed_in_vain = {"search", "misshapen"}
    assert {name for name, word in WORDS.items() if word not in kept} == typed_in_vain


def _kept(unit: UnitOfWork) -> list[Any]:
    connection = unit.people._connection
    return [
        tuple(row)
        for table in SQLModel.metadata.sorted_tables
        if table.name in KEEPERS
        for row in connection.execute(sa.select(table))
    ]
