"""The pages of the action plan, and an action in a line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import kit, texts
from cards.actions import texts as action_texts
from cards.actions.verbs import ExportPlan, NewAction, OpenAction, ShowPlan
from cards.parts import (
    below,
    following,
    heading,
    links,
    press,
    previous,
    row,
    small,
    subheading,
    submit,
    three_visible,
    titled,
)
from cards.plain import short
from domain.actions.action import Action
from domain.actions.views import PlanCounts, PlanFilter, PlanPage


def plan_card(page: PlanPage) -> dict[str, Any]:
    """Return a page of the plan, or of one's own actions: late ones first, each opens."""
    title = action_texts.MINE if page.mine else action_texts.PLAN
    figures = _figures(page.counts)
    summary = figures or (action_texts.MINE_EMPTY if page.mine else action_texts.PLAN_EMPTY)
    if page.last:
        summary += f" · {texts.page(page.number, page.last)}"
    body: list[kit.Element] = [
        heading(title),
        below(summary),
    ]
    if figures:
        body += _filter(page)
    if figures and not page.actions:
        body.append(kit.TextBlock(text=action_texts.PLAN_NONE))
    body += _lines(page)
    said = f"{title}\u00a0: {summary}"
    return titled(said, body, _plan_buttons(page))


def _figures(counts: PlanCounts) -> str:
    """Return « 3 en retard · 2 à faire · 4 en cours · 12 réalisées »; nothing where nothing is."""
    parts = [
        f"{counts.of(chosen)}\u00a0{action_texts.FILTER[chosen].lower()}"
        for chosen in PlanFilter
        if chosen is not PlanFilter.ALL and counts.of(chosen)
    ]
    return " · ".join(parts)


def _filter(page: PlanPage) -> list[kit.Element]:
    """Return the choice of what is shown: only what there is."""
    choices = [
        (f"{action_texts.FILTER[chosen]} ({page.counts.of(chosen)})", chosen.value)
        for chosen in PlanFilter
        if page.counts.of(chosen) or chosen in (PlanFilter.ALL, page.chosen)
    ]
    if len(choices) < 3 and page.chosen is PlanFilter.ALL:  # noqa: PLR2004 -- one state: no choice
        return []
    showing = ShowPlan(mine=page.mine)
    return [
        kit.InputChoiceSet(
            id="picked",
            label=action_texts.SHOW,
            choices=choices,
            value=page.chosen.value,
            style="compact",
        ),
        kit.ActionSet(
            actions=[submit(action_texts.SHOW_DO, showing, style=None)],
            spacing="Small",
        ),
    ]


def _lines(page: PlanPage) -> list[kit.Element]:
    """Return the actions of a page, each group under its heading."""
    lines: list[kit.Element] = []
    last = ""
    for action in page.actions:
        group = _group(action, page.today)
        if group != last:
            lines.append(subheading(group))
        lines.append(action_line(action, page.today, is_mine=page.mine))
        last = group
    return lines


def _group(action: Action, today: date) -> str:
    if action.is_late(today):
        return f"⚠ {action_texts.FILTER[PlanFilter.LATE]}"
    return f"{action_texts.STATE_ICON[action.state]} {action_texts.STATES[action.state]}"


def action_line(
    action: Action, today: date, *, is_mine: bool = False, about: str = ""
) -> kit.Element:
    """Return an action in a list: number, title, who has it, until when; it opens."""
    told = [about or _when(action, today)]
    if not is_mine:
        told.insert(0, owner_said(action))
    items: list[kit.Element] = [
        kit.RichTextBlock(
            inlines=[
                kit.TextRun(text=f"{action.number} ", size="Small", weight="Bolder"),
                kit.TextRun(text=short(action.title, 110)),
            ]
        ),
        small(" · ".join(told)),
    ]
    return row(items, press(texts.OPEN, OpenAction(action=action.id)), spacing="Small")


def _when(action: Action, today: date) -> str:
    """Return until when an action is due, or what came of it."""
    if action.effect is not None:
        return f"{action_texts.EFFECT_ICON[action.effect]} {action_texts.EFFECT[action.effect]}"
    if action.waits_for_check and action.check_on is not None:
        day = texts.short_day(action.check_on, today)
        return action_texts.DUE_CHECK_DAY.format(day=day)
    if action.is_open:
        return action_texts.due(action.due_on, today)
    return action_texts.STATE[action.state].lower()


def owner_said(action: Action) -> str:
    """Return who has an action, and that nobody has where it is so."""
    if action.owner_id is None or not action.owner_name:
        return action_texts.NO_OWNER
    name = short(action.owner_name, NAME)
    return action_texts.OWNER_LEFT.format(name=name) if action.owner_left else name


def _plan_buttons(page: PlanPage) -> list[kit.Action]:
    listing = ShowPlan(which=page.chosen, mine=page.mine)
    buttons = [
        *following(listing, page.number, page.last),
        *previous(listing, page.number),
    ]
    if page.may_steer:
        buttons.append(press(action_texts.NEW, NewAction()))
    other = action_texts.SEE_PLAN if page.mine else action_texts.SEE_MINE
    buttons.append(press(other, ShowPlan(mine=not page.mine)))
    if page.total:
        buttons.append(press(action_texts.EXPORT, ExportPlan(mine=page.mine)))
    return three_visible(buttons)


def plan_links_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to the plan as files."""
    title = action_texts.LINKS_TITLE
    body: list[kit.Element] = [
        kit.TextBlock(text=title, weight="Bolder"),
        small(action_texts.LINKS_WHAT),
    ]
    return titled(title, body, links(action_texts.LINKS_OPEN, urls))


NAME = 60
