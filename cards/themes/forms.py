"""What a quality lead is asked about themes: a pair, a name, another theme, what to take out."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import kit, texts, verbs
from cards.contributions import verbs as contribution_verbs
from cards.fields import number_field
from cards.parts import (
    below,
    done_line,
    following,
    form,
    heading,
    press,
    recalled,
    secondary,
    small,
    subheading,
    submit,
    titled,
)
from cards.plain import fit, short, unmarked
from cards.settings.settings import setting_form
from cards.themes import texts as theme_texts
from cards.themes.verbs import (
    Attach,
    ChooseSplit,
    Group,
    KeepApart,
    ListThemes,
    MergeThemes,
    OpenTheme,
    SaveName,
    SaveRecurrence,
    ShowPairs,
    Split,
)
from domain.contributions.view import View
from domain.themes.theme import LONGEST_NAME, Attaching, Pair, Recurrence, Theme, ThemeCard

_WORDS = 400
_CHOICE = 70
_CHOICES = 40


def pair_card(pair: Pair | None, zone: ZoneInfo, *, said: str = "") -> dict[str, Any]:
    """Return two irritants that seem to be the same problem, to be grouped or kept apart."""
    title = theme_texts.PAIR_TITLE
    if pair is None:
        body = [
            heading(title),
            *done_line(said),
            kit.TextBlock(text=theme_texts.PAIR_NONE),
        ]
        return titled(title, body, [press(theme_texts.TITLE, ListThemes())])
    total = theme_texts.PAIR_MORE.format(count=pair.total) if pair.is_more else str(pair.total)
    place = theme_texts.PAIR_PLACE.format(number=pair.number + 1, total=total)
    theme = pair.alike.theme
    body = [
        heading(title),
        *done_line(said),
        below(place),
        *_said(pair.contribution, zone),
        small(theme_texts.PAIR_AND if theme is None else theme_texts.PAIR_THEME),
        *(_themed(theme, pair) if theme is not None else _said(pair.alike.contribution, zone)),
        subheading(theme_texts.PAIR_ASK),
    ]
    this = {
        "contribution": pair.contribution.id,
        "other": pair.alike.contribution.id,
        "page": pair.number,
    }
    group = Group(**this)
    actions: list[kit.Action] = [
        press(theme_texts.GROUP, group, style="positive"),
        press(theme_texts.APART, KeepApart(**this)),
    ]
    if pair.total > 1:
        actions.append(press(theme_texts.LATER, ShowPairs(page=pair.number + 1)))
    return titled(f"{title}, {place}", body, actions)


def _said(contribution: View, zone: ZoneInfo) -> list[kit.Element]:
    day = contribution.created_at.astimezone(zone).date()
    site = short(contribution.site, 40)
    about = " · ".join(
        part for part in (str(contribution.number), texts.dated(day, _FAR), site) if part
    )
    return [
        kit.RichTextBlock(
            inlines=[kit.TextRun(text=short(contribution.text, _WORDS))], separator=True
        ),
        small(about),
    ]


_FAR = date(1, 1, 1)
"""A day of another year than any: so the year is told."""


def _themed(theme: Theme, pair: Pair) -> list[kit.Element]:
    name = short(theme_texts.name(theme.id, theme.name), LONGEST_NAME)
    return [
        kit.RichTextBlock(inlines=[kit.TextRun(text=name, weight="Bolder")]),
        small(texts.counted(pair.alike.times, "irritant")),
        kit.RichTextBlock(
            inlines=[
                kit.TextRun(
                    text=short(pair.alike.contribution.text, 160), isSubtle=True, italic=True
                )
            ]
        ),
    ]


def name_form(card: ThemeCard, *, typed: str | None = None, problem: str = "") -> dict[str, Any]:
    """Return the form of a theme's name."""
    theme = card.view.theme
    fields: list[kit.Element] = [
        kit.InputText(
            id="called",
            label=theme_texts.NAME_FIELD,
            value=fit(theme.name if typed is None else typed, 400) or None,
            maxLength=LONGEST_NAME,
            placeholder=theme_texts.NAME_HINT,
        ),
        small(theme_texts.NAME_READ),
    ]
    return _form(theme_texts.NAME_TITLE, fields, SaveName(theme=theme.id), texts.SAVE, problem)


