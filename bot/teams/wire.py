"""JSON to and from the wire: bounded, checked, and not slowed by the SDK's serialiser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, cast

import aiohttp
import orjson
from botbuilder import schema
from botbuilder.schema import Activity
from msrest.serialization import Model

from bot.observe import Harmless
from bot.teams.door.shapes import MisshapenError, in_shape
from domain.characters import visible

_Read = Callable[[Any], Any]

MAX_DEPTH = 64
"""Levels of nesting that we take: cards in messages have about thirty, and the SDK recurses."""


# What ``visible`` takes away or changes, as JSON writes it: as UTF-8, or escaped.
_UNSEEN = re.compile(  # without IGNORECASE, which would keep the engine from skipping ahead
    rb"\x7f|\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b\xa8-\xae]|\xe2\x81[\xa0\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\\(?:[bfr]|u00(?:[01]|7[fF]|[89]|[aA][dD])"
    rb"|u20(?:0[bB]|2[89a-eA-E]|6[06-9])|u[fF][eE][fF][fF])"
)


class Malformed(Harmless):
    """The body is not an activity; *code* names how, for the sender."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class AnswerTooLarge(Harmless):
    """The other side sends more than we are ready to hold."""


def read_object(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in *raw*; a byte order mark before it is passed over (RFC 8259, 8.1).

    Raises:
        Malformed: it is none (RFC 8259: UTF-8, no NaN, no half surrogate pair).
    """
    try:
        body: Any = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise Malformed("not_json", "the body is not JSON") from None
    if not isinstance(body, dict):
        raise Malformed("not_an_object", "the body is not a JSON object")
    return body


_KINDS = {
    "messageUpdate": "edit",
    "messageDelete": "edit",
    "installationUpdate": "installation",
    "conversationUpdate": "conversation",
}


def kind_of(body: dict[str, Any]) -> str:
    """Return what sort of activity *body* is, as one of few words: it becomes a metric's label."""
    if body.get("type") == "invoke":
        return "button" if body.get("name") == "adaptiveCard/action" else "dialog"
    if body.get("type") != "message":
        return _KINDS.get(str(body.get("type")), "other")
    if body.get("value") is not None:
        return "button"
    conversation = body.get("conversation")
    kind = conversation.get("conversationType") if isinstance(conversation, dict) else None
    return "chat" if kind == "personal" else "channel"


def without_excess(body: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """Return *body*, as it was read from *raw*, without the characters that nobody sees.

    They are dropped and not refused: the rest of what the person wrote is worth keeping. A key
    that holds one goes with its value: cleaned, it could stand for one that was checked before.

    Raises:
        Malformed: it is nested too deep.
    """
    # Nearly every message has fewer brackets than levels allowed, and nothing to drop: no walk.
    if raw.count(b"{") + raw.count(b"[") <= MAX_DEPTH and not _UNSEEN.search(raw):
        return body
    return cast("dict[str, Any]", _cleaned(body, MAX_DEPTH))


def _cleaned(value: Any, levels: int) -> Any:
    if isinstance(value, str):
        return visible(value)
    if not isinstance(value, dict | list):
        return value
    if not levels:
        raise Malformed("too_deep", f"the body is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, list):
        return [_cleaned(each, levels - 1) for each in value]
    seen = {key: each for key, each in value.items() if visible(key) == key}
    return {key: _cleaned(each, levels - 1) for key, each in seen.items()}


def shaped(body: dict[str, Any]) -> dict[str, Any]:
    """Return *body* as an activity: without odd parts.

    Raises:
        Malformed: it is none.
    """
    try:
        return in_shape(body)
    except MisshapenError as error:
        raise Malformed("bad_shape", str(error)) from None


def to_activity(body: dict[str, Any]) -> Activity:
    """Return what is ``shaped`` as the SDK's activity.

    Built from the SDK's own attribute maps: its deserialiser takes twenty times as long.
    """
    return _build(Activity, body)


_PLAIN = {"bool": bool, "int": int}
"""What must be itself on the wire; a number where a word is expected does no harm."""

_ODD = (AttributeError, TypeError, ValueError, OverflowError)
"""What reading raises where a part has another shape: it is left out."""


def _build(kind: Any, values: dict[str, Any]) -> Any:
    attributes, empty = _plan(kind)
    built = kind.__new__(kind)
    unknown: dict[str, Any] = {}
    vars(built).update(empty, additional_properties=unknown)
    for key, value in values.items():
        name, read = attributes.get(key, ("", None))
        if not name:
            unknown[key] = value
        elif read is None or value is None:
            vars(built)[name] = value
        else:
            try:
                vars(built)[name] = read(value)
            except _ODD:
                continue
    return built


@cache
def _plan(kind: Any) -> tuple[dict[str, tuple[str, _Read | None]], dict[str, None]]:
    """Return how each JSON key of an SDK class is read, and the class with nothing read."""
    written = kind._attribute_map  # noqa: SLF001 -- msrest keeps it nowhere else
    attributes = {entry["key"]: (name, _reader(entry["type"])) for name, entry in written.items()}
    attributes.pop("", None)  # msrest's place for what it does not know
    return attributes, dict.fromkeys(written)


def _reader(written_type: str) -> "_Read | None":
    """Return what turns JSON into the type that msrest writes so, None where JSON is it."""
    if written_type == "iso-8601":
        return _moment
    plain = list if written_type == "[str]" else _PLAIN.get(written_type)
    if plain is not None:
        return partial(_checked, plain)
    inner = getattr(schema, written_type.strip("[]"), None)
    if not isinstance(inner, type) or not issubclass(inner, Model):
        return None
    if written_type.startswith("["):
        return lambda items: [_build(inner, item) for item in items if isinstance(item, dict)]
    return lambda item: _build(inner, item)


def _checked(plain: type, value: Any) -> Any:
    if not isinstance(value, plain):
        raise TypeError(plain.__name__)
    return value


def _moment(text: str) -> datetime | None:
    """Return a moment, aware; None for what is none: no message is lost for its date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def activity_to_wire(activity: Activity) -> dict[str, Any]:
    """Return *activity* as the JSON that Teams reads, attributes unknown to the SDK included."""
    return _model_to_wire(activity)


def _model_to_wire(model: Any) -> dict[str, Any]:
    kind: Any = type(model)
    keys = _wire_keys(kind)
    wire = dict(getattr(model, "additional_properties", None) or {})
    for name, value in vars(model).items():
        if value is not None and name != "additional_properties":
            wire[keys.get(name, name)] = _to_wire(value)
    return wire


@cache
def _wire_keys(model: Any) -> dict[str, str]:
    return {name: entry["key"] for name, entry in model._attribute_map.items()}  # noqa: SLF001 -- msrest keeps it nowhere else


def _to_wire(value: Any) -> Any:
    """Plain JSON stays as it is: cards are dicts, copying them would cost more than sending."""
    if isinstance(value, list):
        return [_to_wire(each) for each in value]
    return _stranger_to_wire(value) if isinstance(value, Model | Enum | datetime) else value


def _stranger_to_wire(value: Any) -> Any:
    if isinstance(value, Model):
        return _model_to_wire(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__qualname__)


def to_json(value: Any) -> bytes:
    """Return *value* as UTF-8 JSON; SDK objects inside it are understood."""
    return orjson.dumps(value, default=_stranger_to_wire)


async def read_bounded(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return the whole body of *response*.

    Raises:
        AnswerTooLarge: it is longer than *limit* bytes.
    """
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > limit:
            raise AnswerTooLarge(f"the answer is longer than {limit} bytes")
    return bytes(body)
