"""What every Python of `make anyday` loads first: under libfaketime 0.9.10 ``time.sleep`` fails.

Since 3.11 it sleeps until a moment of the monotonic clock, and libfaketime moves that moment
though it is told to leave this clock alone (https://github.com/wolfcw/libfaketime/issues/426).
"""

import select
import time
from typing import Any


def _sleep(seconds: Any) -> None:
    select.select((), (), (), seconds)


time.sleep = _sleep
