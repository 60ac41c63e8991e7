"""What Teams' answers say: their JSON, why they refuse, and how long to wait."""

import re
from email.utils import parsedate_to_datetime
from typing import Any

import orjson
from multidict import CIMultiDictProxy

_CODE = re.compile(r"[A-Za-z0-9_.-]{1,80}", re.ASCII)


def read_answer(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in *raw*; an empty one when there is none."""
    try:
        answer = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


def error_code(answer: dict[str, Any], sent: bytes | None = None) -> str:
    """Return the code of a refusal, such as `BotNotInConversationRoster`; it goes into logs.

    One that stands in what was *sent* is not repeated: it may be a word of somebody's.
    """
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    if not isinstance(code, str) or not _CODE.fullmatch(code) or code.encode() in (sent or b""):
        return "unexplained"
    return code


def retry_after(headers: CIMultiDictProxy[str]) -> float | None:
    """Return the seconds to wait (RFC 9110, 10.2.3), a date measured against its own clock."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until, now = parsedate_to_datetime(text), parsedate_to_datetime(headers["Date"])
        return max((until - now).total_seconds(), 0.0)
    except (KeyError, TypeError, ValueError):
        return None
