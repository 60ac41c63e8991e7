"""Buttons that no card has made: every verb, filled with whatever ids an attacker may guess."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any, Union, get_args, get_origin

from bot.app import PLUGS
from cards import verbs
from domain.confidentiality import Clean
from domain.kinds import Kind

ABOUT_A_TABLE = {
    "send": "outbox",
    "run": "job_run",
    "other": "contribution",
    "target": "theme",
}
"""The fields that are not named after the table whose ids they hold."""

FORM = "0123456789abcdef0123456789abcdef"
"""The id of a form, as somebody could have seen it on another's screen."""

WORDS: dict[str, Any] = {
    "form": FORM,
    "kind": Kind.SUGGESTION,
    "to": "read",
    "role": "quality_lead",
    "ritual": "flash",
    "at": "10:00",
    "on": True,
    "day": 0,
    "until": "2026-12-15",
    "promised": "2026-12-15",
    "first": "2027-01-04",
    "last": "2027-01-05",
    "department": "67",
    "zone": "Europe/Paris",
    "days": "2",
    "names": "Ailleurs",
    "name": "Kévin",
    "tags": "accueil",
    "nudge": "5",
    "late": "20",
    "people": "4",
    "weeks": "4",
    "engagements": "1,2,3",
    "asked": '{"kinds":["irritant"]}',
    "outcome": "worked",
    "when": "soon",
    "signature": "cited",
    "due": "2026-12-15",
    "check_on": "2027-03-01",
    "effect": "to_adjust",
    "decision": "adjust",
    "which": "all",
    "close": True,
    "mine": False,
    "nature": "complaint",
    "channel": "phone",
    "received": "2026-11-20",
    "answered": "2026-11-21",
    "closed": "2026-11-22",
    "fewest": "7",
}
"""What stands in the fields where a plain sentence would be refused."""

SENTENCE = "Une phrase assez longue pour convenir à toutes les règles."


IDS = frozenset(
    [
        *("contribution", "question", "site", "person", "prompt", "flash", "run", "send"),
        *("closure", "masking", "action", "theme", "other", "target"),
        *("poster", "survey_answer", "request"),
    ]
)
"""Fields that hold the id of something."""

COUNTS = frozenset(["page", "inbox", "step", "day", "ceiling", "engagement"])
"""Those that hold another number. A new field must be given its place in one of the two."""


def is_id(data: type[verbs.Data], field: str) -> bool:
    """Tell whether a field of a button holds the id of something."""
    if _bare(data.model_fields[field].annotation) not in (int, int | None):
        return False
    assert field in IDS | COUNTS, f"tell the attacks what {data.verb} means by {field}"
    return field in IDS


def _bare(annotation: Any) -> Any:
    """Return a type without the bounds that are written beside it."""
    if get_origin(annotation) is Annotated:
        return get_args(annotation)[0]
    if get_origin(annotation) is Union:
        return reduce(or_, map(_bare, get_args(annotation)))
    return annotation


def sentence(data: type[verbs.Data], field: str) -> str:
    """Return words as long as a field takes."""
    bounds = data.model_fields[field].metadata
    most = next((each.max_length for each in bounds if hasattr(each, "max_length")), None)
    return SENTENCE[:most]


def forged(
    verb: str, known: Mapping[str, Sequence[int]], numbers: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """Return what a button may carry, so often that each known id stands in each of its fields."""
    data = PLUGS.buttons.verbs[verb]
    choices = {field: _choices(data, field, known, numbers) for field in data.model_fields}
    for turn in range(max([1, *map(len, choices.values())])):
        yield {field: values[turn % len(values)] for field, values in choices.items() if values}


def _choices(
    data: type[verbs.Data],
    field: str,
    known: Mapping[str, Sequence[int]],
    numbers: Sequence[str],
) -> Sequence[Any]:
    if is_id(data, field):
        everything = sorted({each for ids in known.values() for each in ids})
        return known.get(ABOUT_A_TABLE.get(field, field)) or everything
    if field in ("into", "chosen"):
        return numbers or ["AC-2026-0001"]
    if field == "ids":
        table = "survey_answer" if data.verb.startswith("survey.") else "contribution"
        return [",".join(map(str, known.get(table, [1])))]
    if field in WORDS:
        return [WORDS[field]]
    return [sentence(data, field)] if data.model_fields[field].annotation in (str, Clean) else []
