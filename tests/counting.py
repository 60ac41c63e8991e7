"""Counting work, so that tests bound it without a clock."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from domain.confidentiality import examine
from domain.confidentiality.spans import Examined

_CALLS = frozenset({"call", "c_call"})


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called while *work* runs, those of Python's own as well."""
    counted = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal counted
        counted += event in _CALLS

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@contextmanager
def examined(monkeypatch: pytest.MonkeyPatch, begun: Callable[[], None]) -> Iterator[list[str]]:
    """Have every text that is examined meanwhile in a list; *begun* is called before each."""
    texts: list[str] = []

    def counting(text: str, *args: Any, **named: Any) -> Examined:
        begun()
        texts.append(text)
        return examine(text, *args, **named)

    with monkeypatch.context() as patch:
        patch.setattr("domain.confidentiality.screen.examine", counting)
        yield texts
