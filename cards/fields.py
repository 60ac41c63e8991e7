"""The fields that several forms have: a text, a site, an engagement."""

from collections.abc import Sequence
from datetime import date

from cards import texts, verbs
from cards.kit import InputChoiceSet, InputDate, InputText, InputToggle
from cards.parts import site_choices
from cards.plain import fit
from domain.contributions.contribution import MAX_TEXT, MAX_WEIGHT
from domain.engagements import ENGAGEMENTS
from domain.people import Site


def day_field(
    name: str, label: str, day: date | None, *, separator: bool | None = None
) -> InputDate:
    """Return the field of a day, with the one that is known."""
    value = day.isoformat() if day else None
    return InputDate(id=name, label=label, value=value, separator=separator)


def toggle(
    name: str, label: str, title: str, *, on: bool, wrap: bool | None = True
) -> InputToggle:
    """Return a box to tick, which sends « true » or « false »."""
    return InputToggle(
        id=name,
        label=label,
        title=title,
        valueOn="true",
        valueOff="false",
        value="true" if on else "false",
        wrap=wrap,
    )


def text_field(value: str, label: str = texts.FIELD_TEXT) -> InputText:
    """Return the field for the words of a contribution."""
    return InputText(
        id="text",
        label=label,
        value=fit(value[:MAX_TEXT], MAX_WEIGHT),
        isMultiline=True,
        maxLength=MAX_TEXT,
        placeholder=texts.FIELD_TEXT_HINT,
    )


def site_field(sites: Sequence[Site], chosen: int | None) -> InputChoiceSet:
    """Return the choice of an antenne; a chosen one that was closed meanwhile is left out."""
    known = {site.id for site in sites}
    return InputChoiceSet(
        id="site",
        label=texts.FIELD_SITE,
        choices=[(texts.NO_SITE, verbs.NOTHING), *site_choices(sites)],
        value=str(chosen) if chosen in known else verbs.NOTHING,
        style="compact",
    )


def engagement_field(
    chosen: int | None, engagements: Sequence[int] = tuple(ENGAGEMENTS)
) -> InputChoiceSet:
    """Return the choice among the engagements in use, and what is chosen already."""
    return InputChoiceSet(
        id="engagement",
        label=texts.FIELD_ENGAGEMENT,
        choices=[
            (texts.NO_ENGAGEMENT, verbs.NOTHING),
            *(
                (f"{number}. {said}", str(number))
                for number, said in texts.ENGAGEMENTS.items()
                if number in engagements or number == chosen
            ),
        ],
        value=str(chosen) if chosen in texts.ENGAGEMENTS else verbs.NOTHING,
        style="compact",
    )
