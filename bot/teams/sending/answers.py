"""What Teams' answers say: their JSON, why they refuse, and how long to wait."""

import re
from email.utils import parsedate_to_datetime
from typing import Any

import orjson
from multidict import CIMultiDictProxy

LONGEST_WAIT = 600.0
"""Seconds: the longest pause between two tries, whatever Teams asks for."""

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
    """Return the seconds to wait (RFC 9110, 10.2.3), a date measured against its own clock.

    Never more than ``LONGEST_WAIT``: an answer may say anything.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        until, now = parsedate_to_datetime(text), parsedate_to_datetime(headers["Date"])
        return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)
    except (KeyError, TypeError, ValueError):
        return None
