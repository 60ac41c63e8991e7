"""Every button: its verb, which is stable for ever, and the data that it carries.

Cards in old conversations go on sending what they were made with, so a verb is never renamed and
a field never made required. What the server may do is checked again there, whatever was shown.
"""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from domain.kinds import Kind

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


class Data(BaseModel):
    """What a button carries, together with the inputs of its card."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verb: ClassVar[str]


class _OfContribution(Data):
    contribution: Id


class Support(_OfContribution):
    """« Moi aussi », « Je l'adopte », « Je soutiens »."""

    verb = "contribution.support"


class Show(_OfContribution):
    """Back to the contribution, as it is."""

    verb = "contribution.show"


class Open(_OfContribution):
    """The whole *fiche*, from a list; ``page`` is the list's, to go back to."""

    verb = "contribution.open"

    page: int | None = Field(None, ge=0, le=100_000)


class Edit(_OfContribution):
    """« Modifier »: asks for the form."""

    verb = "contribution.edit"


class Save(_OfContribution):
    """« Enregistrer » in that form."""

    verb = "contribution.save"

    text: str = Field("", max_length=_TEXT_LIMIT)
    site: OptionalId = None
    engagement: OptionalEngagement = None


class ChooseKind(_OfContribution):
    """« Changer de nature »: asks for the choice."""

    verb = "contribution.choose_kind"


class SetKind(_OfContribution):
    """One of the three kinds."""

    verb = "contribution.set_kind"

    kind: Kind


class Withdraw(_OfContribution):
    """« Retirer »."""

    verb = "contribution.withdraw"


class Restore(_OfContribution):
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
    text: str = Field("", max_length=_TEXT_LIMIT)
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

    names: str = Field("", max_length=_TEXT_LIMIT)


class PlacePerson(Data):
    """Where a colleague works (quality lead)."""

    verb = "sites.place"

    person: OptionalId = None
    site: OptionalId = None


BUTTONS: dict[str, type[Data]] = {
    data.verb: data
    for data in (
        Support,
        Show,
        Open,
        Edit,
        Save,
        ChooseKind,
        SetKind,
        Withdraw,
        Restore,
        AnswerQuestion,
        NewForm,
        SendForm,
        ListMine,
        Help,
        ChooseSite,
        SaveBranches,
        PlacePerson,
    )
}
"""Every verb and what it carries."""


def read(verb: str, values: dict[str, Any]) -> Data | None:
    """Return what a pressed button carries, or None for a verb or values that no card makes."""
    data = BUTTONS.get(verb)
    if data is None:
        return None
    try:
        return data.model_validate(values)
    except ValidationError:
        return None


def carried(data: Data) -> dict[str, Any]:
    """Return the plain values that a button carries: what is not empty."""
    return data.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
