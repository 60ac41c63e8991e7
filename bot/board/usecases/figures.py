"""The board's page: its figures from one source, for the card, the page and the PDF."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.survey.usecases import fewest_of
from bot.themes.usecases.reading import recurrence_of
from bot.usecases.links import BoardGrant
from bot.usecases.owing import habits
from bot.usecases.turn import Policy, Turn, enter
from domain.amounts import Among, not_to_be_subtracted
from domain.board.page import (
    RECURRING,
    TOLD,
    TREND,
    Board,
    Figures,
    Flow,
    Grain,
    Place,
    Span,
    asked,
    once_each,
    plan_figures,
    wait,
)
from domain.errors import Reason, RuleViolationError
from domain.inquiry import Period, periods
from domain.kinds import NOTABLE, Kind
from domain.names import fold
from domain.people import author_key
from domain.records import record
from domain.requests.request import RequestNature
from domain.survey.weather import weather
from storage.board.figures import BoardFigures, Stretch
from storage.contributions import tallies
from storage.people import Colleague
from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork

_LOOKED_AT = 60
"""What is done, among which the page looks for different results to tell."""

_FLOWS = (tallies.RECEIVED, tallies.TREATED)
_OTHERS = (tallies.SAID, tallies.REPLY, tallies.DECISION)


@record
class View:
    """What is looked at: a period by its key, a site by its id; empty is the usual."""

    period: str = ""
    site: int | None = None


def look(unit: UnitOfWork, turn: Turn, view: View) -> Board:
    """Return the page for whoever asks; anybody of the organisation may.

    Raises:
        RuleViolationError: ``UNKNOWN`` for a site of nobody's, ``SITE_TOO_SMALL``.
    """
    organisation_id = enter(unit, turn).organisation_id
    return board(unit, turn.policy, organisation_id, view, turn.now)


def asked_view(unit: UnitOfWork, turn: Turn, text: str) -> View:
    """Return what « tableau de bord de Haguenau au 3e trimestre » asks to look at.

    A period that is no month, quarter or year is not understood: then it is the usual one.
    """
    organisation_id = enter(unit, turn).organisation_id
    said = fold(text)
    words = f" {' '.join(re.findall(r'[a-z0-9]+', said))} "
    named = (
        place.id
        for place in unit.of(BoardFigures).places(organisation_id)
        if f" {' '.join(re.findall(r'[a-z0-9]+', fold(place.name)))} " in words
    )
    found = periods.find(said, turn.day)
    span = _whole(found[0]) if found else None
    return View(span.key if span else "", next(named, None))


def _whole(period: Period) -> Span | None:
    """Return the month, quarter or year that a period is, None for what is none of them."""
    if period.first is None:
        return None
    spans = (Span.of(period.first, grain) for grain in Grain)
    return next(
        (each for each in spans if (each.first, each.last) == (period.first, period.last)), None
    )


def look_by_link(
    unit: UnitOfWork, policy: Policy, grant: BoardGrant, view: View, now: datetime
) -> Board:
    """Return the page for whoever was given a link; ``UNKNOWN`` when they are known no more."""
    return board(unit, policy, granted(unit, grant), view, now)


def granted(unit: UnitOfWork, grant: BoardGrant) -> int:
    """Return the organisation of who was given a link; ``UNKNOWN`` when they are known no more."""
    organisation_id = unit.organisations.find(grant.tenant_id)
    if organisation_id is None or unit.people.find(organisation_id, grant.person) is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return organisation_id


def board(
    unit: UnitOfWork, policy: Policy, organisation_id: int, view: View, now: datetime
) -> Board:
    """Return the page of an organisation."""
    zone = habits(unit, policy, organisation_id).rhythm.tz
    today = now.astimezone(zone).date()
    span = span_of(view.period, today)
    places = unit.of(BoardFigures).places(organisation_id)
    place = chosen(places, view.site)
    quarters = _quarters(span, today)
    spans = list(dict.fromkeys((span, span.back(), *quarters)))
    counts = _Counts(unit, organisation_id, spans, zone, place)
    apart = place is None or place in _told_apart(unit, organisation_id, places)
    source = _Source(unit, policy, organisation_id, place, zone, today, counts, apart)
    stretch = stretch_of(span, zone)
    recurrence = recurrence_of(unit, organisation_id)
    fewest = fewest_of(unit, organisation_id)
    site_id = place.id if place else None
    themes = unit.of(BoardFigures).themes(organisation_id, stretch, site_id, recurrence)
    done, told_total = unit.of(BoardFigures).told(organisation_id, stretch, site_id, _LOOKED_AT)
    told = once_each(done)[:TOLD]
    return Board(
        span,
        today,
        tuple(each for each in places if not each.is_small),
        place,
        source.figures(span, fewest),
        source.figures(span.back(), fewest),
        tuple((each, counts.flow(each)) for each in quarters),
        tuple(themes[:RECURRING]),
        len(themes),
        tuple(told),
        told_total,
        recurrence,
    )


def span_of(period: str, today: date) -> Span:
    """Return the period of a key; the current quarter without one, or for one to come."""
    span = Span.parse(period)
    return span if span is not None and span.first <= today else Span.of(today)


def chosen(places: Sequence[Place], site_id: int | None) -> Place | None:
    """Return the site that is asked for, None for all.

    Raises:
        RuleViolationError: ``UNKNOWN``, ``SITE_TOO_SMALL``.
    """
    if site_id is None:
        return None
    place = next((each for each in places if each.id == site_id), None)
    if place is None:
        raise RuleViolationError(Reason.UNKNOWN)
    if place.is_small:
        raise RuleViolationError(Reason.SITE_TOO_SMALL)
    return place


def _told_apart(unit: UnitOfWork, organisation_id: int, places: Sequence[Place]) -> list[Place]:
    """Return the sites of which participation is told: the others' is not what is left of all."""
    large = [each for each in places if not each.is_small]
    staff = len(unit.people.staff(organisation_id))
    return [large[each] for each in not_to_be_subtracted([each.staff for each in large], staff)]


