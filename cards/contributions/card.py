"""The card of a contribution: in its thread, in a list, and the forms that change it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cards import kit, texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.fields import engagement_field, site_field, text_field
from cards.parts import press, problem_line, submit, titled
from cards.plain import excerpt, short, spoken, words
from domain.contributions.contribution import Status
from domain.contributions.life import CLOSED
from domain.contributions.view import View
from domain.engagements import ENGAGEMENTS
from domain.kinds import NOTABLE, Kind
from domain.people import Site

STYLE: dict[Kind, kit.BoxStyle] = {
    Kind.IRRITANT: "warning",
    Kind.BEST_PRACTICE: "good",
    Kind.SUGGESTION: "accent",
}
"""The band behind the first line; the words on it keep the usual colour, so that they are read."""
SHORT = 280
"""Characters shown before « Lire la suite »: about four lines on a phone."""
_SHORT_LINES = 4
_ANSWER = 1200
"""Characters of an answer shown in a card."""
_LONG_BYTES = 16 * 1024
ONLY_WEB = ("https://",)


def contribution_card(contribution: View, *, is_supported: bool = False) -> dict[str, Any]:
    """Return the compact card: kind, number, state, words, author, answer, and its buttons.

    ``is_supported`` is said to who has just pressed; what stands in the channel is everybody's.
    """
    body = contribution_parts(contribution)
    if is_supported:
        body.append(kit.TextBlock(text=contribution_texts.SUPPORTING, size="Small", color="Good"))
    return kit.to_dict(
        kit.Card(
            body=body,
            actions=_buttons(contribution),
            speak=spoken_of(contribution),
            fallbackText=fallback(contribution),
        )
    )


def cited_card(contribution: View) -> dict[str, Any]:
    """Return the card to put into any conversation: without buttons, the bot may not be there."""
    link = message_link(contribution)
    return kit.to_dict(
        kit.Card(
            body=contribution_parts(contribution),
            actions=[link] if link else None,
            speak=spoken_of(contribution),
            fallbackText=fallback(contribution),
        )
    )


def contribution_parts(
    contribution: View, today: date | None = None, long_bytes: int = _LONG_BYTES
) -> list[kit.Element]:
    """Return what every card of a contribution shows: state, words, author, answer.

    *long_bytes* is the room for all of its words. Without *today* a promise is a day, never
    as past: the card stands for a long time.
    """
    if contribution.status is Status.WITHDRAWN:
        return [
            _headline(contribution),
            kit.TextBlock(text=contribution_texts.WITHDRAWN, isSubtle=True),
        ]
    return [
        _headline(contribution),
        *_words(contribution.text, long_bytes),
        _signature(contribution),
        *_files(contribution),
        *_answer(contribution, today),
    ]


def edit_form(  # noqa: PLR0913 -- where it leads back to stands beside what it asks
    contribution: View,
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
    body: list[kit.Element] = [
        kit.TextBlock(
            text=f"{contribution_texts.EDIT_TITLE} {contribution.number}",
            style="heading",
            weight="Bolder",
        ),
        *problem_line(problem),
        text_field(text),
        *([site_field(sites, site)] if contribution.keeps_site else []),
        engagement_field(engagement, engagements),
    ]
    save = contribution_verbs.Save(contribution=contribution.id, fiche=fiche, inbox=inbox)
    back = contribution_verbs.Show(contribution=contribution.id, fiche=fiche, inbox=inbox)
    actions: list[kit.Action] = [
        submit(texts.SAVE, save),
        press(texts.CANCEL, back),
    ]
    title = f"{contribution_texts.EDIT_TITLE} {contribution.number}"
    return titled(title, body, actions)


def kind_choice(
    contribution: View, *, fiche: bool = False, inbox: int | None = None
) -> dict[str, Any]:
    """Return the choice of « Changer de nature »."""
    title = f"{contribution.number}\u00a0: {contribution_texts.FIELD_KIND}"
    actions: list[kit.Action] = [
        press(
            f"{texts.ICON[kind]} {texts.KIND[kind]}",
            contribution_verbs.SetKind(
                contribution=contribution.id, kind=kind, fiche=fiche, inbox=inbox
            ),
        )
        for kind in NOTABLE
    ]
    back = contribution_verbs.Show(contribution=contribution.id, fiche=fiche, inbox=inbox)
    actions.append(press(texts.CANCEL, back))
    body = [kit.TextBlock(text=title, style="heading", weight="Bolder")]
    return titled(title, body, actions)


def headline(kind: Kind, number: str) -> kit.TextBlock:
    """Return « ⚡ Irritant · AC-2026-0042 »."""
    return kit.TextBlock(
        text=f"{texts.ICON[kind]} **{texts.KIND[kind]}** · {number}", size="Small"
    )


def signed(contribution: View) -> str:
    """Return who wrote it and where, for people: « Nadia Benali · Wissembourg », « Anonyme ».

    What is unsigned says the same as what is anonymous: whoever may not have the name is not told
    whether there is one.
    """
    parts = (contribution.author or texts.ANONYMOUS, contribution.site)
    return " · ".join(part for part in parts if part)


def _headline(contribution: View) -> kit.ColumnSet:
    state = kit.TextBlock(
        text=texts.marked_status(contribution.kind, contribution.status),
        size="Small",
        weight="Bolder",
        horizontalAlignment="Right",
    )
    return kit.ColumnSet(
        style=STYLE[contribution.kind],
        bleed=True,
        columns=[
            kit.Column(
                width="stretch", items=[headline(contribution.kind, str(contribution.number))]
            ),
            kit.Column(width="auto", items=[state]),
        ],
    )


def _words(text: str, long_bytes: int) -> list[kit.Element]:
    """Return the words, at most four lines of them until « Lire la suite » is pressed."""
    short = _shortened(text)
    if short == text.strip():
        return list(words(text))
    both = ["short", "long"]
    return [
        kit.Container(
            id="short",
            items=[
                *words(short),
                kit.ActionSet(
                    actions=[
                        kit.ActionToggleVisibility(title=texts.READ_MORE, targetElements=both)
                    ]
                ),
            ],
        ),
        kit.Container(
            id="long",
            isVisible=False,
            items=[
                *words(text, max_bytes=long_bytes),
                kit.ActionSet(
                    actions=[
                        kit.ActionToggleVisibility(title=texts.READ_LESS, targetElements=both)
                    ]
                ),
            ],
        ),
    ]


def _shortened(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    kept = "\n".join(lines[:_SHORT_LINES])
    if len(kept) <= SHORT:
        return text.strip() if len(lines) <= _SHORT_LINES else f"{kept} …"
    return excerpt(kept, SHORT)


def _signature(contribution: View) -> kit.Element:
    run = kit.TextRun(text=signed_line(contribution), size="Small", isSubtle=True)
    return kit.RichTextBlock(inlines=[run], spacing="Small")


def signed_line(contribution: View) -> str:
    """Return who wrote it, as it stands below the words."""
    return excerpt(signed(contribution), 120)


def _answer(contribution: View, today: date | None) -> list[kit.Element]:
    """Return what was answered, promised, handed over, and where a duplicate points."""
    parts: list[kit.Element] = []
    if contribution.answer:
        label = contribution_texts.ANSWERED
        if contribution.status is Status.REFUSED:
            label = contribution_texts.REFUSED_WHY
        elif contribution.answered_by_name:
            label = contribution_texts.ANSWERED_BY.format(
                name=short(contribution.answered_by_name, 60)
            )
        inlines = [
            kit.TextRun(text=label, weight="Bolder"),
            kit.TextRun(text=short(contribution.answer, _ANSWER)),
        ]
        parts.append(
            kit.Container(
                style="emphasis", spacing="Small", items=[kit.RichTextBlock(inlines=inlines)]
            )
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


def _handed(contribution: View) -> str:
    name, until = short(contribution.assigned_to_name, 60), contribution.assigned_until
    if until is None:
        return contribution_texts.HANDED_TO.format(name=name)
    return contribution_texts.HANDED_UNTIL.format(name=name, day=texts.dated(until))


def _note(text: str) -> kit.Element:
    return kit.RichTextBlock(
        inlines=[kit.TextRun(text=text, size="Small", isSubtle=True)], spacing="Small"
    )


def _files(contribution: View) -> list[kit.Element]:
    """Return the files' names, which open where Teams keeps them; only web addresses do."""
    return [
        kit.RichTextBlock(
            spacing="None",
            inlines=[
                kit.TextRun(
                    text=f"📎 {excerpt(file.name, 80)}",
                    size="Small",
                    selectAction=kit.ActionOpenUrl(title=excerpt(file.name, 80), url=file.url)
                    if file.url.startswith(ONLY_WEB)
                    else None,
                )
            ],
        )
        for file in contribution.attachments[:5]
    ]


