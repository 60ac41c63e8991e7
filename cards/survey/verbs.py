"""The buttons of the survey: its posters, and what young people wrote (quality lead)."""

from cards.verbs import Data, Id, OfSome, OptionalId, Paged, TypedNumber
from domain.kinds import Kind


class ShowPosters(Paged, verb="survey.posters"):
    """« Enquête »: the posters (quality lead)."""


class _OfPoster(Data):
    poster: Id


class OpenPoster(_OfPoster, verb="survey.open_poster"):
    """One poster: its address and its files (quality lead)."""


class HangPoster(Data, verb="survey.hang"):
    """« Créer l'affiche » for a site, or for all (quality lead)."""

    site: OptionalId = None


class AskRevoke(_OfPoster, verb="survey.ask_revoke"):
    """Says what revoking or renewing a poster means (quality lead)."""


class RevokePoster(_OfPoster, verb="survey.revoke"):
    """« Révoquer » (quality lead)."""


class RenewPoster(_OfPoster, verb="survey.renew"):
    """« Remplacer » (quality lead)."""


class ShowWords(Paged, verb="survey.words"):
    """« Paroles de jeunes »: what waits to be read (quality lead)."""


class _OfWords(Data):
    survey_answer: Id


class OpenWords(Paged, _OfWords, verb="survey.open"):
    """What one young person wrote, whole (quality lead)."""


class NoteWords(_OfWords, verb="survey.note"):
    """« Noter en contribution » (quality lead)."""

    kind: Kind = Kind.IRRITANT


class ReadWords(Paged, OfSome, verb="survey.read"):
    """« Lu, rien à noter »: one, or those of a page (quality lead)."""


class EditFewest(Data, verb="rhythm.edit_fewest"):
    """Asks for the number of answers from which the weather is told (quality lead)."""


class SaveFewest(Data, verb="rhythm.save_fewest"):
    """That number."""

    fewest: TypedNumber = ""
