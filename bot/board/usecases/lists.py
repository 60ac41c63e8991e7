"""The list behind each figure of the board’s page."""

from collections.abc import Callable
from datetime import datetime

from bot.board.usecases.figures import View, board, granted, stretch_of
from bot.contributions.usecases.readers import reader_of
from bot.usecases.links import BoardGrant
from bot.usecases.owing import habits
from bot.usecases.turn import Policy
from domain.board.page import Behind, Board, Figure
from domain.contributions.view import view_for
from domain.inquiry import Dated, Inquiry, Period
from domain.people import author_key
from storage.board.figures import BoardFigures
from storage.contributions.visibility import Viewer
from storage.inquiry.repository import Inquiries
from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork

MOST_LISTED = 200
"""Lines of the list behind a figure: more is asked for in the chat."""


def behind_by_link(
    unit: UnitOfWork, policy: Policy, grant: BoardGrant, choice: tuple[View, Figure], now: datetime
) -> Behind:
    """Return the list behind a figure for whoever was given a link.

    Raises:
        RuleViolationError: ``UNKNOWN``, ``SITE_TOO_SMALL``.
    """
    view, figure = choice
    organisation_id = granted(unit, grant)
    whole = board(unit, policy, organisation_id, view, now)
    person = unit.people.find(organisation_id, grant.person)
    assert person is not None  # noqa: S101 -- a link is granted to who is known
    zone = habits(unit, policy, organisation_id).rhythm.tz
    viewer = Viewer(person, author_key(policy.secret, person), now, zone, in_public=True)
    return _BEHIND[figure](unit, viewer, whole)


def inquiry_behind(figure: Figure, board: Board) -> Inquiry | None:
    """Return the question whose answer is the list behind a figure; None where none is."""
    dated = {Figure.FIELD: Dated.SAID, Figure.DELAYS: Dated.REPLIED}.get(figure)
    if dated is None:
        return None
    sites = (board.place.id,) if board.place else ()
    return Inquiry(sites=sites, period=Period(board.span.first, board.span.last), dated=dated)


def _contributions(figure: Figure) -> Callable[[UnitOfWork, Viewer, Board], Behind]:
    def behind(unit: UnitOfWork, viewer: Viewer, board: Board) -> Behind:
        inquiry = inquiry_behind(figure, board)
        assert inquiry is not None  # noqa: S101 -- of these figures there is one
        found = unit.of(Inquiries).answer(inquiry, viewer, limit=MOST_LISTED, offset=0)
        who = reader_of(unit, viewer)
        flow = board.now.flow
        counted = flow.received if figure is Figure.FIELD else flow.treated
        return Behind(
            figure,
            board,
            contributions=tuple(view_for(each, who) for each in found.contributions),
            replied=unit.of(BoardFigures).replied(
                viewer.person.organisation_id, [each.id for each in found.contributions]
            ),
            total=found.total,
            # Of more than a list counts nobody is told how many exactly.
            hidden=0 if found.is_more else max(0, counted - found.total),
        )

    return behind


def _sheets(unit: UnitOfWork, viewer: Viewer, board: Board) -> Behind:
    span, site = board.span, board.place.id if board.place else None
    sheets = unit.of(BoardFigures).sheets(
        viewer.person.organisation_id, span.first, span.end, site
    )
    return Behind(Figure.REQUESTS, board, sheets=tuple(sheets), total=len(sheets))


def _steps(unit: UnitOfWork, viewer: Viewer, board: Board) -> Behind:
    stretch = stretch_of(board.span, viewer.zone)
    steps = unit.of(BoardFigures).steps(viewer.person.organisation_id, stretch)
    return Behind(Figure.PLAN, board, steps=tuple(steps), total=len(steps))


def _themes(unit: UnitOfWork, viewer: Viewer, board: Board) -> Behind:
    stretch, site = stretch_of(board.span, viewer.zone), board.place.id if board.place else None
    organisation_id = viewer.person.organisation_id
    themes = unit.of(BoardFigures).themes(organisation_id, stretch, site, board.recurrence)
    return Behind(Figure.THEMES, board, themes=tuple(themes), total=len(themes))


def _told(unit: UnitOfWork, viewer: Viewer, board: Board) -> Behind:
    stretch, site = stretch_of(board.span, viewer.zone), board.place.id if board.place else None
    told, total = unit.of(BoardFigures).told(
        viewer.person.organisation_id, stretch, site, MOST_LISTED
    )
    return Behind(Figure.DONE, board, told=tuple(told), total=total)


def _faces(unit: UnitOfWork, viewer: Viewer, board: Board) -> Behind:
    """Return how many chose each face, where they are enough for a weather."""
    weather = board.now.weather
    if not weather.is_told:
        return Behind(Figure.WEATHER, board, total=weather.count)
    span, site = board.span, board.place.id if board.place else None
    faces = unit.of(Survey).faces(viewer.person.organisation_id, span.first, span.last, site)
    return Behind(Figure.WEATHER, board, faces=faces, total=weather.count)


def _nobody(_: UnitOfWork, __: Viewer, board: Board) -> Behind:
    """Return the figure alone: nobody is ever listed as having said something, or not."""
    return Behind(Figure.PARTICIPATION, board)


_BEHIND: dict[Figure, Callable[[UnitOfWork, Viewer, Board], Behind]] = {
    Figure.WEATHER: _faces,
    Figure.FIELD: _contributions(Figure.FIELD),
    Figure.DELAYS: _contributions(Figure.DELAYS),
    Figure.REQUESTS: _sheets,
    Figure.PLAN: _steps,
    Figure.THEMES: _themes,
    Figure.DONE: _told,
    Figure.PARTICIPATION: _nobody,
}
