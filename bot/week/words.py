"""What people type in the chat in the week: their answers, a leave, and being asked."""

from bot.plug import Spoken, Word, button, words
from bot.teams.desk import Desk, Shown, noted
from bot.usecases.turn import Turn
from bot.week.usecases import prompts
from cards.week.prompt import answered_card, nothing_card
from cards.week.verbs import ResumeAsking, SetAbsence, ShowAsking, StopAsking
from domain.kinds import Kind
from domain.week.leave import is_leave, leave_until

_NOTHING = frozenset(
    {
        "rien",
        "rien cette semaine",
        "rien a signaler",
        "ras",
        "rien de special",
        "pas cette semaine",
    }
)
"""How people say that there is nothing to say, folded."""

WORDS: dict[str, Word] = {
    **words(
        button(ShowAsking),
        "mon rythme",
        "conge",
        "conges",
        "mes conges",
        "mes jours",
        "je suis en conge",
    ),
    **words(button(StopAsking), "ne plus me solliciter", "ne me sollicitez plus", "stop"),
    **words(button(ResumeAsking), "reprendre", "je suis de retour"),
}


def leave(_: str, folded: str) -> Word | None:
    """Read « en congé jusqu’au 12/12 »."""
    return _leave if is_leave(folded) else None


async def _leave(desk: Desk, turn: Turn, text: str) -> Shown:
    """Note a leave whose last day is written; without a day that is understood, ask for it."""
    until = leave_until(text, turn.day)
    return await desk.press(turn, ShowAsking() if until is None else SetAbsence(until=until))


async def answered(desk: Desk, turn: Turn, spoken: Spoken) -> Shown | None:
    """Take words for the answer to the week's questions where these wait."""
    message, heard = spoken.message, spoken.heard
    asked, is_again = await desk.store.write(prompts.open_for_message, turn, message)
    if asked is None or not (heard.explicit or is_again or not asked.is_answered):
        return None
    if spoken.folded in _NOTHING:
        await desk.store.write(prompts.nothing, turn, asked.prompt.id)
        return Shown(nothing_card(asked.prompt.id))
    is_sentence = heard.explicit or " " in spoken.folded  # one word is often a command, half typed
    if not is_sentence or heard.ask or heard.kind is Kind.OTHER:
        return None
    view, made = await desk.store.write(
        prompts.answer_in_words, turn, asked.prompt.id, message, heard.parts
    )
    of_them = await desk.kept(desk, turn, made)
    card = answered_card(
        view.prompt.id,
        view.week,
        made,
        may_change=view.may_change,
        irritants=of_them.values(),
    )
    return noted(Shown(card), message.text.found)
