"""The row and the form of « Réglages » on answers and engagements."""

from typing import Any

from cards import texts
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.kit import Element, InputChoiceSet, InputText
from cards.settings.settings import setting_form
from domain.rhythm import Rhythm


def deadlines_form(
    rhythm: Rhythm, *, typed: idea_verbs.SaveDeadlines | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of the deadlines of answers and of the engagements in use."""
    kept = rhythm.deadlines
    nudge = str(kept.nudge) if typed is None else typed.nudge
    late = str(kept.late) if typed is None else typed.late
    chosen = ",".join(map(str, rhythm.engagements)) if typed is None else typed.engagements
    body: list[Element] = [
        InputText(id="nudge", label=idea_texts.DEADLINES_NUDGE, value=nudge or None, maxLength=3),
        InputText(id="late", label=idea_texts.DEADLINES_LATE, value=late or None, maxLength=3),
        InputChoiceSet(
            id="engagements",
            label=idea_texts.ENGAGEMENTS_FIELD,
            choices=[
                (f"{number}. {said}", str(number)) for number, said in texts.ENGAGEMENTS.items()
            ],
            value=chosen or None,
            style="expanded",
            isMultiSelect=True,
            wrap=True,
        ),
    ]
    return setting_form(idea_texts.DEADLINES, body, idea_verbs.SaveDeadlines(), problem)


def deadlines_said(rhythm: Rhythm) -> str:
    """Return « Rappel après 7 jours sans réponse, retard après… »."""
    return idea_texts.DEADLINES_LINE.format(
        nudge=texts.counted(rhythm.deadlines.nudge, "jour"),
        late=texts.counted(rhythm.deadlines.late, "jour"),
        engagements=", ".join(map(str, rhythm.engagements)),
    )
