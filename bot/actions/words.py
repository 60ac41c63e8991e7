"""What people type in the chat about the action plan."""

from bot.actions.buttons import shown_action
from bot.actions.usecases import reading
from bot.plug import Word, button, words
from bot.teams.desk import Desk, Shown
from bot.usecases.turn import Turn
from cards.actions.verbs import NewAction, ShowPlan
from domain.actions.action import ActionNumber, asked_serial

_A_FEW_WORDS = 8
"""« où en est l'action PA-2026-0007 » has eight; more is a remark that names it."""

WORDS: dict[str, Word] = {
    **words(button(ShowPlan), "plan d action", "plan d actions", "plan action", "le plan", "plan"),
    **words(button(ShowPlan, mine=True), "mes actions", "mon plan"),
    "nouvelle action": button(NewAction),
}


def action(text: str, folded: str) -> Word | None:
    """Read the number of an action, or « l'action 7 »."""
    alone = ActionNumber.parse(text) if len(folded.split()) <= _A_FEW_WORDS else None
    number = alone or asked_serial(folded)
    if number is None:
        return None

    async def word(desk: Desk, turn: Turn, _: str) -> Shown:
        return shown_action(turn, await desk.store.look(reading.open_number, turn, number))

    return word
