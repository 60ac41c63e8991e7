"""Every button: its verb, which is stable for ever, and the data that it carries.

Cards in old conversations go on sending what they were made with, so a verb is never renamed and
a field never made required. What the server may do is checked again there, whatever was shown.
"""

from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
)

from domain.confidentiality import EMPTY, Clean, Screen
from domain.confidentiality.screen import Spared, lone_names, names_and_places, nothing
from domain.contributions.contribution import Signature, Status
from domain.ideas.library import Outcome
from domain.kinds import NOTABLE, Kind
from domain.people import Role

_TEXT_LIMIT = 40_000
"""More than any form accepts: a longer text is refused kindly by the rule, a huge one here."""


NOTHING = "0"
"""What a choice of nothing sends: an empty value would show an empty field."""


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip() in ("", NOTHING) else value


Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
OptionalId = Annotated[Id | None, BeforeValidator(_blank_is_none)]
OptionalEngagement = Annotated[int | None, BeforeValidator(_blank_is_none)]
FormId = Annotated[str, Field(min_length=8, max_length=64)]
OptionalKind = Annotated[Kind | None, BeforeValidator(_blank_is_none)]


def _readable_or_none(kind: type[date] | type[time]) -> Callable[[Any], Any]:
    """Return what reads a day or a time; what is none is asked for again in the card."""

    def read(value: Any) -> Any:
        try:
            return kind.fromisoformat(value.strip()) if isinstance(value, str) else value
        except ValueError:
            return None

    return read


RitualName = Literal["prompt", "reminder", "flash", "nudge"]
OptionalDate = Annotated[date | None, BeforeValidator(_readable_or_none(date))]
OptionalTime = Annotated[time | None, BeforeValidator(_readable_or_none(time))]


def _examined(spared: Spared) -> PlainValidator:
    """Return what makes typed words clean with the screen of who typed them, or refuses them."""

    def read(value: Any, info: ValidationInfo) -> Clean:
        if isinstance(value, Clean):
            return value
        screen = (info.context or {}).get("screen")
        if not isinstance(value, str) or len(value) > _TEXT_LIMIT or screen is None:
            raise ValueError("not a text, or a huge one, or nobody has examined it")
        value.encode()  # half a character is a ValueError, too
        clean: Clean = screen.clean(value, spared)
        return clean

    return PlainValidator(read)


Said = Annotated[Clean, _examined(nothing)]
"""People's words: examined before anybody has them."""
SaidOfColleagues = Annotated[Clean, _examined(lone_names)]
SaidOfPlaces = Annotated[Clean, _examined(names_and_places)]


class Data(BaseModel):
    """What a button carries, together with the inputs of its card; known by its verb once made."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verb: ClassVar[str]

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        if "verb" in vars(cls):
            assert cls.verb not in BUTTONS, f"two buttons with the verb {cls.verb}"  # noqa: S101 -- of two of our own
            BUTTONS[cls.verb] = cls


BUTTONS: dict[str, type[Data]] = {}
"""Every verb and what it carries."""


class OfContribution(Data):
    """What every button of a contribution carries."""

    contribution: Id
    fiche: bool = False
    """Pressed on a whole *fiche*, which is shown again."""
    inbox: int | None = Field(None, ge=0, le=100_000)
    """The page of « à traiter » from which it was opened, to go back to."""


class Support(OfContribution):
    """« Moi aussi », « Je l'adopte », « Je soutiens »."""

    verb = "contribution.support"


class SupportHere(OfContribution):
    """The same on a *fiche* in one's own chat, which shows the *fiche* again."""

    verb = "idea.support"


class Show(OfContribution):
    """Back to the contribution, as it is."""

    verb = "contribution.show"


class Open(OfContribution):
    """The whole *fiche*, from a list; ``page`` is the list's, to go back to."""

    verb = "contribution.open"

    page: int | None = Field(None, ge=0, le=100_000)


class Edit(OfContribution):
    """« Modifier »: asks for the form."""

    verb = "contribution.edit"


class Save(OfContribution):
    """« Enregistrer » in that form."""

    verb = "contribution.save"

    text: Said = EMPTY
    site: OptionalId = None
    engagement: OptionalEngagement = None


class ChooseKind(OfContribution):
    """« Changer de nature »: asks for the choice."""

    verb = "contribution.choose_kind"


class SetKind(OfContribution):
    """One of the three kinds."""

    verb = "contribution.set_kind"

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

    page: int = Field(0, ge=0, le=100_000)


class Help(Data):
    """What the bot does."""

    verb = "help.show"


class ChooseSite(Data):
    """Where the person works; empty is « plus tard »."""

    verb = "site.choose"

    site: OptionalId = None


class SaveBranches(Data):
    """The organisation's antennes, one a line (quality lead)."""

    verb = "sites.save"

    names: SaidOfPlaces = EMPTY


class PlacePerson(Data):
    """Where a colleague works (quality lead)."""

    verb = "sites.place"

    person: OptionalId = None
    site: OptionalId = None


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

    page: int = Field(0, ge=0, le=100_000)


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


class ShowRhythm(Data):
    """The rhythm of the organisation (quality lead)."""

    verb = "rhythm.show"


class EditRitual(Data):
    """Asks for the form of one ritual."""

    verb = "rhythm.edit"

    ritual: RitualName


