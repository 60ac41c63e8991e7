"""« Réglages »: when the rituals fall, the place, and the days on which all is closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import texts, verbs
from cards.board import texts as board_texts
from cards.board.verbs import EditReport
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.kit import (
    Action,
    Card,
    Element,
    InputChoiceSet,
    InputDate,
    InputText,
    InputTime,
    InputToggle,
    TextBlock,
    button,
    to_dict,
)
from cards.listening import heard_lines
from cards.parts import problem_line, row
from cards.plain import escape_markdown, excerpt, fit
from cards.rights import texts as rights_texts
from cards.rights import verbs as rights_verbs
from cards.settings import texts as settings_texts
from cards.settings import verbs as settings_verbs
from cards.survey import texts as survey_texts
from cards.survey.verbs import EditFewest
from cards.themes import texts as theme_texts
from cards.themes.forms import recurrence_said
from cards.themes.verbs import EditRecurrence
from domain.calendar import WORKWEEK, ZONES, Calendar, Closure
from domain.listening import Heard
from domain.rhythm import DAY_BEGINS, DAY_ENDS, MOST_ASKED, Occurrence, Rhythm, Ritual
from domain.rights.retention import Retention
from domain.themes.steering import UNSET, Steering

RITUALS = ("prompt", "reminder", "flash", "nudge")
_MOST_CLOSURES = 12
_LAST_MINUTE = DAY_ENDS.replace(hour=DAY_ENDS.hour - 1, minute=59)
"""The last time that the rule accepts: the day has ended at ``DAY_ENDS``."""


def rhythm_card(  # noqa: PLR0913 -- each part of the settings
    rhythm: Rhythm,
    calendar: Calendar,
    coming: Sequence[Occurrence],
    retention: Retention,
    *,
    steering: Steering = UNSET,
    heard: Sequence[Heard] = (),
    said: str = "",
) -> dict[str, Any]:
    """Return whether the channel is heard, and the rhythm; each part opens its own short form."""
    body: list[Element] = [
        TextBlock(
            text=settings_texts.RHYTHM_TITLE, style="heading", weight="Bolder", size="Medium"
        ),
        *([TextBlock(text=f"✔ {said}", color="Good")] if said else []),
        *heard_lines(heard),
    ]
    for name in RITUALS:
        ritual: Ritual = getattr(rhythm, name)
        edit = settings_verbs.EditRitual.model_validate({"ritual": name})
        body.append(
            _row(settings_texts.RITUAL[name], ritual_said(ritual), _button(texts.EDIT, edit))
        )
    place = settings_texts.PLACE_LINE.format(
        department=rhythm.department or settings_texts.PLACE_NO_DEPARTMENT,
        zone=rhythm.zone,
        ceiling=texts.counted(rhythm.ceiling, "message"),
    )
    body.append(_row(settings_texts.PLACE, place, _button(texts.EDIT, settings_verbs.EditPlace())))
    answers = idea_texts.DEADLINES_LINE.format(
        nudge=texts.counted(rhythm.deadlines.nudge, "jour"),
        late=texts.counted(rhythm.deadlines.late, "jour"),
        engagements=", ".join(map(str, rhythm.engagements)),
    )
    body.append(
        _row(idea_texts.DEADLINES, answers, _button(texts.EDIT, idea_verbs.EditDeadlines()))
    )
    recurring = recurrence_said(steering.recurrence)
    body.append(_row(theme_texts.SETTING, recurring, _button(texts.EDIT, EditRecurrence())))
    fewest = survey_texts.FEWEST_LINE.format(count=survey_texts.answers(steering.fewest_answers))
    body.append(_row(survey_texts.FEWEST, fewest, _button(texts.EDIT, EditFewest())))
    reported = board_texts.REPORT_LINE[steering.report_monthly, steering.report_quarterly]
    body.append(_row(board_texts.REPORT, reported, _button(texts.EDIT, EditReport())))
    closed = " · ".join(closure_said(each) for each in calendar.closures[-3:])
    body.append(
        _row(
            settings_texts.CLOSURES,
            closed or settings_texts.CLOSURES_NONE,
            _button(texts.EDIT, settings_verbs.EditClosures()),
        )
    )
    kept = rights_texts.RETENTION_LINE.format(
        leavers=rights_texts.months(retention.leavers),
        names=rights_texts.months(retention.names),
        withdrawn=rights_texts.months(retention.withdrawn),
    )
    body.append(
        _row(rights_texts.RETENTION, kept, _button(texts.EDIT, rights_verbs.EditRetention()))
    )
    body += _coming(rhythm, calendar, coming)
    title = settings_texts.RHYTHM_TITLE
    return to_dict(Card(body=body, speak=title, fallbackText=title))


def ritual_form(
    name: str, ritual: Ritual, *, typed: settings_verbs.SaveRitual | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of one ritual, with what was typed if something was wrong with it."""
    on = ritual.on if typed is None else typed.on
    day = ritual.weekday if typed is None else typed.day
    at = ritual.at if typed is None or typed.at is None else typed.at
    save = settings_verbs.SaveRitual.model_validate({"ritual": name})
    body: list[Element] = [
        InputToggle(
            id="on",
            label=settings_texts.RITUAL_ON_FIELD,
            title=settings_texts.RITUAL_ON,
            valueOn="true",
            valueOff="false",
            value="true" if on else "false",
        ),
        InputChoiceSet(
            id="day",
            label=settings_texts.RITUAL_DAY_FIELD,
            choices=[(texts.DAY_NAMES[day], str(day)) for day in WORKWEEK],
            value=str(day),
            style="compact",
        ),
        InputTime(
            id="at",
            label=settings_texts.RITUAL_TIME_FIELD,
            value=f"{at:%H:%M}",
            min=f"{DAY_BEGINS:%H:%M}",
            max=f"{_LAST_MINUTE:%H:%M}",
        ),
    ]
    return _form(settings_texts.RITUAL[name], body, save, problem)


