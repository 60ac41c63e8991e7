"""A part of an activity that is not as Teams gives it is left out; what was written is kept."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.teams.hearing.reading import message_of, written_of
from bot.teams.wire import Malformed, shaped, to_activity
from domain.confidentiality import EMPTY, Screen
from tests.world import BOT, CLAIRE, GENERAL, NADIA, World

SAID = "Bonne pratique : un SMS la veille"
NEEDED = (
    {("type",), ("id",), ("serviceUrl",), ("channelId",), ("from",), ("from", "id")}
    | {("conversation",), ("conversation", "id")}
    | {("channelData",), ("channelData", "tenant"), ("channelData", "tenant", "id")}
)
"""Without these there is no activity."""
WORDS = {("text",), ("attachments", 0, "content")}

Path = tuple[int | str, ...]


def _nested(levels: int) -> Any:
    value: Any = []
    for level in range(levels):
        value = {"x": value} if level % 2 else [value]
    return value


ODD = (None, True, 10**30, "x", "x" * 20_000, [None], {"id": None}, _nested(50))


def _paths(part: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(part, dict | list):
        for key, each in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _paths(each, (*path, key))


def _changed(activity: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(activity))
    part: Any = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return changed


def _real(ml: World) -> dict[str, Any]:
    """Return a message with everything that Teams says of one."""
    at = f"<at>{BOT['name']}</at>"
    account = {"id": CLAIRE.id, "name": CLAIRE.name, "mentionType": "person"}
    return ml.channel_activity(
        NADIA,
        text=f"{SAID} <at>Claire</at>",
        textFormat="plain",
        summary="résumé",
        name="nom",
        importance="urgent",
        locale="fr-FR",
        localTimezone="Europe/Paris",
        localTimestamp="2026-11-24T09:12:00+01:00",
        expiration="2026-11-25T09:12:00+01:00",
        deliveryMode="normal",
        replyToId="1763",
        action="add",
        entities=[
            {"type": "mention", "mentioned": account, "text": "<at>Claire</at>"},
            {"type": "mention", "mentioned": dict(BOT), "text": at},
            {"type": "clientInfo", "locale": "fr-FR", "country": "FR", "platform": "Windows"},
        ],
        attachments=[
            {"contentType": "text/html", "content": f"<p>{SAID}</p>"},
            {"contentType": "image/*", "contentUrl": "https://smba.example/view", "name": "vue"},
        ],
        membersAdded=[],
        reactionsAdded=[{"type": "like"}],
        value={"x": 1},
        suggestedActions={"actions": [{"type": "imBack", "title": "t"}], "to": ["29:a"]},
        semanticAction={"id": "a", "entities": {}},
        textHighlights=[{"text": "x", "occurrence": 1}],
        listenFor=["x"],
        historyDisclosed=True,
        relatesTo={"conversation": {"id": "x"}, "serviceUrl": "x"},
        channelData={
            "tenant": {"id": NADIA.tenant},
            "team": {"id": GENERAL, "name": "ML", "aadGroupId": "g", "type": "standard"},
            "teamsTeamId": GENERAL,
            "teamsChannelId": "19:amelioration@thread.tacv2",
            "channel": {"id": "19:amelioration@thread.tacv2", "type": "standard"},
            "settings": {"selectedChannel": {"id": "19:x"}},
            "eventType": "",
            "notification": {"alert": True},
            "onBehalfOf": [{"itemid": 0, "mri": "29:a"}],
            "meeting": {"id": "x"},
            "source": {"name": "x"},
        },
    )


def _odd_ones(ml: World) -> Iterator[tuple[Path, Any, dict[str, Any]]]:
    """Yield a real message with each of its parts as each odd value."""
    for path in list(_paths(_real(ml))):
        for value in ODD:
            real = _real(ml)
            before: Any = real
            for step in path:
                before = before[step]
            both_said = isinstance(before, str) and isinstance(value, str)
            if not (both_said and path in WORDS | NEEDED):  # other words, another place
                yield path, value, _changed(real, path, value)


async def test_every_odd_part_of_a_message_leaves_its_words(ml: World) -> None:
    lost = []
    for path, value, odd in _odd_ones(ml):
        try:
            activity = to_activity(shaped(odd))
            written = written_of(activity)
            message_of(activity, written, EMPTY, Screen())
            is_right = written.text.startswith(SAID)
        except Malformed:
            is_right = path in NEEDED
        if not is_right:
            lost.append((path, str(value)[:30]))
    assert lost == []


async def test_a_message_is_kept_whatever_one_part_of_it_is(ml: World) -> None:
    """Each part is odd in one of the ways, by turns; the test before tries all of them."""
    await ml.post(NADIA, SAID)
    odd_ones = list(_odd_ones(ml))
    lost = []
    for path, value, odd in odd_ones[:: len(ODD) + 1]:
        status, _ = await ml.deliver(odd)
        kept = status == 200 and len(await ml.made_by(odd)) == 1
        if not (kept or (status in (400, 401) and path in NEEDED)):
            lost.append((path, str(value)[:30], status))
        ml.clock.advance(seconds=1)
    assert lost == []


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "mention", "mentioned": {"id": "29:1zz"}},
        {"type": "mention", "text": "<at>Tous</at>", "mentioned": {"id": None, "name": "Tous"}},
        {"type": "mention", "text": "<at>Tous</at>", "mentioned": None},
        {"type": "mention", "text": "<at>Tous</at>", "mentioned": {"id": "", "name": "Tous"}},
        {"locale": "fr-FR"},
        {"type": None},
        None,
    ],
    ids=str,
)
async def test_who_is_mentioned_oddly_is_named_all_the_same(ml: World, entity: Any) -> None:
    message = await ml.post(NADIA, f"{SAID} <at>Tous</at>", entities=[entity, entity])

    (kept,) = await ml.made_by(message)
    assert kept.text == "un SMS la veille @Tous"


async def test_a_thousand_odd_parts_cost_what_a_few_do(ml: World) -> None:
    message = await ml.post(NADIA, SAID, entities=[None] * 50_000, attachments=[{"name": 1}] * 999)

    assert len(await ml.made_by(message)) == 1


async def test_a_message_without_its_recipient_is_kept(ml: World) -> None:
    real = ml.channel_activity(NADIA, text=SAID)
    del real["recipient"]
    assert await ml.deliver(real) == (200, None)

    assert len(await ml.made_by(real)) == 1
