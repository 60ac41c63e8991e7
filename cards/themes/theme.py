"""« Récurrents », and the card of a theme: in figures, in people's words, and what is done."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cards import kit, texts
from cards.actions import texts as action_texts
from cards.actions.verbs import NewAction
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.parts import (
    below,
    done_line,
    following,
    heading,
    listed,
    press,
    previous,
    row,
    small,
    subheading,
    three_visible,
    titled,
)
from cards.plain import escape_markdown, short
from cards.themes import texts as theme_texts
from cards.themes.verbs import (
    ChooseSplit,
    ChooseThemeMerge,
    EditName,
    ListThemes,
    OpenTheme,
    Reopen,
    ShowPairs,
    Solve,
)
from domain.actions.action import ActionState
from domain.contributions.view import View
from domain.themes.theme import Doing, ThemeCard, ThemeList, ThemeView

_NAME = 90
_TITLE = 90
_DOING = 3


def themes_card(themes: ThemeList) -> dict[str, Any]:
    """Return a page of what recurs; each opens."""
    recurrence = themes.recurrence
    summary = theme_texts.rule(recurrence)
    if themes.last:
        summary += f" {texts.page(themes.number, themes.last).capitalize()}."
    body: list[kit.Element] = [
        heading(theme_texts.TITLE),
        below(summary),
    ]
    if not themes.themes:
        body[1:] = [
            kit.TextBlock(
                text=theme_texts.NONE.format(
                    people=theme_texts.people(recurrence.people),
                    weeks=theme_texts.weeks(recurrence.weeks),
                )
            )
        ]
    was_open = True
    for each in themes.themes:
        if was_open and each.theme.is_solved:
            was_open = False
            body.append(subheading(theme_texts.SOLVED_PART))
        body.append(_listed(each))
    return _card(theme_texts.TITLE, body, _list_actions(themes))


def _list_actions(themes: ThemeList) -> list[kit.Action]:
    listing = ListThemes()
    actions = [
        *following(listing, themes.number, themes.last),
        *previous(listing, themes.number),
    ]
    if themes.leads and themes.waiting:
        title = theme_texts.PAIRS_BUTTON.format(count=themes.waiting)
        actions.append(press(title, ShowPairs()))
    return actions


def _listed(view: ThemeView) -> kit.Element:
    """Return a theme in a list: name, who and where, its last weeks, and where it stands."""
    figures = view.figures
    told = [theme_texts.trend_short(figures.trend), _state(view)]
    items: list[kit.Element] = [
        kit.RichTextBlock(inlines=[kit.TextRun(text=_name(view, _NAME), weight="Bolder")]),
        small(theme_texts.counts(figures)),
        _spark(view, *told),
        *_doing(view.actions[-1:]),
    ]
    return row(items, press(texts.OPEN, OpenTheme(theme=view.theme.id)), separator=True)


def told_in_flash(view: ThemeView) -> str:
    """Return « 7 personnes · 3 antennes · 4e semaine · ↗ en hausse (5 contre 2) · ↩ Revenu »."""
    figures = view.figures
    parts = (
        theme_texts.voices(figures.people),
        theme_texts.sites(figures),
        theme_texts.nth_week(figures.weeks),
        theme_texts.trend_short(figures.trend),
        _state(view),
    )
    return " · ".join(part for part in parts if part)


def theme_name(view: ThemeView) -> str:
    """Return what a theme is called."""
    return theme_texts.name(view.theme.id, view.theme.name)


def _name(view: ThemeView, length: int) -> str:
    return short(theme_name(view), length)


def _state(view: ThemeView) -> str:
    if view.theme.is_solved:
        return theme_texts.SOLVED
    return theme_texts.CAME_BACK if view.came_back else ""


def _spark(view: ThemeView, *more: str) -> kit.Element:
    """Return the bars with what they say beside them, for whoever cannot see them."""
    said = " · ".join(part for part in (theme_texts.spark_said(view.figures), *more) if part)
    return kit.RichTextBlock(
        spacing="None",
        inlines=[
            kit.TextRun(text=theme_texts.spark(view.figures), color="Accent"),
            kit.TextRun(text=f" {said}", size="Small", isSubtle=True),
        ],
    )


def _doing(actions: Sequence[Doing]) -> list[kit.Element]:
    said = []
    for each in actions:
        owner = theme_texts.DOING_BY.format(owner=short(each.owner, 40)) if each.owner else ""
        title = short(each.title, _TITLE)
        said.append(small(theme_texts.DOING[each.state.value].format(title=title) + owner))
    return said


# --- one theme ----------------------------------------------------------------------------------


def theme_card(
    card: ThemeCard,
    today: date,
    zone: ZoneInfo,
    *,
    said: str = "",
    flash: int | None = None,
    back: kit.Action | None = None,
) -> dict[str, Any]:
    """Return a theme with a page of its irritants; opened from a *flash* it leads *back* there."""
    view = card.view
    body: list[kit.Element] = [
        *done_line(said),
        *_head(view, today, zone),
        *_doing(view.actions[-_DOING:]),
        *_irritants(card, today, zone, opens=flash is None),
        *_story(view, today, zone),
    ]
    actions = _reading(card, flash)
    if card.steers and not view.theme.is_solved:
        actions.insert(0, press(action_texts.MAKE_ONE, NewAction(theme=view.theme.id)))
    if card.leads:
        actions += _steering(view)
    actions.append(kit.ActionToggleVisibility(title=theme_texts.STORY, targetElements=["story"]))
    actions.append(back or press(theme_texts.BACK, ListThemes()))
    title = f"{theme_texts.THEME}\u00a0: {_name(view, _NAME)}"
    return _card(title, body, three_visible(actions))


def told_card(view: ThemeView, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a quality lead is told once: a problem has become recurrent."""
    title = theme_texts.TOLD_TITLE
    since = view.theme.recurrent_at or view.theme.created_at
    body: list[kit.Element] = [
        heading(title),
        *_head(view, since.astimezone(zone).date(), zone),
        *_doing(view.actions[-1:]),
        small(theme_texts.TOLD_WHY),
    ]
    actions: list[kit.Action] = [press(theme_texts.OPEN, OpenTheme(theme=view.theme.id))]
    if not view.theme.is_solved:
        actions.insert(0, press(action_texts.MAKE_ONE, NewAction(theme=view.theme.id)))
    return _card(f"{title}\u00a0: {_name(view, _NAME)}", body, actions)


