"""The three questions of the week: the form, and what stands in its place once it is answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import orjson

from cards import kit, texts, verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.parts import below, heading, hint, press, problem_line, sentence, submit, titled
from cards.plain import excerpt, fit
from cards.themes.likeness import irritant_parts
from cards.week import texts as week_texts
from cards.week import verbs as week_verbs
from domain.contributions.contribution import MAX_TEXT, Signature
from domain.contributions.view import View
from domain.isoweek import Week
from domain.kinds import NOTABLE, Kind
from domain.records import record
from domain.themes.theme import IrritantView

_MOST_LISTED = 5
_LINE = 110
_FIELDS_BYTES = 18 * 1024
"""Bytes of the texts that come back in the form, together: with its frame they fit in a card."""
_LATER, _MORE = "later", "more"
_NOBODYS = b'"prompt":1'
"""What the buttons of the form carry before it is somebody's."""


class Purpose(StrEnum):
    """Why the three questions are shown."""

    ASK = "ask"
    MEET = "meet"
    """The first words that the bot says to the person."""
    REMIND = "remind"
    CORRECT = "correct"


@record
class Filled:
    """What stands in the form, how it is signed, and what is wrong with it."""

    texts: Mapping[Kind, str] = field(default_factory=dict)
    signature: Signature = Signature.UNSIGNED
    problem: str = ""


def prompt_form(
    prompt_id: int,
    week: Week,
    *,
    already: Sequence[View] = (),
    filled: Filled | None = None,
    purpose: Purpose = Purpose.ASK,
) -> dict[str, Any]:
    """Return the three questions, with what is filled in.

    When they are corrected, how they are signed is not asked again: it cannot be undone.
    """
    if already or filled or purpose is Purpose.CORRECT:
        return _form(prompt_id, week, already, filled or Filled(), purpose)
    addressed: dict[str, Any] = orjson.loads(
        _blank(week, purpose).replace(_NOBODYS, b'"prompt":%d' % prompt_id)
    )
    return addressed


@lru_cache(maxsize=8)
def _blank(week: Week, purpose: Purpose) -> bytes:
    """Return the empty form as JSON: everybody's differs by the prompt on its buttons alone."""
    return orjson.dumps(_form(1, week, (), Filled(), purpose))


def _form(
    prompt_id: int,
    week: Week,
    already: Sequence[View],
    filled: Filled,
    purpose: Purpose,
) -> dict[str, Any]:
    shown = _fitted([filled.texts.get(kind, "") for kind in NOTABLE])
    title = week_texts.REMINDER_TITLE if purpose is Purpose.REMIND else week_texts.PROMPT_TITLE
    intro = week_texts.REMINDER_INTRO if purpose is Purpose.REMIND else week_texts.PROMPT_INTRO
    hello = [kit.TextBlock(text=week_texts.PROMPT_HELLO)] if purpose is Purpose.MEET else []
    body: list[kit.Element] = [
        *hello,
        heading(title),
        below(intro.format(week=week.number)),
        *problem_line(filled.problem),
        *listed(week_texts.ALREADY, already),
        *(_question(kind, text) for kind, text in zip(NOTABLE, shown, strict=True)),
        hint(week_texts.PROMPT_SHARED),
    ]
    correcting = purpose is Purpose.CORRECT
    actions = _saving(prompt_id, filled) if correcting else _sending(prompt_id)
    if not correcting:
        more = kit.ActionToggleVisibility(
            title=week_texts.SIGNATURE_AND_ABSENCE, targetElements=[_MORE]
        )
        body += [kit.ActionSet(actions=[more]), _more(prompt_id, filled), _later(prompt_id)]
    return titled(title, body, actions)


def answered_card(
    prompt_id: int,
    week: Week,
    kept: Sequence[View],
    *,
    may_change: bool,
    is_latest: bool = True,
    irritants: Collection[IrritantView] = (),
) -> dict[str, Any]:
    """Return what was kept, with its numbers, in the place of the form.

    *irritants* are those of which is asked whether they are the same as one said before.
    """
    said = (
        week_texts.ANSWERS_KEPT if is_latest else week_texts.ANSWERS_LATE.format(week=week.number)
    )
    body: list[kit.Element] = [
        kit.TextBlock(text=f"✔ {said}", weight="Bolder", color="Good"),
        *listed("", kept),
        *(part for each in irritants for part in irritant_parts(each)),
        hint(week_texts.ANSWERS_OPEN_UNTIL if may_change else week_texts.ANSWERS_NEXT),
    ]
    actions: list[kit.Action] = []
    if may_change:
        actions.append(press(texts.EDIT, week_verbs.EditAnswers(prompt=prompt_id)))
    actions.append(press(texts.MINE, contribution_verbs.ListMine(), secondary=True))
    numbers = ", ".join(str(each.number) for each in kept)
    said = f"{said} {numbers}".strip()
    return titled(said, body, actions)


