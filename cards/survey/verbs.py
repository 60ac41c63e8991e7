"""The buttons of the survey: its posters, and what young people wrote (quality lead)."""

from pydantic import Field

from cards.verbs import Data, Id, OptionalId, Page
from domain.kinds import Kind


class ShowPosters(Data):
    """« Enquête »: the posters (quality lead)."""

    verb = "survey.posters"

    page: Page = 0


class OpenPoster(Data):
    """One poster: its address and its files (quality lead)."""

    verb = "survey.open_poster"

    poster: Id


class HangPoster(Data):
    """« Créer l'affiche » for a site, or for all (quality lead)."""

    verb = "survey.hang"

    site: OptionalId = None


class AskRevoke(Data):
    """Says what revoking or renewing a poster means (quality lead)."""

    verb = "survey.ask_revoke"

    poster: Id


class RevokePoster(Data):
    """« Révoquer » (quality lead)."""

    verb = "survey.revoke"

    poster: Id


class RenewPoster(Data):
    """« Remplacer » (quality lead)."""

    verb = "survey.renew"

    poster: Id


class ShowWords(Data):
    """« Paroles de jeunes »: what waits to be read (quality lead)."""

    verb = "survey.words"

    page: Page = 0


class OpenWords(Data):
    """What one young person wrote, whole (quality lead)."""

    verb = "survey.open"

    survey_answer: Id
    page: Page = 0


class NoteWords(Data):
    """« Noter en contribution » (quality lead)."""

    verb = "survey.note"

    survey_answer: Id
    kind: Kind = Kind.IRRITANT


class ReadWords(Data):
    """« Lu, rien à noter »: one, or those of a page (quality lead)."""

    verb = "survey.read"

    ids: str = Field("", max_length=400)
    page: Page = 0


class EditFewest(Data):
    """Asks for the number of answers from which the weather is told (quality lead)."""

    verb = "rhythm.edit_fewest"


class SaveFewest(Data):
    """That number."""

    verb = "rhythm.save_fewest"

    fewest: str = Field("", max_length=20)
