"""What people type in the chat about contributions, and free text that is offered to be noted."""

from bot.contributions.usecases import questions
from bot.plug import Spoken, Word, button, words
from bot.teams.desk import Desk, Shown
from bot.usecases.turn import Turn
from cards.confidentiality.masked import note_card
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.inquiry import texts as inquiry_texts
from domain.inquiry.grammar import is_question_like
from domain.kinds import Kind


async def _thanked(_: Desk, __: Turn, ___: str) -> Shown:
    return Shown(said=contribution_texts.THANKS)


THANKED = ("merci", "merci beaucoup", "super merci", "ok merci", "merci bien")

WORDS: dict[str, Word] = {
    **words(button(contribution_verbs.NewForm), "nouveau", "nouvelle fiche"),
    **words(button(contribution_verbs.ListMine), "mes contributions", "mes fiches", "mes idees"),
    **words(_thanked, *THANKED),
}


async def offered(desk: Desk, turn: Turn, spoken: Spoken) -> Shown:
    """Offer to note what somebody writes; say so where nothing in it can be."""
    message, heard = spoken.message, spoken.heard
    if not heard.ask and heard.kind is Kind.OTHER:
        is_question = is_question_like(message.text)
        sentence = (
            inquiry_texts.NOT_A_QUESTION if is_question else contribution_texts.NOT_UNDERSTOOD
        )
        return Shown(said=sentence if spoken.folded else contribution_texts.WORDS_ONLY)
    offer = await desk.store.write(questions.offer, turn, message, heard.kind)
    if offer is None:
        return Shown()
    await desk.delivery.answer([(offer.outgoing, offer.shows)])
    return Shown(note_card(message.text.found)) if message.text.found else Shown()
