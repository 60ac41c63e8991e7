"""What the story of the invented Mission Locale is made of: events, each at its moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.demo.staff import TENANT, Colleague
from bot.usecases.screening import screen_of
from bot.usecases.turn import Author, Policy, Turn
from domain.confidentiality import EMPTY, Clean
from domain.isoweek import Week
from domain.kinds import Kind
from domain.records import record
from storage.unit_of_work import UnitOfWork

_FRIDAY = 4


@dataclass
class Post:
    """Something that somebody says; its id is known once it is kept."""

    by: Colleague
    at: datetime
    kind: Kind
    text: str
    theme: str = ""
    id: int = 0


@record
class Event:
    """Something that happens at a moment."""

    at: datetime
    do: Callable[[UnitOfWork], None]


@record
class Turns:
    """When people do something, as of the moment *now*; weeks are counted back from it."""

    policy: Policy
    now: datetime
    random: Random

    @property
    def today(self) -> date:
        """The day, by the clock of the settings."""
        return self.now.astimezone(self.policy.default_zone).date()

    def day(self, weeks_ago: int, weekday: int) -> date:
        """Return a day of the week that was so long ago; or will be, where it is negative."""
        return Week.of(self.today).monday - timedelta(weeks=weeks_ago) + timedelta(days=weekday)

    def moment(self, weeks_ago: int, who: Colleague, weekday: int | None = None) -> datetime:
        """Return when somebody acts in that week, on a day of work; never later than now."""
        day = self.day(weeks_ago, self.random.randrange(5) if weekday is None else weekday)
        local = datetime.combine(day, time(), self.policy.default_zone)
        return min((local + who.habit).astimezone(UTC), self.now - timedelta(hours=1))

    def after(self, at: datetime, **later: float) -> datetime:
        """Return a moment so much later, if it has come; else just before now."""
        return min(at + timedelta(**later), self.now - timedelta(minutes=30))

    def next_day(self, at: datetime, who: Colleague) -> datetime:
        """Return when somebody acts on the working day after *at*; never later than now."""
        day = at.astimezone(self.policy.default_zone).date() + timedelta(days=1)
        while day.weekday() > _FRIDAY:
            day += timedelta(days=1)
        local = datetime.combine(day, time(), self.policy.default_zone)
        return self.after((local + who.habit).astimezone(UTC))

    def of(self, who: Colleague, at: datetime, what: str = "") -> Turn:
        """Return the turn in which somebody does something."""
        author = Author(TENANT, who.aad_object_id, who.teams_user_id, who.name)
        return Turn(self.policy, author, f"demo:{who.number}:{at.isoformat()}:{what}", at, at)


def clean(unit: UnitOfWork, text: str) -> Clean:
    """Return words as they may be kept."""
    return screen_of(unit, TENANT).clean(text) if text else EMPTY


def organisation(unit: UnitOfWork) -> int:
    """Return the id of the organisation."""
    return unit.organisations.find(TENANT) or 0
