"""The board's page over HTTP: to look at, to print, as a PDF, and the list behind each figure.

A link is of one person and of an hour; it opens all periods and sites of their organisation.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web
from markupsafe import Markup

from bot.board import charts
from bot.board.charts import ON_PAGE, Bars, Paint
from bot.board.usecases import figures as boards
from bot.board.usecases import lists
from bot.board.usecases.figures import View
from bot.plug import Site
from bot.usecases.here import zone_of_tenant
from bot.usecases.links import BoardGrant
from bot.web.serving import HEADERS, TEMPLATES
from bot.web.typeset import FONT, typeset
from cards import texts
from cards.board import texts as board_texts
from cards.board.listed import listed
from cards.board.told import Page, tell
from domain.amounts import Told
from domain.board.page import Behind, Board, Figure, Grain, Span
from domain.errors import Reason, RuleViolationError
from domain.numbers import whole_number
from domain.records import record
from storage.database import DatabaseUnavailableError

_INK = Paint(
    ink="#17202a",
    subtle="#4a5460",
    line="#dfe4ea",
    first="#8fb3d9",
    second="#14508c",
    third="#e0a030",
    sun="#f0a818",
    cloud="#9fb3c8",
    rain="#2f77bd",
    font=FONT,
)
"""The colours on paper."""
_TO_DO = "#c9d1da"
_OFFERED = ((Grain.QUARTER, 8), (Grain.MONTH, 12), (Grain.YEAR, 3))
"""How many periods back can be chosen on the page."""

_Answer = Callable[[web.Request, BoardGrant, View], Awaitable[web.Response]]


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page, its PDF and its lists; what is over is said kindly."""
    store, links, policy, clock = site.store, site.links, site.policy, site.clock

    def route(path: str, answer: _Answer) -> web.RouteDef:
        async def handle(request: web.Request) -> web.Response:
            grant = links.read_board(request.match_info["token"], clock())
            if grant is None:
                return _sentence(403, board_texts.EXPIRED)
            return await _kindly(answer(request, grant, _view(request)))

        return web.get(path, handle)

    async def page(request: web.Request, grant: BoardGrant, view: View) -> web.Response:
        board = await store.read(boards.look_by_link, policy, grant, view, clock())
        return _html(board_page(board, _base(request)))

    async def pdf(_: web.Request, grant: BoardGrant, view: View) -> web.Response:
        board = await store.read(boards.look_by_link, policy, grant, view, clock())
        name = f"tableau-de-bord-{board.span.key}.pdf"
        headers = HEADERS | {"Content-Disposition": f'inline; filename="{name}"'}
        whole = await board_pdf(board, clock())
        return web.Response(body=whole, content_type="application/pdf", headers=headers)

    async def behind(request: web.Request, grant: BoardGrant, view: View) -> web.Response:
        choice = (view, _figure(request))
        found = await store.read(lists.behind_by_link, policy, grant, choice, clock())
        zone = await store.read(zone_of_tenant, policy, grant.tenant_id)
        return _html(behind_page(found, _base(request), zone))

    return [
        route("/tableau/{token}", page),
        route("/tableau/{token}/pdf", pdf),
        route("/tableau/{token}/{figure}", behind),
    ]


async def _kindly(answering: Awaitable[web.Response]) -> web.Response:
    """Return the answer, or a sentence for whatever keeps it from being given."""
    try:
        return await answering
    except DatabaseUnavailableError:
        return _sentence(503, texts.PAGE_UNAVAILABLE)
    except RuleViolationError as no:
        if no.reason is Reason.SITE_TOO_SMALL:
            return _sentence(403, texts.REASON[no.reason])
        return _sentence(404, board_texts.EXPIRED)


def _figure(request: web.Request) -> Figure:
    try:
        return Figure(request.match_info["figure"])
    except ValueError:  # an address that somebody has changed
        raise RuleViolationError(Reason.UNKNOWN) from None


def _view(request: web.Request) -> View:
    """Return what is looked at; what makes no sense is as if it were not said."""
    site = request.query.get("antenne", "")
    return View(
        request.query.get("periode", "")[:10],
        whole_number(site),
    )


def _base(request: web.Request) -> str:
    """Return the path of the page itself."""
    return f"/tableau/{request.match_info['token']}"


def _link(base: str, board: Board) -> Callable[[str, str], str]:
    """Return what makes the address of a part of the page, of a period, of the same site."""

    def link(part: str, period: str) -> str:
        chosen = {"periode": period} | ({"antenne": board.place.id} if board.place else {})
        return f"{base}{part}?{urlencode(chosen)}"

    return link


def _html(page: str) -> web.Response:
    return web.Response(text=page, content_type="text/html", headers=HEADERS)


def _sentence(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=sentence, content_type="text/plain", headers=HEADERS)


@record
class Drawn:
    """The drawings of a page; an empty one is not shown."""

    sky: Markup
    bars: Markup
    donut: Markup
    gauge: Markup


