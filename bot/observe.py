"""What operators see: one line a record, and incidents by number without anybody's words."""

import asyncio
import gc
import json
import logging
import secrets
import sys
import time
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

_log = logging.getLogger(__name__)

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread aloud: no 0 O 1 I L U
_MAX_FRAMES = 12
_MAX_CAUSES = 8

# What could forge a line or reorder it on a screen: C0, C1, line separators, bidirectional marks.
# Written as JSON writes them, so that a whole line of JSON may pass through the table, too.
_CONTROLS = {
    code: f"\\u{code:04x}"
    for span in ((0x00, 0x20), (0x7F, 0xA0), (0x2028, 0x202F), (0x2066, 0x206A))
    for code in range(*span)
} | {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}

# Libraries that log each request, or values that people typed.
_QUIET = ("aiohttp.access", "alembic", "msal", "msrest", "urllib3")


class Harmless(Exception):  # noqa: N818 -- names a quality, its children are the errors
    """An exception whose own text holds neither content nor secret, so that it may be logged."""


class NotKept(Harmless):
    """What was said could not be kept for now: the sender is asked to send it again."""


class _OneLine(logging.Formatter):
    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).translate(_CONTROLS)

    def formatException(  # noqa: N802 -- the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return _describe(ei[1]) if ei[1] is not None else ""


class _OneObject(_OneLine):
    """The same as one JSON object a line, for what collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        if number := getattr(record, "incident", None):
            said["incident"] = number
        return json.dumps(said, ensure_ascii=False).translate(_CONTROLS)


class _NoAddress(logging.Filter):
    """Takes out of aiohttp's complaints from which address the request came: nobody needs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args:
            record.msg, record.args = "a request could not be answered", ()
        return True


_NO_ADDRESS = _NoAddress()


def configure_logging(*, as_json: bool = False) -> None:
    """Send every record to the console on one line, control characters escaped."""
    console = logging.StreamHandler(sys.stderr)
    line = _OneObject() if as_json else _OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s")
    console.setFormatter(line)
    logging.basicConfig(level=logging.INFO, handlers=[console], force=True)
    logging.getLogger("aiohttp.server").addFilter(_NO_ADDRESS)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns each time a timer rings while the last work is not done, which is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def tell_of_the_unhandled(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Be an event loop's exception handler: an incident of what nobody waited for.

    asyncio's own writes the exception as it is, with what people said in it.
    """
    error = context.get("exception")
    if isinstance(error, BaseException):
        incident(_log, error)
    else:
        _log.error("%s", context.get("message"))


def spare_the_collector() -> None:
    """Keep what lives as long as the process out of garbage collections, and have fewer of them.

    Thousands of messages under way are all in use: looking through them for garbage took a fifth
    of a Friday of the whole country, in pauses of half a second (``make bench``).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def incident(logger: logging.Logger, exc: BaseException) -> str:
    """Log *exc* under a new number without what it says, and return the number."""
    number = "INC-" + "".join(secrets.choice(_ALPHABET) for _ in range(5))
    logger.error("%s %s", number, _describe(exc), extra={"incident": number})
    return number


def _describe(exc: BaseException) -> str:
    """Types and code lines only: messages of exceptions quote parameters, hence people."""
    return " <- ".join(f"{_name(each)} [{_frames(each)}]" for each in _causes(exc))


def _name(exc: BaseException) -> str:
    name = f"{type(exc).__module__}.{type(exc).__qualname__}".removeprefix("builtins.")
    return f"{name}: {exc}" if isinstance(exc, Harmless) else name


def _frames(exc: BaseException) -> str:
    frames = traceback.extract_tb(exc.__traceback__)[-_MAX_FRAMES:]
    return " | ".join(f"{f.filename}:{f.lineno} {f.name}: {f.line}" for f in frames)


def _causes(exc: BaseException) -> Iterator[BaseException]:
    """The exception, what it groups and what led to it, each once."""
    waiting: list[BaseException] = [exc]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_CAUSES:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
        hidden = each.__context__ if not each.__suppress_context__ else None
        waiting += [cause for cause in (each.__cause__ or hidden,) if cause is not None]
