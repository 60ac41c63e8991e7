"""The small card that asks the author of an unclear message what it is."""

from typing import Any

from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.kit import Action
from cards.parts import hint, press, sentence, titled
from domain.kinds import NOTABLE, Kind


def question_card(question_id: int, *, title: str = contribution_texts.ASK) -> dict[str, Any]:
    """Return the three kinds and « Rien à noter », in one line."""
    choices = [*((kind, f"{texts.ICON[kind]} {texts.KIND[kind]}") for kind in NOTABLE)]
    choices.append((Kind.OTHER, contribution_texts.NOTHING_TO_NOTE))
    actions: list[Action] = []
    for kind, label in choices:
        data = contribution_verbs.AnswerQuestion(question=question_id, kind=kind)
        actions.append(press(label, data))
    return sentence(title, *actions)


def nothing_noted() -> dict[str, Any]:
    """Return what stands in the question's place when there was nothing to note."""
    said = contribution_texts.NOTHING_NOTED
    body = [hint(said)]
    return titled(said, body)