def merge_themes_form(
    theme: Theme, others: Sequence[Theme], *, problem: str = ""
) -> dict[str, Any]:
    """Return the choice of the theme that stays."""
    title = f"{theme_texts.MERGE_TITLE}"
    fields: list[kit.Element] = [small(theme_texts.name(theme.id, theme.name))]
    if others:
        fields += [
            kit.InputChoiceSet(
                id="target",
                label=theme_texts.MERGE_FIELD,
                choices=[_choice(each) for each in others[:_CHOICES]],
                style="filtered",
            ),
            small(theme_texts.MERGE_WHAT),
        ]
        return _form(title, fields, MergeThemes(theme=theme.id), theme_texts.MERGE_DO, problem)
    fields.append(kit.TextBlock(text=theme_texts.MERGE_NONE))
    back = press(theme_texts.BACK_TO_THEME, OpenTheme(theme=theme.id))
    return titled(title, [heading(title), *fields], [back])


def split_form(card: ThemeCard, *, problem: str = "") -> dict[str, Any]:
    """Return the choice of the irritants that are taken out, a page of them."""
    theme = card.view.theme
    title = theme_texts.SPLIT_TITLE
    fields: list[kit.Element] = [
        small(theme_texts.name(theme.id, theme.name)),
        kit.InputChoiceSet(
            id="ids",
            label=theme_texts.SPLIT_FIELD,
            choices=[
                (f"{each.number} · {unmarked(short(each.text, _CHOICE))}", str(each.id))
                for each in card.irritants
            ],
            style="expanded",
            isMultiSelect=True,
            wrap=True,
        ),
    ]
    into_new, into_none = Split(theme=theme.id), Split(theme=theme.id, apart=True)
    actions: list[kit.Action] = [
        submit(theme_texts.SPLIT_NEW, into_new),
        submit(theme_texts.SPLIT_NONE, into_none, style=None),
        press(theme_texts.BACK_TO_THEME, OpenTheme(theme=theme.id)),
    ]
    pages = following(ChooseSplit(theme=theme.id), card.number, card.last, title=texts.NEXT)
    actions += map(secondary, pages)
    return form(title, fields, problem, actions)


def attach_form(
    attaching: Attaching,
    *,
    inbox: int | None = None,
    typed: Attach | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return the choice of a theme for an irritant, the likely ones first, or a new one's name."""
    contribution, current = attaching.contribution, attaching.current
    chosen = typed.target if typed else current.id if current else None
    themes = {each.id: each for each in (*([current] if current else []), *attaching.themes)}
    fields: list[kit.Element] = [
        recalled(contribution.text),
        kit.InputChoiceSet(
            id="target",
            label=theme_texts.ATTACH_FIELD,
            choices=[
                (theme_texts.ATTACH_NOTHING, verbs.NOTHING),
                *(_choice(each) for each in list(themes.values())[:_CHOICES]),
            ],
            value=str(chosen) if chosen in themes else verbs.NOTHING,
            style="compact",
        ),
        kit.InputText(
            id="called",
            label=theme_texts.ATTACH_NEW,
            value=fit(typed.called, 400) or None if typed else None,
            maxLength=LONGEST_NAME,
            placeholder=theme_texts.NAME_HINT,
        ),
        small(theme_texts.NAME_READ),
    ]
    title = theme_texts.ATTACH_TITLE
    attach = Attach(contribution=contribution.id, inbox=inbox)
    back = contribution_verbs.OpenFiche(contribution=contribution.id, inbox=inbox)
    actions = [submit(theme_texts.ATTACH_DO, attach), press(texts.CANCEL, back)]
    return form(title, fields, problem, actions)


def recurrence_form(
    kept: Recurrence, *, typed: SaveRecurrence | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of when a theme is recurrent."""
    people = str(kept.people) if typed is None else typed.people
    weeks = str(kept.weeks) if typed is None else typed.weeks
    fields: list[kit.Element] = [
        small(theme_texts.SETTING_WHY),
        *(
            number_field(field, label, value)
            for field, label, value in (
                ("people", theme_texts.SETTING_PEOPLE, people),
                ("weeks", theme_texts.SETTING_WEEKS, weeks),
            )
        ),
    ]
    return setting_form(theme_texts.SETTING, fields, SaveRecurrence(), problem)


def recurrence_said(kept: Recurrence) -> str:
    """Return « À partir de 3 personnes ou de 3 semaines »."""
    return theme_texts.SETTING_LINE.format(
        people=theme_texts.people(kept.people), weeks=theme_texts.weeks(kept.weeks)
    )


def _choice(theme: Theme) -> tuple[str, str]:
    return unmarked(short(theme_texts.name(theme.id, theme.name), _CHOICE)), str(theme.id)


def _form(
    title: str, fields: Sequence[kit.Element], data: Any, save: str, problem: str
) -> dict[str, Any]:
    back = press(theme_texts.BACK_TO_THEME, OpenTheme(theme=data.theme))
    return form(title, fields, problem, [submit(save, data), back])
