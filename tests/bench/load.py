"""A closed loop: a message is done when it is answered and its card has come; then the next."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import quantiles
from time import perf_counter

from tests.bench.bots import Bot
from tests.bench.wire import Client, connect, post_activity

TIME_LIMIT = 120.0
"""Seconds for one run: what takes longer has lost a message."""


class WrongAnswerError(RuntimeError):
    """The bot refused a message, or did not answer it in time."""


@dataclass(frozen=True)
class Sample:
    """One run at one level; times in milliseconds."""

    rate: float
    p50: float
    p95: float
    cpu: float


async def drive(bot: Bot, in_flight: int, number: int) -> Sample:
    """Send *number* messages to *bot*, *in_flight* at once, and return how it went."""
    requests = [(n, post_activity(body)) for n, body in islice(bot.messages, number)]
    bot.sent += number
    took: list[float] = []
    async with _connections(bot.ports, in_flight) as clients:
        queue = iter(requests)
        cpu, start = bot.cpu_seconds(), perf_counter()
        try:
            async with asyncio.timeout(TIME_LIMIT), asyncio.TaskGroup() as group:
                for client in clients:
                    group.create_task(_work(bot, client, queue, took))
        except TimeoutError:
            raise WrongAnswerError(f"{number - len(took)} messages have no answer") from None
        elapsed, cpu = perf_counter() - start, bot.cpu_seconds() - cpu
    cuts = quantiles(took, n=20)
    return Sample(number / elapsed, cuts[9] * 1e3, cuts[18] * 1e3, cpu / number * 1e3)


@asynccontextmanager
async def _connections(ports: Sequence[int], number: int) -> AsyncIterator[list[Client]]:
    clients = [await connect(port) for port in islice(cycle(ports), number)]
    try:
        yield clients
    finally:
        for client in clients:
            client.transport.close()


async def _work(
    bot: Bot, client: Client, queue: Iterator[tuple[int, bytes]], took: list[float]
) -> None:
    for number, request in queue:
        start = perf_counter()
        status = await client.send(request)
        if not 200 <= status < 300:
            raise WrongAnswerError(f"a message was answered {status}")
        await bot.connector.answered(number)
        took.append(perf_counter() - start)
