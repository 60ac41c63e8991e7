"""The button that asks for a list as a file."""

from pydantic import Field

from cards.verbs import Data


class Export(Data):
    """Asks for a link to a list as a file (quality lead)."""

    verb = "export.link"

    asked: str = Field("", max_length=2_000)
