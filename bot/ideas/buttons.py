"""What the buttons of the idea box do: the desk of the quality lead, and what authors may do."""

from collections.abc import Awaitable
from typing import Any

from bot.contributions.usecases import contributions
from bot.ideas.usecases import moves, reading, sorting
from bot.settings import usecases as rhythm
from bot.settings.buttons import set_or_again
from bot.teams.desk import Buttons, Desk, Shown
from bot.teams.forms import Again, done_or_again
from bot.teams.hearing.people import know_staff
from bot.themes.usecases import steering
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions import verbs as contribution_verbs
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.ideas.deadlines import deadlines_form
from cards.ideas.fiche import fiche_card
from cards.ideas.forms import (
    answer_form,
    ask_back_form,
    asks_something,
    assign_form,
    merge_form,
    move_form,
    tags_form,
    try_form,
)
from cards.ideas.inbox import inbox_card
from cards.settings import texts as settings_texts
from cards.themes.verbs import Attach
from domain.contributions.contribution import Number
from domain.deadlines import Deadlines
from domain.errors import Reason, RuleViolationError
from domain.ideas.views import Fiche
from domain.numbers import whole_number

BUTTONS = Buttons()


def shown_fiche(turn: Turn, fiche: Fiche, **more: Any) -> Shown:
    """Return a fiche as its reader sees it."""
    return Shown(fiche_card(fiche, turn.day, turn.zone, **more))


async def _done(
    turn: Turn, data: contribution_verbs.OfContribution, doing: Awaitable[Fiche], again: Again
) -> Shown:
    async def done() -> Shown:
        return _kept(turn, data, await doing)

    return await done_or_again(done(), again)


def _kept(turn: Turn, data: contribution_verbs.OfContribution, fiche: Fiche) -> Shown:
    """Show a fiche for good, with the way back to its list."""
    card = fiche_card(fiche, turn.day, turn.zone, inbox=data.inbox)
    return Shown(card, stays=True)


async def _fiche(desk: Desk, turn: Turn, contribution_id: int) -> Fiche:
    return await desk.store.look(reading.open_fiche, turn, contribution_id)


@BUTTONS.does(contribution_verbs.Open)
async def _open_from_list(desk: Desk, turn: Turn, data: contribution_verbs.Open) -> Shown:
    return shown_fiche(turn, await _fiche(desk, turn, data.contribution), page=data.page)


@BUTTONS.does(contribution_verbs.OpenFiche)
async def _open(desk: Desk, turn: Turn, data: contribution_verbs.OpenFiche) -> Shown:
    return shown_fiche(turn, await _fiche(desk, turn, data.contribution), inbox=data.inbox)


@BUTTONS.does(idea_verbs.SupportHere)
async def _support(desk: Desk, turn: Turn, data: idea_verbs.SupportHere) -> Shown:
    await desk.store.write(contributions.support, turn, data.contribution)
    return shown_fiche(turn, await _fiche(desk, turn, data.contribution), inbox=data.inbox)


# --- the desk ---------------------------------------------------------------------------------


@BUTTONS.does(idea_verbs.ShowInbox)
async def _inbox(desk: Desk, turn: Turn, data: idea_verbs.ShowInbox) -> Shown:
    return await _shown_inbox(desk, turn, data.page)


async def _shown_inbox(desk: Desk, turn: Turn, page: int, said: str = "") -> Shown:
    inbox = await desk.store.look(reading.inbox, turn, page)
    return Shown(inbox_card(inbox, turn.zone, said=said), stays=bool(said))


@BUTTONS.does(idea_verbs.ReadSome)
async def _read_some(desk: Desk, turn: Turn, data: idea_verbs.ReadSome) -> Shown:
    read = await desk.store.write(moves.mark_read, turn, data.chosen)
    return await _shown_inbox(desk, turn, data.page, _read_said(read))


@BUTTONS.does(idea_verbs.ReadAll)
async def _read_all(desk: Desk, turn: Turn, _: idea_verbs.ReadAll) -> Shown:
    read = 0
    while read < _MOST_READ and (more := await desk.store.write(moves.mark_next_read, turn)):
        read += more
    return await _shown_inbox(desk, turn, 0, _read_said(read))


_MOST_READ = 200
"""« Tout lire » reads so many at once: its answer waits for them."""


def _read_said(count: int) -> str:
    return texts.several(count, idea_texts.READ_DONE) if count else idea_texts.READ_NONE


