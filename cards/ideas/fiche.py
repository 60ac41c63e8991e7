"""The whole *fiche*, for one reader: the words, the answer, the story, and what they may do."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import texts, verbs
from cards.actions import texts as action_texts
from cards.actions.verbs import NewAction
from cards.confidentiality import texts as mask_texts
from cards.confidentiality import verbs as mask_verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.contributions.card import contribution_parts, message_link
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.kit import (
    Action,
    ActionToggleVisibility,
    Card,
    Container,
    Element,
    InputChoiceSet,
    InputDate,
    InputText,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    to_dict,
)
from cards.parts import done_line, press, problem_line, secondary, small
from cards.plain import escape_markdown, fit, short, unmarked, words
from cards.themes import texts as theme_texts
from cards.themes.likeness import irritant_parts
from cards.themes.verbs import ChooseTheme, OpenTheme
from domain.confidentiality import MASK
from domain.contributions.contribution import Change, Contribution, Status
from domain.contributions.life import MAX_ANSWER
from domain.ideas.library import Outcome, Trial
from domain.ideas.views import Entry, Fiche
from domain.kinds import Kind
from domain.people import Person

_LONG_BYTES = 6 * 1024
"""Room for the words: a story of comments, trials and moves stands beside them."""
_COMMENTS = 4
_HISTORY = 10
_TRIALS = 3
_PEOPLE = 120
_SMALL = 400
_ORDER = (
    Status.UNDER_REVIEW,
    Status.ACCEPTED,
    Status.IN_PROGRESS,
    Status.DONE,
    Status.SHARED,
    Status.ADOPTED,
    Status.REFUSED,
    Status.READ,
)
_ASKS = frozenset(_ORDER) - {Status.READ}
"""The moves that ask for something before they are done."""


def fiche_card(
    fiche: Fiche,
    today: date,
    zone: ZoneInfo,
    *,
    inbox: int | None = None,
    page: int | None = None,
    said: str = "",
) -> dict[str, Any]:
    """Return a contribution with its story; *inbox* and *page* are the lists to go back to."""
    contribution = fiche.contribution
    body: list[Element] = [
        *done_line(said),
        *contribution_parts(contribution, today, _LONG_BYTES),
        *_problem(fiche, inbox),
        *_about(fiche, today, zone),
    ]
    actions = _actions(fiche, inbox)
    if inbox is not None:
        actions.append(press(idea_texts.BACK_TO_INBOX, idea_verbs.ShowInbox(page=inbox)))
    if page is not None:
        actions.append(press(texts.BACK, contribution_verbs.ListMine(page=page)))
    title = f"{texts.KIND[contribution.kind]} {contribution.number}"
    state = texts.status(contribution.kind, contribution.status).lower()
    said_aloud = f"{title}, {state}"
    return to_dict(Card(body=body, actions=actions, speak=said_aloud, fallbackText=said_aloud))


def _problem(fiche: Fiche, inbox: int | None) -> list[Element]:
    """Return the theme of an irritant, or to who may say so, what it may be the same as."""
    view = fiche.irritant
    if view is None or (view.theme is None and not fiche.may_change):
        return []
    return irritant_parts(view, fiche=True, inbox=inbox)


def _about(fiche: Fiche, today: date, zone: ZoneInfo) -> list[Element]:
    """Return what stands below the words: support, comments, trials, duplicates, history."""
    contribution = fiche.contribution
    facts = [contribution_texts.SUPPORTING] if fiche.is_supported else []
    if contribution.tags:
        facts.append(" ".join(f"#{tag}" for tag in contribution.tags))
    if contribution.engagement:
        facts.append(f"{texts.FIELD_ENGAGEMENT}\u00a0: {contribution.engagement}")
    said = contribution.created_at.astimezone(zone)
    facts.append(f"{texts.dated(said.date(), today)}, {texts.hour(said.time())}")
    parts: list[Element] = [small(" · ".join(facts))]
    if contribution.asked_back and (fiche.is_own or fiche.may_answer):
        label = idea_texts.YOUR_QUESTION if fiche.is_own else idea_texts.ASKED_BACK
        parts += _quoted(label, contribution.asked_back)
    if fiche.comments:
        parts.append(_bold(texts.several(len(fiche.comments), contribution_texts.COMMENTS)))
        parts += [
            _line(f"{short(each.author, 60)}\u00a0: ", short(each.text, 200))
            for each in fiche.comments[-_COMMENTS:]
        ]
    if fiche.trials:
        parts.append(_bold(idea_texts.TRIALS))
        parts += [
            _line(_tried_by(each), short(each.result, 200)) for each in fiche.trials[:_TRIALS]
        ]
    if fiche.duplicates:
        numbers = ", ".join(str(each.number) for each in fiche.duplicates[:10])
        parts.append(small(f"{idea_texts.DUPLICATES}\u00a0: {numbers}"))
    return [*parts, *_history(fiche.history, contribution.kind, today, zone)]


def _tried_by(trial: Trial) -> str:
    """Return « Awa Diallo, ça a marché : »."""
    outcome = contribution_texts.OUTCOME[trial.outcome].lower()
    return f"{short(trial.person_name, 60)}, {outcome}\u00a0: "


def _history(history: Sequence[Entry], kind: Kind, today: date, zone: ZoneInfo) -> list[Element]:
    if not history:
        return []
    lines: list[Element] = [
        RichTextBlock(
            inlines=[
                TextRun(text=_entry_said(entry, kind, today, zone), size="Small", isSubtle=True)
            ],
            spacing="None",
        )
        for entry in history[-_HISTORY:]
    ]
    return [Container(id="history", isVisible=False, items=lines)]


def _entry_said(entry: Entry, kind: Kind, today: date, zone: ZoneInfo) -> str:
    """Return « 12/11 à 9 h 05 · refusée · Claire Moreau : Prévu autrement en janvier »."""
    at = entry.at.astimezone(zone)
    what = idea_texts.CHANGE[entry.change]
    if entry.change is Change.MOVED and "status" in entry.after:
        what = texts.status(kind, Status(entry.after["status"])).lower()
    if entry.change is Change.ASSIGNED and entry.after.get("assigned_to_id") is None:
        what = idea_texts.NO_LONGER_HANDED
    parts = [f"{texts.short_day(at.date(), today)} à {texts.hour(at.time())}", what]
    if entry.actor_name:
        parts.append(short(entry.actor_name, 60))
    said = " · ".join(parts)
    answer = str(entry.after.get("answer") or "")
    return f"{said}\u00a0: {short(answer, 120)}" if answer else said


# --- what the reader may do -------------------------------------------------------------------


def _actions(fiche: Fiche, inbox: int | None) -> list[Action]:
    """Return at most three buttons, and the rest behind « ⋯ »."""
    this: dict[str, Any] = {"contribution": fiche.contribution.id, "inbox": inbox}
    if fiche.contribution.status is Status.WITHDRAWN:
        return (
            [press(contribution_texts.RESTORE, contribution_verbs.Restore(**this, fiche=True))]
            if fiche.may_change
            else []
        )
    buttons = [*_moves(fiche, this), *_own(fiche, this)]
    if fiche.history:
        title = idea_texts.HISTORY_SHOW
        buttons.append(ActionToggleVisibility(title=title, targetElements=["history"]))
    if (link := message_link(fiche.contribution)) is not None:
        buttons.append(link)
    return [
        each if number < 3 else secondary(each)  # noqa: PLR2004 -- a phone shows three
        for number, each in enumerate(buttons)
    ]


def _moves(fiche: Fiche, this: dict[str, Any]) -> list[Action]:
    """Return the buttons of who answers and steers, what is done most often first."""
    contribution = fiche.contribution
    buttons: list[Action] = []
    if contribution.status is Status.RECEIVED and fiche.may_steer:
        buttons.append(press(idea_texts.MOVE[Status.READ], idea_verbs.MarkRead(**this)))
    if fiche.may_answer:
        title = idea_texts.ANSWER_AGAIN if contribution.answer else idea_texts.ANSWER
        buttons.append(press(title, idea_verbs.WriteAnswer(**this)))
    for to in _ORDER:
        if to in fiche.moves and not (
            to is Status.READ and contribution.status is Status.RECEIVED
        ):
            asking = idea_verbs.ChooseMove(to=to, **this)
            buttons.append(press(move_title(contribution, to), asking))
    if Status.MERGED in fiche.moves:
        buttons.append(press(idea_texts.MERGE, idea_verbs.ChooseMerge(**this)))
    if fiche.may_act and contribution.kind in (Kind.SUGGESTION, Kind.IRRITANT):
        making = NewAction(contribution=contribution.id)
        buttons.append(press(action_texts.MAKE_ONE, making))
    if fiche.may_steer:
        buttons.append(press(idea_texts.ASSIGN, idea_verbs.ChooseAssign(**this)))
        buttons.append(press(idea_texts.TAGS, idea_verbs.EditTags(**this)))
    return [*buttons, *_theme(fiche, this)]


def _theme(fiche: Fiche, this: dict[str, Any]) -> list[Action]:
    """Return the way to an irritant's theme, and for who steers to another."""
    if fiche.irritant is None:
        return []
    theme, buttons = fiche.irritant.theme, []
    if theme is not None:
        buttons.append(press(theme_texts.OPEN, OpenTheme(theme=theme.id)))
    if fiche.may_steer:
        title = theme_texts.ATTACH if theme is None else theme_texts.ATTACH_CHANGE
        buttons.append(press(title, ChooseTheme(**this)))
    return buttons


