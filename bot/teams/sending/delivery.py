"""Sending what the outbox owes, and saying in the outbox what came of it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import Any, TypeVar

from bot.clock import Clock
from bot.metrics import RETRIED, UPDATED, Metrics
from bot.observe import incident
from bot.teams.destinations import ForbiddenDestination
from bot.teams.sending.connector import Connector, ConnectorError
from bot.teams.sending.facts import Facts
from bot.teams.sending.pacing import HORIZON, Paces, TenantPace, spend
from bot.teams.sending.retries import may_be_repeated, pause_of
from bot.teams.sending.showing import activity
from bot.usecases.addresses import Address, Parcel, keep_chat, pack
from bot.usecases.outbox import Messages
from bot.usecases.turn import Policy
from domain.sending import SendState
from storage.database import DatabaseUnavailableError
from storage.outbox import NOT_WANTED, UNKNOWN, Destination, Outgoing
from storage.store import Store
from storage.unit_of_work import UnitOfWork

ANSWER_WITHIN = 1.5
"""Seconds that a turn waits for its own answers; Teams must have its answer within three."""

MOST_ATTEMPTS = 12
"""With pauses that double up to ten minutes, about an hour of trying."""

KNOCK_EACH = 5.0
"""Seconds between two knocks at a Teams that does not answer."""

_SILENT = "silent"
_GATHER = 0.03
"""Seconds in which sent messages are gathered to be marked in one statement."""

_THROTTLED = 429
_NOT_FOUND = 404
_HOLD = 1.0
"""Seconds for which « too many » in a chat of one keeps the whole tenant waiting: in such a chat
it can only be the tenant's limit, which counts by the second."""
_LOGGER = logging.getLogger(__name__)

T = TypeVar("T")


class _NotPostedError(Exception):
    """Nothing was posted: the chat could not be opened, or Teams does not answer at all."""

    def __init__(self, error: ConnectorError) -> None:
        super().__init__(str(error))
        self.error = error


