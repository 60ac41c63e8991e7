"""Sizes: what is too large is refused or cut, and nothing small takes long or grows."""

import time
from typing import Any

import pytest

from bot.teams.hearing.html import read_html
from cards import texts
from domain.contributions.contribution import MAX_TEXT
from domain.errors import Reason
from domain.people import Role
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork
from tests.attack.fuzzing import GUARD
from tests.attack.lives import rows
from tests.cards.oracle import problems
from tests.world import BOT, CLAIRE, NADIA, World, walk

OPEN = (
    "<",
    "<!",
    "<![",
    "<![CDATA[",
    "<!--",
    "<?",
    "</",
    "<a",
    "<a ",
    "<a x='",
    "<a b=",
    "&#",
    "<p>",
)
"""What begins in HTML and does not end, for which Python's parser looks again and again."""


@pytest.fixture
async def ml(ml: World) -> World:
    await ml.install_in_team()
    return ml


@pytest.mark.parametrize("begun", OPEN)
def test_html_that_never_ends_is_read_at_once(begun: str) -> None:
    began = time.monotonic()
    said = read_html("<p>avant</p>" + begun * (28_000 // len(begun)), "Flash").text

    assert said.startswith("avant")
    assert time.monotonic() - began < GUARD, "the bot would not hear anybody else meanwhile"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>3 &lt; 4 et a < b</p>", "3 < 4 et a < b"),
        ("<p>un <!-- caché --> deux</p>", "un deux"),
        ("<p>je t’aime <3</p>", "je t’aime <3"),
        ("<p>a<br/>b<img alt='😀' src='x'></p>", "a\nb😀"),
    ],
)
def test_html_with_brackets_says_what_people_wrote(html: str, said: str) -> None:
    assert read_html(html, "Flash").text == said


async def test_mentions_do_not_multiply(ml: World) -> None:
    grows = [
        {"type": "mention", "mentioned": {"id": f"29:{n}", "name": "a" * 200}, "text": "a"}
        for n in range(300)
    ]

    await ml.post(NADIA, "Irritant : " + "a" * 100, entities=grows)

    assert all(len(each.text) <= 2 * MAX_TEXT for each in await _said(ml))


async def test_of_many_files_and_tags_some_are_kept_and_long_names_are_cut(ml: World) -> None:
    file = {"contentType": "application/pdf", "name": "n" * 500, "contentUrl": "https://x/"}
    long = file | {"contentUrl": "https://x/" + "y" * 5000}
    await ml.post(NADIA, "Irritant : le fax", attachments=[long, *[file] * 100])
    tags = ", ".join(f"{n} {'t' * 50}" for n in range(50))
    await ml.execute(CLAIRE, "idea.tag", {"contribution": 1, "tags": tags})

    (said,) = await _said(ml)
    assert len(said.attachments) == 20
    assert {len(each.name) for each in said.attachments} == {200}
    assert {each.url for each in said.attachments} == {"", "https://x/"}, "no half an address"
    assert [len(tag) for tag in said.tags] == [30] * 8


HOSTILE = '*[x](javascript:x)* <at>Tous</at> {{DATE(2026-01-01)}} "\\' * 20
SHOWN = [
    ("roles.show", {}),
    ("sites.save", {"names": "\n".join(f"{n} {HOSTILE}"[:100] for n in range(38))}),
    ("idea.choose_assign", {"contribution": 1}),
    ("contribution.edit", {"contribution": 1}),
    ("form.new", {}),
    ("inbox.show", {}),
    ("idea.open", {"contribution": 1}),
    ("sends.list", {}),
    ("rhythm.show", {}),
]


async def test_no_card_grows_beyond_what_teams_shows(ml: World) -> None:
    await ml.post(CLAIRE, "Suggestion : " + "é" * 9_000)
    await ml.store.write(_crowd)

    for verb, data in SHOWN:
        _, body = await ml.execute(CLAIRE, verb, data)
        assert (verb, problems(body["value"])) == (verb, [])


def _crowd(unit: UnitOfWork) -> None:
    """Meet three hundred people with names as long and as hostile as they can be; forty lead."""
    organisation_id = unit.organisations.find(CLAIRE.tenant) or 0
    for number in range(300):
        name = f"{number} {HOSTILE}"[:300]
        person = unit.people.meet(organisation_id, f"aad-{number}", f"29:{number}", name)
        if number < 40:
            ours = unit.organisations.for_change(person.organisation_id)
            unit.roles.give(ours, person, Role.QUALITY_LEAD)


async def test_more_antennes_than_a_card_offers_are_refused_kindly(ml: World) -> None:
    names = "\n".join(f"Antenne {number}" for number in range(39))

    _, body = await ml.execute(CLAIRE, "sites.save", {"names": names})

    assert body["value"] == texts.REASON[Reason.TOO_MANY_SITES]
    shown = (await ml.execute(CLAIRE, "form.new", {}))[1]["value"]
    assert "Antenne" not in [each.get("title") for each in walk(shown)]


async def _said(ml: World) -> list[Any]:
    def read(unit: Any) -> list[Any]:
        organisation_id = unit.organisations.find(NADIA.tenant)
        return list(unit.of(Contributions).some(organisation_id, range(1, 50)).values())

    return await ml.store.read(read)


LONG = "x" * 201


IDS: list[dict[str, Any]] = [
    {"id": LONG},
    {"replyToId": LONG},
    {"conversation": {"id": "19:" + "c" * 298, "conversationType": "channel"}},
    {"channelData": {"tenant": {"id": "t" * 65}}},
    {"channelData": {"tenant": {"id": NADIA.tenant}, "team": {"id": LONG}}},
    {"channelData": {"tenant": {"id": NADIA.tenant}, "channel": {"id": LONG}}},
    {"serviceUrl": "http://127.0.0.1/" + "x" * 500},
]


async def test_an_id_by_which_something_is_found_again_is_never_cut(ml: World) -> None:
    said = [ml.channel_activity(NADIA, text="Irritant : le fax") | changes for changes in IDS]
    statuses = [(await ml.deliver(activity))[0] for activity in said]

    # What is not needed to keep a message is left out, whole.
    assert statuses == [400, 200, 400, 400, 200, 200, 401]
    assert len(await _said(ml)) == 3
    assert [row for row in await rows(ml) if LONG[:200] in str(row)] == []


async def test_a_chat_with_long_names_is_kept_and_answered(ml: World) -> None:
    bot = {"id": "28:" + "b" * 500, "name": "F" * 5000}
    who = NADIA.account | {"name": "N" * 5000, "id": "29:" + "n" * 500}
    status, _ = await ml.deliver(
        ml.chat_activity(NADIA, text="bonjour") | {"recipient": bot, "from": who}
    )

    assert status == 200
    assert len(ml.cards) == 1
    assert BOT["id"] not in str(ml.cards)
