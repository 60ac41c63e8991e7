"""A stand-in for Entra, which gives the bot its tokens."""

import threading
import time

from tests.machine import LONG_ENOUGH


class FakeEntra:
    """Stands for the MSAL application: counts, waits and fails as it is told."""

    def __init__(self):
        self.built = 0
        self.asked = 0
        self.latency = 0.0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.error: Exception | dict[str, object] | None = None
        self.threads: set[int] = set()

    def build(self, _):
        self.built += 1
        return self.acquire

    def acquire(self):
        self.asked += 1
        self.threads.add(threading.get_ident())
        assert self.may_answer.wait(LONG_ENOUGH)
        time.sleep(self.latency)
        if isinstance(self.error, Exception):
            raise self.error
        return self.error or {"access_token": f"token-{self.asked}", "expires_in": 3600}
