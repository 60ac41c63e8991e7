"""The fields that several forms have: a text, a site, an engagement."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from cards import texts, verbs
from cards.kit import InputChoiceSet, InputDate, InputText, InputToggle
from cards.parts import site_choices
from cards.plain import fit
from domain.calendar import NO_DAY
from domain.contributions.contribution import MAX_TEXT, MAX_WEIGHT
from domain.engagements import ENGAGEMENTS
from domain.people import Site


def day_field(
    name: str, label: str, day: date | None, *, separator: bool | None = None
) -> InputDate:
    """Return the field of a day, with the one that is known; what was no day is typed again."""
    value = day.isoformat() if day not in (None, NO_DAY) else None
    return InputDate(id=name, label=label, value=value, separator=separator)


def number_field(name: str, label: str, typed: str) -> InputText:
    """Return the field of a small number, with what stands or what was typed."""
    return InputText(id=name, label=label, value=fit(typed, 100) or None, maxLength=3)


def choice_field(
    name: str, label: str, choices: Mapping[Any, str], chosen: StrEnum | None
) -> InputChoiceSet:
    """Return a choice among the members of an enum, each under its words, one a line."""
    return InputChoiceSet(
        id=name,
        label=label,
        choices=[(said, each.value) for each, said in choices.items()],
        value=chosen.value if isinstance(chosen, StrEnum) else None,
        style="expanded",
        wrap=True,
    )


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
