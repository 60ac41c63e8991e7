"""What a message of the outbox shows at the moment it is sent."""

from collections.abc import Callable, Sequence

from bot.actions.usecases import news as action_news
from bot.board.usecases import report as board_report
from bot.board.usecases.report import ReportView
from bot.confidentiality.usecases import masking
from bot.ideas.usecases import news, nudges
from bot.rights import usecases as rights
from bot.rights.usecases import PurgeView
from bot.sends import usecases as sends
from bot.themes.usecases import themes
from bot.usecases.turn import Policy, Turn
from bot.week.usecases import flash
from bot.week.usecases.prompt_view import PromptView, views
from domain.actions.action import (
    ActionDecidedView,
    ActionDueView,
    ActionHandedView,
    ActionToldView,
)
from domain.actions.subjects import ActionSubject
from domain.board.subjects import BoardSubject
from domain.confidentiality.subjects import MaskSubject
from domain.contributions.contribution import Contribution
from domain.contributions.masked import MaskedView
from domain.contributions.subjects import ContributionSubject
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import DigestView, HandedView, NewsView, NudgeView
from domain.rights.subjects import RightsSubject
from domain.sending import RunView, SendSubject
from domain.themes.subjects import ThemeSubject
from domain.themes.theme import IrritantView, ThemeView
from domain.week.flash import FlashView
from domain.week.subjects import WeekSubject
from storage.contributions.questions import Question, Questions
from storage.outbox import Destination, Outgoing
from storage.unit_of_work import UnitOfWork

Subject = (
    Contribution
    | IrritantView
    | ThemeView
    | Question
    | PromptView
    | FlashView
    | RunView
    | NewsView
    | DigestView
    | HandedView
    | NudgeView
    | PurgeView
    | MaskedView
    | ActionHandedView
    | ActionDecidedView
    | ActionToldView
    | ActionDueView
    | ReportView
    | None
)
"""None where the message says the same to everyone."""


def what_to_show(
    unit: UnitOfWork, policy: Policy, outgoings: Sequence[Outgoing]
) -> dict[int, Subject]:
    """Return the subjects of messages as they are now, by the message's id."""
    asked = {
        each.subject_id
        for each in outgoings
        if each.subject in (WeekSubject.PROMPT, WeekSubject.REMINDER)
        and each.subject_id is not None
    }
    questions = views(unit, policy, asked) if asked else {}
    return {
        each.id: questions.get(each.subject_id or 0)
        if each.subject in (WeekSubject.PROMPT, WeekSubject.REMINDER)
        else _subject(unit, policy, each)
        for each in outgoings
    }


def _subject(unit: UnitOfWork, policy: Policy, outgoing: Outgoing) -> Subject:
    if outgoing.subject == ActionSubject.DUE:  # of a person, too
        return action_news.due_view(unit, policy, outgoing)
    read = _READERS.get(outgoing.subject)
    if read is None or outgoing.subject_id is None:
        return None
    return read(unit, policy, outgoing.organisation_id, outgoing.subject_id)


_READERS: dict[str, Callable[[UnitOfWork, Policy, int, int], Subject]] = {
    ContributionSubject.CONTRIBUTION: themes.shown,
    ContributionSubject.QUESTION: lambda unit, _, organisation_id, id_: unit.of(Questions).get(
        organisation_id, id_
    ),
    WeekSubject.FLASH: flash.view,
    SendSubject.SKIPPED: sends.of_run,
    IdeaSubject.NEWS: lambda unit, _, organisation_id, id_: news.view(unit, organisation_id, id_),
    IdeaSubject.DIGEST: lambda unit, _, organisation_id, id_: news.digest_view(
        unit, organisation_id, id_
    ),
    IdeaSubject.HANDED: lambda unit, _, organisation_id, id_: news.handed_view(
        unit, organisation_id, id_
    ),
    MaskSubject.MASKED: masking.view,
    IdeaSubject.NUDGE: nudges.view,
    IdeaSubject.LATE_NUDGE: nudges.view,
    RightsSubject.PURGED: rights.purge_view,
    BoardSubject.REPORT: board_report.view,
    ActionSubject.HANDED: lambda unit, _, organisation_id, id_: action_news.handed_view(
        unit, organisation_id, id_
    ),
    ActionSubject.DECIDED: lambda unit, _, organisation_id, id_: action_news.decided_view(
        unit, organisation_id, id_
    ),
    ActionSubject.TOLD: lambda unit, _, organisation_id, id_: action_news.told_view(
        unit, organisation_id, id_
    ),
    ActionSubject.TOLD_UNNAMED: lambda unit, _, organisation_id, id_: (
        action_news.told_unnamed_view(unit, organisation_id, id_)
    ),
    ThemeSubject.RECURRENT: themes.told,
}


def is_wanted(outgoing: Outgoing, shows: Subject) -> bool:
    """Tell whether a message that was owed still says something: people change their minds."""
    if outgoing.activity_id:
        return True
    if outgoing.subject in set(ActionSubject):
        return action_news.is_wanted(outgoing, shows)
    if isinstance(shows, NewsView):
        unknown = shows.contribution.is_anonymous and not outgoing.is_secret
        return not (unknown or shows.is_stale)
    if outgoing.subject in (BoardSubject.REPORT, MaskSubject.MASKED):
        is_masked = isinstance(shows, MaskedView) and bool(shows.masks)
        return is_masked or isinstance(shows, ReportView)
    if isinstance(shows, DigestView):
        return bool(shows.contributions)
    if not isinstance(shows, PromptView):
        return not (isinstance(shows, ThemeView) and shows.theme.is_solved)
    answered = bool(shows.kept) or shows.prompt.settled
    return not (shows.availability.opted_out or answered)


def follow(
    unit: UnitOfWork, turn: Turn, contribution: Contribution, to: Destination, activity_id: str
) -> None:
    """Have a message that stands already show *contribution* from now on, if it does not yet."""
    if unit.outbox.holds(contribution.organisation_id, activity_id):
        return
    unit.outbox.adopt(
        contribution.organisation_id,
        f"{ContributionSubject.CONTRIBUTION}:{contribution.id}:{activity_id}"[:200],
        (ContributionSubject.CONTRIBUTION, contribution.id),
        to,
        activity_id,
        turn.now,
    )


def is_followed(unit: UnitOfWork, turn: Turn, activity_id: str) -> bool:
    """Tell whether a message is one that the outbox keeps true."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    return unit.outbox.holds(organisation_id, activity_id)