class SaveRitual(Data):
    """Whether, when and at what time."""

    verb = "rhythm.save"

    ritual: RitualName
    on: bool = False
    day: int = Field(0, ge=0, le=6)
    at: OptionalTime = None


class EditPlace(Data):
    """Asks for the form of department, zone and ceiling."""

    verb = "rhythm.edit_place"


class SavePlace(Data):
    """Department, zone and ceiling."""

    verb = "rhythm.save_place"

    department: str = Field("", max_length=20)
    zone: str = Field("", max_length=64)
    ceiling: int = Field(2, ge=0, le=9)


class EditClosures(Data):
    """Asks for the list of closures."""

    verb = "rhythm.closures"


class AddClosure(Data):
    """Days on which the organisation is closed."""

    verb = "rhythm.close"

    first: OptionalDate = None
    last: OptionalDate = None
    name: SaidOfColleagues = EMPTY


class RemoveClosure(Data):
    """Takes a closure back."""

    verb = "rhythm.reopen"

    closure: Id


class ListSends(Data):
    """« Diffusion »: the last prompts and flashes (quality lead)."""

    verb = "sends.list"

    page: int = Field(0, ge=0, le=100_000)


class OpenSends(Data):
    """What became of one of them."""

    verb = "sends.open"

    run: Id
    page: int = Field(0, ge=0, le=100_000)


class RetrySends(Data):
    """Sends again what was not delivered: one message, or all that failed."""

    verb = "sends.retry"

    run: Id
    send: OptionalId = None


class OpenFiche(OfContribution):
    """A contribution with its story."""

    verb = "idea.open"


class ShowInbox(Data):
    """« À traiter » (quality lead)."""

    verb = "inbox.show"

    page: int = Field(0, ge=0, le=100_000)


class ReadSome(Data):
    """« Marquer comme lues »: those of a page (quality lead)."""

    verb = "inbox.read"

    ids: str = Field("", max_length=400)
    page: int = Field(0, ge=0, le=100_000)


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

    into: str = Field("", max_length=_TEXT_LIMIT)
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


class ChooseTry(OfContribution):
    """« Je l'ai essayée »: asks what came of it."""

    verb = "practice.choose_try"


class Try(OfContribution):
    """What came of it, in a word."""

    verb = "practice.try"

    outcome: Outcome = Outcome.WORKED
    result: Said = EMPTY


class AskAgain(Data):
    """A page of the answer to a question, or the question made wider."""

    verb = "inquiry.show"

    asked: str = Field("", max_length=2_000)
    page: int = Field(0, ge=0, le=100_000)
    public: bool = False
    """Asked where others read the answer: a phone's press is answered there, too."""


class Export(Data):
    """Asks for a link to a list as a file (quality lead)."""

    verb = "export.link"

    asked: str = Field("", max_length=2_000)


class DoubtMask(Data):
    """« Ce n'est pas un jeune »: asks for the name that was masked.

    In a message by what was masked of it, in a contribution, or else in what one wrote last.
    """

    verb = "mask.doubt"

    masking: OptionalId = None
    contribution: OptionalId = None


class ShowMask(Data):
    """Back to what was said about a mask."""

    verb = "mask.show"

    masking: Id


class LiftMask(DoubtMask):
    """The name, typed again: it is put back, so it is no text that is kept as it is."""

    verb = "mask.lift"

    name: str = Field("", max_length=200)


class ShowRoles(Data):
    """Who leads quality, who is management (quality lead)."""

    verb = "roles.show"


class SetRole(Data):
    """Gives somebody a role (quality lead)."""

    verb = "roles.set"

    person: OptionalId = None
    role: Role = Role.MEMBER


class EditDeadlines(Data):
    """Asks for the deadlines of answers and the engagements in use (quality lead)."""

    verb = "rhythm.edit_deadlines"


class SaveDeadlines(Data):
    """Deadlines in days; engagements as « 1,5,8 »."""

    verb = "rhythm.save_deadlines"

    nudge: str = Field("", max_length=20)
    late: str = Field("", max_length=20)
    engagements: str = Field("", max_length=40)


class ShowMyData(Data):
    """« Mes données »."""

    verb = "rights.show"


class AskErasure(Data):
    """« Effacer mon nom »: says what it means."""

    verb = "rights.ask_erasure"


class Erase(Data):
    """« Effacer mon nom », confirmed."""

    verb = "rights.erase"


class EditRetention(Data):
    """Asks for the form of how long what is kept."""

    verb = "rhythm.edit_retention"


class SaveRetention(Data):
    """Months."""

    verb = "rhythm.save_retention"

    leavers: str = Field("", max_length=20)
    names: str = Field("", max_length=20)
    withdrawn: str = Field("", max_length=20)


def read(verb: str, values: dict[str, Any], screen: Screen) -> Data | None:
    """Return what a pressed button carries, or None for a verb or values that no card makes.

    What was typed is clean: *screen* is that of who pressed.
    """
    data = BUTTONS.get(verb)
    if data is None:
        return None
    try:
        return data.model_validate(values, context={"screen": screen})
    except ValidationError:
        return None


def carried(data: Data) -> dict[str, Any]:
    """Return the plain values that a button carries: what is not empty."""
    return data.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
