"""The buttons of a contribution, and of the *fiche* to fill."""

from cards.verbs import Data, FormId, Id, OptionalEngagement, OptionalId, OptionalKind, Page, Said
from domain.confidentiality import EMPTY
from domain.ideas.library import Outcome
from domain.kinds import Kind


class OfContribution(Data):
    """What every button of a contribution carries."""

    contribution: Id
    fiche: bool = False
    """Pressed on a whole *fiche*, which is shown again."""
    inbox: Page | None = None
    """The page of « à traiter » from which it was opened, to go back to."""


class Support(OfContribution):
    """« Moi aussi », « Je l'adopte », « Je soutiens »."""

    verb = "contribution.support"


class Show(OfContribution):
    """Back to the contribution, as it is."""

    verb = "contribution.show"
    in_form = True


class Open(OfContribution):
    """The whole *fiche*, from a list; ``page`` is the list's, to go back to."""

    verb = "contribution.open"

    page: Page | None = None


class Edit(OfContribution):
    """« Modifier »: asks for the form."""

    verb = "contribution.edit"


class Save(OfContribution):
    """« Enregistrer » in that form."""

    verb = "contribution.save"
    in_form = True

    text: Said = EMPTY
    site: OptionalId = None
    engagement: OptionalEngagement = None


class ChooseKind(OfContribution):
    """« Changer de nature »: asks for the choice."""

    verb = "contribution.choose_kind"


class SetKind(OfContribution):
    """One of the three kinds."""

    verb = "contribution.set_kind"
    in_form = True

    kind: Kind


class Withdraw(OfContribution):
    """« Retirer »."""

    verb = "contribution.withdraw"


class Restore(OfContribution):
    """« Rétablir »."""

    verb = "contribution.restore"


class AnswerQuestion(Data):
    """« Je le note ? »: a kind, or ``other`` for nothing."""

    verb = "question.answer"

    question: Id
    kind: Kind


class NewForm(Data):
    """Asks for an empty *fiche*."""

    verb = "form.new"


class SendForm(Data):
    """« Envoyer » in a *fiche*."""

    verb = "form.send"

    form: FormId
    kind: OptionalKind = None
    text: Said = EMPTY
    site: OptionalId = None
    engagement: OptionalEngagement = None
    anonymous: bool = False


class ListMine(Data):
    """A page of « mes contributions »."""

    verb = "mine.list"

    page: Page = 0


class ChooseTry(OfContribution):
    """« Je l'ai essayée »: asks what came of it."""

    verb = "practice.choose_try"


class Try(OfContribution):
    """What came of it, in a word."""

    verb = "practice.try"

    outcome: Outcome = Outcome.WORKED
    result: Said = EMPTY


class OpenFiche(OfContribution):
    """A contribution with its story."""

    verb = "idea.open"
