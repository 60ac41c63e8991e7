"""« Réglages »: when the rituals fall, the place, and the days on which all is closed."""

from collections.abc import Mapping, Sequence
from typing import Any

from cards import kit, texts, verbs
from cards.fields import day_field, toggle
from cards.listening import heard_lines
from cards.parts import done_line, form, heading, press, row, subheading, submit, titled
from cards.plain import escape_markdown, excerpt, fit
from cards.settings import texts as settings_texts
from cards.settings import verbs as settings_verbs
from domain.calendar import WORKWEEK, ZONES, Calendar, Closure
from domain.listening import Heard
from domain.rhythm import (
    DAY_BEGINS,
    DAY_ENDS,
    MOST_ASKED,
    SETTINGS,
    Occurrence,
    Rhythm,
    When,
)

_MOST_CLOSURES = 12
_LAST_MINUTE = DAY_ENDS.replace(hour=DAY_ENDS.hour - 1, minute=59)
"""The last time that the rule accepts: the day has ended at ``DAY_ENDS``."""


def settings_card(
    rhythm: Rhythm,
    calendar: Calendar,
    coming: Mapping[str, Occurrence],
    rows: Sequence[tuple[str, str, str]],
    *,
    heard: Sequence[Heard] = (),
    said: str = "",
) -> dict[str, Any]:
    """Return whether the channel is heard, and what is set; each part opens its own short form.

    *rows* are those that capabilities add: a title, what is set, and the verb of the form.
    """
    body: list[kit.Element] = [
        heading(settings_texts.RHYTHM_TITLE),
        *done_line(said),
        *heard_lines(heard),
    ]
    for name in SETTINGS:
        ritual = rhythm.set_as(name)
        edit = settings_verbs.EditRitual.model_validate({"ritual": name})
        body.append(
            _row(settings_texts.RITUAL[name], ritual_said(ritual), press(texts.EDIT, edit))
        )
    body += [
        _row(title, kept, kit.button(texts.EDIT, verb, {}, inputs=False))
        for title, kept, verb in rows
    ]
    body += _coming(rhythm, calendar, coming)
    title = settings_texts.RHYTHM_TITLE
    return titled(title, body)


def place_said(rhythm: Rhythm) -> str:
    """Return « Département 67 · Europe/Paris · au plus 2 messages… »."""
    return settings_texts.PLACE_LINE.format(
        department=rhythm.department or settings_texts.PLACE_NO_DEPARTMENT,
        zone=rhythm.zone,
        ceiling=texts.counted(rhythm.ceiling, "message"),
    )


def closures_said(calendar: Calendar) -> str:
    """Return the last closures in a line."""
    closed = " · ".join(closure_said(each) for each in calendar.closures[-3:])
    return closed or settings_texts.CLOSURES_NONE


