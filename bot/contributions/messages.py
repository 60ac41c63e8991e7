"""What the messages of contributions show: the question under an unclear message."""

from typing import Any

from bot.usecases.outbox import Message, by_id
from bot.usecases.turn import Policy
from cards.contributions import texts as contribution_texts
from cards.contributions.question import nothing_noted, question_card
from domain.contributions.contribution import Origin
from domain.contributions.subjects import ContributionSubject
from storage.contributions.questions import Question, Questions


def _question(shows: Question, _: str, __: Policy) -> dict[str, Any]:
    if shows.answered is not None:
        return nothing_noted()
    if shows.origin is Origin.CHAT:
        return question_card(shows.id, title=contribution_texts.OFFER)
    return question_card(shows.id)


MESSAGES = (
    Message(
        (ContributionSubject.QUESTION,),
        by_id(lambda unit, _, *ids: unit.of(Questions).get(*ids)),
        _question,
    ),
)
