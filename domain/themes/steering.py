"""What an organisation sets for what recurs, for the board's page and for the survey."""

from dataclasses import dataclass

from domain.themes.theme import Recurrence

USUAL = Recurrence()


@dataclass(frozen=True, slots=True)
class Steering:
    """What is set; by default nothing is sent to management unasked."""

    recurrence: Recurrence = USUAL
    report_monthly: bool = False
    report_quarterly: bool = False
    fewest_answers: int = 5
    """Answers of young people below which no weather is told: fewer would tell of somebody."""


UNSET = Steering()
"""What holds until an organisation has set something."""
