"""What the button that asks for a list as a file does."""

from bot.inquiry import usecases as inquiries
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.exchange import verbs as exchange_verbs
from cards.inquiry.answer import export_card, read_carried

BUTTONS = Buttons()


@BUTTONS.does(exchange_verbs.Export)
async def _export(desk: Desk, turn: Turn, data: exchange_verbs.Export) -> Shown:
    await desk.store.write(inquiries.may_export, turn)
    if data.asked and read_carried(data.asked) is None:
        return Shown(said=texts.STALE_BUTTON)
    urls = tuple(desk.links.export(turn, data.asked, form) for form in ("xlsx", "csv", "json"))
    return Shown(export_card(urls), is_private_form=True)
