"""What the buttons of themes do: a word on what is alike, what recurs, and one theme."""

from collections.abc import Awaitable
from typing import Any

from bot.settings.buttons import set_or_again
from bot.teams.desk import Buttons, Desk, Shown
from bot.teams.forms import done_or_again
from bot.themes.usecases import grouping, reading, steering
from bot.usecases.turn import Turn
from cards.contributions.verbs import OpenFiche
from cards.parts import press
from cards.settings import texts as settings_texts
from cards.themes import texts as theme_texts
from cards.themes.forms import (
    attach_form,
    merge_themes_form,
    name_form,
    pair_card,
    recurrence_form,
    split_form,
)
from cards.themes.theme import theme_card, themes_card
from cards.themes.verbs import (
    ChooseSplit,
    ChooseTheme,
    ChooseThemeMerge,
    Different,
    EditName,
    EditRecurrence,
    Group,
    KeepApart,
    ListThemes,
    MergeThemes,
    OpenTheme,
    Reopen,
    Same,
    SaveName,
    SaveRecurrence,
    ShowPairs,
    Solve,
    Split,
)
from cards.week import texts as week_texts
from cards.week.verbs import ShowFlash
from domain.contributions.subjects import ContributionSubject
from domain.numbers import whole_number
from domain.themes.theme import Pair, Recurrence, ThemeCard

BUTTONS = Buttons()


# --- a word on what is alike --------------------------------------------------------------------


@BUTTONS.does(Same)
async def _same(desk: Desk, turn: Turn, data: Same) -> Shown:
    await desk.store.write(grouping.same, turn, data.contribution, data.other)
    return await _answered(desk, turn, data)


@BUTTONS.does(Different)
async def _different(desk: Desk, turn: Turn, data: Different) -> Shown:
    await desk.store.write(grouping.different, turn, data.contribution, data.other)
    return await _answered(desk, turn, data)


async def _answered(desk: Desk, turn: Turn, data: Same | Different) -> Shown:
    """Show the irritant as it was shown: the whole fiche, or the card of its thread."""
    if data.fiche:
        return await desk.press(turn, OpenFiche(contribution=data.contribution, inbox=data.inbox))
    shows = await desk.store.write(grouping.look, turn, data.contribution)
    return Shown(desk.card(ContributionSubject.CONTRIBUTION, shows))


@BUTTONS.does(ShowPairs)
async def _pairs(desk: Desk, turn: Turn, data: ShowPairs) -> Shown:
    return _pair(turn, await desk.store.look(grouping.waiting, turn, data.page))


@BUTTONS.does(Group)
async def _group(desk: Desk, turn: Turn, data: Group) -> Shown:
    pair = await desk.store.write(grouping.group, turn, data.contribution, data.other, data.page)
    return _pair(turn, pair, theme_texts.GROUPED)


@BUTTONS.does(KeepApart)
async def _keep_apart(desk: Desk, turn: Turn, data: KeepApart) -> Shown:
    pair = await desk.store.write(
        grouping.keep_apart, turn, data.contribution, data.other, data.page
    )
    return _pair(turn, pair, theme_texts.KEPT_APART)


def _pair(turn: Turn, pair: Pair | None, said: str = "") -> Shown:
    return Shown(pair_card(pair, turn.zone, said=said), stays=bool(said))


# --- what recurs, and one theme -----------------------------------------------------------------


@BUTTONS.does(ListThemes)
async def _list(desk: Desk, turn: Turn, data: ListThemes) -> Shown:
    return Shown(themes_card(await desk.store.look(reading.listed, turn, data.page)))


@BUTTONS.does(OpenTheme)
async def _open(desk: Desk, turn: Turn, data: OpenTheme) -> Shown:
    in_public = data.flash is not None
    card = await desk.store.look(
        reading.open_theme, turn, data.theme, data.page, in_public=in_public
    )
    back = press(week_texts.FLASH_BACK, ShowFlash(flash=data.flash)) if data.flash else None
    shown = theme_card(card, turn.day, turn.zone, flash=data.flash, back=back)
    return Shown(shown, is_private_form=True)


