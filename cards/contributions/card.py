"""The card of a contribution: in its thread, in a list, and the forms that change it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import texts, verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.fields import engagement_field, site_field, text_field
from cards.kit import (
    Action,
    ActionOpenUrl,
    ActionSet,
    ActionToggleVisibility,
    BoxStyle,
    Card,
    Column,
    ColumnSet,
    Container,
    Element,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    to_dict,
)
from cards.parts import problem_line
from cards.plain import excerpt, short, spoken, words
from domain.contributions.contribution import Contribution, Status
from domain.contributions.life import CLOSED
from domain.engagements import ENGAGEMENTS
from domain.kinds import NOTABLE, Kind
from domain.people import Site

STYLE: dict[Kind, BoxStyle] = {
    Kind.IRRITANT: "warning",
    Kind.BEST_PRACTICE: "good",
    Kind.SUGGESTION: "accent",
}
"""The band behind the first line; the words on it keep the usual colour, so that they are read."""
_SHORT = 280
"""Characters shown before « Lire la suite »: about four lines on a phone."""
_SHORT_LINES = 4
_ANSWER = 1200
"""Characters of an answer shown in a card."""
_LONG_BYTES = 16 * 1024
_ONLY_WEB = ("https://",)


def contribution_card(
    contribution: Contribution,
    *,
    is_supported: bool = False,
    below: Sequence[Element] = (),
) -> dict[str, Any]:
    """Return the compact card: kind, number, state, words, author, answer, and its buttons.

    ``is_supported`` is said to who has just pressed; what stands in the channel is everybody's.
    *below* stands under its words: its theme, or what is asked of it.
    """
    body = [*contribution_parts(contribution), *below]
    if is_supported:
        body.append(TextBlock(text=contribution_texts.SUPPORTING, size="Small", color="Good"))
    return to_dict(
        Card(
            body=body,
            actions=_buttons(contribution),
            speak=_spoken(contribution),
            fallbackText=_fallback(contribution),
        )
    )


def cited_card(contribution: Contribution) -> dict[str, Any]:
    """Return the card to put into any conversation: without buttons, the bot may not be there."""
    link = message_link(contribution)
    return to_dict(
        Card(
            body=contribution_parts(contribution),
            actions=[link] if link else None,
            speak=_spoken(contribution),
            fallbackText=_fallback(contribution),
        )
    )


def contribution_parts(
    contribution: Contribution, today: date | None = None, long_bytes: int = _LONG_BYTES
) -> list[Element]:
    """Return what every card of a contribution shows: state, words, author, answer.

    *long_bytes* is the room for all of its words. Without *today* a promise is a day, never
    as past: the card stands for a long time.
    """
    if contribution.status is Status.WITHDRAWN:
        return [
            _headline(contribution),
            TextBlock(text=contribution_texts.WITHDRAWN, isSubtle=True),
        ]
    return [
        _headline(contribution),
        *_words(contribution.text, long_bytes),
        _signature(contribution),
        *_files(contribution),
        *_answer(contribution, today),
    ]


def edit_form(  # noqa: PLR0913 -- where it leads back to stands beside what it asks
    contribution: Contribution,
    sites: Sequence[Site],
    engagements: Sequence[int] = tuple(ENGAGEMENTS),
    *,
    typed: contribution_verbs.Save | None = None,
    problem: str = "",
    fiche: bool = False,
    inbox: int | None = None,
) -> dict[str, Any]:
    """Return the form of « Modifier », with what was typed if something was wrong with it.

    With *fiche* it leads back to the whole *fiche*, not to the card of the thread.
    """
    text = contribution.text if typed is None else typed.text
    site = contribution.site_id if typed is None else typed.site
    engagement = contribution.engagement if typed is None else typed.engagement
    body: list[Element] = [
        TextBlock(
            text=f"{contribution_texts.EDIT_TITLE} {contribution.number}",
            style="heading",
            weight="Bolder",
        ),
        *problem_line(problem),
        text_field(text),
        site_field(sites, site),
        engagement_field(engagement, engagements),
    ]
    save = contribution_verbs.Save(contribution=contribution.id, fiche=fiche, inbox=inbox)
    back = contribution_verbs.Show(contribution=contribution.id, fiche=fiche, inbox=inbox)
    actions: list[Action] = [
        button(texts.SAVE, save.verb, verbs.carried(save), style="positive"),
        button(texts.CANCEL, back.verb, verbs.carried(back), inputs=False),
    ]
    title = f"{contribution_texts.EDIT_TITLE} {contribution.number}"
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def kind_choice(
    contribution: Contribution, *, fiche: bool = False, inbox: int | None = None
) -> dict[str, Any]:
    """Return the choice of « Changer de nature »."""
    title = f"{contribution.number}\u00a0: {contribution_texts.FIELD_KIND}"
    actions: list[Action] = [
        _button(
            f"{texts.ICON[kind]} {texts.KIND[kind]}",
            contribution_verbs.SetKind(
                contribution=contribution.id, kind=kind, fiche=fiche, inbox=inbox
            ),
        )
        for kind in NOTABLE
    ]
    back = contribution_verbs.Show(contribution=contribution.id, fiche=fiche, inbox=inbox)
    actions.append(_button(texts.CANCEL, back))
    body = [TextBlock(text=title, style="heading", weight="Bolder")]
    return to_dict(Card(body=body, actions=actions, speak=title, fallbackText=title))


def headline(kind: Kind, number: str) -> TextBlock:
    """Return « ⚡ Irritant · AC-2026-0042 »."""
    return TextBlock(text=f"{texts.ICON[kind]} **{texts.KIND[kind]}** · {number}", size="Small")


def signed(contribution: Contribution) -> str:
    """Return who wrote it and where, for people: « Nadia Benali · Wissembourg », « Anonyme »."""
    if contribution.is_anonymous:
        # Without the site: in a small one it would say who.
        return texts.ANONYMOUS
    return " · ".join(part for part in (contribution.author_name, contribution.site_name) if part)


def _headline(contribution: Contribution) -> ColumnSet:
    state = TextBlock(
        text=texts.marked_status(contribution.kind, contribution.status),
        size="Small",
        weight="Bolder",
        horizontalAlignment="Right",
    )
    return ColumnSet(
        style=STYLE[contribution.kind],
        bleed=True,
        columns=[
            Column(width="stretch", items=[headline(contribution.kind, str(contribution.number))]),
            Column(width="auto", items=[state]),
        ],
    )


def _words(text: str, long_bytes: int) -> list[Element]:
    """Return the words, at most four lines of them until « Lire la suite » is pressed."""
    short = _shortened(text)
    if short == text.strip():
        return list(words(text))
    both = ["short", "long"]
    return [
        Container(
            id="short",
            items=[
                *words(short),
                ActionSet(
                    actions=[ActionToggleVisibility(title=texts.READ_MORE, targetElements=both)]
                ),
            ],
        ),
        Container(
            id="long",
            isVisible=False,
            items=[
                *words(text, max_bytes=long_bytes),
                ActionSet(
                    actions=[ActionToggleVisibility(title=texts.READ_LESS, targetElements=both)]
                ),
            ],
        ),
    ]


def _shortened(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    kept = "\n".join(lines[:_SHORT_LINES])
    if len(kept) <= _SHORT:
        return text.strip() if len(lines) <= _SHORT_LINES else f"{kept} …"
    return excerpt(kept, _SHORT)


def _signature(contribution: Contribution) -> Element:
    run = TextRun(text=excerpt(signed(contribution), 120) or "–", size="Small", isSubtle=True)
    return RichTextBlock(inlines=[run], spacing="Small")


def _answer(contribution: Contribution, today: date | None) -> list[Element]:
    """Return what was answered, promised, handed over, and where a duplicate points."""
    parts: list[Element] = []
    if contribution.answer:
        label = contribution_texts.ANSWERED
        if contribution.status is Status.REFUSED:
            label = contribution_texts.REFUSED_WHY
        elif contribution.answered_by_name:
            label = contribution_texts.ANSWERED_BY.format(
                name=short(contribution.answered_by_name, 60)
            )
        inlines = [
            TextRun(text=label, weight="Bolder"),
            TextRun(text=short(contribution.answer, _ANSWER)),
        ]
        parts.append(
            Container(style="emphasis", spacing="Small", items=[RichTextBlock(inlines=inlines)])
        )
    if contribution.status is Status.UNDER_REVIEW and contribution.promised_on:
        is_past = today is not None and contribution.promised_on < today
        said = contribution_texts.PROMISED_PAST if is_past else contribution_texts.PROMISED
        parts.append(_note(said.format(day=texts.dated(contribution.promised_on))))
    if contribution.assigned_to_name and contribution.status not in CLOSED:
        parts.append(_note(_handed(contribution)))
    if contribution.merged_into is not None:
        parts.append(_note(contribution_texts.POINTS_TO.format(number=contribution.merged_into)))
    if contribution.tried:
        parts.append(_note(texts.several(contribution.tried, contribution_texts.TRIED)))
    return parts


def _handed(contribution: Contribution) -> str:
    name, until = short(contribution.assigned_to_name, 60), contribution.assigned_until
    if until is None:
        return contribution_texts.HANDED_TO.format(name=name)
    return contribution_texts.HANDED_UNTIL.format(name=name, day=texts.dated(until))


def _note(text: str) -> Element:
    return RichTextBlock(
        inlines=[TextRun(text=text, size="Small", isSubtle=True)], spacing="Small"
    )


def _files(contribution: Contribution) -> list[Element]:
    """Return the files' names, which open where Teams keeps them; only web addresses do."""
    return [
        RichTextBlock(
            spacing="None",
            inlines=[
                TextRun(
                    text=f"📎 {excerpt(file.name, 80)}",
                    size="Small",
                    selectAction=ActionOpenUrl(title=excerpt(file.name, 80), url=file.url)
                    if file.url.startswith(_ONLY_WEB)
                    else None,
                )
            ],
        )
        for file in contribution.attachments[:5]
    ]


