"""Drives every door of a bot with a decade behind it; run by itself it is the process measured.

``python -m tests.bench.holding URL`` prints, as JSON on its last line, how long each door held the
event loop and the thread that writes.
"""

import asyncio
import contextlib
import csv
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import PLUGS, Timers
from bot.observe import spare_the_collector
from bot.rights import usecases as rights
from domain.contributions.contribution import MAX_TEXT, MOST_KEPT
from tests.bench.decade import NOW
from tests.bench.holding.colleagues import BOSS, COLLEAGUES, LEAVER
from tests.bench.holding.heavy import NAMES, PROSE, long, table, titled_lines
from tests.bench.holding.holds import Hold
from tests.bench.holding.pressing import Presser
from tests.bench.holding.watching import Watch, watched
from tests.bench.keeping import SECRET
from tests.survey.phone import TOKEN, hang, page, send
from tests.waiting import until
from tests.world import EVERYONE, NADIA, World, world

_PATIENCE = 900.0
"""Seconds for what is done in parts behind an answer."""
IMPORTED = 3_000
"""Lines of the file that is imported beside the bot."""
_QUESTIONS = (
    "les suggestions refusées ce trimestre et pourquoi",
    "irritants de Wissembourg en octobre",
    "les plus soutenues",
    "combien d’irritants cette année ?",
    "où en est l’idée 42 ?",
)
_MOMENTS = {
    "board-report": "2026-12-01T10:00+01:00",
    "monthly-purge": "2026-12-02T10:00+01:00",
    "friday-prompt": "2026-12-04T14:00+01:00",
    "friday-reminder": "2026-12-07T08:30+01:00",
    "monday-flash": "2026-12-07T09:00+01:00",
    "idea-nudge": "2026-12-08T09:00+01:00",
    "action-reminder": "2026-12-08T09:00+01:00",
}
_LATER = "2026-12-08T12:00+01:00"
"""For a ritual that is not named above."""
_NOT_SAID = frozenset({"effacer mon nom"})
"""A word that is said by another, at the end."""


@dataclass
class Driver:
    """A bot in this process, whose doors are driven one after another."""

    ml: World
    watch: Watch
    holds: list[Hold] = field(default_factory=list)

    async def drive(
        self, door: str, work: Callable[[], Awaitable[Any]], *, beside: bool = False
    ) -> Any:
        """Measure until all that follows is done; *beside* is what has a process of its own."""
        self.ml.clock.advance(seconds=60)  # nobody is told that they write too much
        await self.watch.start()
        said = await work()
        await self._calm()
        loop, writer = await self.watch.stop()
        note = said[1] if isinstance(said, tuple) and isinstance(said[1], str) else ""
        hold = Hold(door, None if beside else loop.cpu, loop.wall, writer.wall, writer.cpu, note)
        self.holds.append(hold)
        print(hold, file=sys.stderr, flush=True)
        return said

    async def _calm(self) -> None:
        self.ml.clock.advance(seconds=2)
        await self.ml.until_calm()

        async def is_erased() -> bool:
            return not await self.ml.store.read(rights.is_erasing)

        await until(is_erased, within=_PATIENCE, every=0.05)
        await asyncio.sleep(0.1)  # what is done behind an answer


async def drive_all(url: str) -> dict[str, Any]:
    """Return how long each door held, and which were not driven and why."""
    async with _running(url) as driver:
        presser = Presser(driver.ml, driver.drive)
        await _talk(driver)
        await _answer(driver)
        await _run_jobs(driver)
        await presser.look_at_sent(0)
        for word in PLUGS.words:
            if word not in _NOT_SAID:
                await presser.say(word)
        await presser.press_all()
        await _run_beside(driver, presser)
        await driver.drive(
            "effacer mon nom", lambda: driver.ml.execute(LEAVER, "rights.erase", {})
        )
        return {"holds": [asdict(each) for each in driver.holds], "left": presser.left}


@contextlib.asynccontextmanager
async def _running(url: str) -> AsyncIterator[Driver]:
    often = Timers(courier=0.05, clock=0)
    async with watched() as watch, world(url, often, secret_key=SECRET.decode()) as ml:
        ml.is_tampered = True  # the decade's rows are told in no journal
        ml.clock.now = NOW
        ml.teams.members = [each.member for each in (*EVERYONE, *COLLEAGUES)]
        await ml.install_in_team()
        for who in (BOSS, NADIA, LEAVER):
            await ml.say(who, "bonjour")
        await ml.until_calm()
        spare_the_collector()  # as `python -m bot serve` does
        yield Driver(ml, watch)


