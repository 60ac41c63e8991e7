"""The forms of the idea box: a move, an answer, a duplicate, a colleague, tags, a trial."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import kit, texts, verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.fields import day_field
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.parts import form, press, recalled, small, submit
from cards.plain import escape_markdown, fit, short, unmarked, words
from domain.contributions.contribution import Status
from domain.contributions.life import MAX_ANSWER
from domain.contributions.view import View
from domain.ideas.library import Outcome
from domain.ideas.views import Fiche
from domain.kinds import Kind
from domain.people import Person

PEOPLE = 120
SMALL = 400

ORDER = (
    Status.UNDER_REVIEW,
    Status.ACCEPTED,
    Status.IN_PROGRESS,
    Status.DONE,
    Status.SHARED,
    Status.ADOPTED,
    Status.REFUSED,
    Status.READ,
)
_ASKS = frozenset(ORDER) - {Status.READ}
"""The moves that ask for something before they are done."""


def move_title(contribution: View, to: Status) -> str:
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


def asks_something(to: Status) -> bool:
    """Tell whether a move asks for an answer, a reason or a day before it is done."""
    return to in _ASKS


def move_form(
    contribution: View,
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
    fields: list[kit.Element] = []
    if to is Status.UNDER_REVIEW:
        day = promised if typed is None else typed.promised
        fields.append(day_field("promised", idea_texts.PROMISED_FIELD, day))
    fields += [
        _answer_field(label, answer, idea_texts.FORM_HINT[to]),
        small(idea_texts.ANSWER_READ),
    ]
    moving = idea_verbs.Move(contribution=contribution.id, inbox=inbox, to=to)
    title = f"{move_title(contribution, to)} · {contribution.number}"
    return _form(contribution, title, fields, moving, idea_texts.CONFIRM, problem)


def answer_form(
    contribution: View,
    *,
    typed: str | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return the form of an answer, with the one that stands."""
    refused = contribution.status is Status.REFUSED
    label = idea_texts.WHY_FIELD if refused else idea_texts.ANSWER_FIELD
    text = contribution.answer if typed is None else typed
    fields: list[kit.Element] = [
        *(
            quoted(idea_texts.ASKED_BACK, contribution.asked_back)
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
    fields: list[kit.Element] = []
    if fiche.alike:
        fields.append(
            kit.InputChoiceSet(
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
        kit.InputText(
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
    contribution: View,
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
    fields: list[kit.Element] = [
        kit.InputChoiceSet(
            id="person",
            label=idea_texts.ASSIGN_PERSON,
            choices=[(idea_texts.ASSIGN_NOBODY, verbs.NOTHING), *named[:PEOPLE]],
            value=str(chosen) if chosen else verbs.NOTHING,
            style="filtered",
        ),
        day_field("until", idea_texts.ASSIGN_UNTIL, until),
    ]
    assigning = idea_verbs.Assign(contribution=contribution.id, inbox=inbox)
    title = f"{contribution.number}\u00a0: {idea_texts.ASSIGN}"
    return _form(contribution, title, fields, assigning, idea_texts.ASSIGN_DO, problem)


def tags_form(contribution: View, *, inbox: int | None = None) -> dict[str, Any]:
    """Return the tags of a contribution, to change."""
    fields: list[kit.Element] = [
        kit.InputText(
            id="tags",
            label=idea_texts.TAGS_FIELD,
            value=", ".join(contribution.tags) or None,
            maxLength=SMALL,
            placeholder=idea_texts.TAGS_HINT,
        )
    ]
    saving = idea_verbs.SaveTags(contribution=contribution.id, inbox=inbox)
    title = f"{contribution.number}\u00a0: {idea_texts.TAGS}"
    return _form(contribution, title, fields, saving, texts.SAVE, "")


def ask_back_form(
    contribution: View, *, typed: str = "", problem: str = "", inbox: int | None = None
) -> dict[str, Any]:
    """Return the author's one question about an answer."""
    fields: list[kit.Element] = [
        *quoted(contribution_texts.ANSWERED, contribution.answer),
        kit.InputText(
            id="question",
            label=idea_texts.ASK_BACK_FIELD,
            value=fit(typed, 2 * SMALL) or None,
            isMultiline=True,
            maxLength=500,
        ),
        small(idea_texts.ASK_BACK_HINT),
    ]
    asking = idea_verbs.AskBack(contribution=contribution.id, inbox=inbox)
    return _form(contribution, idea_texts.ASK_BACK_TITLE, fields, asking, texts.SEND, problem)


def try_form(
    contribution: View,
    *,
    typed: contribution_verbs.Try | None = None,
    problem: str = "",
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return the form of « Je l'ai essayée »."""
    outcome = Outcome.WORKED if typed is None else typed.outcome
    fields: list[kit.Element] = [
        kit.InputChoiceSet(
            id="outcome",
            label=contribution_texts.TRY_OUTCOME,
            choices=[(said, each.value) for each, said in contribution_texts.OUTCOME.items()],
            value=outcome.value,
            style="expanded",
        ),
        kit.InputText(
            id="result",
            label=contribution_texts.TRY_RESULT,
            value=fit(typed.result, 2 * SMALL) or None if typed else None,
            maxLength=500,
            placeholder=contribution_texts.TRY_HINT,
        ),
    ]
    trying = contribution_verbs.Try(contribution=contribution.id, inbox=inbox)
    return _form(contribution, contribution_texts.TRY_TITLE, fields, trying, texts.SEND, problem)


def _form(
    contribution: View,
    title: str,
    fields: Sequence[kit.Element],
    data: verbs.Data,
    send: str,
    problem: str,
) -> dict[str, Any]:
    """Return a form about a contribution, whose words stand above it in two lines."""
    opening = contribution_verbs.OpenFiche(
        contribution=contribution.id, inbox=getattr(data, "inbox", None)
    )
    actions = [submit(send, data), press(idea_texts.BACK_TO_FICHE, opening)]
    return form(title, [recalled(contribution.text), *fields], problem, actions)


def _answer_field(label: str, value: str, hint: str) -> kit.InputText:
    return kit.InputText(
        id="answer",
        label=label,
        value=fit(value[:MAX_ANSWER], 3 * MAX_ANSWER) or None,
        isMultiline=True,
        maxLength=MAX_ANSWER,
        placeholder=hint,
    )


def quoted(label: str, text: str) -> list[kit.Element]:
    """Return people’s words under a label."""
    return [bold(label), *words(text, max_bytes=1200)]


def bold(text: str) -> kit.TextBlock:
    """Return a label."""
    return kit.TextBlock(text=escape_markdown(text), weight="Bolder", size="Small")
