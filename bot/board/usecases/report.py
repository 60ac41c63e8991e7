"""The board's page sent to management and the quality leads, where the organisation wishes it."""

from dataclasses import asdict
from datetime import date

from bot.board.usecases.figures import View, board
from bot.usecases.owing import Times, habits, is_lead, tell
from bot.usecases.turn import Policy, Turn, enter, enter_to_settle, note
from domain.board.page import Board, Grain, Span
from domain.board.report import Report
from domain.board.subjects import BoardSubject
from domain.people import Role, check_leads_quality
from domain.records import record
from storage.runs import Run
from storage.unit_of_work import UnitOfWork


@record
class ReportView:
    """The page of the period that has just ended, for whoever is sent it."""

    board: Board


def ended(day: date, wished: Report) -> Span | None:
    """Return the period that is told of on *day*, None where none is wished.

    Once: after a quarter it is the quarter, and its last month is in it.
    """
    quarter, month = (Span.of(day, grain).back() for grain in (Grain.QUARTER, Grain.MONTH))
    if wished.quarterly and quarter.end == month.end:
        return quarter
    return month if wished.monthly else None


def send(unit: UnitOfWork, policy: Policy, run: Run, times: Times) -> None:
    """Owe management and the quality leads the page, within their ceiling, once."""
    kept = habits(unit, policy, run.organisation_id)
    span = ended(kept.day(run.moment), report_of(unit, run.organisation_id))
    if span is None:
        return
    staff = unit.people.staff(run.organisation_id)
    wanted = [
        each
        for each in staff
        if each.person.role is Role.MANAGEMENT or is_lead(each.person, policy)
    ]
    cause = f"{BoardSubject.REPORT}:{span.key}"
    tell(unit, kept, times, run, wanted, cause, (cause, (BoardSubject.REPORT, run.id)))


def view(unit: UnitOfWork, policy: Policy, organisation_id: int, run_id: int) -> ReportView | None:
    """Return the page that a run sends, as its figures are now; None where none is wished now."""
    run = unit.runs.get(organisation_id, run_id)
    if run is None:
        return None
    kept = habits(unit, policy, organisation_id)
    span = ended(kept.day(run.moment), report_of(unit, organisation_id))
    if span is None:
        return None
    return ReportView(board(unit, policy, organisation_id, View(span.key), run.moment))


def report_of(unit: UnitOfWork, organisation_id: int) -> Report:
    """Return when an organisation has the page sent."""
    kept = unit.steering.of(organisation_id)
    return Report(kept["report_monthly"], kept["report_quarterly"])


def may_set_report(unit: UnitOfWork, turn: Turn) -> bool:
    """Tell whether who asks may set when the page is sent."""
    return enter(unit, turn).person.leads_quality


def report(unit: UnitOfWork, turn: Turn) -> Report:
    """Return what is set; ``NOT_QUALITY_LEAD``."""
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return report_of(unit, actor.organisation_id)


def set_report(unit: UnitOfWork, turn: Turn, wanted: Report) -> Report:
    """Set whether the page is sent to management and the quality leads; ``NOT_QUALITY_LEAD``."""
    actor, organisation = enter_to_settle(unit, turn)
    check_leads_quality(actor.person)
    if wanted != report_of(unit, actor.organisation_id):
        unit.steering.set(
            organisation,
            report_monthly=wanted.monthly,
            report_quarterly=wanted.quarterly,
        )
        note(unit, turn, actor, "setting.board_report", after=asdict(wanted))
    return wanted
