"""The board's page as a card in Teams: native charts with the same in words for iPhones."""

from collections.abc import Sequence
from typing import Any

from cards import kit, texts
from cards.board import texts as said
from cards.board import verbs
from cards.board.told import Page, Panel, plan_states, tell
from cards.fields import toggle
from cards.parts import below, done_line, heading, hint, press, submit, titled
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
    body: list[kit.Element] = [
        kit.TextBlock(text=escape_markdown(title), style="heading", weight="Bolder", size="Large"),
        below(escape_markdown(f"{page.place} · {page.as_of}")),
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
    return kit.to_dict(
        kit.Card(
            body=body,
            actions=actions,
            speak=spoken(told),
            fallbackText=unmarked(told),
            msteams={"width": "full"},
        )
    )


def _links(board: Board, url: str) -> list[kit.Action]:
    return [
        kit.ActionOpenUrl(title=said.FULL_PAGE, url=f"{url}{_query(board)}"),
        kit.ActionOpenUrl(title=said.PDF, url=f"{url}/pdf{_query(board)}"),
    ]


def _chosen(board: Board) -> dict[str, Any]:
    return {"period": board.span.key, "site": board.place.id if board.place else None}


def _query(board: Board) -> str:
    site = f"&antenne={board.place.id}" if board.place else ""
    return f"?periode={board.span.key}{site}"


def _opening(board: Board, panel: Panel) -> kit.Action:
    """Return the press that opens a figure; its title is what a screen reader says."""
    return press(panel.title, verbs.ShowFigure(figure=panel.figure, **_chosen(board)))


def _words(panel: Panel) -> list[kit.Element]:
    """Return a figure: what it is, its value, and what goes with it."""
    about = " · ".join(part for part in (panel.count, panel.before) if part)
    lines = [line for line in (panel.said, *panel.lines) if line]
    return [
        kit.TextBlock(text=f"{panel.title}\u00a0›", size="Small", weight="Bolder", color="Accent"),
        kit.TextBlock(
            text=_icon(panel) + panel.value, size="Large", weight="Bolder", spacing="None"
        ),
        *(kit.TextBlock(text=escape_markdown(line), spacing="None") for line in lines),
        *([below(about)] if about else []),
    ]


def _icon(panel: Panel) -> str:
    """Return the sky before the weather: the word stands below it."""
    if panel.figure is not Figure.WEATHER:
        return ""
    found = (icon for sky, icon in said.SKY_ICON.items() if said.SKY[sky] == panel.said)
    return next((f"{icon} " for icon in found), "")


def _figure(board: Board, page: Page, figure: Figure) -> kit.Element:
    panel = page.panels[figure]
    return kit.Container(items=_words(panel), selectAction=_opening(board, panel), separator=True)


def _beside(board: Board, page: Page, figures: Sequence[Figure]) -> kit.Element:
    panels = [page.panels[figure] for figure in figures]
    columns = [
        kit.Column(width="stretch", items=_words(panel), selectAction=_opening(board, panel))
        for panel in panels
    ]
    return kit.ColumnSet(columns=columns, separator=True)


def _bars(page: Page) -> kit.Element:
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
    facts = [kit.Fact(title=row.name, value=" / ".join(row.cells)) for row in page.trend]
    words = kit.TextBlock(text=f"{said.RECEIVED} / {said.TREATED.lower()}", size="Small")
    fallback = kit.Container(items=[words, kit.FactSet(facts=facts)])
    return kit.ChartBars(title=said.TREND, data=series, showBarValues=True, fallback=fallback)


def _value(cell: str) -> int:
    """Return the number that a cell says."""
    return int(cell.replace("\u202f", ""))


def _donut(board: Board) -> list[kit.Element]:
    if not board.now.plan.total:
        return []
    states = plan_states(board)
    data = [
        {"legend": name, "value": count, "color": color}
        for (name, count), color in zip(states, _STATES, strict=True)
    ]
    facts = [kit.Fact(title=name, value=str(count)) for name, count in states]
    return [kit.ChartDonut(title=said.PLAN, data=data, fallback=kit.FactSet(facts=facts))]


def _run(first: str, then: str) -> kit.Element:
    """Return people's words, the first of them bold, in which no markdown is read."""
    inlines = [
        kit.TextRun(text=short(first, _LINE) or "–", weight="Bolder"),
        kit.TextRun(text=f" · {short(then, _LINE)}", isSubtle=True, size="Small"),
    ]
    return kit.RichTextBlock(inlines=inlines, spacing="Small")


def _listed(board: Board, page: Page, figure: Figure, lines: Sequence[kit.Element]) -> kit.Element:
    panel = page.panels[figure]
    head: list[kit.Element] = [
        kit.TextBlock(text=f"{panel.title}\u00a0›", size="Small", weight="Bolder", color="Accent")
    ]
    empty = [kit.TextBlock(text=panel.value, isSubtle=True, spacing="None")]
    items = [*head, *(lines or empty)]
    return kit.Container(items=items, selectAction=_opening(board, panel), separator=True)


def figure_card(board: Board, figure: Figure, listing: kit.Action) -> dict[str, Any]:
    """Return one figure with its definition, its period and its count, and the list behind it."""
    page = tell(board)
    panel = page.panels[figure]
    where = f"{page.place} · {page.period}"
    about = " · ".join(part for part in (panel.count, panel.before) if part)
    body: list[kit.Element] = [
        heading(panel.title),
        below(escape_markdown(where)),
        kit.TextBlock(text=_icon(panel) + panel.value, size="Large", weight="Bolder"),
        *(
            kit.TextBlock(text=escape_markdown(line), spacing="None")
            for line in (panel.said, *panel.lines)
            if line
        ),
        *([hint(about)] if about else []),
        kit.TextBlock(text=said.DEFINITION, weight="Bolder", size="Small", separator=True),
        kit.TextBlock(text=panel.definition, size="Small", spacing="None"),
    ]
    actions = [listing, press(said.BACK, verbs.ShowBoard(**_chosen(board)))]
    told = f"{panel.title}\u00a0: {panel.value}"
    return kit.to_dict(
        kit.Card(body=body, actions=actions, speak=spoken(told), fallbackText=unmarked(told))
    )


def list_link(board: Board, figure: Figure, url: str) -> kit.Action:
    """Return the way to the list behind a figure on the page."""
    return kit.ActionOpenUrl(title=said.SEE_LIST, url=f"{url}/{figure.value}{_query(board)}")


def choose_form(board: Board, *, may_set: bool) -> dict[str, Any]:
    """Return the form of period and site; who leads quality may also set to whom it is sent."""
    periods = []
    for grain, number in _OFFERED:
        newest = Span.of(board.today, grain)
        periods += [newest.back(step) for step in range(number)]
    if board.span not in periods:
        periods.append(board.span)
    places = [(unmarked(short(each.name, 40)), str(each.id)) for each in board.places[:40]]
    body: list[kit.Element] = [
        heading(said.CHOOSE),
        kit.InputChoiceSet(
            id="period",
            label=said.PERIOD,
            choices=[(said.period(each), each.key) for each in periods],
            value=board.span.key,
            style="compact",
        ),
        kit.InputChoiceSet(
            id="site",
            label=said.SITE,
            choices=[(said.EVERYWHERE, "0"), *places],
            value=str(board.place.id) if board.place else "0",
            style="compact",
        ),
    ]
    actions: list[kit.Action] = [submit(said.SHOW, verbs.ShowBoard())]
    if may_set:
        actions.append(press(said.REPORT, verbs.EditReport()))
    title = said.CHOOSE
    return titled(title, body, actions)


def report_said(kept: Report) -> str:
    """Return when the page is sent, in a line."""
    return said.REPORT_LINE[kept.monthly, kept.quarterly]


def report_form(kept: Report, *, done: str = "") -> dict[str, Any]:
    """Return the form of when the page is sent to management."""
    body: list[kit.Element] = [
        heading(said.REPORT),
        *done_line(done),
        hint(said.REPORT_WHY),
        _toggle("monthly", said.REPORT_MONTHLY, on=kept.monthly),
        _toggle("quarterly", said.REPORT_QUARTERLY, on=kept.quarterly),
    ]
    actions = [
        submit(texts.SAVE, verbs.SaveReport()),
        press(said.BACK, verbs.ShowBoard()),
    ]
    title = said.REPORT
    return titled(title, body, actions)


def _toggle(name: str, title: str, *, on: bool) -> kit.Element:
    return toggle(name, title, said.SEND, on=on, wrap=None)
