"""The board's page in words: one source for the card in Teams, the page and the PDF."""

from collections.abc import Mapping

from cards import texts
from cards.board import texts as said
from cards.plain import short
from domain.actions.action import ActionState
from domain.amounts import Among, Told
from domain.board.page import Asked, Board, Figure, Figures, Flow, Wait
from domain.kinds import NOTABLE
from domain.records import record
from domain.requests.request import RequestNature

LINE = 150
"""Characters of what people wrote, on a page that must stay one."""


@record
class Panel:
    """A figure in words."""

    figure: Figure
    title: str
    value: str
    """What is read first: « 4,1 sur 5 », « 61 reçues »."""
    said: str = ""
    """What goes with it, in a few words."""
    lines: tuple[str, ...] = ()
    count: str = ""
    """What it stands on: « 212 jeunes »."""
    before: str = ""
    """The same of the period before."""
    definition: str = ""


@record
class Row:
    """A line of a small table."""

    name: str
    cells: tuple[str, ...]


@record
class Item:
    """Something that people said, and what is told about it."""

    number: str
    text: str
    about: str


@record
class Page:
    """The whole page in words."""

    title: str
    period: str
    place: str
    as_of: str
    panels: Mapping[Figure, Panel]
    kinds: tuple[Row, ...]
    delays: tuple[Row, ...]
    """To the first answer, and to the decision: average, median, and on how many."""
    requests: tuple[Row, ...]
    trend: tuple[Row, ...]
    plan: tuple[Row, ...]
    themes: tuple[Item, ...]
    done: tuple[Item, ...]


def tell(board: Board) -> Page:
    """Return *board* in words."""
    return Page(
        said.TITLE,
        said.period(board.span),
        short(board.place.name, 40) if board.place else said.EVERYWHERE,
        _as_of(board),
        {figure: _PANELS[figure](board) for figure in Figure},
        tuple(Row(said.KINDS[kind], _flow(board.now.kinds[kind])) for kind in NOTABLE),
        _delay_rows(board),
        tuple(
            Row(said.NATURES[nature], _sheets(board.now.asked[nature])) for nature in RequestNature
        ),
        tuple(Row(said.period(span), _flow(flow)) for span, flow in board.trend),
        tuple(Row(name, (said.number(count),)) for name, count in plan_states(board)),
        tuple(
            Item(
                "",
                short(theme.name, 60) or said.UNNAMED,
                " · ".join(
                    (
                        said.voices(theme.people),
                        said.many(theme.sites, said.SITES),
                        said.many(theme.weeks, said.WEEKS),
                    )
                ),
            )
            for theme in board.themes
        ),
        tuple(
            Item(told.number, short(told.said, 80), short(told.result, LINE))
            for told in board.told
        ),
    )


def plan_states(board: Board) -> tuple[tuple[str, int], ...]:
    """Return how many actions stand where, by the state's name, the done first."""
    plan = board.now.plan
    return (
        (said.STATES[ActionState.DONE], plan.done),
        (said.STATES[ActionState.IN_PROGRESS], plan.in_progress),
        (said.STATES[ActionState.TO_DO], plan.todo),
    )


def _as_of(board: Board) -> str:
    if board.is_running:
        grain = said.GRAINS[board.span.grain]
        return said.AS_OF.format(day=said.day(board.today), period=grain)
    return said.WHOLE.format(first=said.day(board.span.first), last=said.day(board.span.last))


def _flow(flow: Flow) -> tuple[str, str]:
    return said.number(flow.received), said.number(flow.treated)


def _sheets(asked: Asked) -> tuple[str, ...]:
    delay = asked.to_answer
    return (
        said.number(asked.received),
        said.number(asked.answered),
        said.number(asked.closed),
        said.short_days(delay.average),
        said.short_days(delay.median),
    )


def _panel(board: Board, figure: Figure, value: str, **more: str | tuple[str, ...]) -> Panel:
    """Return a figure in words; *before* is said of the period before."""
    before = str(more.pop("before", ""))
    if before:
        before = said.BEFORE.format(period=said.period(board.span.back()), said=before)
    definition = said.DEFINITIONS[figure].format(
        fewest=board.now.weather.fewest,
        people=board.recurrence.people,
        weeks=board.recurrence.weeks,
    )
    return Panel(
        figure,
        said.FIGURES[figure],
        value,
        said=str(more.get("said", "")),
        lines=tuple(more.get("lines", ())),
        count=str(more.get("count", "")),
        before=before,
        definition=definition,
    )


def _weather(board: Board) -> Panel:
    weather = board.now.weather
    young = said.many(weather.count, said.YOUNG)
    if weather.sky is None or weather.mean is None or weather.content is None:
        few = said.TOO_FEW_YOUNG.format(count=young, fewest=weather.fewest)
        words = few if weather.count else said.NO_YOUNG
        before = _weather_before(board.before)
        return _panel(board, Figure.WEATHER, said.NO_WEATHER, said=words, before=before)
    return _panel(
        board,
        Figure.WEATHER,
        said.OUT_OF_FIVE.format(mean=said.mean(weather.mean)),
        said=said.SKY[weather.sky],
        lines=(said.CONTENT.format(share=round(100 * weather.content)),),
        count=young,
        before=_weather_before(board.before),
    )


