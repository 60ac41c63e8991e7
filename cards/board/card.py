"""The board's page as a card in Teams: native charts with the same in words for iPhones."""

from collections.abc import Sequence
from typing import Any

from cards import texts
from cards.board import texts as said
from cards.board import verbs
from cards.board.told import Page, Panel, plan_states, tell
from cards.kit import (
    Action,
    ActionOpenUrl,
    Card,
    ChartBars,
    ChartDonut,
    Column,
    ColumnSet,
    Container,
    Element,
    Fact,
    FactSet,
    InputChoiceSet,
    InputToggle,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    to_dict,
)
from cards.parts import done_line, press
from cards.plain import escape_markdown, short, spoken, unmarked
from domain.board.page import Board, Figure, Grain, Span
from domain.board.report import Report

_BESIDE = (
    (Figure.WEATHER, Figure.DELAYS),
    (Figure.PARTICIPATION, Figure.REQUESTS),
)
_SERIES = ("neutral", "categoricalBlue")
_STATES = ("categoricalBlue", "categoricalMarigold", "neutral")
_OFFERED = ((Grain.QUARTER, 6), (Grain.MONTH, 6), (Grain.YEAR, 2))
"""How many periods back can be chosen in the card; the page has more."""
_LINE = 110


def board_card(board: Board, url: str = "") -> dict[str, Any]:
    """Return the page as a card; each figure opens its definition and the list behind it.

    A card that stays in a chat has no *url*, which would soon be over: it leads to one that has.
    """
    page = tell(board)
    title = f"{page.title} · {page.period}"
    body: list[Element] = [
        TextBlock(text=escape_markdown(title), style="heading", weight="Bolder", size="Large"),
        TextBlock(
            text=escape_markdown(f"{page.place} · {page.as_of}"),
            isSubtle=True,
            size="Small",
            spacing="None",
        ),
        _figure(board, page, Figure.FIELD),
        _bars(page),
        *(_beside(board, page, pair) for pair in _BESIDE),
        _figure(board, page, Figure.PLAN),
        *_donut(board),
        _listed(board, page, Figure.THEMES, [_run(item.text, item.about) for item in page.themes]),
        _listed(board, page, Figure.DONE, [_run(item.about, item.text) for item in page.done]),
    ]
    actions = _links(board, url) if url else [press(said.OPEN, verbs.ShowBoard(**_chosen(board)))]
    actions.append(press(said.CHOOSE, verbs.ChooseView(**_chosen(board))))
    told = f"{title}. {page.panels[Figure.FIELD].value}, {page.panels[Figure.FIELD].said}."
    return to_dict(
        Card(
            body=body,
            actions=actions,
            speak=spoken(told),
            fallbackText=unmarked(told),
            msteams={"width": "full"},
        )
    )


def _links(board: Board, url: str) -> list[Action]:
    return [
        ActionOpenUrl(title=said.FULL_PAGE, url=f"{url}{_query(board)}"),
        ActionOpenUrl(title=said.PDF, url=f"{url}/pdf{_query(board)}"),
    ]


def _chosen(board: Board) -> dict[str, Any]:
    return {"period": board.span.key, "site": board.place.id if board.place else None}


def _query(board: Board) -> str:
    site = f"&antenne={board.place.id}" if board.place else ""
    return f"?periode={board.span.key}{site}"


def _opening(board: Board, panel: Panel) -> Action:
    """Return the press that opens a figure; its title is what a screen reader says."""
    return press(panel.title, verbs.ShowFigure(figure=panel.figure, **_chosen(board)))


def _words(panel: Panel) -> list[Element]:
    """Return a figure: what it is, its value, and what goes with it."""
    about = " · ".join(part for part in (panel.count, panel.before) if part)
    lines = [line for line in (panel.said, *panel.lines) if line]
    return [
        TextBlock(text=f"{panel.title}\u00a0›", size="Small", weight="Bolder", color="Accent"),
        TextBlock(text=_icon(panel) + panel.value, size="Large", weight="Bolder", spacing="None"),
        *(TextBlock(text=escape_markdown(line), spacing="None") for line in lines),
        *([TextBlock(text=about, size="Small", isSubtle=True, spacing="None")] if about else []),
    ]


def _icon(panel: Panel) -> str:
    """Return the sky before the weather: the word stands below it."""
    if panel.figure is not Figure.WEATHER:
        return ""
    found = (icon for sky, icon in said.SKY_ICON.items() if said.SKY[sky] == panel.said)
    return next((f"{icon} " for icon in found), "")


def _figure(board: Board, page: Page, figure: Figure) -> Element:
    panel = page.panels[figure]
    return Container(items=_words(panel), selectAction=_opening(board, panel), separator=True)


def _beside(board: Board, page: Page, figures: Sequence[Figure]) -> Element:
    panels = [page.panels[figure] for figure in figures]
    columns = [
        Column(width="stretch", items=_words(panel), selectAction=_opening(board, panel))
        for panel in panels
    ]
    return ColumnSet(columns=columns, separator=True)


def _bars(page: Page) -> Element:
    series = [
        {
            "legend": legend,
            "color": color,
            "values": [{"x": row.name, "y": _value(row.cells[place])} for row in page.trend],
        }
        for place, (legend, color) in enumerate(
            zip((said.RECEIVED, said.TREATED), _SERIES, strict=True)
        )
    ]
    facts = [Fact(title=row.name, value=" / ".join(row.cells)) for row in page.trend]
    words = TextBlock(text=f"{said.RECEIVED} / {said.TREATED.lower()}", size="Small")
    fallback = Container(items=[words, FactSet(facts=facts)])
    return ChartBars(title=said.TREND, data=series, showBarValues=True, fallback=fallback)