def _own(fiche: Fiche, this: dict[str, Any]) -> list[Action]:
    """Return what everybody may do, and the author."""
    contribution = fiche.contribution
    supporting = idea_verbs.SupportHere(**this)
    title = contribution_texts.support(contribution.kind, contribution.support)
    buttons: list[Action] = [press(title, supporting)]
    if contribution.kind is Kind.BEST_PRACTICE:
        buttons.append(press(contribution_texts.TRY, contribution_verbs.ChooseTry(**this)))
    if fiche.is_own and contribution.answer and not contribution.asked_back:
        buttons.insert(0, press(idea_texts.ASK_BACK, idea_verbs.WriteBack(**this)))
    if fiche.may_change:
        buttons += [
            press(texts.EDIT, contribution_verbs.Edit(**this, fiche=True)),
            press(
                contribution_texts.CHANGE_KIND, contribution_verbs.ChooseKind(**this, fiche=True)
            ),
            press(contribution_texts.WITHDRAW, contribution_verbs.Withdraw(**this, fiche=True)),
        ]
    if fiche.may_change and MASK in contribution.text:
        buttons.append(press(mask_texts.DOUBT, mask_verbs.DoubtMask(contribution=contribution.id)))
    return buttons


def move_title(contribution: Contribution, to: Status) -> str:
    """Return what the button of a move says."""
    if to is Status.UNDER_REVIEW and contribution.status in (
        Status.REFUSED,
        Status.DONE,
        Status.MERGED,
        Status.ACCEPTED,
        Status.IN_PROGRESS,
    ):
        return idea_texts.MOVE_AGAIN
    if to is Status.READ and contribution.status is not Status.RECEIVED:
        return idea_texts.MOVE_BACK
    if to is Status.IN_PROGRESS and contribution.status is Status.DONE:
        return idea_texts.MOVE_ON
    if to is Status.DONE and contribution.kind is Kind.IRRITANT:
        return idea_texts.MOVE_SOLVED
    return idea_texts.MOVE[to]