def drawn(board: Board, paint: Paint, todo: str) -> Drawn:
    """Return the drawings of *board*."""
    plan, took_part = board.now.plan, board.now.took_part
    parts = ((plan.done, paint.second), (plan.in_progress, paint.third), (plan.todo, todo))
    shown = took_part.told is Told.EXACT
    groups = [
        Bars(board_texts.period(span), flow.received, flow.treated) for span, flow in board.trend
    ]
    return Drawn(
        Markup(charts.sky(board.now.weather.sky, paint)),  # noqa: S704 -- drawn by us
        Markup(charts.bars(groups, paint)),  # noqa: S704 -- its words are escaped
        Markup(charts.donut(parts, f"{plan.share} %", paint)),  # noqa: S704 -- drawn by us
        Markup(charts.gauge(took_part.count / took_part.of, paint) if shown else ""),  # noqa: S704 -- drawn by us
    )


def board_page(board: Board, base: str) -> str:
    """Return the page as HTML; people's words are escaped."""
    told = tell(board)
    following = board.span.back(-1)
    return TEMPLATES.get_template("board.html").render(
        page=told,
        panels=told.panels,
        words=board_texts,
        weather=board.now.weather,
        plan=board.now.plan,
        drawn=drawn(board, ON_PAGE, "var(--todo)"),
        trend_said=trend_said(told),
        here=base,
        link=_link(base, board),
        chosen=board.span.key,
        before=board.span.back().key,
        after=following.key if following.first <= board.today else "",
        site=board.place.id if board.place else None,
        places=board.places,
        periods=_periods(board),
        printed=board_texts.PRINTED.format(day=board_texts.day(board.today)),
    )


def trend_said(told: Page) -> str:
    """Return the trend in words, for whoever does not see its drawing."""
    return ", ".join(f"{row.name} {row.cells[0]} et {row.cells[1]}" for row in told.trend)


def _periods(board: Board) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the periods to choose from, by length; the one that is shown is among them."""
    offered = []
    for grain, number in _OFFERED:
        newest = Span.of(board.today, grain)
        spans = [newest.back(step) for step in range(number)]
        if board.span.grain is grain and board.span not in spans:
            spans.append(board.span)
        name = board_texts.GRAINS[grain].capitalize()
        offered.append((name, [(each.key, board_texts.period(each)) for each in spans]))
    return offered


def behind_page(behind: Behind, base: str, zone: ZoneInfo) -> str:
    """Return the list behind a figure as HTML; people's words are escaped."""
    told, lines = tell(behind.board), listed(behind, zone)
    panel = told.panels[behind.figure]
    return TEMPLATES.get_template("behind.html").render(
        page=told,
        words=board_texts,
        title=panel.title,
        definition=panel.definition,
        back=_link(base, behind.board)("", behind.board.span.key),
        head=lines.head,
        rows=lines.rows,
        notes=lines.notes,
    )


async def board_pdf(board: Board, at: datetime) -> bytes:
    """Return the page as a PDF of one A4, whatever it holds."""
    told = tell(board)
    drawings = drawn(board, _INK, _TO_DO)
    data: Mapping[str, Any] = {
        "title": told.title,
        "period": told.period,
        "place": told.place,
        "as_of": told.as_of,
        "panels": {figure.value: _plain(told, figure) for figure in Figure},
        "kinds": [[row.name, *row.cells] for row in told.kinds],
        "delays": [[row.name, *row.cells] for row in told.delays],
        "requests": [[row.name, *row.cells] for row in told.requests],
        "plan": [[row.name, *row.cells] for row in told.plan],
        "themes": [[item.text, item.about] for item in told.themes],
        "done": [[item.about, f"{item.text} · {item.number}"] for item in told.done],
        "drawn": {name: str(getattr(drawings, name)) for name in Drawn.__annotations__},
        "alt": {
            "sky": f"{told.panels[Figure.WEATHER].title}\u00a0: {_sky_said(told)}",
            "bars": f"{board_texts.TREND}\u00a0: {trend_said(told)}",
            "donut": f"{board_texts.PLAN}\u00a0: {told.panels[Figure.PLAN].said}",
            "gauge": told.panels[Figure.PARTICIPATION].value,
        },
        "heads": {
            "kinds": ["", board_texts.RECEIVED, board_texts.TREATED],
            "requests": [
                "",
                board_texts.RECEIVED,
                board_texts.ANSWERED,
                board_texts.CLOSED,
                board_texts.DELAY,
                board_texts.DELAY_MEDIAN,
            ],
            "definitions": board_texts.DEFINITIONS_TITLE,
        },
        "printed": board_texts.PRINTED.format(day=board_texts.day(board.today)),
    }
    return await typeset("board", dict(data), at)


def _sky_said(told: Page) -> str:
    panel = told.panels[Figure.WEATHER]
    return panel.said or panel.value


def _plain(told: Page, figure: Figure) -> dict[str, Any]:
    panel = told.panels[figure]
    return {
        "title": panel.title,
        "value": panel.value,
        "said": panel.said,
        "lines": list(panel.lines),
        "count": panel.count,
        "before": panel.before,
        "definition": panel.definition,
    }
