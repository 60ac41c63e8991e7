"""Whether, and when, what Teams did not take is tried again."""

import random

from bot.teams.sending.connector import ConnectorError

_TIMED_OUT = 408
_SERVER_ERRORS = 500
_PAUSE = 2.0
_LONGEST_PAUSE = 600.0


def may_be_repeated(error: ConnectorError, *, harmless: bool) -> bool:
    """Tell whether to try again: what does no harm twice, whenever Teams itself failed."""
    failed = error.status in (0, _TIMED_OUT) or error.status >= _SERVER_ERRORS
    return error.retryable or (harmless and failed)


def pause_of(attempts: int, retry_after: float | None) -> float:
    """Return seconds until the next try: what Teams asks for, else doubling, with jitter."""
    doubled: float = min(_LONGEST_PAUSE, _PAUSE * 2**attempts)
    pause = doubled * random.uniform(0.8, 1.2)  # noqa: S311 -- jitter, not a secret
    return max(pause, retry_after or 0.0)
