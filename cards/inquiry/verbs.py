"""The buttons under the answer to a question."""

from pydantic import Field

from cards.verbs import Data, Paged


class _OfQuestion(Data):
    asked: str = Field("", max_length=2_000)


class AskAgain(Paged, _OfQuestion, verb="inquiry.show"):
    """A page of the answer to a question, or the question made wider."""

    public: bool = False
    """Asked where others read the answer: a phone's press is answered there, too."""


class Export(_OfQuestion, verb="export.link"):
    """Asks for a link to a list as a file (quality lead)."""
