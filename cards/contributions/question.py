"""The small card that asks the author of an unclear message what it is."""

from typing import Any

from cards import texts, verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.kit import Action, Card, TextBlock, button, to_dict
from domain.kinds import NOTABLE, Kind


def question_card(question_id: int, *, title: str = contribution_texts.ASK) -> dict[str, Any]:
    """Return the three kinds and « Rien à noter », in one line."""
    choices = [*((kind, f"{texts.ICON[kind]} {texts.KIND[kind]}") for kind in NOTABLE)]
    choices.append((Kind.OTHER, contribution_texts.NOTHING_TO_NOTE))
    actions: list[Action] = []
    for kind, label in choices:
        data = contribution_verbs.AnswerQuestion(question=question_id, kind=kind)
        actions.append(button(label, data.verb, verbs.carried(data), inputs=False))
    body = [TextBlock(text=title)]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def nothing_noted() -> dict[str, Any]:
    """Return what stands in the question's place when there was nothing to note."""
    said = contribution_texts.NOTHING_NOTED
    body = [TextBlock(text=said, isSubtle=True, size="Small")]
    return to_dict(Card(body=body, speak=said, fallbackText=said))
