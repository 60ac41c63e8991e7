"""JSON to and from the wire: bounded, checked, and not slowed by the SDK's serialiser."""

from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, cast

import aiohttp
import orjson
from azure.core.exceptions import DeserializationError  # msrest raises it
from botbuilder import schema
from botbuilder.schema import Activity
from msrest.serialization import Deserializer, Model, rest_key_extractor

from bot.observe import Harmless
from bot.teams.shapes import find_misshape

MAX_DEPTH = 64
"""Levels of nesting that we take: cards in messages have about thirty, and the SDK recurses."""


class Malformed(Harmless):
    """The body is not an activity; *code* names how, for the sender."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class AnswerTooLarge(Harmless):
    """The other side sends more than we are ready to hold."""


def read_object(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in *raw*.

    Raises:
        Malformed: it is none (RFC 8259: UTF-8, no NaN, no half surrogate pair).
    """
    try:
        body: Any = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise Malformed("not_json", "the body is not JSON") from None
    if not isinstance(body, dict):
        raise Malformed("not_an_object", "the body is not a JSON object")
    return body


def without_excess(body: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """Return *body*, as it was read from *raw*, without NUL characters.

    NUL is dropped and not refused: it says nothing to anyone and PostgreSQL cannot keep it, but
    the rest of what the person wrote is worth keeping.

    Raises:
        Malformed: it is nested too deep.
    """
    # Nearly every message has fewer brackets than levels allowed and no NUL: no walk is needed.
    if raw.count(b"{") + raw.count(b"[") <= MAX_DEPTH and b"\\u0000" not in raw:
        return body
    return cast("dict[str, Any]", _cleaned(body, MAX_DEPTH))


def _cleaned(value: Any, levels: int) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if not isinstance(value, dict | list):
        return value
    if not levels:
        raise Malformed("too_deep", f"the body is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, list):
        return [_cleaned(each, levels - 1) for each in value]
    return {key.replace("\0", ""): _cleaned(each, levels - 1) for key, each in value.items()}


# Made once and for JSON only: `Activity.deserialize` gathers the SDK's classes anew for each
# activity, and looks for every attribute in XML too.
_DESERIALIZE: Any = Deserializer(  # type: ignore[no-untyped-call]
    {name: each for name, each in vars(schema).items() if isinstance(each, type)}
)
_DESERIALIZE.key_extractors = [rest_key_extractor]


def to_activity(body: dict[str, Any]) -> Activity:
    """Return *body* as the SDK's activity.

    Raises:
        Malformed: something that we or the SDK read is missing or of the wrong shape.
    """
    misshape = find_misshape(body)
    if misshape:
        raise Malformed("bad_shape", misshape)
    try:
        return _DESERIALIZE("Activity", body)
    except DeserializationError:
        raise Malformed("bad_shape", "the body is not an activity") from None


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