def nothing_card(prompt_id: int) -> dict[str, Any]:
    """Return what stands after « Rien cette semaine »."""
    return sentence(
        week_texts.NOTHING_SAID,
        press(week_texts.FINALLY, week_verbs.AnswerNow(prompt=prompt_id)),
    )


def later_card(prompt_id: int, moment: datetime, today: date) -> dict[str, Any]:
    """Return when the questions come again; *moment* is on the organisation's clock."""
    said = week_texts.LATER_SAID.format(when=texts.when(moment, today))
    return sentence(said, press(week_texts.ANSWER_NOW, week_verbs.AnswerNow(prompt=prompt_id)))


def listed(title: str, contributions: Sequence[View]) -> list[kit.Element]:
    """Return contributions as lines: icon, number, the first words."""
    if not contributions:
        return []
    shown: list[kit.Element] = []
    if title:
        shown.append(kit.TextBlock(text=title, size="Small", weight="Bolder"))
    shown += [_line(each) for each in contributions[:_MOST_LISTED]]
    more = len(contributions) - _MOST_LISTED
    if more > 0:
        rest = f"+ {texts.how_many(more)}"
        shown.append(below(rest))
    return shown


def _line(contribution: View) -> kit.Element:
    kind = f"{texts.ICON[contribution.kind]} {texts.KIND[contribution.kind]}"
    signed = f" · {texts.ANONYMOUS.lower()}" if contribution.is_unsigned else ""
    return kit.RichTextBlock(
        spacing="Small",
        inlines=[
            kit.TextRun(text=f"{kind} {contribution.number}{signed}\u00a0: ", size="Small"),
            kit.TextRun(text=excerpt(contribution.text, _LINE), size="Small"),
        ],
    )


def _question(kind: Kind, typed: str) -> kit.InputText:
    return kit.InputText(
        id=kind.value,
        label=f"{texts.ICON[kind]} {week_texts.QUESTIONS[kind]}",
        value=typed or None,
        isMultiline=True,
        maxLength=MAX_TEXT,
        placeholder=week_texts.QUESTION_HINTS[kind],
    )


def _fitted(typed: Sequence[str]) -> list[str]:
    """Return the texts, whole if they fit in a card together, else the longest ones shortened."""
    fitted = [fit(text, _FIELDS_BYTES) for text in typed]
    room = _FIELDS_BYTES
    shortest_first = sorted(range(len(fitted)), key=lambda place: kit.size({"": fitted[place]}))
    for done, place in enumerate(shortest_first):
        fitted[place] = fit(fitted[place], room // (len(fitted) - done))
        room -= kit.size({"": fitted[place]})
    return fitted


def _sending(prompt_id: int) -> list[kit.Action]:
    send = week_verbs.SendAnswers(prompt=prompt_id)
    return [
        submit(texts.SEND, send),
        _with_what_is_typed(
            week_texts.NOTHING_THIS_WEEK, week_verbs.NothingToSay(prompt=prompt_id)
        ),
        kit.ActionToggleVisibility(title=week_texts.LATER, targetElements=[_LATER]),
    ]


def _saving(prompt_id: int, filled: Filled) -> list[kit.Action]:
    save = week_verbs.SaveAnswers(prompt=prompt_id, signature=filled.signature)
    return [
        submit(texts.SAVE, save),
        press(texts.CANCEL, week_verbs.ShowPrompt(prompt=prompt_id)),
    ]


def _later(prompt_id: int) -> kit.Element:
    choices: list[kit.Action] = [
        _with_what_is_typed(week_texts.LATER_SOON, week_verbs.AskLater(prompt=prompt_id)),
        _with_what_is_typed(
            week_texts.LATER_MONDAY, week_verbs.AskLater(prompt=prompt_id, when="monday")
        ),
    ]
    return kit.Container(id=_LATER, isVisible=False, items=[kit.ActionSet(actions=choices)])


def _more(prompt_id: int, filled: Filled) -> kit.Element:
    return kit.Container(
        id=_MORE,
        isVisible=filled.signature is not Signature.UNSIGNED,
        separator=True,
        items=[
            kit.InputChoiceSet(
                id="signature",
                label=contribution_texts.FIELD_SIGNATURE,
                choices=[(week_texts.SIGNATURE[each], each.value) for each in Signature],
                value=filled.signature.value,
                style="expanded",
                wrap=True,
            ),
            kit.InputDate(id="until", label=week_texts.ABSENCE_FIELD),
            kit.ActionSet(
                actions=[
                    _with_what_is_typed(
                        week_texts.ABSENCE_SAVE, week_verbs.LeaveFromPrompt(prompt=prompt_id)
                    ),
                    _with_what_is_typed(
                        week_texts.STOP, week_verbs.StopFromPrompt(prompt=prompt_id)
                    ),
                ]
            ),
        ],
    )


def _with_what_is_typed(title: str, data: verbs.Data) -> kit.Action:
    """Return a button that sends the fields too, so that nothing in them is lost unseen."""
    return submit(title, data, style=None)
