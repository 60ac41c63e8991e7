"""What is asked of the idea box, as the bot does it; run by itself it is the process measured.

``python -m tests.bench.asking URL`` asks the database at *URL* again and again, and prints the
times and its own memory as JSON.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bot.ideas.usecases import reading
from bot.inquiry import usecases as inquiries
from bot.inquiry.extension import MOST_FOUND
from bot.usecases.turn import Author, Policy, Turn
from bot.week.usecases import flash
from cards import texts
from domain.contributions.view import View
from domain.inquiry import Asked, Inquiry, Named, Order
from storage.store import Store
from tests.bench.decade import NOW, PARIS, RARE, TENANT, WEEK
from tests.bench.keeping import LEAD, SECRET

REPETITIONS = 40
WARM_UP = 5

POLICY = Policy(PARIS, "amélioration-continue", SECRET)
_TURN = Turn(POLICY, Author(TENANT, LEAD), "", NOW)
_COUNSELLOR = replace(_TURN, author=Author(TENANT, "person-7"))
_ENGAGEMENTS = tuple(Named(number, said) for number, said in texts.ENGAGEMENTS.items())
_WORDS = ("temps", "abri", "imprimante", "fenêtre", "zone", RARE, "imprimante accueil", "impri")
"""From a word in one of three to one that is there once; two words, and the half of one."""

Case = Callable[[Store], Awaitable[int]]
"""Asks, and returns how much was found."""


def cases() -> dict[str, Case]:
    """Return what is asked, under the words in which it is told."""
    asked = {
        "où en est l’idée 42 ?": _fiche("où en est l’idée 42 ?"),
        "statut AC-2021-0123": _fiche("statut AC-2021-0123"),
        "suggestions refusées ce trimestre": _asked("les suggestions refusées ce trimestre"),
        "irritants de Wissembourg en octobre": _asked("irritants de Wissembourg en octobre"),
        "the same, by a counsellor": _asked("irritants de Wissembourg en octobre", _COUNSELLOR),
        "les plus soutenues": _asked("les suggestions les plus soutenues"),
        "idées en retard": _asked("idées en retard"),
    }
    ranked = {f"mot : {words}": _ranked(words) for words in _WORDS}
    found = {f"chercher : {words}": _searched(words) for words in (*_WORDS, "crocodile abri")}
    return asked | ranked | found | {"à traiter": _inbox, "tell-flash": _flash}


async def _answer(store: Store, turn: Turn, text: str) -> Asked | View:
    listening = await store.write(inquiries.listen, turn, _ENGAGEMENTS)
    inquiry = listening.understand(text)
    assert inquiry is not None
    return await store.write(inquiries.ask, turn, inquiry)


def _fiche(text: str) -> Case:
    async def ask(store: Store) -> int:
        found = await _answer(store, _TURN, text)
        assert isinstance(found, View)
        await store.write(reading.open_fiche, _TURN, found.id)
        return 1

    return ask


def _asked(text: str, turn: Turn = _TURN) -> Case:
    async def ask(store: Store) -> int:
        found = await _answer(store, turn, text)
        assert isinstance(found, Asked)
        return len(found.contributions)

    return ask


def _ranked(words: str) -> Case:
    inquiry = Inquiry(text=words, order=Order.RANK)

    async def ask(store: Store) -> int:
        return len((await store.write(inquiries.answer, _TURN, inquiry)).contributions)

    return ask


def _searched(words: str) -> Case:
    async def ask(store: Store) -> int:
        return len(await store.write(inquiries.search, _COUNSELLOR, words, MOST_FOUND))

    return ask


async def _inbox(store: Store) -> int:
    return len((await store.write(reading.inbox, _TURN)).contributions)


async def _flash(store: Store) -> int:
    """Choose what the flash tells, and show it."""
    organisation_id = await store.read(lambda unit: unit.organisations.find(TENANT) or 0)
    told = await store.write(flash.prepare, POLICY, organisation_id, WEEK, NOW)
    shown = await store.read(flash.view, POLICY, organisation_id, told.id)
    return sum(len(each) for each in shown.sections.values())


async def ask_all(url: str) -> dict[str, list[float]]:
    """Return the seconds of each repetition, by what was asked.

    Raises:
        AssertionError: nothing was found, so nothing was measured.
    """
    store = Store(url)
    await asyncio.to_thread(store.open)
    took: dict[str, list[float]] = {}
    for name, case in cases().items():
        for _ in range(WARM_UP):
            assert await case(store), name
        took[name] = [await _timed(case, store) for _ in range(REPETITIONS)]
    await store.close()
    return took


async def _timed(case: Case, store: Store) -> float:
    start = perf_counter()
    await case(store)
    return perf_counter() - start


def _peak_megabytes() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    took = asyncio.run(ask_all(sys.argv[1]))
    print(json.dumps({"took": took, "megabytes": _peak_megabytes()}))