@BUTTONS.does(idea_verbs.MarkRead)
async def _mark_read(desk: Desk, turn: Turn, data: idea_verbs.MarkRead) -> Shown:
    await desk.store.write(moves.mark_read, turn, [data.contribution])
    fiche = await _fiche(desk, turn, data.contribution)
    return _kept(turn, data, fiche)


@BUTTONS.does(idea_verbs.ChooseMove)
async def _choose_move(desk: Desk, turn: Turn, data: idea_verbs.ChooseMove) -> Shown:
    fiche = await _steered(desk, turn, data.contribution)
    if not asks_something(data.to):
        moving = idea_verbs.Move(contribution=data.contribution, to=data.to, inbox=data.inbox)
        return await _move(desk, turn, moving)
    promised = await desk.store.read(reading.usual_promise, turn)
    form = move_form(fiche.contribution, data.to, promised, inbox=data.inbox)
    return Shown(form, is_private_form=True)


@BUTTONS.does(idea_verbs.Move)
async def _move(desk: Desk, turn: Turn, data: idea_verbs.Move) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        if not asks_something(data.to):  # nothing of ours sends words with it
            raise RuleViolationError(Reason.NO_SUCH_MOVE)
        fiche = await _fiche(desk, turn, data.contribution)
        promised = await desk.store.read(reading.usual_promise, turn)
        return move_form(
            fiche.contribution,
            data.to,
            promised,
            typed=data,
            problem=problem,
            inbox=data.inbox,
        )

    doing = desk.store.write(
        moves.move, turn, data.contribution, data.to, data.answer, data.promised
    )
    return await _done(turn, data, doing, again)


@BUTTONS.does(idea_verbs.WriteAnswer)
async def _write_answer(desk: Desk, turn: Turn, data: idea_verbs.WriteAnswer) -> Shown:
    fiche = await _fiche(desk, turn, data.contribution)
    if not fiche.may_answer:
        raise RuleViolationError(Reason.NOT_QUALITY_LEAD)
    return Shown(answer_form(fiche.contribution, inbox=data.inbox), is_private_form=True)


@BUTTONS.does(idea_verbs.Answer)
async def _answer(desk: Desk, turn: Turn, data: idea_verbs.Answer) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        fiche = await _fiche(desk, turn, data.contribution)
        return answer_form(
            fiche.contribution, typed=data.answer, problem=problem, inbox=data.inbox
        )

    doing = desk.store.write(moves.answer, turn, data.contribution, data.answer)
    return await _done(turn, data, doing, again)


@BUTTONS.does(idea_verbs.ChooseMerge)
async def _choose_merge(desk: Desk, turn: Turn, data: idea_verbs.ChooseMerge) -> Shown:
    fiche = await _steered(desk, turn, data.contribution)
    return Shown(merge_form(fiche, inbox=data.inbox), is_private_form=True)


@BUTTONS.does(idea_verbs.Merge)
async def _merge(desk: Desk, turn: Turn, data: idea_verbs.Merge) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        fiche = await _steered(desk, turn, data.contribution)
        return merge_form(fiche, typed=data, problem=problem, inbox=data.inbox)

    into = Number.parse(data.into) or _serial(data.into) or Number.parse(data.chosen)
    if into is None:
        return Shown(await again(texts.REASON[Reason.MERGED_BADLY]), is_private_form=True)
    doing = desk.store.write(sorting.merge, turn, data.contribution, into)
    return await _done(turn, data, doing, again)


def _serial(text: str) -> int | None:
    """Return « 4 » and « #4 » as people write a number for short."""
    return whole_number(text.strip().lstrip("#"))


@BUTTONS.does(idea_verbs.ChooseAssign)
async def _choose_assign(desk: Desk, turn: Turn, data: idea_verbs.ChooseAssign) -> Shown:
    fiche = await _steered(desk, turn, data.contribution)
    form = await _assigning(desk, turn, fiche, inbox=data.inbox)
    return Shown(form, is_private_form=True)


@BUTTONS.does(idea_verbs.Assign)
async def _assign(desk: Desk, turn: Turn, data: idea_verbs.Assign) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        fiche = await _fiche(desk, turn, data.contribution)
        return await _assigning(desk, turn, fiche, typed=data, problem=problem, inbox=data.inbox)

    doing = desk.store.write(sorting.assign, turn, data.contribution, data.person, data.until)
    return await _done(turn, data, doing, again)


