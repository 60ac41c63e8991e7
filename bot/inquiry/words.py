"""Questions in plain French, in the personal chat and where the bot is mentioned."""

from bot.inquiry import usecases as inquiries
from bot.inquiry.buttons import shown_asked
from bot.plug import Spoken
from bot.teams.desk import Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions.card import contribution_card
from cards.contributions.verbs import OpenFiche
from domain.contributions.view import View
from domain.inquiry import Named
from domain.inquiry.grammar import asks_about_this

_ENGAGEMENTS = tuple(Named(number, said) for number, said in texts.ENGAGEMENTS.items())


async def asked(desk: Desk, turn: Turn, spoken: Spoken) -> Shown | None:
    """Return the answer to a question, or None for what is none."""
    return await _asked(desk, turn, spoken.text)


async def asked_in_public(desk: Desk, turn: Turn, spoken: Spoken) -> Shown | None:
    """Return what everybody may see of the answer, whoever asks; « cette idée » is understood."""
    if spoken.message.is_reply and asks_about_this(spoken.text):
        place = spoken.message.conversation_id
        contribution = await desk.store.look(inquiries.of_thread, turn, place)
        if contribution is not None:
            return Shown(contribution_card(contribution))
    return await _asked(desk, turn, spoken.text, in_public=True)


async def _asked(desk: Desk, turn: Turn, text: str, *, in_public: bool = False) -> Shown | None:
    listening = await desk.store.look(inquiries.listen, turn, _ENGAGEMENTS)
    inquiry = listening.understand(text)
    if inquiry is None:
        return None
    answer = await desk.store.write(inquiries.ask, turn, inquiry, in_public=in_public)
    if isinstance(answer, View):
        if in_public:
            return Shown(contribution_card(answer))
        return await desk.press(turn, OpenFiche(contribution=answer.id))
    return shown_asked(turn, answer)
