"""The buttons of the board's page."""

from typing import Annotated

from pydantic import Field

from cards.verbs import Data, OptionalId
from domain.board.page import Figure

Period = Annotated[str, Field(max_length=10)]
"""The key of a period; what is none is the current quarter."""


class OfBoard(Data):
    """What every button of the page carries: the period and the site that are looked at."""

    period: Period = ""
    site: OptionalId = None


class ShowBoard(OfBoard):
    """« tableau de bord »; also « Afficher » in the form of period and site."""

    verb = "board.show"


class ShowFigure(OfBoard):
    """One figure: its definition, its count, and the way to the list behind it."""

    verb = "board.figure"

    figure: Figure = Figure.FIELD


class ChooseView(OfBoard):
    """« Période et antenne »: asks for them."""

    verb = "board.choose"


class EditReport(Data):
    """Whether the page is sent to management: asks for it (quality lead)."""

    verb = "board.edit_report"


class SaveReport(Data):
    """« Enregistrer » in that form."""

    verb = "board.save_report"

    monthly: bool = False
    quarterly: bool = False
