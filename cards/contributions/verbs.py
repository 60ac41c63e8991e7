"""The buttons of a contribution, and of the *fiche* to fill."""

from cards.verbs import (
    Data,
    FormId,
    Id,
    OptionalEngagement,
    OptionalId,
    OptionalKind,
    Page,
    Paged,
    Said,
)
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


class Support(OfContribution, verb="contribution.support"):
    """« Moi aussi », « Je l'adopte », « Je soutiens »."""


class Show(OfContribution, verb="contribution.show"):
    """Back to the contribution, as it is."""

    in_form = True


class Open(OfContribution, verb="contribution.open"):
    """The whole *fiche*, from a list; ``page`` is the list's, to go back to."""

    page: Page | None = None


class Edit(OfContribution, verb="contribution.edit"):
    """« Modifier »: asks for the form."""


class Save(OfContribution, verb="contribution.save"):
    """« Enregistrer » in that form."""

    in_form = True

    text: Said = EMPTY
    site: OptionalId = None
    engagement: OptionalEngagement = None


class ChooseKind(OfContribution, verb="contribution.choose_kind"):
    """« Changer de nature »: asks for the choice."""


class SetKind(OfContribution, verb="contribution.set_kind"):
    """One of the three kinds."""

    in_form = True

    kind: Kind


class Withdraw(OfContribution, verb="contribution.withdraw"):
    """« Retirer »."""


class Restore(OfContribution, verb="contribution.restore"):
    """« Rétablir »."""


class AnswerQuestion(Data, verb="question.answer"):
    """« Je le note ? »: a kind, or ``other`` for nothing."""

    question: Id
    kind: Kind


class NewForm(Data, verb="form.new"):
    """Asks for an empty *fiche*."""


class SendForm(Data, verb="form.send"):
    """« Envoyer » in a *fiche*."""

    form: FormId
    kind: OptionalKind = None
    text: Said = EMPTY
    site: OptionalId = None
    engagement: OptionalEngagement = None
    anonymous: bool = False


class ListMine(Paged, verb="mine.list"):
    """A page of « mes contributions »."""


class ChooseTry(OfContribution, verb="practice.choose_try"):
    """« Je l'ai essayée »: asks what came of it."""


class Try(OfContribution, verb="practice.try"):
    """What came of it, in a word."""

    outcome: Outcome = Outcome.WORKED
    result: Said = EMPTY


class OpenFiche(OfContribution, verb="idea.open"):
    """A contribution with its story."""
