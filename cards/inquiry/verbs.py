"""The buttons under the answer to a question."""

from pydantic import Field

from cards.verbs import Data, Page


class AskAgain(Data):
    """A page of the answer to a question, or the question made wider."""

    verb = "inquiry.show"

    asked: str = Field("", max_length=2_000)
    page: Page = 0
    public: bool = False
    """Asked where others read the answer: a phone's press is answered there, too."""


class Export(Data):
    """Asks for a link to a list as a file (quality lead)."""

    verb = "export.link"

    asked: str = Field("", max_length=2_000)
