"""The buttons of « Réglages »: rhythm, place and closures."""

from pydantic import Field

from cards.verbs import Data, Id, OptionalDate, OptionalTime, SaidOfColleagues
from domain.confidentiality import EMPTY
from domain.rhythm import Setting


class ShowRhythm(Data):
    """The rhythm of the organisation (quality lead)."""

    verb = "rhythm.show"


class EditRitual(Data):
    """Asks for the form of one ritual."""

    verb = "rhythm.edit"

    ritual: Setting


class SaveRitual(Data):
    """Whether, when and at what time."""

    verb = "rhythm.save"

    ritual: Setting
    on: bool = False
    day: int = Field(0, ge=0, le=6)
    at: OptionalTime = None


class EditPlace(Data):
    """Asks for the form of department, zone and ceiling."""

    verb = "rhythm.edit_place"


class SavePlace(Data):
    """Department, zone and ceiling."""

    verb = "rhythm.save_place"

    department: str = Field("", max_length=20)
    zone: str = Field("", max_length=64)
    ceiling: int = Field(2, ge=0, le=9)


class EditClosures(Data):
    """Asks for the list of closures."""

    verb = "rhythm.closures"


class AddClosure(Data):
    """Days on which the organisation is closed."""

    verb = "rhythm.close"

    first: OptionalDate = None
    last: OptionalDate = None
    name: SaidOfColleagues = EMPTY


class RemoveClosure(Data):
    """Takes a closure back."""

    verb = "rhythm.reopen"

    closure: Id
