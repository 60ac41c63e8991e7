"""The buttons of « Ce n'est pas un jeune »."""

from pydantic import Field

from cards.verbs import Data, Id, OptionalId


class DoubtMask(Data, verb="mask.doubt"):
    """« Ce n'est pas un jeune »: asks for the name that was masked.

    In a message by what was masked of it, in a contribution, or else in what one wrote last.
    """

    masking: OptionalId = None
    contribution: OptionalId = None


class ShowMask(Data, verb="mask.show"):
    """Back to what was said about a mask."""

    masking: Id


class LiftMask(DoubtMask, verb="mask.lift"):
    """The name, typed again: it is put back, so it is no text that is kept as it is."""

    name: str = Field("", max_length=200)