async def _assigning(desk: Desk, turn: Turn, fiche: Fiche, **more: Any) -> dict[str, Any]:
    await know_staff(desk, turn)
    known = await desk.store.look(reading.colleagues, turn)
    promised = await desk.store.read(reading.usual_promise, turn)
    return assign_form(fiche.contribution, known.people, promised, **more)


@BUTTONS.does(idea_verbs.EditTags)
async def _edit_tags(desk: Desk, turn: Turn, data: idea_verbs.EditTags) -> Shown:
    fiche = await _steered(desk, turn, data.contribution)
    return Shown(tags_form(fiche.contribution, inbox=data.inbox), is_private_form=True)


@BUTTONS.does(idea_verbs.SaveTags)
async def _save_tags(desk: Desk, turn: Turn, data: idea_verbs.SaveTags) -> Shown:
    fiche = await desk.store.write(sorting.tag, turn, data.contribution, data.tags)
    return _kept(turn, data, fiche)


async def _steered(desk: Desk, turn: Turn, contribution_id: int) -> Fiche:
    """Return a fiche to whoever may steer it."""
    fiche = await _fiche(desk, turn, contribution_id)
    if not fiche.may_steer:
        raise RuleViolationError(Reason.NOT_QUALITY_LEAD)
    return fiche


# --- authors, and the library -----------------------------------------------------------------


@BUTTONS.does(idea_verbs.WriteBack)
async def _write_back(desk: Desk, turn: Turn, data: idea_verbs.WriteBack) -> Shown:
    fiche = await _fiche(desk, turn, data.contribution)
    if not fiche.is_own:
        raise RuleViolationError(Reason.NOT_YOURS)
    return Shown(ask_back_form(fiche.contribution), is_private_form=True)


@BUTTONS.does(idea_verbs.AskBack)
async def _ask_back(desk: Desk, turn: Turn, data: idea_verbs.AskBack) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        fiche = await _fiche(desk, turn, data.contribution)
        return ask_back_form(fiche.contribution, typed=data.question, problem=problem)

    doing = desk.store.write(moves.ask_back, turn, data.contribution, data.question)
    return await _done(turn, data, doing, again)


@BUTTONS.does(contribution_verbs.ChooseTry)
async def _choose_try(desk: Desk, turn: Turn, data: contribution_verbs.ChooseTry) -> Shown:
    fiche = await _fiche(desk, turn, data.contribution)
    return Shown(try_form(fiche.contribution, inbox=data.inbox), is_private_form=True)


@BUTTONS.does(contribution_verbs.Try)
async def _try(desk: Desk, turn: Turn, data: contribution_verbs.Try) -> Shown:
    async def again(problem: str) -> dict[str, Any]:
        fiche = await _fiche(desk, turn, data.contribution)
        return try_form(fiche.contribution, typed=data, problem=problem, inbox=data.inbox)

    doing = desk.store.write(
        sorting.try_practice, turn, data.contribution, data.outcome, data.result
    )
    return await _done(turn, data, doing, again)


# --- settings ---------------------------------------------------------------------------------


@BUTTONS.does(idea_verbs.EditDeadlines)
async def _edit_deadlines(desk: Desk, turn: Turn, _: idea_verbs.EditDeadlines) -> Shown:
    kept = (await desk.store.look(rhythm.look, turn)).habits.rhythm
    return Shown(deadlines_form(kept))


@BUTTONS.does(idea_verbs.SaveDeadlines)
async def _save_deadlines(desk: Desk, turn: Turn, data: idea_verbs.SaveDeadlines) -> Shown:
    days = [whole_number(said) or 0 for said in (data.nudge, data.late)]
    chosen = [whole_number(each) or 0 for each in data.engagements.split(",")]

    async def again(problem: str) -> dict[str, Any]:
        kept = (await desk.store.look(rhythm.look, turn)).habits.rhythm
        return deadlines_form(kept, typed=data, problem=problem)

    doing = desk.store.write(rhythm.set_deadlines, turn, Deadlines(*days), chosen)
    return await set_or_again(desk, turn, doing, again)


@BUTTONS.does(Attach)
async def _attach(desk: Desk, turn: Turn, data: Attach) -> Shown:
    await desk.store.write(steering.attach, turn, data.contribution, data.target, data.called)
    fiche = await desk.store.look(reading.open_fiche, turn, data.contribution)
    return shown_fiche(turn, fiche, inbox=data.inbox, said=settings_texts.RHYTHM_SAVED)