async def _talk(driver: Driver) -> None:
    """Write in the channel, in the chat and into a search as much as is read."""
    ml = driver.ml
    said = {
        "short": "I-Milo rame encore",
        "plain": "Irritant : " + long(PROSE, MOST_KEPT - 20),
        "60 titled lines": titled_lines(60, MOST_KEPT),
        "repeated names": "Irritant : " + long(NAMES, MOST_KEPT - 20),
        "one word": "Irritant : " + "a" * (MOST_KEPT - 20),
    }
    for name, text in said.items():
        await driver.drive(f"canal, {name}", partial(ml.post, NADIA, text))
    html = [{"contentType": "text/html", "content": table(200_000)}]
    await driver.drive(
        "canal, table in HTML of 200 KB",
        lambda: ml.post(NADIA, "Irritant : tableau", attachments=html),
    )
    message = await ml.post(NADIA, "Irritant : le badge ne marche pas")
    long_one = said["repeated names"]
    await driver.drive("canal, edited to 20,000", lambda: ml.edit(message, long_one))
    await driver.drive("canal, deleted", lambda: ml.delete(message))
    for name, text in said.items():
        await driver.drive(f"chat, {name}", partial(ml.say, BOSS, text))
    for asked in _QUESTIONS:
        await driver.drive(f"question « {asked} »", partial(ml.say, BOSS, asked))
        await driver.drive(f"canal « {asked} »", partial(ml.post, BOSS, asked, mention=True))
    for words in ("temps", "imprimante accueil", "impri", long(PROSE, MAX_TEXT)):
        await driver.drive(f"chercher « {words[:20]} »", partial(_search, ml, words))


async def _search(ml: World, words: str) -> Any:
    value = {"commandId": "search", "parameters": [{"name": "searchText", "value": words}]}
    asking = {"type": "invoke", "name": "composeExtension/query", "value": value}
    return (await ml.deliver(ml.chat_activity(NADIA) | asking))[0]


async def _answer(driver: Driver) -> None:
    """Answer the survey with more than its page takes."""
    ml = driver.ml
    await hang(ml)
    await driver.drive("page /s", lambda: page(ml))
    fields = await page(ml)
    ml.clock.advance(seconds=10)
    said = fields | {"face": "2", "words": long(NAMES, 2_000)}
    await driver.drive("answer /s", lambda: send(ml, said, f"/s/{TOKEN}"))


async def _run_jobs(driver: Driver) -> None:
    """Run each ritual once, as the clock does, the purge with something to forget."""
    months = {"leavers": "12", "names": "36", "withdrawn": "12"}
    await driver.ml.execute(BOSS, "rhythm.save_retention", months)
    for ritual in sorted(PLUGS.rituals, key=lambda each: _MOMENTS.get(each.job.name, _LATER)):
        moment = datetime.fromisoformat(_MOMENTS.get(ritual.job.name, _LATER))
        driver.ml.clock.now = max(driver.ml.clock.now, moment)
        name = f"ritual {ritual.job.name}"
        await driver.drive(name, partial(driver.ml.run, ritual.job, moment))


async def _run_beside(driver: Driver, presser: Presser) -> None:
    """Run the commands that write beside a bot, each in the process that it has in use."""
    file = await asyncio.to_thread(_file)
    commands = {
        "python -m bot recount": ("recount",),
        f"python -m bot import, {IMPORTED:,} lines": ("import", str(file)),
    }
    for name, arguments in commands.items():
        exit_code, _ = await driver.drive(name, partial(_run_command, *arguments), beside=True)
        if exit_code:
            presser.left[name] = f"ended with {exit_code}"


async def _run_command(*arguments: str) -> tuple[int, None]:
    """Return how the command ended; what it prints goes to the log."""
    command = (sys.executable, "-m", "bot", *arguments)
    process = await asyncio.create_subprocess_exec(*command, stdout=sys.stderr)
    return await process.wait(), None


def _file() -> Path:
    """Return a file of contributions that are new."""
    file = Path("import.csv")
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["text"])
        writer.writerows([f"Irritant : {number} {PROSE}"] for number in range(IMPORTED))
    return file


if __name__ == "__main__":
    print(json.dumps(asyncio.run(drive_all(sys.argv[1]))))