def place_form(
    rhythm: Rhythm, *, typed: settings_verbs.SavePlace | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of department, zone and ceiling."""
    department = rhythm.department if typed is None else typed.department
    zone = rhythm.zone if typed is None else typed.zone
    ceiling = rhythm.ceiling if typed is None else typed.ceiling
    zones = dict.fromkeys([rhythm.zone, *ZONES])
    body: list[Element] = [
        InputText(
            id="department",
            label=settings_texts.DEPARTMENT_FIELD,
            value=fit(department, 100) or None,
            maxLength=20,
            placeholder=settings_texts.DEPARTMENT_HINT,
        ),
        InputChoiceSet(
            id="zone",
            label=settings_texts.ZONE_FIELD,
            choices=[(each, each) for each in zones],
            value=zone if zone in zones else rhythm.zone,
            style="compact",
        ),
        InputChoiceSet(
            id="ceiling",
            label=settings_texts.CEILING_FIELD,
            choices=[(str(each), str(each)) for each in range(MOST_ASKED + 1)],
            value=str(ceiling),
            style="compact",
        ),
    ]
    return _form(settings_texts.PLACE, body, settings_verbs.SavePlace(), problem)


def deadlines_form(
    rhythm: Rhythm, *, typed: idea_verbs.SaveDeadlines | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of the deadlines of answers and of the engagements in use."""
    kept = rhythm.deadlines
    nudge = str(kept.nudge) if typed is None else typed.nudge
    late = str(kept.late) if typed is None else typed.late
    chosen = ",".join(map(str, rhythm.engagements)) if typed is None else typed.engagements
    body: list[Element] = [
        InputText(id="nudge", label=idea_texts.DEADLINES_NUDGE, value=nudge or None, maxLength=3),
        InputText(id="late", label=idea_texts.DEADLINES_LATE, value=late or None, maxLength=3),
        InputChoiceSet(
            id="engagements",
            label=idea_texts.ENGAGEMENTS_FIELD,
            choices=[
                (f"{number}. {said}", str(number)) for number, said in texts.ENGAGEMENTS.items()
            ],
            value=chosen or None,
            style="expanded",
            isMultiSelect=True,
            wrap=True,
        ),
    ]
    return _form(idea_texts.DEADLINES, body, idea_verbs.SaveDeadlines(), problem)


def retention_form(
    kept: Retention, *, typed: rights_verbs.SaveRetention | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of how long what is kept."""
    leavers = str(kept.leavers) if typed is None else typed.leavers
    names = str(kept.names) if typed is None else typed.names
    withdrawn = str(kept.withdrawn) if typed is None else typed.withdrawn
    body: list[Element] = [
        TextBlock(text=rights_texts.RETENTION_WHY, isSubtle=True, size="Small"),
        *(
            InputText(id=field, label=label, value=fit(value, 100) or None, maxLength=3)
            for field, label, value in (
                ("leavers", rights_texts.RETENTION_LEAVERS, leavers),
                ("names", rights_texts.RETENTION_NAMES, names),
                ("withdrawn", rights_texts.RETENTION_WITHDRAWN, withdrawn),
            )
        ),
    ]
    return _form(rights_texts.RETENTION, body, rights_verbs.SaveRetention(), problem)


def closures_card(
    closures: Sequence[Closure],
    *,
    typed: settings_verbs.AddClosure | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return the closures, each of which can be taken back, and the form for one more."""
    rows: list[Element] = [
        _row(
            closure_said(each),
            "",
            _button(settings_texts.CLOSURE_REMOVE, settings_verbs.RemoveClosure(closure=each.id)),
        )
        for each in closures[-_MOST_CLOSURES:]
        if each.id is not None
    ]
    first, last = (typed.first, typed.last) if typed else (None, None)
    body: list[Element] = [
        *(rows or [TextBlock(text=settings_texts.CLOSURES_NONE, isSubtle=True)]),
        InputDate(
            id="first", label=settings_texts.CLOSURE_FIRST, value=_iso(first), separator=True
        ),
        InputDate(id="last", label=settings_texts.CLOSURE_LAST, value=_iso(last)),
        InputText(
            id="name",
            label=settings_texts.CLOSURE_NAME,
            value=fit(typed.name if typed else "", 400) or None,
            maxLength=100,
            placeholder=settings_texts.CLOSURE_NAME_HINT,
        ),
    ]
    return _form(
        settings_texts.CLOSURES,
        body,
        settings_verbs.AddClosure(),
        problem,
        save=settings_texts.CLOSURE_ADD,
    )


def ritual_said(ritual: Ritual) -> str:
    """Return « vendredi à 14 h », or that it is switched off."""
    if not ritual.on:
        return settings_texts.RITUAL_OFF
    return f"{texts.DAY_NAMES[ritual.weekday]} à {texts.hour(ritual.at)}"


def closure_said(closure: Closure) -> str:
    """Return « Noël, du 24/12/2026 au 3/1/2027 »."""
    first, last = (f"{day.day}/{day.month}/{day.year}" for day in (closure.first, closure.last))
    days = f"le {first}" if first == last else f"du {first} au {last}"
    return f"{excerpt(closure.name, 60)}, {days}" if closure.name else days


def _coming(rhythm: Rhythm, calendar: Calendar, coming: Sequence[Occurrence]) -> list[Element]:
    if not coming:
        return []
    lines = [TextBlock(text=settings_texts.RHYTHM_NEXT, weight="Bolder", separator=True)]
    for one in coming:
        local = one.moment.astimezone(rhythm.tz)
        said = (
            f"{texts.JOB[one.job]}\u00a0: {texts.dated(local.date())} à {texts.hour(local.time())}"
        )
        if one.moved:
            why = calendar.why_off(one.planned) or settings_texts.RHYTHM_DAY_OFF
            said += f" ({settings_texts.RHYTHM_MOVED.format(why=why)})"
        lines.append(TextBlock(text=escape_markdown(said), size="Small", spacing="Small"))
    return list(lines)


def _row(title: str, said: str, action: Action) -> Element:
    words: list[Element] = [TextBlock(text=escape_markdown(title), weight="Bolder")]
    if said:
        words.append(TextBlock(text=escape_markdown(said), spacing="None"))
    return row(words, action)


def _form(
    title: str, fields: list[Element], data: verbs.Data, problem: str, save: str = texts.SAVE
) -> dict[str, Any]:
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        *problem_line(problem),
        *fields,
    ]
    actions = [
        button(save, data.verb, verbs.carried(data), style="positive"),
        _button(settings_texts.RHYTHM_BACK, settings_verbs.ShowRhythm()),
    ]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _button(title: str, data: verbs.Data) -> Action:
    return button(title, data.verb, verbs.carried(data), inputs=False)
