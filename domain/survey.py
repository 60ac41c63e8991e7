"""The young people's survey: one question, five faces, and the weather that they make.

The rule of the weather, as the board's page states it. The faces count 1 (*très mécontent*) to 5
(*très content*); the weather is told by their mean, as it rounds: *nuageux* is a mean that rounds
to the face in the middle, *pluie* one below it, *éclaircies* one above it, *ensoleillé* one that
is « content » or better without any rounding. Below the minimum count that the organisation has
set neither the weather nor a figure is told: few answers would tell of somebody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.errors import Reason, RuleViolationError

FACES = (5, 4, 3, 2, 1)
"""From *très content* to *très mécontent*, as they are shown."""

CONTENT = (5, 4)
"""The faces that count as content."""

FEWEST_ANSWERS, MOST_FEWEST_ANSWERS = 3, 100
"""What an organisation may set as the minimum count: with two, each would know the other's."""


class Sky(StrEnum):
    """The weather."""

    SUNNY = "sunny"
    """*Ensoleillé*: a mean of 4 or more."""
    BRIGHT = "bright"
    """*Éclaircies*: 3.5 or more."""
    CLOUDY = "cloudy"
    """*Nuageux*: 2.5 or more."""
    RAINY = "rainy"
    """*Pluie*: less."""


FROM_MEAN = {
    Sky.SUNNY: Fraction(4),
    Sky.BRIGHT: Fraction(7, 2),
    Sky.CLOUDY: Fraction(5, 2),
    Sky.RAINY: Fraction(1),
}
"""The mean from which a sky is told, the best first."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What so many answers say; without a sky, mean and share where they are too few."""

    count: int
    fewest: int
    """The answers from which it is told."""
    mean: float | None = None
    """1 to 5."""
    content: float | None = None
    """The share of those who are content or very content, 0 to 1."""
    sky: Sky | None = None

    @property
    def is_told(self) -> bool:
        """True when there are answers enough."""
        return self.sky is not None


def weather(answers: Mapping[int, int], fewest: int) -> Weather:
    """Return what *answers*, counted by face, say; *fewest* is the organisation's minimum."""
    count = sum(answers.values())
    if not count or count < fewest:
        return Weather(count, fewest)
    mean = Fraction(sum(face * number for face, number in answers.items()), count)
    sky = next(sky for sky, least in FROM_MEAN.items() if mean >= least)
    content = Fraction(sum(answers.get(face, 0) for face in CONTENT), count)
    return Weather(count, fewest, float(mean), float(content), sky)


def check_fewest(number: int | None) -> int:
    """Return the minimum count if it can be one.

    Raises:
        RuleViolationError: ``BAD_FEWEST_ANSWERS``: it is not ``FEWEST_ANSWERS`` to
            ``MOST_FEWEST_ANSWERS``.
    """
    if number is None or not FEWEST_ANSWERS <= number <= MOST_FEWEST_ANSWERS:
        raise RuleViolationError(Reason.BAD_FEWEST_ANSWERS)
    return number
