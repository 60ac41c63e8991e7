"""What people see of the tea: its words, its button, its card."""

from typing import Any

from cards.kit import Card, TextBlock, to_dict
from cards.parts import press
from cards.sheets import SheetWords
from cards.verbs import Data

JOB = "Le thé du jeudi"
ASK = "Un thé, jeudi à 16 h ?"
COME = "Je viens"
COUNTED = "Au thé de cette semaine\u00a0: {count}."
SHEETS = {"tea": SheetWords("Thés", columns={"week": "semaine"})}


class Come(Data, verb="tea.come"):
    """« Je viens »."""


def invitation() -> dict[str, Any]:
    """Return the question, with its one button."""
    return to_dict(
        Card(
            body=[TextBlock(text=ASK)], actions=[press(COME, Come())], speak=ASK, fallbackText=ASK
        )
    )
