"""The young people's survey: one question, five faces, and the weather that they make.

The rule of the weather, as the board's page states it. The faces count 1 (*très mécontent*) to 5
(*très content*); the weather is told by their mean, as it rounds: *nuageux* is a mean that rounds
to the face in the middle, *pluie* one below it, *éclaircies* one above it, *ensoleillé* one that
is « content » or better without any rounding. Below the minimum count that the organisation has
set neither the weather nor a figure is told: few answers would tell of somebody.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from domain.confidentiality import Clean
from domain.errors import Reason, RuleViolationError
from domain.pages import ListPage
from domain.people import Site
from domain.records import record

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


@record
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


class Language(StrEnum):
    """A language of the survey's page; the first is shown to whoever asks for none of them."""

    FRENCH = "fr"
    EASY = "falc"
    """Easy-to-read French (*facile à lire et à comprendre*), which no browser asks for."""
    ENGLISH = "en"
    ARABIC = "ar"
    UKRAINIAN = "uk"


LONGEST_WORDS = 500
"""Characters of the words under the question: enough for a thing or two, and read in a moment."""


@record
class Answer:
    """What a page sends."""

    face: int
    words: Clean
    language: Language


@record
class Poster:
    """A poster on a wall; without a site it is for all of them."""

    id: int
    organisation_id: int
    site_id: int | None
    site_name: str
    token: str
    created_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_hanging(self) -> bool:
        """True while its QR code works."""
        return self.revoked_at is None


@record
class Words:
    """Words of a young person, as the quality lead reads them."""

    id: int
    organisation_id: int
    site_id: int | None
    site_name: str
    day: date
    face: int
    text: Clean
    is_to_read: bool
    contribution_id: int | None = None


WEATHER_DAYS = 90
"""Days of which the weather is told beside the posters: a quarter."""


@record
class Hung:
    """A poster, and how many answers its site has since it hangs."""

    poster: Poster
    answers: int


@record
class Posters(ListPage):
    """A page of the posters; the sites that have none; and the weather of the quarter."""

    posters: tuple[Hung, ...]
    free: tuple[Site, ...]
    is_everywhere_free: bool
    """True when no poster hangs that is for all sites."""
    waiting: int
    """Words that nobody has read."""
    weather: Weather


@record
class Waiting(ListPage):
    """A page of the words that nobody has read, the oldest first."""

    words: tuple[Words, ...]
    today: date


# --- abuse, limited without knowing anybody ---------------------------------------------------

MOST_A_DAY = 300
"""Answers of a site on a day: more than a Mission Locale receives on all its sites together."""

AT_ONCE = 40
"""Answers that a poster takes at once: a whole group at the end of a workshop."""

EVERY = 3.0
"""Seconds after which it takes one more: twenty a minute, through a whole day of a forum."""

FORM_FROM = timedelta(seconds=2)
"""How old a page is before it can be sent: nobody reads and presses twice in less."""

FORM_UNTIL = timedelta(hours=12)
"""How old it may be: a tablet at a reception stands open for a day."""


class Allowance:
    """How many answers each poster may still take at once; in memory, in one process.

    A bucket of tokens a poster: full at ``AT_ONCE``, one more each ``EVERY`` seconds. It knows
    posters and no people, and forgets those that are full again.
    """

    def __init__(self, at_once: int = AT_ONCE, every: float = EVERY) -> None:
        self._slack, self._every = (at_once - 1) * every, every
        self._free_at: dict[str, float] = {}

    def take(self, token: str, now: float) -> bool:
        """Tell whether a poster takes one more at *now*, in seconds of a clock that only runs."""
        if len(self._free_at) > _MOST_KNOWN:
            self._free_at = {each: at for each, at in self._free_at.items() if at > now}
        free_at = max(self._free_at.get(token, 0.0), now)
        if free_at - now > self._slack:
            return False
        self._free_at[token] = free_at + self._every
        return True


_MOST_KNOWN = 1_000
