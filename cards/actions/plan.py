"""The pages of the action plan, and an action in a line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import texts, verbs
from cards.actions import texts as action_texts
from cards.actions.verbs import ExportPlan, NewAction, OpenAction, ShowPlan
from cards.kit import Action as Button
from cards.kit import (
    ActionOpenUrl,
    ActionSet,
    Card,
    Element,
    InputChoiceSet,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    to_dict,
)
from cards.parts import press, row, secondary, small
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
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        TextBlock(text=summary, isSubtle=True, size="Small", spacing="None"),
    ]
    if figures:
        body += _filter(page)
    if figures and not page.actions:
        body.append(TextBlock(text=action_texts.PLAN_NONE))
    body += _lines(page)
    said = f"{title}\u00a0: {summary}"
    return to_dict(Card(body=body, actions=_plan_buttons(page), speak=said, fallbackText=said))


def _figures(counts: PlanCounts) -> str:
    """Return « 3 en retard · 2 à faire · 4 en cours · 12 réalisées »; nothing where nothing is."""
    parts = [
        f"{counts.of(chosen)}\u00a0{action_texts.FILTER[chosen].lower()}"
        for chosen in PlanFilter
        if chosen is not PlanFilter.ALL and counts.of(chosen)
    ]
    return " · ".join(parts)


def _filter(page: PlanPage) -> list[Element]:
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
        InputChoiceSet(
            id="picked",
            label=action_texts.SHOW,
            choices=choices,
            value=page.chosen.value,
            style="compact",
        ),
        ActionSet(
            actions=[button(action_texts.SHOW_DO, showing.verb, verbs.carried(showing))],
            spacing="Small",
        ),
    ]


def _lines(page: PlanPage) -> list[Element]:
    """Return the actions of a page, each group under its heading."""
    lines: list[Element] = []
    last = ""
    for action in page.actions:
        group = _group(action, page.today)
        if group != last:
            lines.append(TextBlock(text=group, weight="Bolder", separator=True))
        lines.append(action_line(action, page.today, is_mine=page.mine))
        last = group
    return lines


def _group(action: Action, today: date) -> str:
    if action.is_late(today):
        return f"⚠ {action_texts.FILTER[PlanFilter.LATE]}"
    return f"{action_texts.STATE_ICON[action.state]} {action_texts.STATES[action.state]}"


def action_line(action: Action, today: date, *, is_mine: bool = False, about: str = "") -> Element:
    """Return an action in a list: number, title, who has it, until when; it opens."""
    told = [about or _when(action, today)]
    if not is_mine:
        told.insert(0, owner_said(action))
    items: list[Element] = [
        RichTextBlock(
            inlines=[
                TextRun(text=f"{action.number} ", size="Small", weight="Bolder"),
                TextRun(text=short(action.title, 110)),
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


def _plan_buttons(page: PlanPage) -> list[Button]:
    same: dict[str, Any] = {"which": page.chosen, "mine": page.mine}
    buttons: list[Button] = []
    if page.number < page.last:
        buttons.append(press(texts.PAGE_NEXT, ShowPlan(page=page.number + 1, **same)))
    if page.number:
        buttons.append(press(texts.PAGE_PREVIOUS, ShowPlan(page=page.number - 1, **same)))
    if page.may_steer:
        buttons.append(press(action_texts.NEW, NewAction()))
    other = action_texts.SEE_PLAN if page.mine else action_texts.SEE_MINE
    buttons.append(press(other, ShowPlan(mine=not page.mine)))
    if page.total:
        buttons.append(press(action_texts.EXPORT, ExportPlan(mine=page.mine)))
    return three_visible(buttons)


def three_visible(buttons: Sequence[Button]) -> list[Button]:
    """Return buttons of which a phone shows three, the others behind « ⋯ »."""
    return [each if place < VISIBLE else secondary(each) for place, each in enumerate(buttons)]


def plan_links_card(urls: Sequence[str]) -> dict[str, Any]:
    """Return the links to the plan as files."""
    title = action_texts.LINKS_TITLE
    body: list[Element] = [TextBlock(text=title, weight="Bolder"), small(action_texts.LINKS_WHAT)]
    actions = [
        ActionOpenUrl(title=said, url=url)
        for said, url in zip(action_texts.LINKS_OPEN, urls, strict=True)
    ]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


NAME = 60
VISIBLE = 3
"""Buttons that a phone shows before « ⋯ »."""
