"""The buttons of the action plan: their verbs and what they carry, as ``cards.verbs`` says."""

from typing import Annotated

from cards import verbs
from cards.verbs import (
    BLANK_IS_NONE,
    Data,
    FormId,
    Id,
    OptionalDate,
    OptionalEngagement,
    OptionalId,
    Paged,
)
from domain.actions.action import Effect, TrialDecision
from domain.actions.views import PlanFilter
from domain.confidentiality import EMPTY

OptionalEffect = Annotated[Effect | None, BLANK_IS_NONE]
OptionalDecision = Annotated[TrialDecision | None, BLANK_IS_NONE]


class NewAction(Data, verb="action.new"):
    """« En faire une action »: of a theme, or of a contribution; of nothing asks for the form."""

    theme: OptionalId = None
    contribution: OptionalId = None


class _Planned(Data):
    """The fields of the form of an action."""

    what: verbs.Said = EMPTY
    person: OptionalId = None
    due: OptionalDate = None
    aim: verbs.Said = EMPTY
    engagement: OptionalEngagement = None
    indicator: verbs.Said = EMPTY
    before: verbs.Said = EMPTY
    hypothesis: verbs.Said = EMPTY
    place: verbs.SaidOfPlaces = EMPTY
    until: OptionalDate = None
    measure: verbs.Said = EMPTY


class AddAction(_Planned, verb="action.add"):
    """« Créer » in that form."""

    form: FormId
    theme: OptionalId = None
    contribution: OptionalId = None


class ShowPlan(Paged, verb="action.plan"):
    """The plan, or one's own actions: a page of what is chosen."""

    which: PlanFilter = PlanFilter.ALL
    picked: Annotated[PlanFilter | None, BLANK_IS_NONE] = None
    """What was chosen in the list just now."""
    mine: bool = False


class OfAction(Data):
    """What every button of an action carries."""

    action: Id


class OpenAction(OfAction, verb="action.open"):
    """The action with its story."""


class EditAction(OfAction, verb="action.edit"):
    """« Modifier »: asks for the form."""


class SaveAction(_Planned, verb="action.save"):
    """« Enregistrer » in that form."""

    action: Id


class StartAction(OfAction, verb="action.start"):
    """« Démarrer », « Remettre en cours », « Reprendre »."""


class ChooseFinish(OfAction, verb="action.choose_finish"):
    """« C'est fait »: asks what has changed."""


class FinishAction(OfAction, verb="action.finish"):
    """What has changed, when it is checked, and whether what it answers is done, too."""

    result: verbs.Said = EMPTY
    check_on: OptionalDate = None
    close: bool = False


class CloseCauses(OfAction, verb="action.close"):
    """« Répondre aux fiches »: what it answers is done, with its result as the answer."""


class ChooseDrop(OfAction, verb="action.choose_drop"):
    """« Abandonner »: asks why."""


class DropAction(OfAction, verb="action.drop"):
    """Why it is given up."""

    why: verbs.Said = EMPTY


class ChooseHand(OfAction, verb="action.choose_hand"):
    """« Passer la main »: asks to whom."""


class HandAction(OfAction, verb="action.hand"):
    """To whom, with a word."""

    person: OptionalId = None
    word: verbs.Said = EMPTY


class WriteActionComment(OfAction, verb="action.write_comment"):
    """« Commenter »: asks for the words."""


class CommentAction(OfAction, verb="action.comment"):
    """A comment."""

    word: verbs.Said = EMPTY


class ChooseCheck(OfAction, verb="action.choose_check"):
    """« Vérifier l'effet »: asks what is found."""


class CheckAction(OfAction, verb="action.check"):
    """What is found now, and what is thought of it."""

    indicator: verbs.Said = EMPTY
    after: verbs.Said = EMPTY
    effect: OptionalEffect = None


class FollowUp(OfAction, verb="action.follow_up"):
    """« Créer une action de suite »."""


class ChooseDecision(OfAction, verb="action.choose_decision"):
    """« Décider de l'essai »: asks what (management)."""


class DecideTrial(OfAction, verb="action.decide"):
    """To spread it, to adjust it until another day, or to stop (management)."""

    decision: OptionalDecision = None
    why: verbs.Said = EMPTY
    until: OptionalDate = None
    measure: verbs.Said = EMPTY


class ExportPlan(Data, verb="action.export"):
    """Asks for links to the plan, or to one's own actions, as files."""

    mine: bool = False