def _head(view: ThemeView, today: date, zone: ZoneInfo) -> list[kit.Element]:
    figures = view.figures
    state = _state(view) or (theme_texts.RECURRENT if view.is_recurrent else theme_texts.THEME)
    parts: list[kit.Element] = [
        kit.ColumnSet(
            style="good" if view.theme.is_solved else "warning",
            bleed=True,
            columns=[
                kit.Column(
                    width="stretch",
                    items=[
                        kit.RichTextBlock(
                            inlines=[kit.TextRun(text=_name(view, _NAME), weight="Bolder")]
                        )
                    ],
                ),
                kit.Column(
                    width="auto",
                    items=[
                        kit.TextBlock(
                            text=state, size="Small", weight="Bolder", horizontalAlignment="Right"
                        )
                    ],
                ),
            ],
        ),
        small(theme_texts.counts(figures)),
        _spark(view),
        small(theme_texts.trend(figures.trend)),
    ]
    if said := _when(view, today, zone):
        parts.append(small(said))
    if view.came_back and view.theme.was_solved_at and view.theme.came_back_at:
        parts.append(
            small(
                theme_texts.CAME_BACK_SINCE.format(
                    solved=_day(view.theme.was_solved_at, today, zone),
                    back=_day(view.theme.came_back_at, today, zone),
                )
            )
        )
    return parts


def _when(view: ThemeView, today: date, zone: ZoneInfo) -> str:
    first, last = view.figures.first_at, view.figures.last_at
    if first is None or last is None:
        return ""
    days = [_day(each, today, zone) for each in (first, last)]
    if days[0] == days[1]:
        return theme_texts.FIRST.format(day=days[0])
    return theme_texts.FIRST_LAST.format(first=days[0], last=days[1])


