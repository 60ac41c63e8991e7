"""What the buttons of « Réglages » do (quality lead)."""

from bot.settings import usecases as rhythm
from bot.settings.usecases import Settled
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards import texts
from cards.settings import texts as settings_texts
from cards.settings import verbs as settings_verbs
from cards.settings.settings import closures_card, place_form, ritual_form, settings_card
from domain.errors import Reason, RuleViolationError

BUTTONS = Buttons()


@BUTTONS.does(settings_verbs.ShowRhythm)
async def _rhythm(desk: Desk, turn: Turn, _: settings_verbs.ShowRhythm) -> Shown:
    return await shown_settings(desk, turn)


@BUTTONS.does(settings_verbs.EditRitual)
async def _edit_ritual(desk: Desk, turn: Turn, data: settings_verbs.EditRitual) -> Shown:
    settled = await desk.store.write(rhythm.look, turn)
    return Shown(ritual_form(data.ritual, settled.habits.rhythm.set_as(data.ritual)))


@BUTTONS.does(settings_verbs.SaveRitual)
async def _save_ritual(desk: Desk, turn: Turn, data: settings_verbs.SaveRitual) -> Shown:
    try:
        await desk.store.write(
            rhythm.set_ritual, turn, data.ritual, on=data.on, weekday=data.day, at=data.at
        )
    except RuleViolationError as no:
        if no.reason is not Reason.BAD_RHYTHM:
            raise
        kept = (await desk.store.write(rhythm.look, turn)).habits.rhythm
        return Shown(
            ritual_form(
                data.ritual,
                kept.set_as(data.ritual),
                typed=data,
                problem=texts.REASON[no.reason],
            )
        )
    return await shown_settings(desk, turn, settings_texts.RHYTHM_SAVED)


@BUTTONS.does(settings_verbs.EditPlace)
async def _edit_place(desk: Desk, turn: Turn, _: settings_verbs.EditPlace) -> Shown:
    return Shown(place_form((await desk.store.write(rhythm.look, turn)).habits.rhythm))


@BUTTONS.does(settings_verbs.SavePlace)
async def _save_place(desk: Desk, turn: Turn, data: settings_verbs.SavePlace) -> Shown:
    try:
        await desk.store.write(rhythm.set_place, turn, data.department, data.zone, data.ceiling)
    except RuleViolationError as no:
        if no.reason is Reason.NOT_QUALITY_LEAD:
            raise
        kept = (await desk.store.write(rhythm.look, turn)).habits.rhythm
        return Shown(place_form(kept, typed=data, problem=texts.REASON[no.reason]))
    return await shown_settings(desk, turn, settings_texts.RHYTHM_SAVED)


@BUTTONS.does(settings_verbs.EditClosures)
async def _closures(desk: Desk, turn: Turn, _: settings_verbs.EditClosures) -> Shown:
    settled = await desk.store.write(rhythm.look, turn)
    return _closed(settled, turn)


@BUTTONS.does(settings_verbs.AddClosure)
async def _close(desk: Desk, turn: Turn, data: settings_verbs.AddClosure) -> Shown:
    try:
        settled = await desk.store.write(
            rhythm.close, turn, data.first, data.last or data.first, data.name
        )
    except RuleViolationError as no:
        if no.reason is not Reason.BAD_DATES:
            raise
        settled = await desk.store.write(rhythm.look, turn)
        return _closed(settled, turn, typed=data, problem=texts.REASON[no.reason])
    return _closed(settled, turn)


@BUTTONS.does(settings_verbs.RemoveClosure)
async def _reopen(desk: Desk, turn: Turn, data: settings_verbs.RemoveClosure) -> Shown:
    settled = await desk.store.write(rhythm.reopen, turn, data.closure)
    return _closed(settled, turn)


def _closed(
    settled: Settled, turn: Turn, typed: settings_verbs.AddClosure | None = None, problem: str = ""
) -> Shown:
    """Show the closures that are not over."""
    today = settled.habits.day(turn.now)
    coming = [each for each in settled.habits.calendar.closures if each.last >= today]
    return Shown(closures_card(coming, typed=typed, problem=problem))


async def shown_settings(desk: Desk, turn: Turn, said: str = "") -> Shown:
    """Return what is set in an organisation, as its quality lead sees it."""
    settled = await desk.store.write(rhythm.look, turn)
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