def _value(cell: str) -> int:
    """Return the number that a cell says."""
    return int(cell.replace("\u202f", ""))


def _donut(board: Board) -> list[Element]:
    if not board.now.plan.total:
        return []
    states = plan_states(board)
    data = [
        {"legend": name, "value": count, "color": color}
        for (name, count), color in zip(states, _STATES, strict=True)
    ]
    facts = [Fact(title=name, value=str(count)) for name, count in states]
    return [ChartDonut(title=said.PLAN, data=data, fallback=FactSet(facts=facts))]


def _run(first: str, then: str) -> Element:
    """Return people's words, the first of them bold, in which no markdown is read."""
    inlines = [
        TextRun(text=short(first, _LINE) or "–", weight="Bolder"),
        TextRun(text=f" · {short(then, _LINE)}", isSubtle=True, size="Small"),
    ]
    return RichTextBlock(inlines=inlines, spacing="Small")


def _listed(board: Board, page: Page, figure: Figure, lines: Sequence[Element]) -> Element:
    panel = page.panels[figure]
    head: list[Element] = [
        TextBlock(text=f"{panel.title}\u00a0›", size="Small", weight="Bolder", color="Accent")
    ]
    empty = [TextBlock(text=panel.value, isSubtle=True, spacing="None")]
    items = [*head, *(lines or empty)]
    return Container(items=items, selectAction=_opening(board, panel), separator=True)


def figure_card(board: Board, figure: Figure, listing: Action) -> dict[str, Any]:
    """Return one figure with its definition, its period and its count, and the list behind it."""
    page = tell(board)
    panel = page.panels[figure]
    where = f"{page.place} · {page.period}"
    about = " · ".join(part for part in (panel.count, panel.before) if part)
    body: list[Element] = [
        TextBlock(text=panel.title, style="heading", weight="Bolder", size="Medium"),
        TextBlock(text=escape_markdown(where), isSubtle=True, size="Small", spacing="None"),
        TextBlock(text=_icon(panel) + panel.value, size="Large", weight="Bolder"),
        *(
            TextBlock(text=escape_markdown(line), spacing="None")
            for line in (panel.said, *panel.lines)
            if line
        ),
        *([TextBlock(text=about, size="Small", isSubtle=True)] if about else []),
        TextBlock(text=said.DEFINITION, weight="Bolder", size="Small", separator=True),
        TextBlock(text=panel.definition, size="Small", spacing="None"),
    ]
    actions = [listing, press(said.BACK, verbs.ShowBoard(**_chosen(board)))]
    told = f"{panel.title}\u00a0: {panel.value}"
    return to_dict(
        Card(body=body, actions=actions, speak=spoken(told), fallbackText=unmarked(told))
    )


def list_link(board: Board, figure: Figure, url: str) -> Action:
    """Return the way to the list behind a figure on the page."""
    return ActionOpenUrl(title=said.SEE_LIST, url=f"{url}/{figure.value}{_query(board)}")


def choose_form(board: Board, *, may_set: bool) -> dict[str, Any]:
    """Return the form of period and site; who leads quality may also set to whom it is sent."""
    periods = []
    for grain, number in _OFFERED:
        newest = Span.of(board.today, grain)
        periods += [newest.back(step) for step in range(number)]
    if board.span not in periods:
        periods.append(board.span)
    places = [(unmarked(short(each.name, 40)), str(each.id)) for each in board.places[:40]]
    body: list[Element] = [
        TextBlock(text=said.CHOOSE, style="heading", weight="Bolder", size="Medium"),
        InputChoiceSet(
            id="period",
            label=said.PERIOD,
            choices=[(said.period(each), each.key) for each in periods],
            value=board.span.key,
            style="compact",
        ),
        InputChoiceSet(
            id="site",
            label=said.SITE,
            choices=[(said.EVERYWHERE, "0"), *places],
            value=str(board.place.id) if board.place else "0",
            style="compact",
        ),
    ]
    actions: list[Action] = [button(said.SHOW, verbs.ShowBoard.verb, {}, style="positive")]
    if may_set:
        actions.append(press(said.REPORT, verbs.EditReport()))
    title = said.CHOOSE
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def report_said(kept: Report) -> str:
    """Return when the page is sent, in a line."""
    return said.REPORT_LINE[kept.monthly, kept.quarterly]


def report_form(kept: Report, *, done: str = "") -> dict[str, Any]:
    """Return the form of when the page is sent to management."""
    body: list[Element] = [
        TextBlock(text=said.REPORT, style="heading", weight="Bolder", size="Medium"),
        *done_line(done),
        TextBlock(text=said.REPORT_WHY, isSubtle=True, size="Small"),
        _toggle("monthly", said.REPORT_MONTHLY, on=kept.monthly),
        _toggle("quarterly", said.REPORT_QUARTERLY, on=kept.quarterly),
    ]
    actions = [
        button(texts.SAVE, verbs.SaveReport.verb, {}, style="positive"),
        press(said.BACK, verbs.ShowBoard()),
    ]
    title = said.REPORT
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def _toggle(name: str, title: str, *, on: bool) -> Element:
    return InputToggle(
        id=name,
        label=title,
        title=said.SEND,
        valueOn="true",
        valueOff="false",
        value="true" if on else "false",
    )
