"""The buttons of the week: the three questions, being asked, and the flash."""

from typing import Literal

from pydantic import Field

from cards.verbs import Data, Id, OptionalDate, Page, Said, SaidOfColleagues
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Signature
from domain.kinds import NOTABLE, Kind


class _OfPrompt(Data):
    prompt: Id


class _Answers(_OfPrompt):
    """What stands under the three titles; the fields are named like the kinds."""

    best_practice: Said = EMPTY
    irritant: Said = EMPTY
    suggestion: Said = EMPTY
    signature: Signature = Signature.UNSIGNED
    until: OptionalDate = None

    @property
    def is_written(self) -> bool:
        """True when something stands in one of the fields."""
        return any(text.strip() for text in self.texts.values())

    @property
    def texts(self) -> dict[Kind, Clean]:
        """The texts by kind."""
        return {kind: getattr(self, kind.value) for kind in NOTABLE}


class SendAnswers(_Answers):
    """« Envoyer » under the three questions."""

    verb = "prompt.send"


class SaveAnswers(_Answers):
    """« Enregistrer » when correcting them."""

    verb = "prompt.save"


class EditAnswers(_OfPrompt):
    """« Modifier »: asks for the three questions with what was answered."""

    verb = "prompt.edit"


class ShowPrompt(_OfPrompt):
    """The questions as they stand; « Annuler »."""

    verb = "prompt.show"


class AnswerNow(_OfPrompt):
    """« Répondre maintenant », « J'ai finalement quelque chose »."""

    verb = "prompt.answer_now"


class NothingToSay(_Answers):
    """« Rien cette semaine »."""

    verb = "prompt.nothing"


class AskLater(_Answers):
    """« Plus tard »: in two hours (``soon``) or on ``monday``."""

    verb = "prompt.later"

    when: Literal["soon", "monday"] = "soon"


class ShowAsking(Data):
    """How one is asked: absence, part time, opting out."""

    verb = "asking.show"


class SetAbsence(Data):
    """« En congé jusqu'au… »; without a day it is asked for again."""

    verb = "asking.absent"

    until: OptionalDate = None


class LeaveFromPrompt(_Answers):
    """« Noter mon congé » under the three questions."""

    verb = "prompt.absent"


class StopFromPrompt(_Answers):
    """« Ne plus me solliciter » under the three questions."""

    verb = "prompt.stop"


class SetDaysOff(Data):
    """The days on which one does not work, « 2,4 »."""

    verb = "asking.days"

    days: str = Field("", max_length=40)


class StopAsking(Data):
    """« Ne plus me solliciter »."""

    verb = "asking.stop"


class ResumeAsking(Data):
    """« Reprendre »."""

    verb = "asking.resume"


class _OfFlash(Data):
    flash: Id


class ShowFlash(_OfFlash):
    """Back to the flash."""

    verb = "flash.show"


class SupportInFlash(_OfFlash):
    """« Moi aussi » on an irritant of the flash."""

    verb = "flash.support"

    contribution: Id


class PageFlash(_OfFlash):
    """« Tout voir »."""

    verb = "flash.page"

    page: Page = 0


class HostFlash(_OfFlash):
    """« Animer »: a step of the stand-up (quality lead)."""

    verb = "flash.host"

    step: int = Field(0, ge=0, le=20)


class DecideInFlash(_OfFlash):
    """What the stand-up decided, and who takes it (quality lead)."""

    verb = "flash.decide"

    decision: Said = EMPTY
    owner: SaidOfColleagues = EMPTY


class PrintFlash(_OfFlash):
    """« Imprimer »: asks for a link of one's own to the page."""

    verb = "flash.print"
