"""Buttons pressed by who should not: of another organisation, another person, or without a role.

Every verb is pressed, those of tomorrow too: whatever a card shows, the server decides.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import PLUGS
from cards import texts, verbs
from domain.confidentiality import Screen
from domain.contributions.contribution import MAX_TEXT
from domain.errors import Reason, RuleViolationError
from tests.attack.forging import FORM, forged, is_id
from tests.attack.lives import Row, added, ids, live_a_week, row_of, rows
from tests.world import AWA, CLAIRE, NADIA, STRANGER, Somebody, World, world

VERBS = PLUGS.buttons.verbs
DESK = ("inbox.", "rhythm.", "roles.", "sends.", "sites.", "export.")
LEADS = [
    verb
    for verb, data in VERBS.items()
    if verb.startswith(DESK) or "(quality lead)" in str(data.__doc__)
]
ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**31, 10**30, 1.5, float("inf")),
    *("", "0", " ", "x" * 50_000, "١", "' OR 1=1 --", "1; DROP TABLE person", "\ud83d\ude00"),
    *([], {}, [1], {"$gt": 0}, {"a": {"b": {"c": []}}}, [["x"] * 100] * 100),
)
"""Values that no card sends."""

AGAIN = {"rights.erase": {"person", "erasure"}}
"""Who comes back after their name was removed is somebody new, and removed again."""

SECRETS = (
    *("badge", "la veille", "QR code", "porte du fond", "ateliers"),
    *("Wissembourg", "Benali", "Inventaire"),
    *("froid dans la salle", "bruit dans le hall"),
)
NOWHERE = {"nowhere": [999_999]}
"""An id that nobody has."""


@pytest.fixture
async def ml(sqlite_url: str) -> AsyncIterator[World]:
    """Give an organisation that has lived a week, beside that of a stranger who leads quality."""
    async with world(sqlite_url, quality_leads=(CLAIRE.upn, STRANGER.aad)) as running:
        await live_a_week(running)
        yield running


async def test_nothing_of_another_organisation_is_read_or_changed(ml: World) -> None:
    await ml.say(STRANGER, "bonjour")
    known, before = await ids(ml), await rows(ml)
    assert set(known) >= {
        "contribution",
        "question",
        "prompt",
        "flash",
        "job_run",
        "closure",
        "action",
        "theme",
    }
    answers, nothing = [], {}
    for verb, data in VERBS.items():
        answers += [
            (verb, *await ml.execute(STRANGER, verb, each)) for each in forged(verb, known)
        ]
        if any(is_id(data, field) for field in data.model_fields):
            nowhere = await ml.execute(STRANGER, verb, next(forged(verb, NOWHERE)))
            nothing[verb] = _bare(nowhere[1])

    assert await rows(ml) == before
    assert [each for each in answers if each[1] != 200 or _is_incident(each[2])] == []
    told = [(verb, word) for verb, _, body in answers for word in SECRETS if word in str(body)]
    assert told == []
    assert len(nothing) > 30
    differs = [verb for verb, _, body in answers if _bare(body) != nothing.get(verb, _bare(body))]
    assert differs == [], "another's id is answered as one that does not exist"


def _bare(body: Any) -> str:
    """Return an answer without numbers and ids."""
    return re.sub(r"\d+", "#", str(body))


def _is_incident(body: Any) -> bool:
    """Tell whether an answer is the apology for something unforeseen."""
    return "INC-" in str(body)


async def test_nothing_private_of_somebody_else_is_read_or_changed(ml: World) -> None:
    await ml.execute(AWA, "form.send", {"form": "e" * 32, "kind": "irritant", "text": "À moi"})
    awa = (await row_of(ml, "person", aad_object_id=AWA.aad))["id"]
    nadia = int((await row_of(ml, "person", aad_object_id=NADIA.aad))["id"])
    private = await row_of(ml, "contribution", form_id=FORM)
    known = await ids(ml) | {
        "contribution": [int(private["id"])],
        "prompt": [int((await row_of(ml, "prompt", person_id=nadia))["id"])],
        "person": [nadia],
    }
    number = f"AC-{private['year']}-{int(private['serial']):04}"
    before = await rows(ml)
    answers = [
        (verb, *await ml.execute(AWA, verb, data))
        for verb in VERBS
        for data in forged(verb, known, [number])
    ]

    assert [each for each in answers if each[1] != 200 or _is_incident(each[2])] == []
    told = [verb for verb, _, body in answers for word in PRIVATE_WORDS if word in str(body)]
    assert told == []
    # What the journal proves of a row changes with the row, which is looked at itself.
    altered = [row for row in before - await rows(ml) if row[0] != "row_state"]
    assert [row for row in altered if not _is_of(row, AWA, awa)] == []


async def test_who_has_lost_the_role_may_do_nothing_with_the_cards_of_before(ml: World) -> None:
    awa = (await row_of(ml, "person", aad_object_id=AWA.aad))["id"]
    known = await ids(ml)
    await ml.execute(CLAIRE, "roles.set", {"person": awa, "role": "quality_lead"})
    assert (await ml.execute(AWA, "inbox.show", {}))[1]["value"]["type"] == "AdaptiveCard"
    await ml.execute(CLAIRE, "roles.set", {"person": awa, "role": "member"})
    before = await rows(ml)

    answers = {
        verb: [await ml.execute(AWA, verb, data) for data in forged(verb, known)] for verb in LEADS
    }

    assert len(LEADS) > 30
    assert await rows(ml) == before
    no = [_sentence(texts.REASON[why]) for why in (Reason.NOT_QUALITY_LEAD, Reason.UNKNOWN)]
    done = [verb for verb, said in answers.items() if any(body not in no for _, body in said)]
    assert done == []
    assert no[0] in answers["idea.move"][0]


PRIVATE_WORDS = ("porte du fond", "le samedi matin")


def _sentence(said: str) -> dict[str, Any]:
    body = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message"}
    return body | {"value": said}


def _is_of(row: Row, who: Somebody, person_id: str) -> bool:
    """Tell whether a row is somebody's own, or a message in their chat."""
    table, values = row
    whose = ("id",) if table == "person" else ("person_id", "author_id", "actor_id")
    own = {person_id, repr(who.chat)}
    return bool(own & {dict(values).get(name) for name in (*whose, "conversation_id")})


