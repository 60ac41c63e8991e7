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


class ShowBoard(OfBoard, verb="board.show"):
    """« tableau de bord »; also « Afficher » in the form of period and site."""


class ShowFigure(OfBoard, verb="board.figure"):
    """One figure: its definition, its count, and the way to the list behind it."""

    figure: Figure = Figure.FIELD


class ChooseView(OfBoard, verb="board.choose"):
    """« Période et antenne »: asks for them."""


class EditReport(Data, verb="board.edit_report"):
    """Whether the page is sent to management: asks for it (quality lead)."""


class SaveReport(Data, verb="board.save_report"):
    """« Enregistrer » in that form (quality lead)."""

    monthly: bool = False
    quarterly: bool = False
