"""What the buttons about people's own data do, and the setting of how long what is kept."""

from typing import Any

from bot.rights import usecases as rights
from bot.settings.buttons import set_or_again
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards.people.chat import said_card
from cards.rights import texts as rights_texts
from cards.rights import verbs as rights_verbs
from cards.rights.retention import retention_form
from cards.rights.rights import erasing_card, erasure_form, my_data_card
from domain.numbers import whole_number
from domain.rights.retention import Retention

BUTTONS = Buttons()


_FORMS = ("xlsx", "json")


@BUTTONS.does(rights_verbs.ShowMyData)
async def _my_data(desk: Desk, turn: Turn, _: rights_verbs.ShowMyData) -> Shown:
    urls = [desk.links.mine(turn, form) for form in _FORMS]
    return Shown(my_data_card(urls), is_private_form=True)


@BUTTONS.does(rights_verbs.AskErasure)
async def _ask_erasure(desk: Desk, turn: Turn, _: rights_verbs.AskErasure) -> Shown:
    count = await desk.store.look(rights.count_mine, turn)
    return Shown(erasure_form(count), is_private_form=True)


@BUTTONS.does(rights_verbs.Erase)
async def _erase(desk: Desk, turn: Turn, _: rights_verbs.Erase) -> Shown:
    await desk.store.write(rights.erase_me, turn)
    await desk.erasures.write_out()
    if not await desk.erasures.are_done():
        return Shown(erasing_card())
    desk.known.discard((turn.author.tenant_id, turn.author.aad_object_id))
    return Shown(said_card(rights_texts.ERASED), stays=True)


@BUTTONS.does(rights_verbs.EditRetention)
async def _edit_retention(desk: Desk, turn: Turn, _: rights_verbs.EditRetention) -> Shown:
    return Shown(retention_form(await desk.store.look(rights.retention, turn)))


@BUTTONS.does(rights_verbs.SaveRetention)
async def _save_retention(desk: Desk, turn: Turn, data: rights_verbs.SaveRetention) -> Shown:
    typed = (data.leavers, data.names, data.withdrawn)
    months = [whole_number(said) or 0 for said in typed]

    async def again(problem: str) -> dict[str, Any]:
        kept = await desk.store.look(rights.retention, turn)
        return retention_form(kept, typed=data, problem=problem)

    doing = desk.store.write(rights.set_retention, turn, Retention(*months))
    return await set_or_again(desk, turn, doing, again)