def _quarters(span: Span, today: date) -> list[Span]:
    newest = Span.of(min(span.last, today), Grain.QUARTER)
    return [newest.back(number) for number in reversed(range(TREND))]


def stretch_of(span: Span, zone: ZoneInfo) -> Stretch:
    """Return the days and moments of a period on a clock."""
    begins, ends = (
        datetime.combine(day, time(), zone).astimezone(UTC) for day in (span.first, span.end)
    )
    return Stretch(span.first, span.end, begins, ends, zone)


class _Counts:
    """What is counted by month, of the periods of a page and of the site that it is of."""

    def __init__(
        self,
        unit: UnitOfWork,
        organisation_id: int,
        spans: Sequence[Span],
        zone: ZoneInfo,
        place: Place | None,
    ) -> None:
        self._spans, self._place = spans, place
        months = [tallies.Months(each.first, each.end) for each in spans]
        self._found = unit.of(tallies.Tallies).sums(organisation_id, _FLOWS, months, zone)
        # Of the period and the one before, which come first.
        self._found += unit.of(tallies.Tallies).sums(organisation_id, _OTHERS, months[:2], zone)

    def _of(self, measure: str, span: Span) -> dict[tallies.Key, int]:
        number = self._spans.index(span)
        return {
            key: n
            for key, n in self._found.items()
            if (key.measure, key.span) == (measure, number) and self._is_here(key)
        }

    def _is_here(self, key: tallies.Key) -> bool:
        return self._place is None or key.measure == tallies.SAID or key.site_id == self._place.id

    def kinds(self, span: Span) -> dict[Kind, Flow]:
        """Return what was received and treated, by kind."""
        received, treated = Counter[str](), Counter[str]()
        for counter, measure in ((received, tallies.RECEIVED), (treated, tallies.TREATED)):
            for key, n in self._of(measure, span).items():
                counter[key.kind] += n
        return {kind: Flow(received[kind], treated[kind]) for kind in NOTABLE}

    def flow(self, span: Span) -> Flow:
        """Return the same of all kinds together."""
        kinds = self.kinds(span).values()
        return Flow(sum(each.received for each in kinds), sum(each.treated for each in kinds))

    def days(self, measure: str, span: Span) -> Mapping[int, int]:
        """Return how many waited for so many days."""
        days: Counter[int] = Counter()
        for key, n in self._of(measure, span).items():
            days[key.days] += n
        return days

    def who(self, span: Span) -> set[str]:
        """Return who said something, wherever."""
        return {key.who for key in self._of(tallies.SAID, span)}


@record
class _Source:
    """What the figures of a period are made from."""

    unit: UnitOfWork
    policy: Policy
    organisation_id: int
    place: Place | None
    zone: ZoneInfo
    today: date
    counts: _Counts
    tells_who_took_part: bool
    """False of a site by which another could be subtracted."""

    def figures(self, span: Span, fewest: int) -> Figures:
        """Return the figures of a period; young people are told of from *fewest* on."""
        site_id = self.place.id if self.place else None
        stretch = stretch_of(span, self.zone)
        sheets = self.unit.of(BoardFigures).sheets(
            self.organisation_id, span.first, span.end, site_id
        )
        faces = self.unit.of(Survey).faces(self.organisation_id, span.first, span.last, site_id)
        steps = self.unit.of(BoardFigures).steps(self.organisation_id, stretch)
        return Figures(
            weather(faces, fewest),
            self.counts.kinds(span),
            wait(self.counts.days(tallies.REPLY, span)),
            wait(self.counts.days(tallies.DECISION, span)),
            {
                nature: asked([each.dates for each in sheets if each.nature is nature], span)
                for nature in RequestNature
            },
            plan_figures(steps, span, self.today),
            self._took_part(span),
        )

    def _took_part(self, span: Span) -> Among:
        """Count as the flash does: who said something, among who may be asked."""
        if not self.tells_who_took_part:
            return Among()
        who = self.counts.who(span)
        staff = [
            each for each in self.unit.people.staff(self.organisation_id) if self._is_here(each)
        ]
        # Whoever wants no questions is not counted: that they said something must not be seen.
        expected = [each for each in staff if not each.availability.opted_out]
        return Among(sum(bool(self._marks(each) & who) for each in expected), len(expected))

    def _is_here(self, each: Colleague) -> bool:
        return self.place is None or each.person.site_id == self.place.id

    def _marks(self, each: Colleague) -> set[str]:
        """Return what stands for somebody on what they say, by name and anonymously."""
        return {f"p{each.person.id}", author_key(self.policy.secret, each.person)}