class Delivery:
    """Posts, updates, and writes what came of it."""

    def __init__(
        self,
        store: Store,
        connector: Connector,
        policy: Policy,
        messages: Messages,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self.store = store
        self.messages = messages
        self.connector = connector
        self.policy = policy
        self.clock = clock
        self.metrics = metrics
        self.paces = Paces(store)
        self._knocking = asyncio.Lock()
        self._knock_after = 0.0
        self._running: set[asyncio.Task[Any]] = set()
        self._facts = Facts(store, self._run)
        self._sent: list[tuple[Outgoing, str]] = []
        self._unpaced: Counter[int] = Counter()

    async def answer(self, owed: Iterable[tuple[Outgoing, Any]]) -> None:
        """Send the answers of a turn now; what takes too long goes on behind the turn."""
        tasks = [self._run(self._answer(*each)) for each in owed]
        if tasks:
            await asyncio.wait(tasks, timeout=ANSWER_WITHIN)

    async def say(self, saying: Coroutine[Any, Any, object]) -> None:
        """Say something of a turn in Teams; what takes too long goes on behind the turn.

        Raises:
            ConnectorError: Teams did not take it, and said so in time.
            ForbiddenDestination: nothing is sent there.
        """
        task = self._run(saying)
        await asyncio.wait([task], timeout=ANSWER_WITHIN)
        if task.done():
            task.result()
        else:
            task.add_done_callback(_log_late)

    async def _answer(self, outgoing: Outgoing, shows: Any) -> None:
        self._unpaced[outgoing.organisation_id] += 1
        with suppress(DatabaseUnavailableError):  # given back, then
            parcel = Parcel(outgoing, shows) if shows else (await self.pack([outgoing]))[0]
            await self._deliver(parcel, None)

    async def pack(self, claimed: Sequence[Outgoing]) -> list[Parcel]:
        """Return claimed messages of one organisation with all that sending them needs.

        Raises:
            DatabaseUnavailableError: they cannot be read; they are given back.
        """
        try:
            return await self.store.read(pack, self.policy, self.messages, claimed)
        except DatabaseUnavailableError:
            await self._give_back(claimed)
            raise

    async def deliver(self, parcel: Parcel) -> None:
        """Send a claimed message when it is its turn under Teams' limits."""
        await self._deliver(parcel, self.paces.of(parcel.outgoing.organisation_id))

    async def finish(self, seconds: float) -> None:
        """Let what is being sent come to its end, for at most so many seconds."""
        while self._running and seconds > 0:
            _, still = await asyncio.wait(self._running, timeout=seconds)
            if still:
                return

    async def settle(self) -> None:
        """Return once all that was sent is written in the outbox."""
        while self._running:
            await asyncio.wait(self._running)

    def behind(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Do *work* beside the turns; it is waited for when the bot stops."""
        return self._run(work)

    def _run(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _deliver(self, parcel: Parcel, pace: TenantPace | None) -> None:
        """Whatever happens is written in the outbox."""
        try:
            try:
                await self._send(parcel, pace)
            except DatabaseUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001 -- one message must not stop the others
                self.metrics.incidents.labels("send").inc()
                number = incident(_LOGGER, error)
                await self._end(parcel.outgoing, SendState.FAILED, number)
        except DatabaseUnavailableError:
            await self._give_back([parcel.outgoing])  # it is asked before Teams is, never after

    async def _send(self, parcel: Parcel, pace: TenantPace | None) -> None:
        outgoing = parcel.outgoing
        if not self.messages.is_wanted(outgoing, parcel.shows):
            if self.messages.is_quiet(outgoing):
                self._count(NOT_WANTED)
                self._close(outgoing, UNKNOWN)
            else:
                await self._end(outgoing, SendState.FAILED, NOT_WANTED)
            return
        try:
            activity_id = await self._post_or_update(parcel, pace)
        except _NotPostedError as failure:
            await self._failed(outgoing, failure.error, pace, posted=False)
        except ConnectorError as error:
            await self._failed(outgoing, error, pace)
        except ForbiddenDestination as error:
            await self._end(outgoing, SendState.FAILED, str(error))
        else:
            if activity_id:
                self._mark_sent(outgoing, activity_id)

    def _mark_sent(self, outgoing: Outgoing, activity_id: str) -> None:
        """Write it soon, together with others: nobody waits for it.

        A process that dies before it is written leaves the message ambiguous, which is true.
        """
        self._count(UPDATED if outgoing.activity_id else SendState.SENT)
        self._close(outgoing, UNKNOWN if self.messages.is_quiet(outgoing) else activity_id)

    def _close(self, outgoing: Outgoing, activity_id: str) -> None:
        self._sent.append((outgoing, activity_id))
        if len(self._sent) == 1:
            self._run(self._write_sent())

    async def _write_sent(self) -> None:
        await asyncio.sleep(_GATHER)
        sent, self._sent = self._sent, []
        unpaced, self._unpaced = self._unpaced, Counter()
        now = self.clock()

        def write(unit: UnitOfWork) -> None:
            unit.dispatch.sent(sent, now)
            for organisation_id, requests in unpaced.items():
                spend(unit, organisation_id, requests)

        await self._facts.write(write)

    async def _give_back(self, claimed: Sequence[Outgoing]) -> None:
        """Have others, or ourselves, claim at once what was not posted, and not after a lease."""
        ids = ", ".join(str(each.id) for each in claimed)
        _LOGGER.warning("outbox %s: the database is away, given back", ids)
        now = self.clock()

        def give_back(unit: UnitOfWork) -> None:
            for each in claimed:
                unit.dispatch.put_off(each, now)

        await self._facts.write(give_back)

    async def _post_or_update(self, parcel: Parcel, pace: TenantPace | None) -> str:
        """Return the message's id in Teams; an empty one when it is another's, or put off."""
        outgoing = parcel.outgoing
        if pace is not None and outgoing.person_id is None and not await self._room(outgoing):
            return ""
        to = outgoing.to
        if outgoing.activity_id:
            await _turn(pace)
            await self.connector.update(
                to.service_url, to.conversation_id, outgoing.activity_id, self._activity(parcel)
            )
            return outgoing.activity_id
        if parcel.address is None:
            return await self._post(parcel, pace)
        return await self._post_to_person(parcel, pace, parcel.address)

    async def _room(self, outgoing: Outgoing) -> bool:
        """Wait for the message's turn in its conversation; a far one is put off."""
        wait = await self.paces.conversation_turn(
            outgoing.organisation_id, outgoing.to.conversation_id
        )
        if wait > HORIZON:
            until = self.clock() + timedelta(seconds=HORIZON)
            await self.store.write(lambda unit: unit.dispatch.put_off(outgoing, until))
            return False
        await asyncio.sleep(wait)
        return True

    async def _post_to_person(
        self, parcel: Parcel, pace: TenantPace | None, address: Address
    ) -> str:
        """Post in the person's chat, opened first where there is none, and again where it is gone.

        About one kept conversation in a hundred is gone without a word (botbuilder-python #2102).
        """
        if parcel.outgoing.to.conversation_id:
            try:
                return await self._post(parcel, pace)
            except ConnectorError as error:
                if error.status != _NOT_FOUND:
                    raise
            begun = replace(parcel.outgoing, begun=True)
            parcel = replace(parcel, outgoing=begun)
        return await self._post(await self._open(parcel, pace, address), pace)

    async def _open(self, parcel: Parcel, pace: TenantPace | None, address: Address) -> Parcel:
        """Return the parcel with the chat that was opened for it, which is kept."""
        outgoing = parcel.outgoing
        await _turn(pace)
        parameters = {
            "isGroup": False,
            "bot": {"id": address.bot_id},
            "members": [{"id": address.user_id}],
            "tenantId": address.tenant_id,
            "channelData": {"tenant": {"id": address.tenant_id}},
        }
        try:
            created = await self.connector.create_conversation(outgoing.to.service_url, parameters)
        except ConnectorError as error:
            raise _NotPostedError(error) from None
        to = replace(outgoing.to, conversation_id=created.conversation_id)
        return replace(parcel, outgoing=replace(outgoing, to=to))

    async def _post(self, parcel: Parcel, pace: TenantPace | None) -> str:
        outgoing, to = parcel.outgoing, parcel.outgoing.to
        if not self.connector.is_heard(to.service_url):
            await self._knock(to, waits=pace is not None)
        if pace is None:
            activity = self._activity(parcel)
            if not (outgoing.begun or await self._begin(parcel)):
                return ""  # the lease was lost: another process sends it
        else:
            # Few are begun at once: what is begun when the process dies is ambiguous.
            async with pace.begun:
                activity = self._activity(parcel)
                if not await self._begin(parcel):
                    return ""
                try:
                    await pace.turn()
                except DatabaseUnavailableError:
                    await self._give_back([replace(outgoing, begun=True)])
                    return ""
        return await self.connector.send(to.service_url, to.conversation_id, activity, to.reply_to)

    async def _knock(self, to: Destination, *, waits: bool) -> None:
        """Return once Teams answers again: what is posted in its silence becomes ambiguous.

        A turn does not wait: the courier sends its answer later. One knocks for all.

        Raises:
            _NotPostedError: Teams does not answer.
        """
        if not waits:
            raise _NotPostedError(ConnectorError(0, _SILENT))
        async with self._knocking:
            if self.connector.is_heard(to.service_url):
                return
            if monotonic() < self._knock_after:
                raise _NotPostedError(ConnectorError(0, _SILENT))
            try:
                await self.connector.knock(to.service_url, to.conversation_id)
            except ConnectorError as error:
                self._knock_after = monotonic() + KNOCK_EACH
                raise _NotPostedError(error) from None

    def _activity(self, parcel: Parcel) -> dict[str, Any]:
        """Return what is posted; made late: the cards of all who wait would fill the memory."""
        return activity(self.messages.shown(parcel.outgoing.subject, parcel.shows, self.policy))

    async def _begin(self, parcel: Parcel) -> bool:
        outgoing, owner, now = parcel.outgoing, self.policy.owner, self.clock()

        def begin(unit: UnitOfWork) -> bool:
            keep_chat(unit, parcel)
            if outgoing.begun:  # in a chat that is gone: begun again, it stands in the new one
                unit.dispatch.retry(outgoing, now, "")
            return unit.dispatch.begin_post(outgoing, owner, now)

        return await self.store.write(begin)

    async def _failed(
        self,
        outgoing: Outgoing,
        error: ConnectorError,
        pace: TenantPace | None,
        *,
        posted: bool = True,
    ) -> None:
        reason = f"{error.status} {error.code}"[:200]
        _LOGGER.warning("outbox %s: %s", outgoing.id, reason)
        if error.status == _THROTTLED and pace is not None and outgoing.person_id is not None:
            await self._facts.write(pace.hold(_HOLD))
        harmless = not posted or outgoing.activity_id is not None
        if error.ambiguous and not harmless:
            state = SendState.AMBIGUOUS
        elif may_be_repeated(error, harmless=harmless) and outgoing.attempts < MOST_ATTEMPTS:
            self._count(RETRIED)
            at = self.clock() + timedelta(seconds=pause_of(outgoing.attempts, error.retry_after))
            await self._facts.write(lambda unit: unit.dispatch.retry(outgoing, at, reason))
            return
        else:
            state = SendState.UNREACHABLE if error.gone else SendState.FAILED
        await self._end(outgoing, state, reason)

    async def _end(self, outgoing: Outgoing, state: SendState, reason: str) -> None:
        self._count(reason if reason == NOT_WANTED else state)
        if self.messages.is_unaddressed(outgoing):
            self._close(outgoing, UNKNOWN)
            return
        if outgoing.activity_id is not None:
            state = SendState.SENT  # it did arrive, only its change did not

        now = self.clock()

        def end(unit: UnitOfWork) -> None:
            if not unit.dispatch.end(outgoing, state, reason, now):
                return  # another process had taken it up meanwhile
            named = None if outgoing.is_secret else outgoing.person_id
            if state is SendState.UNREACHABLE and named is not None:
                unit.people.mark_unreachable(named, reason)

        await self._facts.write(end)

    def _count(self, outcome: str) -> None:
        self.metrics.sends.labels(outcome).inc()


def _log_late(task: asyncio.Task[Any]) -> None:
    """Say how it ended for which no turn waits any more."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOGGER.warning("what a turn wanted to say was not said in time: %s", type(error).__name__)


async def _turn(pace: TenantPace | None) -> None:
    if pace is not None:
        await pace.turn()
