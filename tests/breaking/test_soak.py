"""What `make soak` calls growth."""

from dataclasses import replace
from typing import Any

import pytest

from tests.breaking.soak import Sample, find_growth

CALM = Sample(3000, 8.0, 12.0, 40.0, 100.0, 12, 70, 8)


def test_a_bot_that_stays_as_it_is_has_not_grown() -> None:
    breathing = replace(CALM, megabytes=109.0, sockets=78, p95=20.0)

    assert find_growth([CALM, CALM, breathing, breathing]) == []


def test_one_slow_minute_is_the_machines() -> None:
    slow = replace(CALM, p95=500.0)

    assert find_growth([CALM, CALM, CALM, slow, CALM]) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"megabytes": 111.0}, "memory"),
        ({"files": 23}, "files"),
        ({"sockets": 81}, "sockets"),
        ({"p95": 25.0}, "p95"),
    ],
)
def test_what_grows_is_told(more: dict[str, Any], said: str) -> None:
    grown = replace(CALM, **more)

    (told,) = find_growth([CALM, CALM, grown, grown])
    assert told.startswith(said)
