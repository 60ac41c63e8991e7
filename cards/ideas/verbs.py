"""The buttons of the idea box: the desk of the quality lead, and what authors may do."""

from pydantic import Field

from cards.contributions.verbs import OfContribution
from cards.verbs import (
    Data,
    OfSome,
    OptionalDate,
    OptionalId,
    Paged,
    Said,
    TypedNumber,
)
from domain.confidentiality import EMPTY
from domain.contributions.contribution import MAX_TEXT, Status


class SupportHere(OfContribution, verb="idea.support"):
    """The same on a *fiche* in one's own chat, which shows the *fiche* again."""


class ShowInbox(Paged, verb="inbox.show"):
    """« À traiter » (quality lead)."""


class ReadSome(Paged, OfSome, verb="inbox.read"):
    """« Marquer comme lues »: those of a page (quality lead)."""


class ReadAll(Data, verb="inbox.read_all"):
    """« Tout marquer comme lu » (quality lead)."""


class MarkRead(OfContribution, verb="idea.read"):
    """« Marquer comme lue » (quality lead)."""


class ChooseMove(OfContribution, verb="idea.choose_move"):
    """Asks for the form of a move (quality lead)."""

    to: Status


class Move(OfContribution, verb="idea.move"):
    """Moves it, with an answer and, for « À l'étude », a promised day (quality lead)."""

    to: Status
    answer: Said = EMPTY
    promised: OptionalDate = None


class WriteAnswer(OfContribution, verb="idea.write_answer"):
    """Asks for the form of an answer."""


class Answer(OfContribution, verb="idea.answer"):
    """Answers, or changes the answer; the status stays."""

    answer: Said = EMPTY


class ChooseMerge(OfContribution, verb="idea.choose_merge"):
    """Asks with which one it is merged (quality lead)."""


class Merge(OfContribution, verb="idea.merge"):
    """Merges it into another: ``into`` from the list, or its number as typed (quality lead)."""

    into: str = Field("", max_length=MAX_TEXT)
    chosen: str = Field("", max_length=40)


class ChooseAssign(OfContribution, verb="idea.choose_assign"):
    """Asks to whom it is handed (quality lead)."""


class Assign(OfContribution, verb="idea.assign"):
    """Hands it to a colleague until a day; nobody takes it back (quality lead)."""

    person: OptionalId = None
    until: OptionalDate = None


class EditTags(OfContribution, verb="idea.edit_tags"):
    """Asks for the tags (quality lead)."""


class SaveTags(OfContribution, verb="idea.tag"):
    """« CEJ, accueil » (quality lead)."""

    tags: Said = EMPTY


class WriteBack(OfContribution, verb="idea.write_back"):
    """Asks for the author's question about an answer."""


class AskBack(OfContribution, verb="idea.ask_back"):
    """The author's question, once."""

    question: Said = EMPTY


class EditDeadlines(Data, verb="rhythm.edit_deadlines"):
    """Asks for the deadlines of answers and the engagements in use (quality lead)."""


class SaveDeadlines(Data, verb="rhythm.save_deadlines"):
    """Deadlines in days; engagements as « 1,5,8 »."""

    nudge: TypedNumber = ""
    late: TypedNumber = ""
    engagements: str = Field("", max_length=40)
