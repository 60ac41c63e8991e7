"""Questions in plain French, in the personal chat and where the bot is mentioned."""

from bot.ideas.buttons import shown_fiche
from bot.ideas.usecases import ideas
from bot.inquiry import usecases as inquiries
from bot.inquiry.buttons import shown_asked
from bot.teams.desk import Desk
from bot.teams.shown import Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions.card import contribution_card
from domain.contributions.contribution import Contribution
from domain.inquiry import Named

_ENGAGEMENTS = tuple(Named(number, said) for number, said in texts.ENGAGEMENTS.items())


async def asked_of(desk: Desk, turn: Turn, text: str, *, in_public: bool = False) -> Shown | None:
    """Return the answer to a question, or None for what is none.

    In public it is what everybody may see, whoever asks.
    """
    listening = await desk.store.write(inquiries.listen, turn, _ENGAGEMENTS)
    inquiry = listening.understand(text)
    if inquiry is None:
        return None
    answer = await desk.store.write(inquiries.ask, turn, inquiry, in_public=in_public)
    if isinstance(answer, Contribution):
        if in_public:
            return Shown(contribution_card(answer))
        return shown_fiche(turn, await desk.store.write(ideas.open_fiche, turn, answer.id))
    return shown_asked(turn, answer)
