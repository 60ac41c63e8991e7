"""The rituals: what is due is claimed, prepared and owed to the outbox, once."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.clock import Timekeeper
from bot.metrics import Metrics
from bot.observe import incident
from bot.usecases import rituals
from bot.usecases.owing import Times
from bot.usecases.people import keep_roster
from bot.usecases.rituals import Due, Ritual
from bot.usecases.turn import Policy
from domain.rhythm import Job
from domain.sending import RunState
from storage.database import BREATH, DatabaseUnavailableError, unhurried
from storage.people import Member
from storage.runs import Run
from storage.store import Store
from storage.teams import Team
from storage.unit_of_work import UnitOfWork

AT_ONCE = 48
"""Organisations prepared together: mostly a wait for their rosters."""

_HELD = 0.5
"""Seconds after which one looks again at what another process prepares."""

_LOGGER = logging.getLogger(__name__)


class Roster(Protocol):
    """Asks Teams who the staff are."""

    async def members(self, teams: Iterable[Team]) -> list[Member] | None:
        """Return the staff of some teams, guests and bots left out; None without an answer."""


class RosterUnknownError(Exception):
    """Teams does not say who the staff are, and never has: nobody may be forgotten for that."""


class Rituals:
    """Does what is due by the organisations' rhythms."""

    def __init__(
        self,
        rituals: Sequence[Ritual],
        store: Store,
        roster: Roster,
        policy: Policy,
        clock: Timekeeper,
        metrics: Metrics,
    ) -> None:
        self._rituals = rituals
        self._store = store
        self._roster = roster
        self._policy = policy
        self._clock = clock
        self._metrics = metrics
        self._room = asyncio.Semaphore(AT_ONCE)
        for each in rituals:  # Prometheus sees no rise in what appears as 1
            metrics.job_runs.labels(each.job.name, "failed")

    @unhurried
    async def run_due(self) -> None:
        """Do what is due now; called again and again, it does each thing once.

        Nothing while the clock is not believed: what is skipped or sent is so for good.
        """
        if not self._clock.is_believed:
            return
        try:
            now = self._clock()
            await self._run_all(self._rituals, Times(now, now), since_installed=True)
        except DatabaseUnavailableError as error:
            _LOGGER.warning("the database is away (%s), the rituals wait", error)

    @unhurried
    async def run(self, job: Job, at: datetime) -> int:
        """Do what *job* has due at *at*; return for how many organisations it was.

        What another process prepares is waited for, and taken over when that process dies.
        """
        wanted = [each for each in self._rituals if each.job == job]
        done = 0
        while True:
            times = Times(at, self._clock())
            done += await self._run_all(wanted, times, since_installed=False)
            if not await self._store.read(self._is_held, job, times):
                return done
            await asyncio.sleep(_HELD)

    async def _run_all(
        self, wanted: Sequence[Ritual], times: Times, *, since_installed: bool
    ) -> int:
        jobs = [each.job for each in wanted]
        due = await self._store.read(
            lambda unit: rituals.find_due(
                unit, self._policy, times.at, jobs, since_installed=since_installed
            )
        )
        done = 0
        for ritual in wanted:  # the reminder before the flash
            ours = [self._prepare(ritual, each, times) for each in due if each.job == ritual.job]
            done += sum(await asyncio.gather(*ours))
        for besides in dict.fromkeys(each.besides for each in wanted if each.besides):
            if await self._store.read(besides.is_wanted, times):
                await self._store.write(besides.do, self._policy, times)
        return done

    async def _prepare(self, ritual: Ritual, due: Due, times: Times) -> bool:
        """Return whether it was ours and is done; one that fails is tried again."""
        async with self._room:
            run = await self._store.write(rituals.claim, self._policy, due, times)
            if run is None:
                return False
            try:
                state = await self._do(ritual, due, run, times)
            except DatabaseUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001 -- one organisation must not stop the others
                self._metrics.incidents.labels("job").inc()
                self._metrics.job_runs.labels(due.job.name, "failed").inc()
                number = incident(_LOGGER, error)
                _LOGGER.warning(
                    "%s was not prepared (%s), it is tried again", due.job.name, number
                )
                await self._store.write(lambda unit: unit.runs.release(run, times.real))
                return False
            self._metrics.job_runs.labels(due.job.name, state).inc()
            return True

    async def _do(self, ritual: Ritual, due: Due, run: Run, times: Times) -> RunState:
        asks = await self._store.read(ritual.needs_roster, due)
        members = await self._members(run.organisation_id) if asks else None
        while not due.late and await self._store.write(  # noqa: ASYNC110 -- others write now
            rituals.perform_part, self._policy, ritual, run, Times(times.at, self._clock())
        ):
            await asyncio.sleep(BREATH)
        if ritual.needs_staff and not due.late and members is None:
            await self._store.read(_check_staff_known, run.organisation_id)

        def do(unit: UnitOfWork) -> RunState:
            if members is not None:
                keep_roster(unit, self._policy, run.organisation_id, members, times.real)
            return rituals.perform(unit, self._policy, ritual, due, run, times)

        return await self._store.write(do)

    async def _members(self, organisation_id: int) -> list[Member] | None:
        teams = await self._store.read(lambda unit: unit.teams.living(organisation_id))
        return await self._roster.members(teams)

    def _is_held(self, unit: UnitOfWork, job: Job, times: Times) -> bool:
        """Tell whether something due is in the hands of another process."""
        due = rituals.find_due(unit, self._policy, times.at, [job], since_installed=False)
        return any(
            unit.runs.is_held(each.organisation.id, job, each.slot, times.real) for each in due
        )


def _check_staff_known(unit: UnitOfWork, organisation_id: int) -> None:
    if not unit.people.staff(organisation_id):
        raise RosterUnknownError
