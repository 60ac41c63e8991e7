"""The buttons of the week: the three questions, being asked, and the flash."""

from typing import Literal

from pydantic import Field

from cards.verbs import Data, Id, OptionalDate, Paged, Said, SaidOfColleagues
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


class SendAnswers(_Answers, verb="prompt.send"):
    """« Envoyer » under the three questions."""


class SaveAnswers(_Answers, verb="prompt.save"):
    """« Enregistrer » when correcting them."""


class EditAnswers(_OfPrompt, verb="prompt.edit"):
    """« Modifier »: asks for the three questions with what was answered."""


class ShowPrompt(_OfPrompt, verb="prompt.show"):
    """The questions as they stand; « Annuler »."""


class AnswerNow(_OfPrompt, verb="prompt.answer_now"):
    """« Répondre maintenant », « J'ai finalement quelque chose »."""


class NothingToSay(_Answers, verb="prompt.nothing"):
    """« Rien cette semaine »."""


class AskLater(_Answers, verb="prompt.later"):
    """« Plus tard »: in two hours (``soon``) or on ``monday``."""

    when: Literal["soon", "monday"] = "soon"


class ShowAsking(Data, verb="asking.show"):
    """How one is asked: absence, part time, opting out."""


class SetAbsence(Data, verb="asking.absent"):
    """« En congé jusqu'au… »; without a day it is asked for again."""

    until: OptionalDate = None


class LeaveFromPrompt(_Answers, verb="prompt.absent"):
    """« Noter mon congé » under the three questions."""


class StopFromPrompt(_Answers, verb="prompt.stop"):
    """« Ne plus me solliciter » under the three questions."""


class SetDaysOff(Data, verb="asking.days"):
    """The days on which one does not work, « 2,4 »."""

    days: str = Field("", max_length=40)


class StopAsking(Data, verb="asking.stop"):
    """« Ne plus me solliciter »."""


class ResumeAsking(Data, verb="asking.resume"):
    """« Reprendre »."""


class _OfFlash(Data):
    flash: Id


class ShowFlash(_OfFlash, verb="flash.show"):
    """Back to the flash."""


class SupportInFlash(_OfFlash, verb="flash.support"):
    """« Moi aussi » on an irritant of the flash."""

    contribution: Id


class PageFlash(Paged, _OfFlash, verb="flash.page"):
    """« Tout voir »."""


class HostFlash(_OfFlash, verb="flash.host"):
    """« Animer »: a step of the stand-up (quality lead)."""

    step: int = Field(0, ge=0, le=20)


class DecideInFlash(_OfFlash, verb="flash.decide"):
    """What the stand-up decided, and who takes it (quality lead)."""

    decision: Said = EMPTY
    owner: SaidOfColleagues = EMPTY


class PrintFlash(_OfFlash, verb="flash.print"):
    """« Imprimer »: asks for a link of one's own to the page."""
