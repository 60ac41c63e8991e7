"""What the buttons of « Diffusion » do (quality lead)."""

from datetime import timedelta

from bot.sends import usecases as sends
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.sends import texts as sends_texts
from cards.sends import verbs as sends_verbs
from cards.sends.sends import run_card, sends_card

BUTTONS = Buttons()


@BUTTONS.does(sends_verbs.ListSends)
async def _sends(desk: Desk, turn: Turn, data: sends_verbs.ListSends) -> Shown:
    runs = await desk.store.look(sends.look, turn, data.page)
    zone, page = turn.zone, data.page
    return Shown(sends_card(runs.runs, zone, page=page, more=runs.more, heard=runs.heard))


@BUTTONS.does(sends_verbs.OpenSends)
async def _open_sends(desk: Desk, turn: Turn, data: sends_verbs.OpenSends) -> Shown:
    found = await desk.store.look(sends.open_run, turn, data.run)
    return Shown(run_card(found.run, found.missed, turn.zone, page=data.page))


@BUTTONS.does(sends_verbs.RetrySends)
async def _retry(desk: Desk, turn: Turn, data: sends_verbs.RetrySends) -> Shown:
    found = await desk.store.write(sends.retry, turn, data.run, data.send)
    zone = turn.zone
    said = sends_texts.SENDS_NOTHING_TO_RETRY
    if found.retried:
        later = ""
        if found.due_at is not None and found.due_at - turn.now > timedelta(minutes=1):
            local = found.due_at.astimezone(zone)
            later = f" {texts.when(local, turn.now.astimezone(zone).date())}"
        count = texts.counted(found.retried, "message")
        said = sends_texts.SENDS_RETRIED.format(count=count, when=later)
    return Shown(run_card(found.run, found.missed, zone, said=said))
