"""The message that shows a subject: its card, built when it is sent from what is true then."""

from typing import Any

from bot.board.usecases.report import ReportView
from bot.rights.usecases import PurgeView
from bot.usecases.outbox import Subject
from bot.usecases.turn import Policy
from bot.week.usecases.prompt_view import PromptView
from cards.actions.news import (
    action_decided_card,
    action_due_card,
    action_handed_card,
    action_told_card,
)
from cards.board.card import board_card
from cards.confidentiality.masked import masked_card
from cards.contributions import texts as contribution_texts
from cards.contributions.card import contribution_card
from cards.contributions.question import nothing_noted, question_card
from cards.ideas.news import digest_card, handed_card, news_card, nudge_card
from cards.people import texts as people_texts
from cards.people.chat import greeting_card
from cards.rights.rights import purged_card
from cards.sends.sends import skipped_card
from cards.themes.theme import told_card
from cards.week.flash import flash_card
from cards.week.prompt import Purpose, answered_card, nothing_card, prompt_form
from domain.actions.action import (
    ActionDecidedView,
    ActionDueView,
    ActionHandedView,
    ActionToldView,
)
from domain.contributions.contribution import Contribution, Origin
from domain.contributions.masked import MaskedView
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import DigestView, HandedView, NewsView, NudgeView
from domain.sending import RunView
from domain.themes.theme import IrritantView, ThemeView
from domain.week.flash import FlashView
from domain.week.subjects import WeekSubject
from storage.contributions.questions import Question
from storage.outbox import Outgoing

OfAction = ActionHandedView | ActionDecidedView | ActionToldView | ActionDueView
Told = NewsView | DigestView | HandedView | NudgeView | PurgeView | MaskedView | OfAction
"""What people are told unasked."""


def activity_for(outgoing: Outgoing, shows: Subject, policy: Policy) -> dict[str, Any]:
    """Return the message that *outgoing* owes, showing its subject as it is."""
    if shows is not None:
        return card_activity(_card(outgoing, shows, policy))
    match outgoing.subject:
        case "greeting":
            return card_activity(greeting_card(policy.channel))
        case "hello":
            return text_activity(people_texts.hello(policy.channel))
        case _:
            return text_activity(people_texts.how_to(policy.channel))


def _card(outgoing: Outgoing, shows: Subject, policy: Policy) -> dict[str, Any]:
    match shows:
        case (
            NewsView()
            | DigestView()
            | HandedView()
            | NudgeView()
            | PurgeView()
            | MaskedView()
            | ActionHandedView()
            | ActionDecidedView()
            | ActionToldView()
            | ActionDueView()
        ):
            return _told(outgoing, shows, policy)
        case Contribution() | IrritantView() | ThemeView():
            return _noted(shows, policy)
        case Question():
            return _question(shows)
        case PromptView():
            return questions_card(shows, is_reminder=outgoing.subject == WeekSubject.REMINDER)
        case FlashView():
            return flash_card(shows)
        case RunView() | ReportView():
            return _of_run(shows, policy)
        case None:
            raise AssertionError("what shows nothing is a text")


def _of_run(shows: RunView | ReportView, policy: Policy) -> dict[str, Any]:
    if isinstance(shows, ReportView):
        return board_card(shows.board)
    return skipped_card(shows, policy.zone)


def _noted(shows: Contribution | IrritantView | ThemeView, policy: Policy) -> dict[str, Any]:
    match shows:
        case IrritantView():
            return contribution_card(shows.contribution, irritant=shows)
        case ThemeView():
            return told_card(shows, policy.zone)
        case Contribution():
            return contribution_card(shows)


def _question(shows: Question) -> dict[str, Any]:
    if shows.answered is not None:
        return nothing_noted()
    if shows.origin is Origin.CHAT:
        return question_card(shows.id, title=contribution_texts.OFFER)
    return question_card(shows.id)


def _told(
    outgoing: Outgoing,
    shows: Told,
    policy: Policy,
) -> dict[str, Any]:
    match shows:
        case PurgeView():
            return purged_card(shows.moment, shows.purged, policy.zone)
        case MaskedView():
            return masked_card(shows)
        case NewsView():
            return news_card(shows)
        case DigestView():
            return digest_card(shows)
        case HandedView():
            return handed_card(shows)
        case NudgeView():
            return nudge_card(shows, late_only=outgoing.subject == IdeaSubject.LATE_NUDGE)
        case _:
            return _of_action(shows)


def _of_action(shows: OfAction) -> dict[str, Any]:
    match shows:
        case ActionHandedView():
            return action_handed_card(shows)
        case ActionDecidedView():
            return action_decided_card(shows)
        case ActionToldView():
            return action_told_card(shows)
        case ActionDueView():
            return action_due_card(shows)


def questions_card(view: PromptView, *, is_reminder: bool = False) -> dict[str, Any]:
    """Return a person's three questions, or what stands in their place."""
    prompt = view.prompt
    if view.kept:
        return answered_card(
            prompt.id,
            view.week,
            view.kept,
            may_change=view.may_change,
            is_latest=view.is_latest,
            irritants=view.irritants,
        )
    if prompt.settled:
        return nothing_card(prompt.id)
    purpose = Purpose.REMIND if is_reminder else Purpose.MEET if view.is_new else Purpose.ASK
    return prompt_form(prompt.id, view.week, already=view.already, purpose=purpose)


def card_activity(card: dict[str, Any]) -> dict[str, Any]:
    """Return a message that carries *card*; its summary is what a notification shows."""
    return {
        "type": "message",
        "summary": card["fallbackText"],
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        ],
    }


def text_activity(text: str) -> dict[str, Any]:
    """Return a message of our own words, in which markdown is read."""
    return {"type": "message", "textFormat": "markdown", "text": text}
