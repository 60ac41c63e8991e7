"""What the buttons under the answer to a question do."""

from bot.inquiry import usecases as inquiries
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.inquiry import verbs as inquiry_verbs
from cards.inquiry.answer import asked_card, read_carried
from domain.inquiry import Asked

BUTTONS = Buttons()


@BUTTONS.does(inquiry_verbs.AskAgain)
async def _ask_again(desk: Desk, turn: Turn, data: inquiry_verbs.AskAgain) -> Shown:
    inquiry = read_carried(data.asked)
    if inquiry is None:
        return Shown(said=texts.STALE_BUTTON)
    asked = await desk.store.look(
        inquiries.answer, turn, inquiry, data.page, in_public=data.public
    )
    return shown_asked(turn, asked)


def shown_asked(turn: Turn, asked: Asked) -> Shown:
    """Return the answer to a question."""
    card = asked_card(asked, turn.day, turn.zone)
    return Shown(card, is_private_form=True)