async def _done(turn: Turn, doing: Awaitable[ThemeCard]) -> Shown:
    """Show a theme that was changed for good."""
    card = await doing
    shown = theme_card(card, turn.day, turn.zone, said=settings_texts.RHYTHM_SAVED)
    return Shown(shown, stays=True)


@BUTTONS.does(EditName)
async def _edit_name(desk: Desk, turn: Turn, data: EditName) -> Shown:
    return Shown(name_form(await desk.store.look(steering.to_split, turn, data.theme, 0)))


@BUTTONS.does(SaveName)
async def _save_name(desk: Desk, turn: Turn, data: SaveName) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        card = await desk.store.look(steering.to_split, turn, data.theme, 0)
        return name_form(card, typed=data.called, problem=problem)

    doing = desk.store.write(steering.rename, turn, data.theme, data.called)
    return await done_or_again(_done(turn, doing), again)


@BUTTONS.does(ChooseThemeMerge)
async def _choose_merge(desk: Desk, turn: Turn, data: ChooseThemeMerge) -> Shown:
    theme, others = await desk.store.look(steering.others, turn, data.theme)
    return Shown(merge_themes_form(theme, others))


@BUTTONS.does(MergeThemes)
async def _merge(desk: Desk, turn: Turn, data: MergeThemes) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        theme, others = await desk.store.look(steering.others, turn, data.theme)
        return merge_themes_form(theme, others, problem=problem)

    doing = desk.store.write(steering.merge, turn, data.theme, data.target)
    return await done_or_again(_done(turn, doing), again)


@BUTTONS.does(ChooseSplit)
async def _choose_split(desk: Desk, turn: Turn, data: ChooseSplit) -> Shown:
    return Shown(split_form(await desk.store.look(steering.to_split, turn, data.theme, data.page)))


@BUTTONS.does(Split)
async def _split(desk: Desk, turn: Turn, data: Split) -> Shown:
    async def again(_: str) -> dict[str, Any]:
        card = await desk.store.look(steering.to_split, turn, data.theme, 0)
        return split_form(card, problem=theme_texts.SPLIT_CHOOSE)

    doing = desk.store.write(steering.split, turn, data.theme, data.chosen, into_none=data.apart)
    return await done_or_again(_done(turn, doing), again)


@BUTTONS.does(Solve)
async def _solve(desk: Desk, turn: Turn, data: Solve) -> Shown:
    return await _done(turn, desk.store.write(steering.solve, turn, data.theme))


@BUTTONS.does(Reopen)
async def _reopen(desk: Desk, turn: Turn, data: Reopen) -> Shown:
    return await _done(turn, desk.store.write(steering.reopen, turn, data.theme))


# --- a theme for an irritant --------------------------------------------------------------------


@BUTTONS.does(ChooseTheme)
async def _choose(desk: Desk, turn: Turn, data: ChooseTheme) -> Shown:
    attaching = await desk.store.look(steering.choose, turn, desk.irritants, data.contribution)
    return Shown(attach_form(attaching, inbox=data.inbox), is_private_form=True)


# --- settings -----------------------------------------------------------------------------------


@BUTTONS.does(EditRecurrence)
async def _edit_recurrence(desk: Desk, turn: Turn, _: EditRecurrence) -> Shown:
    return Shown(recurrence_form(await desk.store.look(steering.recurrence, turn)))


@BUTTONS.does(SaveRecurrence)
async def _save_recurrence(desk: Desk, turn: Turn, data: SaveRecurrence) -> Shown:
    people, weeks = (whole_number(said) or 0 for said in (data.people, data.weeks))

    async def again(problem: str) -> dict[str, Any]:
        kept = await desk.store.look(steering.recurrence, turn)
        return recurrence_form(kept, typed=data, problem=problem)

    doing = desk.store.write(steering.set_recurrence, turn, Recurrence(people, weeks))
    return await set_or_again(desk, turn, doing, again)
