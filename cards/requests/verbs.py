"""The buttons of complaints and partnership requests."""

from typing import Annotated

from pydantic import BeforeValidator

from cards.verbs import Data, FormId, Id, OptionalId, Page, Paged, SaidOfOutsiders, TypedDay
from domain.confidentiality import EMPTY
from domain.requests.request import RequestChannel, RequestNature


def _known_channel(value: object) -> object:
    """Return a channel; what is none came some other way."""
    return value if value in list(RequestChannel) else RequestChannel.OTHER


_Channel = Annotated[RequestChannel, BeforeValidator(_known_channel)]


class _OfNature(Data):
    nature: RequestNature = RequestNature.COMPLAINT


class ListRequests(Paged, _OfNature, verb="request.list"):
    """« Réclamations », « demandes » (quality leads and management; a member gets the form)."""


class NewRequest(_OfNature, verb="request.new"):
    """Asks for an empty sheet."""


class _Filled(_OfNature):
    subject: SaidOfOutsiders = EMPTY
    received: TypedDay = ""
    channel: _Channel = RequestChannel.DESK
    site: OptionalId = None


class SendRequest(_Filled, verb="request.send"):
    """« Enregistrer » in a new sheet."""

    form: FormId


class _OfRequest(Data):
    request: Id


class OpenRequest(Paged, _OfRequest, verb="request.open"):
    """A sheet; ``page`` is the list's, to go back to."""


class EditRequest(OpenRequest, verb="request.edit"):
    """« Modifier »: asks for the form."""


class SaveRequest(_Filled, verb="request.save"):
    """« Enregistrer » in that form."""

    request: Id
    page: Page = 0
    answered: TypedDay = ""
    closed: TypedDay = ""


class AnswerRequest(OpenRequest, verb="request.answered"):
    """« Répondue aujourd'hui »."""


class CloseRequest(OpenRequest, verb="request.closed"):
    """« Close aujourd'hui »."""


class ExportRequests(Data, verb="request.export"):
    """Asks for links to all sheets as a file (quality leads and management)."""
