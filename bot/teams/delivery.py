"""Sending what the outbox owes: the card is built when it is sent, from what is true then."""

import asyncio
import logging
import random
from collections.abc import Coroutine, Iterable
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.observe import incident
from bot.teams.connector import Connector, ConnectorError
from bot.teams.destinations import ForbiddenDestination
from bot.usecases.outbox import Subject, what_to_show
from bot.usecases.turn import Policy
from cards import texts
from cards.chat import greeting_card
from cards.contribution import contribution_card
from cards.question import nothing_noted, question_card
from domain.contribution import Contribution
from storage.database import DatabaseUnavailableError
from storage.outbox import Outgoing
from storage.questions import Question
from storage.store import Store
from storage.tables import SendState

ANSWER_WITHIN = 2.0
"""Seconds that a turn waits for its own answers; Teams must have its answer within three."""

MOST_ATTEMPTS = 12
"""With pauses that double up to ten minutes, about an hour of trying."""

_GATHER = 0.03
"""Seconds in which sent messages are gathered to be marked in one statement."""

_TIMED_OUT = 408
_SERVER_ERRORS = 500
_PAUSE = 2.0
_LONGEST_PAUSE = 600.0
_LOGGER = logging.getLogger(__name__)


class Delivery:
    """Posts, updates, and says in the outbox what came of it."""

    def __init__(self, store: Store, connector: Connector, policy: Policy, clock: Clock) -> None:
        self.store = store
        self.connector = connector
        self.policy = policy
        self.clock = clock
        self._running: set[asyncio.Task[None]] = set()
        self._sent: list[tuple[Outgoing, str]] = []

    async def answer(self, owed: Iterable[tuple[Outgoing, Subject]]) -> None:
        """Send the answers of a turn now; what takes too long goes on behind the turn."""
        tasks = [self._run(self.deliver(*each)) for each in owed]
        if tasks:
            await asyncio.wait(tasks, timeout=ANSWER_WITHIN)

    async def finish(self, seconds: float) -> None:
        """Let what is being sent come to its end, for at most so many seconds."""
        while self._running and seconds > 0:
            _, still = await asyncio.wait(self._running, timeout=seconds)
            if still:
                return

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def deliver(self, outgoing: Outgoing, shows: Subject = None) -> None:
        """Send one claimed message; whatever happens is written in the outbox."""
        try:
            await self._send(outgoing, shows)
        except DatabaseUnavailableError:
            _LOGGER.warning("outbox %s: the database is away, left to its lease", outgoing.id)
        except Exception as error:  # noqa: BLE001 -- one message must not stop the others
            number = incident(_LOGGER, error)
            await self._end(outgoing, SendState.FAILED, number)

    async def _send(self, outgoing: Outgoing, shows: Subject) -> None:
        shows = shows or await self.store.read(what_to_show, outgoing)
        activity = self.activity(outgoing, shows)
        try:
            activity_id = await self._post_or_update(outgoing, activity)
        except ConnectorError as error:
            await self._failed(outgoing, error)
        except ForbiddenDestination as error:
            await self._end(outgoing, SendState.FAILED, str(error))
        else:
            if activity_id:
                self._mark_sent(outgoing, activity_id)

    def _mark_sent(self, outgoing: Outgoing, activity_id: str) -> None:
        """Have it written soon, together with others: nobody waits for it.

        A process that dies before it is written leaves the message ambiguous, which is true.
        """
        self._sent.append((outgoing, activity_id))
        if len(self._sent) == 1:
            self._run(self._write_sent())

    async def _write_sent(self) -> None:
        await asyncio.sleep(_GATHER)
        sent, self._sent = self._sent, []
        try:
            await self.store.write(lambda unit: unit.outbox.sent(sent))
        except DatabaseUnavailableError:
            _LOGGER.warning("%s sent messages could not be marked: ambiguous", len(sent))

    async def _post_or_update(self, outgoing: Outgoing, activity: dict[str, Any]) -> str:
        to = outgoing.to
        if outgoing.activity_id:
            await self.connector.update(
                to.service_url, to.conversation_id, outgoing.activity_id, activity
            )
            return outgoing.activity_id
        if not outgoing.begun and not await self._begin(outgoing):
            return ""  # the lease was lost: another process sends it
        return await self.connector.send(to.service_url, to.conversation_id, activity, to.reply_to)

    async def _begin(self, outgoing: Outgoing) -> bool:
        owner, now = self.policy.owner, self.clock()
        return await self.store.write(lambda unit: unit.outbox.begin_post(outgoing.id, owner, now))

    async def _failed(self, outgoing: Outgoing, error: ConnectorError) -> None:
        reason = f"{error.status} {error.code}"[:200]
        _LOGGER.warning("outbox %s: %s", outgoing.id, reason)
        if error.ambiguous and outgoing.activity_id is None:
            state = SendState.AMBIGUOUS
        elif _may_be_repeated(outgoing, error) and outgoing.attempts < MOST_ATTEMPTS:
            at = self.clock() + timedelta(seconds=_pause(outgoing.attempts, error.retry_after))
            await self.store.write(lambda unit: unit.outbox.retry(outgoing, at, reason))
            return
        else:
            state = SendState.UNREACHABLE if error.gone else SendState.FAILED
        await self._end(outgoing, state, reason)

    async def _end(self, outgoing: Outgoing, state: SendState, reason: str) -> None:
        await self.store.write(lambda unit: unit.outbox.end(outgoing, state, reason))

    def activity(self, outgoing: Outgoing, shows: Subject) -> dict[str, Any]:
        """Return the message that shows the subject as it is."""
        match outgoing.subject:
            case _ if isinstance(shows, Contribution):
                return card_activity(contribution_card(shows))
            case _ if isinstance(shows, Question):
                open_question = shows.answered is None
                return card_activity(question_card(shows.id) if open_question else nothing_noted())
            case "greeting":
                return card_activity(greeting_card(self.policy.channel))
            case "hello":
                return text_activity(texts.hello(self.policy.channel))
            case _:
                return text_activity(texts.how_to(self.policy.channel))


def _may_be_repeated(outgoing: Outgoing, error: ConnectorError) -> bool:
    """Tell whether to try again: an update does no harm twice, so whatever failed at Teams'."""
    failed = error.status == _TIMED_OUT or error.status >= _SERVER_ERRORS
    return error.retryable or (outgoing.activity_id is not None and failed)


def _pause(attempts: int, retry_after: float | None) -> float:
    """Return seconds until the next try: what Teams asks for, else doubling, with jitter."""
    doubled: float = min(_LONGEST_PAUSE, _PAUSE * 2**attempts)
    pause = doubled * random.uniform(0.8, 1.2)  # noqa: S311 -- jitter, not a secret
    return max(pause, retry_after or 0.0)


def card_activity(card: dict[str, Any]) -> dict[str, Any]:
    """Return a message that carries *card*; its summary is what a notification shows."""
    return {
        "type": "message",
        "summary": card["fallbackText"],
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        ],
    }


def text_activity(text: str) -> dict[str, Any]:
    """Return a message of our own words, in which markdown is read."""
    return {"type": "message", "textFormat": "markdown", "text": text}
