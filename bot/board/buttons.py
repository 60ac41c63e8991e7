"""What the buttons of the board's page do."""

from bot.board.usecases import figures as board
from bot.board.usecases import lists, report
from bot.board.usecases.figures import View
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from cards.board import texts as board_texts
from cards.board import verbs
from cards.board.card import board_card, choose_form, figure_card, list_link, report_form
from cards.inquiry.answer import carried_inquiry
from cards.inquiry.verbs import AskAgain
from cards.parts import press
from domain.board.report import Report

BUTTONS = Buttons()


@BUTTONS.does(verbs.ShowBoard)
async def _show(desk: Desk, turn: Turn, data: verbs.ShowBoard) -> Shown:
    return await shown_board(desk, turn, View(data.period, data.site))


async def shown_board(desk: Desk, turn: Turn, view: View) -> Shown:
    """Return the page as a card."""
    seen = await desk.store.look(board.look, turn, view)
    return Shown(board_card(seen, desk.links.board(turn)), is_private_form=True)


@BUTTONS.does(verbs.ShowFigure)
async def _figure(desk: Desk, turn: Turn, data: verbs.ShowFigure) -> Shown:
    seen = await desk.store.look(board.look, turn, View(data.period, data.site))
    inquiry = lists.inquiry_behind(data.figure, seen)
    listing = (
        list_link(seen, data.figure, desk.links.board(turn))
        if inquiry is None
        else press(board_texts.SEE_LIST, AskAgain(asked=carried_inquiry(inquiry)))
    )
    return Shown(figure_card(seen, data.figure, listing), is_private_form=True)


@BUTTONS.does(verbs.ChooseView)
async def _choose(desk: Desk, turn: Turn, data: verbs.ChooseView) -> Shown:
    seen = await desk.store.look(board.look, turn, View(data.period, data.site))
    may_set = await desk.store.look(report.may_set_report, turn)
    return Shown(choose_form(seen, may_set=may_set), is_private_form=True)


@BUTTONS.does(verbs.EditReport)
async def _edit_report(desk: Desk, turn: Turn, _: verbs.EditReport) -> Shown:
    return Shown(report_form(await desk.store.look(report.report, turn)), is_private_form=True)


@BUTTONS.does(verbs.SaveReport)
async def _save_report(desk: Desk, turn: Turn, data: verbs.SaveReport) -> Shown:
    set_ = await desk.store.write(report.set_report, turn, Report(data.monthly, data.quarterly))
    return Shown(report_form(set_, done=board_texts.REPORT_SAVED), is_private_form=True)