def _day(moment: datetime, today: date, zone: ZoneInfo) -> str:
    return theme_texts.day_of(moment.astimezone(zone).date(), today)


def _irritants(card: ThemeCard, today: date, zone: ZoneInfo, *, opens: bool) -> list[kit.Element]:
    """Return the irritants that the reader may see: in people's words, without their names."""
    if not card.total:
        is_said = card.view.figures.irritants > 0
        return [small(theme_texts.NOTHING_TO_READ)] if is_said else []
    heading = theme_texts.SAID_BY_THEM
    if card.last:
        heading += f", {texts.page(card.number, card.last)}"
    parts: list[kit.Element] = [subheading(heading)]
    parts += [_irritant(each, today, zone, opens=opens) for each in card.irritants]
    unread = card.view.figures.irritants - card.total
    if unread > 0:
        count = texts.counted(unread, "autre dit", "autres dits")
        parts.append(small(theme_texts.HIDDEN.format(count=count)))
    return parts


def _irritant(contribution: View, today: date, zone: ZoneInfo, *, opens: bool) -> kit.Element:
    about = (
        texts.marked_status(contribution.kind, contribution.status),
        texts.day(contribution.created_at.astimezone(zone).date(), today),
        short(contribution.site, 40),
        contribution_texts.supports(contribution.support),
    )
    if opens:
        return listed(
            contribution, about, contribution_verbs.OpenFiche(contribution=contribution.id)
        )
    told = f"{contribution.number} · {' · '.join(part for part in about if part)}"
    words = kit.RichTextBlock(inlines=[kit.TextRun(text=short(contribution.text, 160))])
    return kit.Container(items=[words, small(told)], separator=True)


def _story(view: ThemeView, today: date, zone: ZoneInfo) -> list[kit.Element]:
    """Return what happened to a theme, by day; shown when it is asked for."""
    theme, figures = view.theme, view.figures
    told: list[tuple[datetime | None, str, str]] = [
        (figures.first_at, theme_texts.STORY_FIRST, ""),
        (theme.created_at, theme_texts.STORY_CREATED, ""),
        (theme.recurrent_at, theme_texts.STORY_RECURRENT, ""),
        (theme.was_solved_at, theme_texts.STORY_SOLVED, ""),
        (theme.came_back_at, theme_texts.STORY_BACK, ""),
        (theme.solved_at, theme_texts.STORY_SOLVED, ""),
        *(
            (each.done_at, theme_texts.STORY_DONE, short(each.title, _TITLE))
            for each in view.actions[-_DOING:]
            if each.state is ActionState.DONE
        ),
    ]
    lines = sorted(
        (moment, said.format(day=_day(moment, today, zone), title=title))
        for moment, said, title in told
        if moment is not None
    )
    return [kit.Container(id="story", isVisible=False, items=[small(said) for _, said in lines])]


def _reading(card: ThemeCard, flash: int | None) -> list[kit.Action]:
    """Return the pages of its irritants."""
    listing = OpenTheme(theme=card.view.theme.id, flash=flash)
    return [
        *following(listing, card.number, card.last, title=texts.NEXT),
        *previous(listing, card.number, title=texts.PREVIOUS),
    ]


def _steering(view: ThemeView) -> list[kit.Action]:
    """Return what a quality lead may do with a theme, what is done most often first."""
    theme = view.theme.id
    buttons: list[kit.Action] = []
    if view.theme.is_solved:
        buttons.append(press(theme_texts.REOPEN, Reopen(theme=theme)))
    else:
        buttons.append(press(theme_texts.SOLVE, Solve(theme=theme)))
    return [
        *buttons,
        press(theme_texts.RENAME, EditName(theme=theme)),
        press(theme_texts.SPLIT, ChooseSplit(theme=theme)),
        press(theme_texts.MERGE, ChooseThemeMerge(theme=theme)),
    ]


def _card(
    title: str, body: Sequence[kit.Element], actions: Sequence[kit.Action]
) -> dict[str, Any]:
    said = escape_markdown(title)
    return titled(said, list(body), list(actions))
