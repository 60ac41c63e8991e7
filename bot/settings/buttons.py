"""What the buttons of « Réglages » do (quality lead)."""

from collections.abc import Awaitable
from typing import Any

from bot.settings import usecases as rhythm
from bot.settings.usecases import Settled
from bot.teams.desk import Buttons, Desk, Shown
from bot.teams.forms import Again, done_or_again
from bot.usecases.turn import Turn
from cards.settings import texts as settings_texts
from cards.settings import verbs as settings_verbs
from cards.settings.settings import closures_card, place_form, ritual_form, settings_card

BUTTONS = Buttons()


@BUTTONS.does(settings_verbs.ShowRhythm)
async def _rhythm(desk: Desk, turn: Turn, _: settings_verbs.ShowRhythm) -> Shown:
    return await shown_settings(desk, turn)


@BUTTONS.does(settings_verbs.EditRitual)
async def _edit_ritual(desk: Desk, turn: Turn, data: settings_verbs.EditRitual) -> Shown:
    settled = await desk.store.look(rhythm.look, turn)
    return Shown(ritual_form(data.ritual, settled.habits.rhythm.set_as(data.ritual)))


@BUTTONS.does(settings_verbs.SaveRitual)
async def _save_ritual(desk: Desk, turn: Turn, data: settings_verbs.SaveRitual) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        kept = (await desk.store.look(rhythm.look, turn)).habits.rhythm
        shown = kept.set_as(data.ritual)
        return ritual_form(data.ritual, shown, typed=data, problem=problem)

    doing = desk.store.write(
        rhythm.set_ritual, turn, data.ritual, on=data.on, weekday=data.day, at=data.at
    )
    return await set_or_again(desk, turn, doing, again)


@BUTTONS.does(settings_verbs.EditPlace)
async def _edit_place(desk: Desk, turn: Turn, _: settings_verbs.EditPlace) -> Shown:
    return Shown(place_form((await desk.store.look(rhythm.look, turn)).habits.rhythm))


@BUTTONS.does(settings_verbs.SavePlace)
async def _save_place(desk: Desk, turn: Turn, data: settings_verbs.SavePlace) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        kept = (await desk.store.look(rhythm.look, turn)).habits.rhythm
        return place_form(kept, typed=data, problem=problem)

    doing = desk.store.write(rhythm.set_place, turn, data.department, data.zone, data.ceiling)
    shown = await set_or_again(desk, turn, doing, again)
    desk.screens.forget(turn.author.tenant_id)
    return shown


@BUTTONS.does(settings_verbs.EditClosures)
async def _closures(desk: Desk, turn: Turn, _: settings_verbs.EditClosures) -> Shown:
    settled = await desk.store.look(rhythm.look, turn)
    return Shown(_closures_card(settled, turn))


@BUTTONS.does(settings_verbs.AddClosure)
async def _close(desk: Desk, turn: Turn, data: settings_verbs.AddClosure) -> Shown:
    async def closed() -> Shown:
        last = data.last or data.first
        settled = await desk.store.write(rhythm.close, turn, data.first, last, data.name)
        return Shown(_closures_card(settled, turn))

    async def again(problem: str) -> dict[str, Any]:
        settled = await desk.store.look(rhythm.look, turn)
        return _closures_card(settled, turn, typed=data, problem=problem)

    return await done_or_again(closed(), again)


@BUTTONS.does(settings_verbs.RemoveClosure)
async def _reopen(desk: Desk, turn: Turn, data: settings_verbs.RemoveClosure) -> Shown:
    settled = await desk.store.write(rhythm.reopen, turn, data.closure)
    return Shown(_closures_card(settled, turn))


def _closures_card(
    settled: Settled, turn: Turn, typed: settings_verbs.AddClosure | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the closures that are not over."""
    today = settled.habits.day(turn.now)
    coming = [each for each in settled.habits.calendar.closures if each.last >= today]
    return closures_card(coming, typed=typed, problem=problem)


async def set_or_again(desk: Desk, turn: Turn, doing: Awaitable[object], again: Again) -> Shown:
    """Show what is set once *doing* is done; where the rule says no, the form again."""

    async def done() -> Shown:
        await doing
        return await shown_settings(desk, turn, settings_texts.RHYTHM_SAVED)

    return await done_or_again(done(), again)


async def shown_settings(desk: Desk, turn: Turn, said: str = "") -> Shown:
    """Return what is set in an organisation, as its quality lead sees it."""
    settled = await desk.store.look(rhythm.look, turn)
    kept = settled.habits
    rows = await desk.store.read(rhythm.row_lines, kept, desk.rows)
    card = settings_card(
        kept.rhythm,
        kept.calendar,
        settled.coming,
        [(each.title, each.said, each.edit) for each in rows],
        heard=settled.heard,
        said=said,
    )
    return Shown(card, stays=bool(said))
