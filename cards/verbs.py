"""What buttons carry, and their verbs, which are stable for ever; each capability has its own.

Cards in old conversations go on sending what they were made with, so a verb is never renamed and
a field never made required. What the server may do is checked again there, whatever was shown.
"""

from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any, ClassVar, TypeVar, Unpack

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
)

from domain.calendar import NO_DAY, chosen_day
from domain.confidentiality import Clean, Screen
from domain.confidentiality.screen import Spared, lone_names, names_and_places, nothing
from domain.contributions.contribution import MAX_TEXT
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind
from domain.numbers import MOST_ID, whole_number

NOTHING = "0"
"""What a choice of nothing sends: an empty value would show an empty field."""


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip() in ("", NOTHING) else value


BLANK_IS_NONE = BeforeValidator(_blank_is_none)
"""Beside a type that may be None: a choice of nothing is None."""


Id = Annotated[int, Field(ge=1, le=MOST_ID)]
OptionalId = Annotated[Id | None, BLANK_IS_NONE]
OptionalEngagement = Annotated[int | None, BLANK_IS_NONE]
Page = Annotated[int, Field(ge=0, le=100_000)]
"""A page of a list, from 0."""


def _no_longer(most: int) -> BeforeValidator:
    """Return what cuts typed text that no field of ours takes, so that the form comes back."""

    def cut(value: Any) -> Any:
        return value[:most] if isinstance(value, str) else value

    return BeforeValidator(cut)


TypedNumber = Annotated[str, _no_longer(100)]
"""A number as it was typed: what is none is told so, and not taken for an empty field."""
TypedDay = Annotated[str, _no_longer(100)]
"""A day as it was typed: what is none is told so, and not taken for an empty field."""
TypedWord = Annotated[str, _no_longer(100)]
"""A short word as it was typed, which is looked up in a list."""
FormId = Annotated[str, Field(min_length=8, max_length=64)]
OptionalKind = Annotated[Kind | None, BLANK_IS_NONE]


def _day(value: Any) -> date | None:
    """Return a day; what is typed and is none is ``NO_DAY``, which the rule says in the card."""
    if isinstance(value, str):
        return chosen_day(value) if value.strip() else None
    return value if value is None or isinstance(value, date) else NO_DAY


def _hour(value: Any) -> time | None:
    """Return a time on the wall; what is none, or of a zone, is asked for again in the card."""
    try:
        hour = time.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        return None
    return hour if isinstance(hour, time) and hour.tzinfo is None else None


OptionalDate = Annotated[date | None, BeforeValidator(_day)]
OptionalTime = Annotated[time | None, BeforeValidator(_hour)]


def _examined(cleaned: Callable[[Screen, str], Clean]) -> PlainValidator:
    """Return what makes typed words clean with the screen of who typed them, or refuses them."""

    def read(value: Any, info: ValidationInfo) -> Clean:
        if isinstance(value, Clean):
            return value
        screen = (info.context or {}).get("screen")
        if not isinstance(value, str) or screen is None:
            raise ValueError("not a text, or nobody has examined it")
        if len(value) > MAX_TEXT:  # before it is examined: the length of one costs nobody time
            raise RuleViolationError(Reason.TOO_LONG)
        value.encode()  # half a character is a ValueError, too
        return cleaned(screen, value)

    return PlainValidator(read)


def _sparing(spared: Spared) -> PlainValidator:
    return _examined(lambda screen, value: screen.clean(value, spared))


Said = Annotated[Clean, _sparing(nothing)]
"""People's words: examined before anybody has them."""
SaidOfColleagues = Annotated[Clean, _sparing(lone_names)]
SaidOfPlaces = Annotated[Clean, _sparing(names_and_places)]
SaidOfOutsiders = Annotated[Clean, _examined(Screen.clean_of_stranger)]
"""What comes from outside: whoever it names is masked, staff and who signs included."""


class Data(BaseModel):
    """What a button carries, together with the inputs of its card; known by its verb once made."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verb: ClassVar[str]
    in_form: ClassVar[bool] = False
    """True for a button that stands in a form only, never on a card that everyone sees."""

    def __init_subclass__(cls, *, verb: str = "", **config: Unpack[ConfigDict]) -> None:
        """Give the button its verb: ``class ShowPlan(Data, verb="action.plan")``."""
        super().__init_subclass__(**config)
        if verb:
            cls.verb = verb


class Paged(Data):
    """A button that leads to a page of a list, from 0."""

    page: Page = 0


class OfSome(Data):
    """A button about some of what is listed: « 12,15 »."""

    ids: str = Field("", max_length=400)

    @property
    def chosen(self) -> list[int]:
        """What of it is an id, and not what somebody else may have written there."""
        said = map(whole_number, self.ids.split(","))
        return [each for each in said if each is not None]


D = TypeVar("D", bound=Data)


def read(data: type[D], values: dict[str, Any], screen: Screen) -> D | None:
    """Return what a pressed button carries, or None for values that no card makes.

    What was typed is clean: *screen* is that of who pressed.

    Raises:
        RuleViolationError: ``TOO_LONG``: a text that no form takes.
    """
    try:
        return data.model_validate(values, context={"screen": screen})
    except ValidationError:
        return None


def carried(data: Data) -> dict[str, Any]:
    """Return the plain values that a button carries: what is not empty."""
    return data.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
