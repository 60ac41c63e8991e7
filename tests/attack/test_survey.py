"""Whatever is sent to the survey's page is answered by a page, and never by a failure."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.survey.phone import TOKEN, hang, page, send
from tests.world import World, world

CASES = 150
KIND = {303, 400, 404, 413, 429}

words = st.one_of(
    st.text(max_size=600),
    st.sampled_from(["\u202e\u2066x", "\x00\x07", "Z̸̢̨" * 200, "😤" * 300, "<b>&", "{{7*7}}"]),
)
faces = st.one_of(st.sampled_from(["1", "5", "0", "6", "٥", "", "5 ", "-1"]), words)
fields = st.dictionaries(
    st.sampled_from(["f", "face", "words", "l", "x"]), st.one_of(faces, words), max_size=5
)
bodies = st.one_of(
    fields.map(lambda told: urlencode(told, errors="replace").encode()),
    st.binary(max_size=300),
    st.binary(max_size=100).map(lambda raw: f"face=4&words={quote_from_bytes(raw)}".encode()),
    st.integers(1, 40).map(lambda number: b"face=5&" * number),
    st.just(b"words=" + b"a" * 20_000),
)
paths = st.one_of(
    st.just(f"/s/{TOKEN}"),
    st.just(f"/s/{TOKEN.upper()}?l=ar"),
    st.text("abc%:\u00e9 \u0000", min_size=1, max_size=30).map(
        lambda said: f"/s/{quote_from_bytes(said.encode())}"
    ),
)


@pytest.fixture
async def open_world(sqlite_url: str) -> AsyncIterator[World]:
    async with world(sqlite_url) as running:
        await hang(running)
        yield running


async def test_whatever_is_sent_is_answered_by_a_page(open_world: World) -> None:
    ml, loop = open_world, asyncio.get_running_loop()
    form = (await page(ml))["f"]
    seen: set[int] = set()

    @seed(20261124)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(bodies, paths, st.booleans())
    def attack(body: bytes, path: str, ours: bool) -> None:
        raw = f"f={form}&".encode() + body if ours else body
        status, html, _ = asyncio.run_coroutine_threadsafe(send(ml, raw, path), loop).result(30)
        seen.add(status)
        assert status in KIND, (status, path, raw)
        assert status == 303 or html.startswith("<!doctype html>")

    await asyncio.to_thread(attack)
    assert {303, 400, 404, 413} <= seen
