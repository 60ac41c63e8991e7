"""What comes to the invented Mission Locale from outside: young people's answers, and requests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.demo.events import clean, organisation
from bot.demo.staff import BRANCHES, STAFF
from bot.demo.words import requests, young
from bot.requests import usecases as sheets
from bot.survey import usecases as survey
from bot.usecases.turn import Turn
from domain.requests.request import Dates
from domain.survey.weather import Answer, Language, Poster
from storage.requests.repository import RequestDraft
from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork

WEEKS = 60
"""For so long the posters have been hanging."""

_UNHAPPY, _HAPPY = (6, 11, 24, 35, 24), (3, 6, 16, 40, 35)
"""How often each face is pressed, from 1 to 5: before, and since things have got better."""

_SINCE = 20
_READ_WITHIN = timedelta(days=9)
_SHEETS = 48
_WORDS_EVERY = 9


@dataclass
class Outside:
    """Answers and requests up to a day."""

    random: Random
    today: date

    def hang(self, unit: UnitOfWork, turn: Turn) -> list[Poster]:
        """Hang a poster in every branch; return them."""
        ids = {site.name: site.id for site in unit.sites.open_ones(organisation(unit))}
        return [survey.hang(unit, turn, ids[name]).poster for name in BRANCHES]

    def answer(self, unit: UnitOfWork, posters: list[Poster]) -> None:
        """Keep what young people have answered since the posters hang."""
        said = young()
        for number, (poster, day) in enumerate(self._answers(posters)):
            weeks_ago = (self.today - day).days // 7
            faces = _UNHAPPY if weeks_ago > _SINCE else _HAPPY
            (face,) = self.random.choices((1, 2, 3, 4, 5), faces)
            words = self.random.choice(said) if number % _WORDS_EVERY == 0 else ""
            answer = Answer(face, clean(unit, words), Language.FRENCH)
            unit.of(Survey).keep(poster, day, answer, f"demo-{number}")
        waiting, _ = unit.of(Survey).waiting(organisation(unit), 1000, 0)
        old = [each.id for each in waiting if self.today - each.day > _READ_WITHIN]
        unit.of(Survey).mark_read(organisation(unit), old)

    def _answers(self, posters: list[Poster]) -> Iterator[tuple[Poster, date]]:
        for back in range(WEEKS * 7):
            day = self.today - timedelta(days=back)
            for poster in posters:
                if day.weekday() < 5 and self.random.random() < 0.45:  # noqa: PLR2004 -- some days
                    yield poster, day

    def ask(self, unit: UnitOfWork, turn: Turn) -> None:
        """Keep complaints and partnership requests, the oldest first."""
        every = requests()
        self.random.shuffle(every)
        for number in range(_SHEETS):
            asked = every[number % len(every)]
            received = self.today - timedelta(days=14 * (_SHEETS - number) - 12)
            who = self.random.choice(STAFF)
            sites = {site.name: site.id for site in unit.sites.open_ones(organisation(unit))}
            dates = self._dates(received)
            subject = clean(unit, asked.subject)
            draft = RequestDraft(asked.nature, asked.channel, subject, dates, sites[who.site])
            sheets.record(unit, turn, f"demo-request-{number}", draft)

    def _dates(self, received: date) -> Dates:
        """Return when it was answered and closed; what is young still waits."""
        answered = received + timedelta(days=self.random.randint(1, 14))
        closed = answered + timedelta(days=self.random.randint(0, 12))
        if answered > self.today:
            return Dates(received)
        return Dates(received, answered, closed if closed <= self.today else None)