def _weather_before(figures: Figures) -> str:
    weather = figures.weather
    if weather.mean is not None:
        mean = said.OUT_OF_FIVE.format(mean=said.mean(weather.mean))
        return f"{mean} ({said.many(weather.count, said.YOUNG)})"
    return said.MASKED if weather.count else ""


def _field(board: Board) -> Panel:
    flow, before = board.now.flow, board.before.flow
    return _panel(
        board,
        Figure.FIELD,
        said.many(flow.received, said.RECEIVED_COUNTED),
        said=said.many(flow.treated, said.TREATED_COUNTED),
        before=_flow_said(before),
    )


def _flow_said(flow: Flow) -> str:
    received = said.many(flow.received, said.RECEIVED_COUNTED)
    return f"{received}, {said.many(flow.treated, said.TREATED_COUNTED)}"


def _delays(board: Board) -> Panel:
    rows = _delay_rows(board)
    before = _wait_said(board.before.reply)
    if not rows:
        return _panel(board, Figure.DELAYS, said.NO_DELAY, before=before)
    reply, *decision = rows
    lines = tuple(f"{row.cells[0]} {row.name} ({row.cells[1]})" for row in decision)
    return _panel(
        board,
        Figure.DELAYS,
        reply.cells[0],
        said=reply.name,
        lines=(reply.cells[1], *lines),
        count=reply.cells[2],
        before=before,
    )


def _delay_rows(board: Board) -> tuple[Row, ...]:
    waits = ((said.TO_REPLY, board.now.reply), (said.TO_DECIDE, board.now.decision))
    return tuple(
        Row(
            name,
            (
                said.days(wait.average),
                said.MEDIAN.format(days=said.days(wait.median)),
                said.ON_COUNT.format(count=said.many(wait.count, said.CONTRIBUTIONS)),
            ),
        )
        for name, wait in waits
        if wait.average is not None and wait.median is not None
    )


def _wait_said(wait: Wait) -> str:
    return said.days(wait.average) if wait.average is not None else ""


def _requests(board: Board) -> Panel:
    lines = tuple(
        f"{said.NATURES[nature]}\u00a0: {_asked_said(board.now.asked[nature])}"
        for nature in RequestNature
    )
    total = sum(asked.received for asked in board.now.asked.values())
    before = sum(asked.received for asked in board.before.asked.values())
    return _panel(
        board,
        Figure.REQUESTS,
        said.many(total, said.RECEIVED_COUNTED),
        lines=lines,
        before=said.many(before, said.RECEIVED_COUNTED),
    )


def _asked_said(asked: Asked) -> str:
    answered = f"{said.number(asked.answered)} {said.ANSWERED.lower()}"
    counts = f"{said.many(asked.received, said.RECEIVED_COUNTED)}, {answered}"
    if asked.to_answer.average is None:
        return counts
    return f"{counts}, {said.days(asked.to_answer.average)}"


def _plan(board: Board) -> Panel:
    plan, before = board.now.plan, board.before.plan
    if not plan.total:
        return _panel(board, Figure.PLAN, said.NO_ACTION)
    states = " · ".join(f"{count} {name.lower()}" for name, count in plan_states(board))
    return _panel(
        board,
        Figure.PLAN,
        f"{plan.share}\u00a0% fait",
        said=states,
        lines=(said.many(plan.late, said.LATE),) if plan.late else (),
        count=said.many(plan.total, ("action", "actions")),
        before=f"{before.share}\u00a0%" if before.total else "",
    )


def _themes(board: Board) -> Panel:
    total = board.themes_total
    if not total:
        return _panel(board, Figure.THEMES, said.NO_THEME)
    more = total - len(board.themes)
    return _panel(
        board,
        Figure.THEMES,
        said.many(total, said.THEMES_COUNTED),
        lines=tuple(short(theme.name, 60) or said.UNNAMED for theme in board.themes),
        said=said.MORE.format(count=more) if more else "",
    )


def _done(board: Board) -> Panel:
    total = board.told_total
    if not total:
        return _panel(board, Figure.DONE, said.NOTHING_DONE)
    return _panel(
        board,
        Figure.DONE,
        said.many(total, said.DONE_COUNTED),
        lines=tuple(short(told.result, LINE) for told in board.told),
    )


def _participation(board: Board) -> Panel:
    took_part = board.now.took_part
    before = board.before.took_part
    return _panel(
        board,
        Figure.PARTICIPATION,
        _took_part(took_part),
        before=_took_part(before) if before.count else "",
    )


def _took_part(took_part: Among) -> str:
    if took_part.told is Told.NOTHING:
        return said.PARTICIPATION_UNTOLD
    people = texts.among(took_part)
    return said.PARTICIPATION.format(people=people[:1].upper() + people[1:], staff=took_part.of)


_PANELS = {
    Figure.WEATHER: _weather,
    Figure.FIELD: _field,
    Figure.DELAYS: _delays,
    Figure.REQUESTS: _requests,
    Figure.PLAN: _plan,
    Figure.THEMES: _themes,
    Figure.DONE: _done,
    Figure.PARTICIPATION: _participation,
}