def ritual_form(
    name: str, ritual: When, *, typed: settings_verbs.SaveRitual | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of one ritual, with what was typed if something was wrong with it."""
    on = ritual.on if typed is None else typed.on
    day = ritual.weekday if typed is None else typed.day
    at = ritual.at if typed is None or typed.at is None else typed.at
    save = settings_verbs.SaveRitual.model_validate({"ritual": name})
    body: list[kit.Element] = [
        toggle("on", settings_texts.RITUAL_ON_FIELD, settings_texts.RITUAL_ON, on=on, wrap=None),
        kit.InputChoiceSet(
            id="day",
            label=settings_texts.RITUAL_DAY_FIELD,
            choices=[(texts.DAY_NAMES[day], str(day)) for day in WORKWEEK],
            value=str(day),
            style="compact",
        ),
        kit.InputTime(
            id="at",
            label=settings_texts.RITUAL_TIME_FIELD,
            value=f"{at:%H:%M}",
            min=f"{DAY_BEGINS:%H:%M}",
            max=f"{_LAST_MINUTE:%H:%M}",
        ),
    ]
    return setting_form(settings_texts.RITUAL[name], body, save, problem)


def place_form(
    rhythm: Rhythm, *, typed: settings_verbs.SavePlace | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of department, zone and ceiling."""
    department = rhythm.department if typed is None else typed.department
    zone = rhythm.zone if typed is None else typed.zone
    ceiling = rhythm.ceiling if typed is None else typed.ceiling
    zones = dict.fromkeys([rhythm.zone, *ZONES])
    body: list[kit.Element] = [
        kit.InputText(
            id="department",
            label=settings_texts.DEPARTMENT_FIELD,
            value=fit(department, 100) or None,
            maxLength=20,
            placeholder=settings_texts.DEPARTMENT_HINT,
        ),
        kit.InputChoiceSet(
            id="zone",
            label=settings_texts.ZONE_FIELD,
            choices=[(each, each) for each in zones],
            value=zone if zone in zones else rhythm.zone,
            style="compact",
        ),
        kit.InputChoiceSet(
            id="ceiling",
            label=settings_texts.CEILING_FIELD,
            choices=[(str(each), str(each)) for each in range(MOST_ASKED + 1)],
            value=str(ceiling),
            style="compact",
        ),
    ]
    return setting_form(settings_texts.PLACE, body, settings_verbs.SavePlace(), problem)


def closures_card(
    closures: Sequence[Closure],
    *,
    typed: settings_verbs.AddClosure | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return the closures, each of which can be taken back, and the form for one more."""
    rows: list[kit.Element] = [
        _row(
            closure_said(each),
            "",
            press(settings_texts.CLOSURE_REMOVE, settings_verbs.RemoveClosure(closure=each.id)),
        )
        for each in closures[-_MOST_CLOSURES:]
        if each.id is not None
    ]
    first, last = (typed.first, typed.last) if typed else (None, None)
    body: list[kit.Element] = [
        *(rows or [kit.TextBlock(text=settings_texts.CLOSURES_NONE, isSubtle=True)]),
        day_field("first", settings_texts.CLOSURE_FIRST, first, separator=True),
        day_field("last", settings_texts.CLOSURE_LAST, last),
        kit.InputText(
            id="name",
            label=settings_texts.CLOSURE_NAME,
            value=fit(typed.name if typed else "", 400) or None,
            maxLength=100,
            placeholder=settings_texts.CLOSURE_NAME_HINT,
        ),
    ]
    return setting_form(
        settings_texts.CLOSURES,
        body,
        settings_verbs.AddClosure(),
        problem,
        save=settings_texts.CLOSURE_ADD,
    )


def ritual_said(ritual: When) -> str:
    """Return « vendredi à 14 h », or that it is switched off."""
    if not ritual.on:
        return settings_texts.RITUAL_OFF
    return f"{texts.DAY_NAMES[ritual.weekday]} à {texts.hour(ritual.at)}"


def closure_said(closure: Closure) -> str:
    """Return « Noël, du 24/12/2026 au 3/1/2027 »."""
    first, last = (f"{day.day}/{day.month}/{day.year}" for day in (closure.first, closure.last))
    days = f"le {first}" if first == last else f"du {first} au {last}"
    return f"{excerpt(closure.name, 60)}, {days}" if closure.name else days


def _coming(
    rhythm: Rhythm, calendar: Calendar, coming: Mapping[str, Occurrence]
) -> list[kit.Element]:
    if not coming:
        return []
    lines = [subheading(settings_texts.RHYTHM_NEXT)]
    for title, one in coming.items():
        local = one.moment.astimezone(rhythm.tz)
        moment = f"{texts.dated(local.date())} à {texts.hour(local.time())}"
        said = f"{title}\u00a0: {moment}"
        if one.moved:
            why = calendar.why_off(one.planned) or settings_texts.RHYTHM_DAY_OFF
            said += f" ({settings_texts.RHYTHM_MOVED.format(why=why)})"
        lines.append(kit.TextBlock(text=escape_markdown(said), size="Small", spacing="Small"))
    return list(lines)


def _row(title: str, said: str, action: kit.Action) -> kit.Element:
    words: list[kit.Element] = [kit.TextBlock(text=escape_markdown(title), weight="Bolder")]
    if said:
        words.append(kit.TextBlock(text=escape_markdown(said), spacing="None"))
    return row(words, action)


def setting_form(
    title: str, fields: list[kit.Element], data: verbs.Data, problem: str, save: str = texts.SAVE
) -> dict[str, Any]:
    """Return a form of « Réglages », with the way back to it."""
    back = press(settings_texts.RHYTHM_BACK, settings_verbs.ShowRhythm())
    return form(title, fields, problem, [submit(save, data), back])