# --- the forms --------------------------------------------------------------------------------


def asks_something(to: Status) -> bool:
    """Tell whether a move asks for an answer, a reason or a day before it is done."""
    return to in _ASKS


def move_form(
    contribution: Contribution,
    to: Status,
    promised: date,
    *,
    typed: idea_verbs.Move | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return what a move asks: a reason, a promised day, or an answer if there is one to give."""
    kept = contribution.answer if contribution.status is Status.REFUSED is to else ""
    answer = kept if typed is None else typed.answer
    label = idea_texts.WHY_FIELD if to is Status.REFUSED else idea_texts.ANSWER_IF_ANY
    fields: list[Element] = []
    if to is Status.UNDER_REVIEW:
        day = promised if typed is None else typed.promised
        fields.append(
            InputDate(
                id="promised",
                label=idea_texts.PROMISED_FIELD,
                value=day.isoformat() if day else None,
            )
        )
    fields += [
        _answer_field(label, answer, idea_texts.FORM_HINT[to]),
        small(idea_texts.ANSWER_READ),
    ]
    moving = idea_verbs.Move(contribution=contribution.id, inbox=inbox, to=to)
    title = f"{move_title(contribution, to)} · {contribution.number}"
    return _form(contribution, title, fields, moving, idea_texts.CONFIRM, problem)


def answer_form(
    contribution: Contribution,
    *,
    typed: str | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return the form of an answer, with the one that stands."""
    refused = contribution.status is Status.REFUSED
    label = idea_texts.WHY_FIELD if refused else idea_texts.ANSWER_FIELD
    text = contribution.answer if typed is None else typed
    fields: list[Element] = [
        *(
            _quoted(idea_texts.ASKED_BACK, contribution.asked_back)
            if contribution.is_asked_back
            else []
        ),
        _answer_field(label, text, idea_texts.FORM_HINT[Status.ACCEPTED]),
        small(idea_texts.ANSWER_READ),
    ]
    answering = idea_verbs.Answer(contribution=contribution.id, inbox=inbox)
    title = f"{idea_texts.ANSWER} · {contribution.number}"
    return _form(contribution, title, fields, answering, idea_texts.ANSWER_SEND, problem)


def merge_form(
    fiche: Fiche,
    *,
    typed: idea_verbs.Merge | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return the choice of what a contribution is a duplicate of: the likely ones, or a number."""
    contribution = fiche.contribution
    fields: list[Element] = []
    if fiche.alike:
        fields.append(
            InputChoiceSet(
                id="chosen",
                label=idea_texts.MERGE_ALIKE,
                choices=[
                    (
                        f"{each.number} · {unmarked(short(each.text, 90))}",
                        str(each.number),
                    )
                    for each in fiche.alike
                ],
                value=typed.chosen or None if typed else None,
                style="expanded",
                wrap=True,
            )
        )
    fields += [
        InputText(
            id="into",
            label=idea_texts.MERGE_OR_NUMBER if fiche.alike else idea_texts.MERGE_NUMBER,
            value=fit(typed.into, 60) or None if typed else None,
            maxLength=40,
            placeholder=idea_texts.MERGE_NUMBER_HINT,
        ),
        small(idea_texts.MERGE_WHAT),
    ]
    merging = idea_verbs.Merge(contribution=contribution.id, inbox=inbox)
    title = f"{contribution.number}\u00a0: {idea_texts.MERGE_TITLE}"
    return _form(contribution, title, fields, merging, idea_texts.MERGE_DO, problem)


def assign_form(
    contribution: Contribution,
    people: Sequence[Person],
    promised: date,
    *,
    typed: idea_verbs.Assign | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return to whom a contribution may be handed, and until when."""
    chosen = contribution.assigned_to_id if typed is None else typed.person
    until = (contribution.assigned_until or promised) if typed is None else typed.until
    named = [(unmarked(short(each.name or each.upn, 60)), str(each.id)) for each in people]
    fields: list[Element] = [
        InputChoiceSet(
            id="person",
            label=idea_texts.ASSIGN_PERSON,
            choices=[(idea_texts.ASSIGN_NOBODY, verbs.NOTHING), *named[:_PEOPLE]],
            value=str(chosen) if chosen else verbs.NOTHING,
            style="filtered",
        ),
        InputDate(
            id="until",
            label=idea_texts.ASSIGN_UNTIL,
            value=until.isoformat() if until else None,
        ),
    ]
    assigning = idea_verbs.Assign(contribution=contribution.id, inbox=inbox)
    title = f"{contribution.number}\u00a0: {idea_texts.ASSIGN}"
    return _form(contribution, title, fields, assigning, idea_texts.ASSIGN_DO, problem)


def tags_form(contribution: Contribution, *, inbox: int | None = None) -> dict[str, Any]:
    """Return the tags of a contribution, to change."""
    fields: list[Element] = [
        InputText(
            id="tags",
            label=idea_texts.TAGS_FIELD,
            value=", ".join(contribution.tags) or None,
            maxLength=_SMALL,
            placeholder=idea_texts.TAGS_HINT,
        )
    ]
    saving = idea_verbs.SaveTags(contribution=contribution.id, inbox=inbox)
    title = f"{contribution.number}\u00a0: {idea_texts.TAGS}"
    return _form(contribution, title, fields, saving, texts.SAVE, "")


def ask_back_form(
    contribution: Contribution, *, typed: str = "", problem: str = "", inbox: int | None = None
) -> dict[str, Any]:
    """Return the author's one question about an answer."""
    fields: list[Element] = [
        *_quoted(contribution_texts.ANSWERED, contribution.answer),
        InputText(
            id="question",
            label=idea_texts.ASK_BACK_FIELD,
            value=fit(typed, 2 * _SMALL) or None,
            isMultiline=True,
            maxLength=500,
        ),
        small(idea_texts.ASK_BACK_HINT),
    ]
    asking = idea_verbs.AskBack(contribution=contribution.id, inbox=inbox)
    return _form(contribution, idea_texts.ASK_BACK_TITLE, fields, asking, texts.SEND, problem)


def try_form(
    contribution: Contribution,
    *,
    typed: contribution_verbs.Try | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return the form of « Je l'ai essayée »."""
    outcome = Outcome.WORKED if typed is None else typed.outcome
    fields: list[Element] = [
        InputChoiceSet(
            id="outcome",
            label=contribution_texts.TRY_OUTCOME,
            choices=[(said, each.value) for each, said in contribution_texts.OUTCOME.items()],
            value=outcome.value,
            style="expanded",
        ),
        InputText(
            id="result",
            label=contribution_texts.TRY_RESULT,
            value=fit(typed.result, 2 * _SMALL) or None if typed else None,
            maxLength=500,
            placeholder=contribution_texts.TRY_HINT,
        ),
    ]
    trying = contribution_verbs.Try(contribution=contribution.id, inbox=inbox)
    return _form(contribution, contribution_texts.TRY_TITLE, fields, trying, texts.SEND, problem)


def _form(
    contribution: Contribution,
    title: str,
    fields: Sequence[Element],
    data: verbs.Data,
    send: str,
    problem: str,
) -> dict[str, Any]:
    """Return a form about a contribution, whose words stand above it in two lines."""
    body: list[Element] = [
        TextBlock(text=title, style="heading", weight="Bolder", size="Medium"),
        *problem_line(problem),
        RichTextBlock(
            inlines=[TextRun(text=short(contribution.text, 160), isSubtle=True)], spacing="Small"
        ),
        *fields,
    ]
    actions: list[Action] = [
        button(send, data.verb, verbs.carried(data), style="positive"),
        press(
            idea_texts.BACK_TO_FICHE,
            contribution_verbs.OpenFiche(
                contribution=contribution.id, inbox=getattr(data, "inbox", None)
            ),
        ),
    ]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def _answer_field(label: str, value: str, hint: str) -> InputText:
    return InputText(
        id="answer",
        label=label,
        value=fit(value[:MAX_ANSWER], 3 * MAX_ANSWER) or None,
        isMultiline=True,
        maxLength=MAX_ANSWER,
        placeholder=hint,
    )


def _quoted(label: str, text: str) -> list[Element]:
    return [_bold(label), *words(text, max_bytes=1200)]


def _line(label: str, text: str) -> Element:
    return RichTextBlock(
        spacing="None",
        inlines=[
            TextRun(text=label, size="Small", weight="Bolder"),
            TextRun(text=text, size="Small"),
        ],
    )


def _bold(text: str) -> TextBlock:
    return TextBlock(text=escape_markdown(text), weight="Bolder", size="Small")
