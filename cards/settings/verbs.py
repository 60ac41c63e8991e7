"""The buttons of « Réglages »: rhythm, place and closures."""

from pydantic import Field

from cards.verbs import Data, Id, OptionalDate, OptionalTime, SaidOfColleagues, TypedWord
from domain.confidentiality import EMPTY
from domain.rhythm import Setting


class ShowRhythm(Data, verb="rhythm.show"):
    """The rhythm of the organisation (quality lead)."""


class _OfRitual(Data):
    ritual: Setting


class EditRitual(_OfRitual, verb="rhythm.edit"):
    """Asks for the form of one ritual."""


class SaveRitual(_OfRitual, verb="rhythm.save"):
    """Whether, when and at what time."""

    on: bool = False
    day: int = Field(0, ge=0, le=6)
    at: OptionalTime = None


class EditPlace(Data, verb="rhythm.edit_place"):
    """Asks for the form of department, zone and ceiling."""


class SavePlace(Data, verb="rhythm.save_place"):
    """Department, zone and ceiling."""

    department: TypedWord = ""
    zone: TypedWord = ""
    ceiling: int = Field(2, ge=0, le=9)


class EditClosures(Data, verb="rhythm.closures"):
    """Asks for the list of closures."""


class AddClosure(Data, verb="rhythm.close"):
    """Days on which the organisation is closed."""

    first: OptionalDate = None
    last: OptionalDate = None
    name: SaidOfColleagues = EMPTY


class RemoveClosure(Data, verb="rhythm.reopen"):
    """Takes a closure back."""

    closure: Id
