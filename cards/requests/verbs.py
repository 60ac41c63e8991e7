"""The buttons of complaints and partnership requests."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from cards.verbs import Data, FormId, Id, OptionalId, Page, Said
from domain.confidentiality import EMPTY
from domain.requests.request import RequestChannel, RequestNature

_Day = Annotated[str, Field(max_length=40)]
"""A day as it was typed: what is none is told so, and not taken for an empty field."""


def _known_channel(value: object) -> object:
    """Return a channel; what is none came some other way."""
    return value if value in list(RequestChannel) else RequestChannel.OTHER


_Channel = Annotated[RequestChannel, BeforeValidator(_known_channel)]


class ListRequests(Data):
    """« Réclamations », « demandes » (quality leads and management; a member gets the form)."""

    verb = "request.list"

    nature: RequestNature = RequestNature.COMPLAINT
    page: Page = 0


class NewRequest(Data):
    """Asks for an empty sheet."""

    verb = "request.new"

    nature: RequestNature = RequestNature.COMPLAINT


class _Filled(Data):
    nature: RequestNature = RequestNature.COMPLAINT
    subject: Said = EMPTY
    received: _Day = ""
    channel: _Channel = RequestChannel.DESK
    site: OptionalId = None


class SendRequest(_Filled):
    """« Enregistrer » in a new sheet."""

    verb = "request.send"

    form: FormId


class OpenRequest(Data):
    """A sheet; ``page`` is the list's, to go back to."""

    verb = "request.open"

    request: Id
    page: Page = 0


class EditRequest(OpenRequest):
    """« Modifier »: asks for the form."""

    verb = "request.edit"


class SaveRequest(_Filled):
    """« Enregistrer » in that form."""

    verb = "request.save"

    request: Id
    page: Page = 0
    answered: _Day = ""
    closed: _Day = ""


class AnswerRequest(OpenRequest):
    """« Répondue aujourd'hui »."""

    verb = "request.answered"


class CloseRequest(OpenRequest):
    """« Close aujourd'hui »."""

    verb = "request.closed"


class ExportRequests(Data):
    """Asks for links to all sheets as a file (quality leads and management)."""

    verb = "request.export"
