"""The buttons of themes: their verbs and what they carry, as ``cards.verbs`` says."""

from cards.contributions.verbs import OfContribution
from cards.verbs import Data, Id, OfSome, OptionalId, Page, Paged, Said, TypedNumber
from domain.confidentiality import EMPTY


class _Likeness(OfContribution):
    other: Id


class Same(_Likeness, verb="theme.same"):
    """« Oui, le même »: of its author, or of a quality lead."""


class Different(_Likeness, verb="theme.different"):
    """« Non, autre chose »: of its author, or of a quality lead."""


class ListThemes(Paged, verb="theme.list"):
    """A page of « récurrents »."""


class _OfTheme(Data):
    theme: Id


class OpenTheme(Paged, _OfTheme, verb="theme.open"):
    """A theme with its irritants; from the *flash* as all may read it."""

    flash: OptionalId = None


class ShowPairs(Paged, verb="theme.pairs"):
    """« À regrouper »; « Plus tard » asks for the next one (quality lead)."""


class _OfPair(Data):
    contribution: Id
    other: Id
    page: Page = 0


class Group(_OfPair, verb="theme.group"):
    """« Regrouper » (quality lead)."""


class KeepApart(_OfPair, verb="theme.apart"):
    """« Ce n'est pas le même » (quality lead)."""


class EditName(_OfTheme, verb="theme.edit_name"):
    """Asks for the name (quality lead)."""


class SaveName(_OfTheme, verb="theme.rename"):
    """The name (quality lead)."""

    called: Said = EMPTY


class ChooseThemeMerge(_OfTheme, verb="theme.choose_merge"):
    """Asks with which one it is merged (quality lead)."""


class MergeThemes(_OfTheme, verb="theme.merge"):
    """Merges a theme into another (quality lead)."""

    target: OptionalId = None


class ChooseSplit(Paged, _OfTheme, verb="theme.choose_split"):
    """Asks which irritants are taken out (quality lead)."""


class Split(OfSome, _OfTheme, verb="theme.split"):
    """Takes irritants out, into a new theme or into none (quality lead)."""

    apart: bool = False
    """Into none."""


class Solve(_OfTheme, verb="theme.solve"):
    """« Résolu » (quality lead)."""


class Reopen(_OfTheme, verb="theme.reopen"):
    """« Rouvrir » (quality lead)."""


class ChooseTheme(OfContribution, verb="theme.choose"):
    """Asks to which theme an irritant belongs (quality lead)."""


class Attach(OfContribution, verb="theme.attach"):
    """Attaches an irritant to a theme, to a new one by its name, or to none (quality lead)."""

    target: OptionalId = None
    called: Said = EMPTY


class EditRecurrence(Data, verb="rhythm.edit_recurrence"):
    """Asks from when on a theme is recurrent (quality lead)."""


class SaveRecurrence(Data, verb="rhythm.save_recurrence"):
    """From so many people, or weeks (quality lead)."""

    people: TypedNumber = ""
    weeks: TypedNumber = ""
