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
    Page,
)
from domain.actions.action import Effect, TrialDecision
from domain.actions.views import PlanFilter
from domain.confidentiality import EMPTY

OptionalEffect = Annotated[Effect | None, BLANK_IS_NONE]
OptionalDecision = Annotated[TrialDecision | None, BLANK_IS_NONE]


class NewAction(Data):
    """« En faire une action »: of a theme, or of a contribution; of nothing asks for the form."""

    verb = "action.new"

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


class AddAction(_Planned):
    """« Créer » in that form."""

    verb = "action.add"

    form: FormId
    theme: OptionalId = None
    contribution: OptionalId = None


class ShowPlan(Data):
    """The plan, or one's own actions: a page of what is chosen."""

    verb = "action.plan"

    page: Page = 0
    which: PlanFilter = PlanFilter.ALL
    picked: Annotated[PlanFilter | None, BLANK_IS_NONE] = None
    """What was chosen in the list just now."""
    mine: bool = False


class OfAction(Data):
    """What every button of an action carries."""

    action: Id


class OpenAction(OfAction):
    """The action with its story."""

    verb = "action.open"


class EditAction(OfAction):
    """« Modifier »: asks for the form."""

    verb = "action.edit"


class SaveAction(_Planned):
    """« Enregistrer » in that form."""

    verb = "action.save"

    action: Id


class StartAction(OfAction):
    """« Démarrer », « Remettre en cours », « Reprendre »."""

    verb = "action.start"


class ChooseFinish(OfAction):
    """« C'est fait »: asks what has changed."""

    verb = "action.choose_finish"


class FinishAction(OfAction):
    """What has changed, when it is checked, and whether what it answers is done, too."""

    verb = "action.finish"

    result: verbs.Said = EMPTY
    check_on: OptionalDate = None
    close: bool = False


class CloseCauses(OfAction):
    """« Répondre aux fiches »: what it answers is done, with its result as the answer."""

    verb = "action.close"


class ChooseDrop(OfAction):
    """« Abandonner »: asks why."""

    verb = "action.choose_drop"


class DropAction(OfAction):
    """Why it is given up."""

    verb = "action.drop"

    why: verbs.Said = EMPTY


class ChooseHand(OfAction):
    """« Passer la main »: asks to whom."""

    verb = "action.choose_hand"


class HandAction(OfAction):
    """To whom, with a word."""

    verb = "action.hand"

    person: OptionalId = None
    word: verbs.Said = EMPTY


class WriteActionComment(OfAction):
    """« Commenter »: asks for the words."""

    verb = "action.write_comment"


class CommentAction(OfAction):
    """A comment."""

    verb = "action.comment"

    word: verbs.Said = EMPTY


class ChooseCheck(OfAction):
    """« Vérifier l'effet »: asks what is found."""

    verb = "action.choose_check"


class CheckAction(OfAction):
    """What is found now, and what is thought of it."""

    verb = "action.check"

    indicator: verbs.Said = EMPTY
    after: verbs.Said = EMPTY
    effect: OptionalEffect = None


class FollowUp(OfAction):
    """« Créer une action de suite »."""

    verb = "action.follow_up"


class ChooseDecision(OfAction):
    """« Décider de l'essai »: asks what (management)."""

    verb = "action.choose_decision"


class DecideTrial(OfAction):
    """To spread it, to adjust it until another day, or to stop (management)."""

    verb = "action.decide"

    decision: OptionalDecision = None
    why: verbs.Said = EMPTY
    until: OptionalDate = None
    measure: verbs.Said = EMPTY


class ExportPlan(Data):
    """Asks for links to the plan, or to one's own actions, as files."""

    verb = "action.export"

    mine: bool = False