def _buttons(contribution: Contribution) -> list[Action]:
    this = {"contribution": contribution.id}
    if contribution.status is Status.WITHDRAWN:
        return [_button(contribution_texts.RESTORE, contribution_verbs.Restore(**this))]
    supporting = contribution_verbs.Support(**this)
    buttons: list[Action] = [
        button(
            contribution_texts.support(contribution.kind, contribution.support),
            supporting.verb,
            verbs.carried(supporting),
            tooltip=contribution_texts.SUPPORT_HINT[contribution.kind],
        ),
        _button(texts.EDIT, contribution_verbs.Edit(**this)),
        _button(contribution_texts.WITHDRAW, contribution_verbs.Withdraw(**this), secondary=True),
        _button(
            contribution_texts.CHANGE_KIND, contribution_verbs.ChooseKind(**this), secondary=True
        ),
    ]
    if contribution.kind is Kind.BEST_PRACTICE:
        buttons.append(
            _button(contribution_texts.TRY, contribution_verbs.ChooseTry(**this), secondary=True)
        )
    if (link := message_link(contribution)) is not None:
        buttons.append(link)
    return buttons


def message_link(contribution: Contribution) -> Action | None:
    """Return the way back to the message in Teams, or None without one."""
    if not contribution.link.startswith(_ONLY_WEB):
        return None
    return ActionOpenUrl(
        title=contribution_texts.SEE_MESSAGE, url=contribution.link, mode="secondary"
    )


def _button(title: str, data: verbs.Data, *, secondary: bool = False) -> Action:
    return button(title, data.verb, verbs.carried(data), secondary=secondary, inputs=False)


def _fallback(contribution: Contribution) -> str:
    state = texts.status(contribution.kind, contribution.status).lower()
    return f"{texts.KIND[contribution.kind]} {contribution.number}, {state}"


def _spoken(contribution: Contribution) -> str:
    if contribution.status is Status.WITHDRAWN:
        return _fallback(contribution)
    said = spoken(excerpt(contribution.text, _SHORT))
    return f"{_fallback(contribution)}, {spoken(signed(contribution))}\u00a0: {said}"
