"""The buttons of the idea box: the desk of the quality lead, and what authors may do."""

from pydantic import Field

from cards.contributions.verbs import OfContribution
from cards.verbs import TEXT_LIMIT, Data, OptionalDate, OptionalId, Page, Said
from domain.confidentiality import EMPTY
from domain.contributions.contribution import Status


class SupportHere(OfContribution):
    """The same on a *fiche* in one's own chat, which shows the *fiche* again."""

    verb = "idea.support"


class ShowInbox(Data):
    """« À traiter » (quality lead)."""

    verb = "inbox.show"

    page: Page = 0


class ReadSome(Data):
    """« Marquer comme lues »: those of a page (quality lead)."""

    verb = "inbox.read"

    ids: str = Field("", max_length=400)
    page: Page = 0


class ReadAll(Data):
    """« Tout marquer comme lu » (quality lead)."""

    verb = "inbox.read_all"


class MarkRead(OfContribution):
    """« Marquer comme lue » (quality lead)."""

    verb = "idea.read"


class ChooseMove(OfContribution):
    """Asks for the form of a move (quality lead)."""

    verb = "idea.choose_move"

    to: Status


class Move(OfContribution):
    """Moves it, with an answer and, for « À l'étude », a promised day (quality lead)."""

    verb = "idea.move"

    to: Status
    answer: Said = EMPTY
    promised: OptionalDate = None


class WriteAnswer(OfContribution):
    """Asks for the form of an answer."""

    verb = "idea.write_answer"


class Answer(OfContribution):
    """Answers, or changes the answer; the status stays."""

    verb = "idea.answer"

    answer: Said = EMPTY


class ChooseMerge(OfContribution):
    """Asks with which one it is merged (quality lead)."""

    verb = "idea.choose_merge"


class Merge(OfContribution):
    """Merges it into another: ``into`` from the list, or its number as typed (quality lead)."""

    verb = "idea.merge"

    into: str = Field("", max_length=TEXT_LIMIT)
    chosen: str = Field("", max_length=40)


class ChooseAssign(OfContribution):
    """Asks to whom it is handed (quality lead)."""

    verb = "idea.choose_assign"


class Assign(OfContribution):
    """Hands it to a colleague until a day; nobody takes it back (quality lead)."""

    verb = "idea.assign"

    person: OptionalId = None
    until: OptionalDate = None


class EditTags(OfContribution):
    """Asks for the tags (quality lead)."""

    verb = "idea.edit_tags"


class SaveTags(OfContribution):
    """« CEJ, accueil » (quality lead)."""

    verb = "idea.tag"

    tags: Said = EMPTY


class WriteBack(OfContribution):
    """Asks for the author's question about an answer."""

    verb = "idea.write_back"


class AskBack(OfContribution):
    """The author's question, once."""

    verb = "idea.ask_back"

    question: Said = EMPTY


class EditDeadlines(Data):
    """Asks for the deadlines of answers and the engagements in use (quality lead)."""

    verb = "rhythm.edit_deadlines"


class SaveDeadlines(Data):
    """Deadlines in days; engagements as « 1,5,8 »."""

    verb = "rhythm.save_deadlines"

    nudge: str = Field("", max_length=20)
    late: str = Field("", max_length=20)
    engagements: str = Field("", max_length=40)