async def test_what_is_sent_again_is_done_once(ml: World) -> None:
    known = {table: found[:1] for table, found in (await ids(ml)).items()}
    done = []
    before = await rows(ml)
    # What erases comes last.
    for verb in sorted(VERBS, key=lambda verb: verb == "rights.erase"):
        (data, *_) = forged(verb, known, ["AC-2026-0002"])
        await ml.execute(CLAIRE, verb, data, id=f"again:{verb}")
        once = await rows(ml)
        if once != before:
            done.append(verb)
            await ml.execute(CLAIRE, verb, data, id=f"again:{verb}")
        twice = await rows(ml)
        assert (verb, added(once, twice) - {"outbox"} - AGAIN.get(verb, set())) == (verb, set())
        assert (verb, _messages(twice)) == (verb, _messages(once)), "one update more, at most"
        before = twice
    assert len(done) > 20


def _messages(kept: Counter[Row]) -> int:
    return sum(count for (table, _), count in kept.items() if table == "outbox")


def _read(verb: str, values: dict[str, Any]) -> verbs.Data | None:
    try:
        return verbs.read(VERBS[verb], values, Screen())
    except RuleViolationError as no:
        assert no.reason is Reason.TOO_LONG  # noqa: PT017 -- nothing else is a rule of reading
        return None


@pytest.mark.parametrize("verb", VERBS)
def test_altered_data_is_no_button_or_one_within_bounds(verb: str) -> None:
    whole = next(forged(verb, {"any": [1]}))
    altered = [whole | {"extra": value, "verb": value, "__class__": "x"} for value in ODD]
    altered += [whole | {field: value} for field in whole for value in ODD]
    altered += [{name: whole[name] for name in whole if name != field} for field in whole]

    found = [_read(verb, each) for each in altered]
    read = [data for data in found if data is not None]

    assert len(read) >= len(ODD), "what is added is ignored"
    for data in read:
        for value in data.model_dump(mode="json").values():
            assert not isinstance(value, int) or 0 <= value < 2**31
            assert not isinstance(value, str) or len(value) <= MAX_TEXT
            assert not isinstance(value, list | dict | float)