def _buttons(contribution: View) -> list[kit.Action]:
    this = {"contribution": contribution.id}
    if contribution.status is Status.WITHDRAWN:
        return [press(contribution_texts.RESTORE, contribution_verbs.Restore(**this))]
    supporting = contribution_verbs.Support(**this)
    buttons: list[kit.Action] = [
        submit(
            contribution_texts.support(contribution.kind, contribution.support),
            supporting,
            tooltip=contribution_texts.SUPPORT_HINT[contribution.kind],
            style=None,
        ),
        press(texts.EDIT, contribution_verbs.Edit(**this)),
        press(contribution_texts.WITHDRAW, contribution_verbs.Withdraw(**this), secondary=True),
        press(
            contribution_texts.CHANGE_KIND, contribution_verbs.ChooseKind(**this), secondary=True
        ),
    ]
    if contribution.kind is Kind.BEST_PRACTICE:
        buttons.append(
            press(contribution_texts.TRY, contribution_verbs.ChooseTry(**this), secondary=True)
        )
    if (link := message_link(contribution)) is not None:
        buttons.append(link)
    return buttons


def message_link(contribution: View) -> kit.Action | None:
    """Return the way back to the message in Teams, or None without one."""
    if not contribution.link.startswith(ONLY_WEB):
        return None
    return kit.ActionOpenUrl(
        title=contribution_texts.SEE_MESSAGE, url=contribution.link, mode="secondary"
    )


def fallback(contribution: View) -> str:
    """Return what an old client shows of a contribution's card."""
    state = texts.status(contribution.kind, contribution.status).lower()
    return f"{texts.KIND[contribution.kind]} {contribution.number}, {state}"


def spoken_of(contribution: View) -> str:
    """Return what a screen reader says of a contribution's card."""
    if contribution.status is Status.WITHDRAWN:
        return fallback(contribution)
    said = spoken(excerpt(contribution.text, SHORT))
    return f"{fallback(contribution)}, {spoken(signed(contribution))}\u00a0: {said}"
