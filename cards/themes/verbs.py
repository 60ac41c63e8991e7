"""The buttons of themes: their verbs and what they carry, as ``cards.verbs`` says."""

from pydantic import Field

from cards.contributions.verbs import OfContribution
from cards.verbs import Data, Id, OptionalId, Page, Said
from domain.confidentiality import EMPTY


class Same(OfContribution):
    """« Oui, le même »: of its author, or of a quality lead."""

    verb = "theme.same"

    other: Id


class Different(OfContribution):
    """« Non, autre chose »: of its author, or of a quality lead."""

    verb = "theme.different"

    other: Id


class ListThemes(Data):
    """A page of « récurrents »."""

    verb = "theme.list"

    page: Page = 0


class _OfTheme(Data):
    theme: Id


class OpenTheme(_OfTheme):
    """A theme with its irritants; from the *flash* as all may read it."""

    verb = "theme.open"

    page: Page = 0
    flash: OptionalId = None


class ShowPairs(Data):
    """« À regrouper »; « Plus tard » asks for the next one (quality lead)."""

    verb = "theme.pairs"

    page: Page = 0


class _OfPair(Data):
    contribution: Id
    other: Id
    page: Page = 0


class Group(_OfPair):
    """« Regrouper » (quality lead)."""

    verb = "theme.group"


class KeepApart(_OfPair):
    """« Ce n'est pas le même » (quality lead)."""

    verb = "theme.apart"


class EditName(_OfTheme):
    """Asks for the name (quality lead)."""

    verb = "theme.edit_name"


class SaveName(_OfTheme):
    """The name (quality lead)."""

    verb = "theme.rename"

    called: Said = EMPTY


class ChooseThemeMerge(_OfTheme):
    """Asks with which one it is merged (quality lead)."""

    verb = "theme.choose_merge"


class MergeThemes(_OfTheme):
    """Merges a theme into another (quality lead)."""

    verb = "theme.merge"

    target: OptionalId = None


class ChooseSplit(_OfTheme):
    """Asks which irritants are taken out (quality lead)."""

    verb = "theme.choose_split"

    page: Page = 0


class Split(_OfTheme):
    """Takes irritants out, into a new theme or into none (quality lead)."""

    verb = "theme.split"

    ids: str = Field("", max_length=400)
    apart: bool = False
    """Into none."""


class Solve(_OfTheme):
    """« Résolu » (quality lead)."""

    verb = "theme.solve"


class Reopen(_OfTheme):
    """« Rouvrir » (quality lead)."""

    verb = "theme.reopen"


class ChooseTheme(OfContribution):
    """Asks to which theme an irritant belongs (quality lead)."""

    verb = "theme.choose"


class Attach(OfContribution):
    """Attaches an irritant to a theme, to a new one by its name, or to none (quality lead)."""

    verb = "theme.attach"

    target: OptionalId = None
    called: Said = EMPTY


class EditRecurrence(Data):
    """Asks from when on a theme is recurrent (quality lead)."""

    verb = "rhythm.edit_recurrence"


class SaveRecurrence(Data):
    """From so many people, or weeks (quality lead)."""

    verb = "rhythm.save_recurrence"

    people: str = Field("", max_length=20)
    weeks: str = Field("", max_length=20)
