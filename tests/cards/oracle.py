"""Judges a card by Microsoft's own models and by the rules of this house."""

import inspect
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from microsoft_teams.cards import core
from pydantic import BaseModel, ValidationError

from cards.kit import CARD_LIMIT, size

VERB = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
# Parts that carry no "type" of their own, by the field that holds them.
UNTYPED = {
    "choices": core.Choice,
    "facts": core.Fact,
    "refresh": core.RefreshDefinition,
    "msteams": core.TeamsCardProperties,
}


def _models() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for _, model in inspect.getmembers(core, inspect.isclass):
        if not issubclass(model, BaseModel):
            continue
        field = model.model_fields.get("type")
        if field is not None and isinstance(field.default, str):
            found.setdefault(field.default, model)
    return found


MODELS = _models()


def wrong(cards: Mapping[Any, dict[str, Any]]) -> dict[Any, list[str]]:
    """Return what is wrong with each of the *cards* that may not be sent."""
    return {name: found for name, card in cards.items() if (found := problems(card))}


def problems(card: dict[str, Any]) -> list[str]:
    """All that is wrong with *card*, each with the path to it; nothing means it may be sent."""
    parts = list(_parts(card, "$", None))
    found = [problem for path, part, field in parts for problem in _misfits(path, part, field)]
    found.extend(_card_faults(card))
    for path, part, _ in parts:
        found.extend(_part_faults(path, part))
    found.extend(_clashes([part for _, part, _ in parts]))
    return found


def _parts(
    node: Any, path: str, field: str | None
) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Every object of the card but those inside an action's data, which is ours.

    What a chart draws has no types: its own model looks at it.
    """
    if isinstance(node, list):
        for index, inner in enumerate(node):
            yield from _parts(inner, f"{path}[{index}]", field)
    if isinstance(node, dict):
        yield path, node, field
        for key, inner in node.items():
            if key != "data" or not str(node.get("type")).startswith(("Action.", "Chart.")):
                yield from _parts(inner, f"{path}.{key}", key)


def _misfits(path: str, part: dict[str, Any], field: str | None) -> list[str]:
    """A model checks one level only: it takes any element for a child and keeps any extra key."""
    model = MODELS.get(str(part.get("type"))) if "type" in part else UNTYPED.get(field or "")
    if model is None:
        return [f"{path}: unknown type {part.get('type')!r}"]
    try:
        checked = model.model_validate(part)
    except ValidationError as error:
        return [f"{path}: {e['loc']} {e['msg']}" for e in error.errors()]
    extra = set(checked.model_extra or {}) - {"$schema"}
    return [f"{path}: unknown property {name}" for name in sorted(extra)]


def _card_faults(card: dict[str, Any]) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard":
        yield "$: not an AdaptiveCard"
    if card.get("version") != "1.5":
        yield "$: version is not 1.5"
    if card.get("lang") != "fr":
        yield "$: lang is not fr"
    for name in ("speak", "fallbackText"):
        if not str(card.get(name) or "").strip():
            yield f"$: no {name}"
    if size(card) > CARD_LIMIT:
        yield f"$: {size(card)} bytes are more than {CARD_LIMIT}"


def _part_faults(path: str, part: dict[str, Any]) -> Iterator[str]:
    kind = str(part.get("type"))
    if kind.startswith("Input."):
        for name in ("id", "label"):
            if not str(part.get(name) or "").strip():
                yield f"{path}: input without {name}"
    if kind == "Image" and not str(part.get("altText") or "").strip():
        yield f"{path}: image without altText"
    if kind == "Action.Execute":
        yield from _execute_faults(path, part)
    if kind == "Action.Submit" and not _is_verb(_data(part).get("verb")):
        yield f"{path}: Action.Submit without verb in its data"


def _execute_faults(path: str, action: dict[str, Any]) -> Iterator[str]:
    verb, fallback = action.get("verb"), action.get("fallback")
    if not _is_verb(verb):
        yield f"{path}: verb {verb!r} is not noun.verb"
    if _data(action).get("verb") != verb:
        yield f"{path}: data without the verb"
    if path.endswith("refresh.action"):
        return  # Teams alone presses it: there is nothing to fall back to
    if not isinstance(fallback, dict) or fallback.get("type") != "Action.Submit":
        yield f"{path}: no Action.Submit as fallback"
    elif _data(fallback) != _data(action):
        yield f"{path}: fallback with other data"
    elif any(fallback.get(name) != action.get(name) for name in ("title", "associatedInputs")):
        yield f"{path}: fallback with another title or other inputs"


def _clashes(parts: list[dict[str, Any]]) -> Iterator[str]:
    ids = Counter(p.get("id") for p in parts if str(p.get("type")).startswith("Input."))
    for name, count in ids.items():
        if count > 1:
            yield f"$: {count} inputs have the id {name!r}"
    known = {part.get("id") for part in parts}
    for target in (target for part in parts for target in part.get("targetElements") or ()):
        if target not in known:
            yield f"$: nothing has the id {target!r} to show or hide"
    # Clients merge the inputs into the data: one of two values with the same name is lost.
    keys = {key for part in parts for key in _data(part)}
    for name in sorted(keys & {str(name) for name in ids}):
        yield f"$: input {name!r} has the name of a key of an action's data"


def _data(part: dict[str, Any]) -> dict[str, Any]:
    data = part.get("data")
    return data if isinstance(data, dict) else {}


def _is_verb(verb: Any) -> bool:
    return isinstance(verb, str) and VERB.fullmatch(verb) is not None
