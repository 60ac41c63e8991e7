"""Comparing what has just been kept with what was said before, beside the turn that kept it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.observe import incident
from bot.teams.desk import Desk
from bot.themes.usecases import likeness
from bot.usecases.turn import Turn
from domain.contributions.view import View
from domain.kinds import Kind
from domain.themes.theme import IrritantView
from storage.database import DatabaseUnavailableError

WITHIN = 0.4
"""Seconds that an answer waits for it; what takes longer follows by an update of the card."""

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class _Wait:
    is_over: bool = False
    """True from when the answer went without waiting any longer."""


async def compare(desk: Desk, turn: Turn, made: Sequence[View]) -> Mapping[int, IrritantView]:
    """Return what is asked of the irritants among *made*, by id; kept already, whatever happens.

    Searched beside the writing thread. What fails or lasts costs nobody their answer.
    """
    irritants = [each for each in made if each.kind is Kind.IRRITANT]
    if not irritants:
        return {}
    wait = _Wait()
    task = desk.delivery.behind(_compare(desk, turn, irritants, wait))
    await asyncio.wait([task], timeout=WITHIN)
    if task.done():
        return task.result()
    wait.is_over = True
    return {}


async def _compare(
    desk: Desk, turn: Turn, irritants: Sequence[View], wait: _Wait
) -> Mapping[int, IrritantView]:
    try:
        told = await desk.store.read(likeness.compare, desk.policy, desk.irritants, irritants)
        if told.found:
            is_late = wait.is_over
            await desk.store.write(likeness.propose, turn, irritants, told.found, is_late=is_late)
    except DatabaseUnavailableError as error:
        _LOGGER.warning("the database is away (%s): an irritant was not compared", error)
    except Exception as error:  # noqa: BLE001 -- what was said is kept: a search must not cost it
        desk.delivery.metrics.incidents.labels("compare").inc()
        incident(_LOGGER, error)
    else:
        return told.views
    return {}
