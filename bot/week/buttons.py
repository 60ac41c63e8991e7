"""What the buttons of the week do: questions, flash, leave, stand-up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.contributions.buttons import card_of_kept
from bot.contributions.usecases import questions
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases.turn import Turn
from bot.week.messages import questions_card
from bot.week.usecases import availability, flash, prompts
from bot.week.usecases.availability import Asking
from bot.week.usecases.prompt_view import PromptView
from bot.week.usecases.prompts import Answers, Later
from cards import texts
from cards.contributions import verbs as contribution_verbs
from cards.contributions.question import nothing_noted
from cards.week import texts as week_texts
from cards.week import verbs as week_verbs
from cards.week.availability import absent_card, asking_card, stopped_card
from cards.week.flash import flash_card, flash_page, print_card
from cards.week.prompt import Filled, Purpose, later_card, prompt_form
from cards.week.standup import step_card
from domain.errors import Reason, RuleViolationError
from domain.numbers import whole_number

BUTTONS = Buttons()


# --- « Je le note ? » ------------------------------------------------------------------------


@BUTTONS.does(contribution_verbs.AnswerQuestion)
async def _note(desk: Desk, turn: Turn, data: contribution_verbs.AnswerQuestion) -> Shown:
    """Note an unclear message; while the questions of a week wait it is an answer to them."""
    _, contribution = await desk.store.write(
        questions.answer, turn, data.question, data.kind, prompts.open_week
    )
    if contribution is None:
        return Shown(nothing_noted(), stays=True)
    return Shown(await card_of_kept(desk, turn, contribution), follows=contribution)


# --- the three questions --------------------------------------------------------------------


@BUTTONS.does(week_verbs.SendAnswers)
async def _send(desk: Desk, turn: Turn, data: week_verbs.SendAnswers) -> Shown:
    return await _answer(desk, turn, data, prompts.answer, Purpose.ASK)


@BUTTONS.does(week_verbs.SaveAnswers)
async def _save(desk: Desk, turn: Turn, data: week_verbs.SaveAnswers) -> Shown:
    return await _answer(desk, turn, data, prompts.correct, Purpose.CORRECT)


async def _answer(
    desk: Desk,
    turn: Turn,
    data: week_verbs.SendAnswers | week_verbs.SaveAnswers,
    keep: Callable[..., PromptView],
    purpose: Purpose,
) -> Shown:
    answers = Answers(data.texts, data.signature)
    try:
        if data.until is not None:
            await desk.store.look(availability.check, turn, data.until)
        view = await desk.store.write(keep, turn, data.prompt, answers)
    except RuleViolationError as no:
        if no.reason in (Reason.TOO_LONG, Reason.UNKNOWN, Reason.FLASH_IS_OUT):
            raise  # said beside the form, which keeps what was typed
        view = await desk.store.look(prompts.look, turn, data.prompt)
        return Shown(
            prompt_form(
                data.prompt,
                view.week,
                already=view.already,
                filled=Filled(data.texts, data.signature, texts.REASON[no.reason]),
                purpose=purpose,
            )
        )
    if data.until is not None:
        await desk.store.write(availability.set_absence, turn, data.until)
    asked = await desk.kept(desk, turn, list(view.kept))
    view = replace(view, irritants=tuple(asked.values()))
    return Shown(questions_card(view), stays=True)


async def _unsent(
    desk: Desk,
    turn: Turn,
    data: week_verbs.NothingToSay
    | week_verbs.AskLater
    | week_verbs.LeaveFromPrompt
    | week_verbs.StopFromPrompt,
) -> Shown | None:
    """Return the form with what stands in it, if something does: it would be lost otherwise."""
    if not data.is_written:
        return None
    view = await desk.store.look(prompts.look, turn, data.prompt)
    filled = Filled(data.texts, data.signature, week_texts.UNSENT)
    return Shown(prompt_form(data.prompt, view.week, already=view.already, filled=filled))


@BUTTONS.does(week_verbs.EditAnswers)
async def _edit(desk: Desk, turn: Turn, data: week_verbs.EditAnswers) -> Shown:
    view = await desk.store.look(prompts.look, turn, data.prompt)
    if not view.may_change:
        return Shown(said=texts.REASON[Reason.FLASH_IS_OUT])
    kept = Filled({each.kind: each.text for each in view.kept}, view.signature)
    return Shown(prompt_form(data.prompt, view.week, filled=kept, purpose=Purpose.CORRECT))


@BUTTONS.does(week_verbs.ShowPrompt)
async def _show(desk: Desk, turn: Turn, data: week_verbs.ShowPrompt) -> Shown:
    return Shown(questions_card(await desk.store.look(prompts.look, turn, data.prompt)))


@BUTTONS.does(week_verbs.AnswerNow)
async def _answer_now(desk: Desk, turn: Turn, data: week_verbs.AnswerNow) -> Shown:
    view = await desk.store.look(prompts.look, turn, data.prompt)
    if view.kept:
        return Shown(questions_card(view), stays=True)
    return Shown(prompt_form(data.prompt, view.week, already=view.already), stays=True)


@BUTTONS.does(week_verbs.NothingToSay)
async def _nothing(desk: Desk, turn: Turn, data: week_verbs.NothingToSay) -> Shown:
    if unsent := await _unsent(desk, turn, data):
        return unsent
    view = await desk.store.write(prompts.nothing, turn, data.prompt)
    return Shown(questions_card(view), stays=True)


@BUTTONS.does(week_verbs.AskLater)
async def _later(desk: Desk, turn: Turn, data: week_verbs.AskLater) -> Shown:
    if unsent := await _unsent(desk, turn, data):
        return unsent
    view = await desk.store.write(prompts.later, turn, data.prompt, Later(data.when))
    asked_at = view.prompt.later_at
    if asked_at is None:
        return Shown(questions_card(view), stays=True)
    zone = turn.zone
    local, today = asked_at.astimezone(zone), turn.now.astimezone(zone).date()
    return Shown(later_card(data.prompt, local, today), stays=True)


@BUTTONS.does(week_verbs.LeaveFromPrompt)
async def _leave(desk: Desk, turn: Turn, data: week_verbs.LeaveFromPrompt) -> Shown:
    if unsent := await _unsent(desk, turn, data):
        return unsent
    if data.until is None:
        view = await desk.store.look(prompts.look, turn, data.prompt)
        filled = Filled(signature=data.signature, problem=texts.REASON[Reason.PAST_DAY])
        return Shown(prompt_form(data.prompt, view.week, already=view.already, filled=filled))
    return await _absence(desk, turn, week_verbs.SetAbsence(until=data.until))


@BUTTONS.does(week_verbs.StopFromPrompt)
async def _stop_here(desk: Desk, turn: Turn, data: week_verbs.StopFromPrompt) -> Shown:
    if unsent := await _unsent(desk, turn, data):
        return unsent
    return await _stop(desk, turn, week_verbs.StopAsking())


# --- how one is asked -----------------------------------------------------------------------


@BUTTONS.does(week_verbs.ShowAsking)
async def _asking(desk: Desk, turn: Turn, _: week_verbs.ShowAsking) -> Shown:
    return _shown(await desk.store.look(availability.look, turn))


@BUTTONS.does(week_verbs.SetAbsence)
async def _absence(desk: Desk, turn: Turn, data: week_verbs.SetAbsence) -> Shown:
    until = data.until or date.min  # no day is a day that is past: it is asked for
    try:
        asking = await desk.store.write(availability.set_absence, turn, until)
    except RuleViolationError as no:
        asking = await desk.store.look(availability.look, turn)
        return _shown(asking, problem=texts.REASON[no.reason])
    said = week_texts.ABSENT_SAID.format(until=texts.dated(until, asking.today))
    return Shown(absent_card(said), stays=True)


@BUTTONS.does(week_verbs.SetDaysOff)
async def _days_off(desk: Desk, turn: Turn, data: week_verbs.SetDaysOff) -> Shown:
    days = [each for day in data.days.split(",") if (each := whole_number(day)) is not None]
    try:
        asking = await desk.store.write(availability.set_days_off, turn, days)
    except RuleViolationError:
        asking = await desk.store.look(availability.look, turn)
        return _shown(asking, problem=week_texts.ASKING_ALL_DAYS)
    return _shown(asking, said=week_texts.ASKING_SAVED)


@BUTTONS.does(week_verbs.StopAsking)
async def _stop(desk: Desk, turn: Turn, _: week_verbs.StopAsking) -> Shown:
    await desk.store.write(availability.stop, turn)
    return Shown(stopped_card(), stays=True)


@BUTTONS.does(week_verbs.ResumeAsking)
async def _resume(desk: Desk, turn: Turn, _: week_verbs.ResumeAsking) -> Shown:
    return _shown(await desk.store.write(availability.resume, turn), said=week_texts.RESUMED_SAID)


def _shown(asking: Asking, *, said: str = "", problem: str = "") -> Shown:
    card = asking_card(asking.availability, asking.ceiling, said=said, problem=problem)
    return Shown(card, stays=bool(said))


# --- the flash ------------------------------------------------------------------------------


@BUTTONS.does(week_verbs.ShowFlash)
async def _show_flash(desk: Desk, turn: Turn, data: week_verbs.ShowFlash) -> Shown:
    return Shown(flash_card(await desk.store.look(flash.look, turn, data.flash)))


@BUTTONS.does(week_verbs.SupportInFlash)
async def _support(desk: Desk, turn: Turn, data: week_verbs.SupportInFlash) -> Shown:
    view = await desk.store.write(flash.support, turn, data.flash, data.contribution)
    return Shown(flash_card(view))


@BUTTONS.does(week_verbs.PageFlash)
async def _page(desk: Desk, turn: Turn, data: week_verbs.PageFlash) -> Shown:
    page = await desk.store.look(flash.page, turn, data.flash, data.page)
    return Shown(flash_page(page), is_private_form=True)


@BUTTONS.does(week_verbs.HostFlash)
async def _host(desk: Desk, turn: Turn, data: week_verbs.HostFlash) -> Shown:
    view = await desk.store.write(flash.host, turn, data.flash)
    return Shown(step_card(view, data.step), is_private_form=True)


@BUTTONS.does(week_verbs.DecideInFlash)
async def _decide(desk: Desk, turn: Turn, data: week_verbs.DecideInFlash) -> Shown:
    view = await desk.store.write(flash.decide, turn, data.flash, data.decision, data.owner)
    return Shown(step_card(view, week_texts.STEP_DECIDE + 1), is_private_form=True)


@BUTTONS.does(week_verbs.PrintFlash)
async def _print(desk: Desk, turn: Turn, data: week_verbs.PrintFlash) -> Shown:
    view = await desk.store.look(flash.look, turn, data.flash)
    url = desk.links.flash(turn, view.id)
    return Shown(print_card(view.id, url), is_private_form=True)
