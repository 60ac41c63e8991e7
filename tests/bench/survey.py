"""The young people's survey under load: as many phones as a country of receptions never has.

An answer is three requests, as a phone makes them: the page, what is sent, the thanks. The pages
that are sent were opened before, for a form is two seconds old before it is taken.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlencode

import aiohttp

from domain.survey.weather import AT_ONCE, FORM_FROM
from storage.store import Store
from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork
from tests.bench.bots import Bot, running_ours
from tests.bench.databases import durable_postgresql, sqlite_url
from tests.bench.load import WrongAnswerError
from tests.bench.report import print_target
from tests.bench.wire import Client, connect, get

TARGET = 200.0
"""Answers a second."""

ANSWERS, QUICK_ANSWERS = 4_000, 400
PHONES = 32
"""How many answer at the same moment."""

WORDS = "Trop d’attente à l’accueil, mais des gens gentils"
"""What one in four writes."""

_FORM = re.compile(r'name="f" value="([^"]+)"')
_NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


async def bench_survey(folder: Path, databases: Sequence[str], *, quick: bool) -> list[str]:
    """Measure, print, and return a sentence for each thing that went wrong."""
    number = QUICK_ANSWERS if quick else ANSWERS
    faults: list[str] = []
    with ExitStack() as stack:
        for name in databases:
            here = folder / f"survey-{name}"
            here.mkdir()
            url = sqlite_url(here)
            if name == "postgresql" and not (
                url := stack.enter_context(durable_postgresql()) or ""
            ):
                continue
            faults += await _bench(here, name, url, number)
    return faults


async def _bench(folder: Path, name: str, url: str, number: int) -> list[str]:
    tokens = [f"poster{each:04}" for each in range(-(-number // AT_ONCE))]
    await _hang(url, tokens)
    async with running_ours(folder, name, url) as bot:
        forms = await _open_pages(bot, tokens, number)
        await asyncio.sleep(FORM_FROM.total_seconds())
        cpu = bot.cpu_seconds()
        took, elapsed = await _answer_all(bot, forms)
        cpu = bot.cpu_seconds() - cpu
        kept = int(bot.query("SELECT count(*) FROM survey_answer")[0][0])
    rate, cuts = number / elapsed, quantiles(took, n=20)
    said = (
        f"{rate:.0f} answers/s, each a page, what is sent and the thanks (median "
        f"{cuts[9] * 1e3:.0f} ms, 95 % {cuts[18] * 1e3:.0f} ms, {cpu / number * 1e3:.1f} ms of "
        "processor)"
    )
    print_target(f"survey, {name}", said, f"at least {TARGET:.0f}", holds=rate >= TARGET)
    return [] if kept == number else [f"{name}: of {number} answers {kept} were kept"]


async def _hang(url: str, tokens: Sequence[str]) -> None:
    """Hang a poster in an organisation of its own for each token."""
    store = Store(url)
    store.open()

    def hang(unit: UnitOfWork) -> None:
        for token in tokens:
            unit.of(Survey).hang(unit.organisations.get_or_add(token, _NOW), None, token, _NOW)

    await store.write(hang)
    await store.close()


async def _open_pages(bot: Bot, tokens: Sequence[str], number: int) -> list[tuple[str, str]]:
    forms = []
    async with aiohttp.ClientSession() as session:
        for each in range(number):
            token = tokens[each % len(tokens)]
            async with session.get(f"http://127.0.0.1:{bot.port}/s/{token}") as page:
                found = _FORM.search(await page.text())
                if found is None:
                    raise WrongAnswerError(f"the survey's page was answered {page.status}")
                forms.append((token, found[1]))
    return forms


async def _answer_all(bot: Bot, forms: Sequence[tuple[str, str]]) -> tuple[list[float], float]:
    took: list[float] = []
    queue = iter(enumerate(forms))
    phones = [await connect(bot.port) for _ in range(PHONES)]
    start = perf_counter()
    try:
        async with asyncio.TaskGroup() as group:
            for phone in phones:
                group.create_task(_answer(phone, queue, took))
    finally:
        for phone in phones:
            phone.transport.close()
    return took, perf_counter() - start


async def _answer(
    phone: Client, queue: Iterator[tuple[int, tuple[str, str]]], took: list[float]
) -> None:
    for number, (token, form) in queue:
        fields = {"f": form, "face": number % 5 + 1, "words": "" if number % 4 else WORDS}
        requests = (get(f"/s/{token}"), _post(token, fields), get(f"/s/{token}/merci"))
        start = perf_counter()
        answered = [await phone.send(each) for each in requests]
        took.append(perf_counter() - start)
        if answered != [200, 303, 200]:
            raise WrongAnswerError(f"an answer to the survey was answered {answered}")


def _post(token: str, fields: dict[str, object]) -> bytes:
    body = urlencode(fields).encode()
    return (
        b"POST /s/%b HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (token.encode(), len(body), body)
    )
