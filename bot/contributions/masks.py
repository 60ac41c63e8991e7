"""« Ce n'est pas un jeune »: what its buttons do, and who is told of a mask on a card."""

import asyncio

from bot.confidentiality.usecases import masking
from bot.contributions.usecases import lifting
from bot.contributions.usecases.lifting import Doubt, Lifted
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.confidentiality import verbs as mask_verbs
from cards.confidentiality.masked import doubt_form, lifted_card, masked_card
from cards.contributions import verbs as contribution_verbs
from cards.verbs import Data
from domain.confidentiality.screen import check_name
from domain.errors import Reason, RuleViolationError

BUTTONS = Buttons()


_TYPED_BADLY = frozenset({Reason.NOT_A_NAME, Reason.NO_PLACE})
_TRIES = 3
"""A text may be edited while the place of a name in it is looked for."""


@BUTTONS.does(mask_verbs.DoubtMask)
async def _doubt(_: Desk, __: Turn, data: mask_verbs.DoubtMask) -> Shown:
    return Shown(doubt_form(data), is_private_form=True)


@BUTTONS.does(mask_verbs.ShowMask)
async def _show(desk: Desk, turn: Turn, data: mask_verbs.ShowMask) -> Shown:
    view = await desk.store.look(lifting.look, turn, data.masking)
    return Shown(masked_card(view))


@BUTTONS.does(mask_verbs.LiftMask)
async def _lift(desk: Desk, turn: Turn, data: mask_verbs.LiftMask) -> Shown:
    doubt = Doubt(data.masking, data.contribution)
    try:
        lifted = await _lifted(desk, turn, doubt, check_name(data.name))
    except RuleViolationError as no:
        if no.reason not in _TYPED_BADLY:
            raise
        return Shown(doubt_form(data, problem=texts.REASON[no.reason]), is_private_form=True)
    desk.screens.forget(turn.author.tenant_id)
    card = lifted_card(lifted.name, lifted.contribution, is_back=lifted.is_back)
    return Shown(card, stays=True)


async def _lifted(desk: Desk, turn: Turn, doubt: Doubt, name: str) -> Lifted:
    """Lift a mask; where its place is, is looked for outside any transaction."""
    for _ in range(_TRIES):
        kept = await desk.store.write(lifting.texts_of, turn, doubt)
        placed = await asyncio.to_thread(lifting.place, turn.screen, kept, name)
        lifted = await desk.store.write(lifting.lift, turn, doubt, name, placed)
        if lifted is not None:
            return lifted
    raise RuleViolationError(Reason.NO_PLACE)


async def told_of_masks(desk: Desk, turn: Turn, data: Data) -> None:
    """Tell whoever changed a contribution on a card that others read what was masked in it."""
    if isinstance(data, contribution_verbs.Save):
        await desk.store.write(masking.tell_of, turn, data.contribution)
