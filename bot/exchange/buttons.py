"""What the button that asks for a list as a file does."""

from bot.inquiry import usecases as inquiries
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.exchange.links import export_card
from cards.inquiry import verbs as inquiry_verbs
from cards.inquiry.answer import read_carried

BUTTONS = Buttons()


@BUTTONS.does(inquiry_verbs.Export)
async def _export(desk: Desk, turn: Turn, data: inquiry_verbs.Export) -> Shown:
    await desk.store.look(inquiries.may_export, turn)
    if data.asked and read_carried(data.asked) is None:
        return Shown(said=texts.STALE_BUTTON)
    urls = tuple(desk.links.export(turn, data.asked, form) for form in ("xlsx", "csv", "json"))
    return Shown(export_card(urls), is_private_form=True)
