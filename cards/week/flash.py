"""The Monday flash: the card in the channel, all of the week, and the steps of the stand-up."""

from collections.abc import Sequence
from typing import Any

from cards import kit, texts
from cards.actions import texts as action_texts
from cards.contributions import texts as contribution_texts
from cards.parts import (
    following,
    heading,
    hint,
    press,
    previous,
    row,
    sentence,
    subheading,
    titled,
)
from cards.plain import escape_markdown, excerpt, fit, short
from cards.themes import texts as theme_texts
from cards.themes.theme import theme_name, told_in_flash
from cards.themes.verbs import OpenTheme
from cards.week import texts as week_texts
from cards.week import verbs as week_verbs
from domain.actions.action import Action as Done
from domain.contributions.life import UNREAD
from domain.contributions.view import View
from domain.kinds import NOTABLE, Kind
from domain.themes.theme import ThemeView
from domain.week.flash import FlashPage, FlashView, Section

_LINE = 160
"""Characters of each contribution: two lines in a channel, three on a phone."""
_PAGE_LINE = 400
_MOST_SITES = 6
_NAME = 40
"""Characters of a site or of an author."""
_THEME = 80
"""Characters of a theme's name."""
_LINE_BYTES = 280
"""Bytes of one line: eighteen of them, with their answers and buttons, fit in a card."""
_ABOUT_BYTES = 180
"""Room for what stands below it: a name may be written in emoji."""


def flash_card(view: FlashView) -> dict[str, Any]:
    """Return the flash as the channel sees it."""
    title = week_texts.FLASH_TITLE.format(week=view.week.number)
    figures = " · ".join(flash_figures(view))
    body: list[kit.Element] = [_band(title, figures), *_by_kind_and_site(view), *_notes(view)]
    if view.is_empty:
        body.append(kit.TextBlock(text=week_texts.FLASH_EMPTY))
    for section in Section:
        body += section_lines(view, section)
    body += [*_decided(view), _question(view)]
    actions = [
        press(week_texts.FLASH_ALL, week_verbs.PageFlash(flash=view.id)),
        press(
            week_texts.FLASH_HOST,
            week_verbs.HostFlash(flash=view.id),
            tooltip=week_texts.FLASH_HOST_HINT,
        ),
        press(week_texts.FLASH_PRINT, week_verbs.PrintFlash(flash=view.id)),
    ]
    said = f"{title}\u00a0: {figures}"
    return kit.to_dict(
        kit.Card(
            body=body,
            actions=actions,
            speak=said,
            fallbackText=said,
            msteams={"width": "full"},
        )
    )


def flash_figures(view: FlashView) -> list[str]:
    """Return what the flash says of the week in figures: sites, contributions, people."""
    named = sum(1 for site in view.counts.sites if site)
    sites = [texts.counted(named, "antenne")] if named else []
    return [
        *sites,
        texts.how_many(view.counts.total),
        week_texts.participation(view.participation),
    ]


def closing_question(view: FlashView) -> str:
    """Return the question of that week, the same on every run."""
    return week_texts.FLASH_QUESTIONS[view.week.number % len(week_texts.FLASH_QUESTIONS)]


def told_about(contribution: View) -> str:
    """Return number, author if they agreed, site if it is large enough, and the state."""
    parts = [
        str(contribution.number),
        excerpt(contribution.author, _NAME),
        excerpt(contribution.site, _NAME),
    ]
    if contribution.kind is Kind.SUGGESTION or contribution.status not in UNREAD:
        parts.append(texts.status(contribution.kind, contribution.status))
    if contribution.comments:
        parts.append(contribution_texts.comments(contribution.comments))
    if contribution.tried:
        parts.append(texts.several(contribution.tried, contribution_texts.TRIED))
    if contribution.support:
        parts.append(texts.counted(contribution.support, "soutien"))
    return " · ".join(part for part in parts if part)


def flash_page(page: FlashPage) -> dict[str, Any]:
    """Return a page of « Tout voir »."""
    title = week_texts.FLASH_ALL_TITLE.format(week=page.week.number)
    body: list[kit.Element] = [heading(title)]
    if page.last:
        body.append(hint(texts.page(page.number, page.last)))
    if not page.contributions:
        body.append(kit.TextBlock(text=week_texts.FLASH_NONE_TO_READ))
    body += [_item(each, _PAGE_LINE, []) for each in page.contributions]
    listing = week_verbs.PageFlash(flash=page.flash_id)
    actions = [
        *following(listing, page.number, page.last),
        *previous(listing, page.number),
        press(week_texts.FLASH_BACK, week_verbs.ShowFlash(flash=page.flash_id)),
    ]
    return titled(title, body, actions)


def print_card(flash_id: int, url: str) -> dict[str, Any]:
    """Return a link of one's own to the page for the wall."""
    return sentence(
        week_texts.FLASH_PRINT_READY,
        kit.ActionOpenUrl(title=week_texts.FLASH_PRINT_OPEN, url=url),
        press(week_texts.FLASH_BACK, week_verbs.ShowFlash(flash=flash_id)),
    )


def _band(title: str, figures: str) -> kit.Element:
    return kit.Container(
        style="emphasis",
        bleed=True,
        items=[
            kit.TextBlock(text=title, style="heading", weight="Bolder", size="Large"),
            kit.TextBlock(text=figures, spacing="None"),
        ],
    )


def kinds_said(view: FlashView) -> list[str]:
    """Return « ⚡ 6 irritants » and so on, of the kinds that there are."""
    return [
        f"{texts.ICON[kind]} {texts.counted(view.counts.kinds[kind], *texts.KIND_COUNTED[kind])}"
        for kind in NOTABLE
        if view.counts.kinds.get(kind)
    ]


def sites_said(view: FlashView) -> list[str]:
    """Return « Haguenau 5 » and so on; nothing where one site, or none, may be named."""
    sites = view.counts.sites
    if sum(1 for site in sites if site) < 2:  # noqa: PLR2004 -- one is no comparison
        return []
    named = [f"{excerpt(site, _NAME)} {number}" for site, number in sites.items() if site]
    named = named[:_MOST_SITES]
    others = view.counts.total - sum(
        number for site, number in list(sites.items())[: len(named)] if site
    )
    return [*named, *([f"{week_texts.FLASH_OTHER_SITES} {others}"] if others else [])]


def _by_kind_and_site(view: FlashView) -> list[kit.Element]:
    lines = [" · ".join(kinds_said(view)), escape_markdown(" · ".join(sites_said(view)))]
    return [kit.TextBlock(text=line, size="Small", spacing="Small") for line in lines if line]


def _notes(view: FlashView) -> list[kit.Element]:
    notes: list[kit.Element] = []
    if view.closed_weeks:
        weeks = [week.number for week in view.closed_weeks]
        notes.append(kit.TextBlock(text=week_texts.closed_weeks(weeks), isSubtle=True))
    if view.last_decision.text:
        notes.append(
            _said(week_texts.FLASH_DECIDED_LAST, view.last_decision.text, view.last_decision.owner)
        )
    return notes


def _decided(view: FlashView) -> list[kit.Element]:
    decision = view.decision
    return (
        [_said(week_texts.FLASH_DECIDED, decision.text, decision.owner)] if decision.text else []
    )


def _said(label: str, text: str, owner: str) -> kit.Element:
    signed = f" ({excerpt(owner, 60)})" if owner else ""
    return kit.RichTextBlock(
        inlines=[
            kit.TextRun(text=label, weight="Bolder"),
            kit.TextRun(text=f"{excerpt(text, 300)}{signed}"),
        ]
    )


def _question(view: FlashView) -> kit.Element:
    said = closing_question(view)
    text = said[0].upper() + said[1:] if view.is_empty else f"{week_texts.FLASH_QUESTION}{said}"
    return subheading(text)


def section_lines(view: FlashView, section: Section, *, buttons: bool = True) -> list[kit.Element]:
    """Return a part of the flash; in a step it has no buttons: they lead back to the flash."""
    told = view.sections[section]
    themes = view.themes if section is Section.RECURRING else ()
    done = view.done if section is Section.ANSWERED else ()
    if not (told or themes or done):
        return []
    heading = kit.TextBlock(
        text=week_texts.FLASH_SECTION[section], style="heading", weight="Bolder", separator=True
    )
    return [
        heading,
        *(_done(each) for each in done),
        *(_theme(each, view.id if buttons else None) for each in themes),
        *(_told(view, section, each, buttons=buttons) for each in told),
    ]


def _done(action: Done) -> kit.Element:
    """Return an action that was done, with what it has changed."""
    told = f"✔ {_line(f'{action.title} — {action.result}', _PAGE_LINE)}"
    words: list[kit.Element] = [
        kit.RichTextBlock(inlines=[kit.TextRun(text=fit(told, _LINE_BYTES))]),
        kit.RichTextBlock(
            spacing="None",
            inlines=[kit.TextRun(text=done_about(action), size="Small", isSubtle=True)],
        ),
    ]
    return kit.Container(items=words, spacing="Small")


def done_about(action: Done) -> str:
    """Return « PA-2026-0007 · Action réalisée »."""
    return f"{action.number} · {action_texts.FLASH_DONE}"


def _theme(theme: ThemeView, flash: int | None) -> kit.Element:
    """Return what recurs: its name, who says it, on which sites, for how long."""
    name = short(theme_name(theme), _THEME)
    words: list[kit.Element] = [
        kit.RichTextBlock(inlines=[kit.TextRun(text=f"🔁 {name}", weight="Bolder")]),
        kit.RichTextBlock(
            spacing="None",
            inlines=[
                kit.TextRun(text=short(told_in_flash(theme), 150), size="Small", isSubtle=True)
            ],
        ),
    ]
    opening = OpenTheme(theme=theme.theme.id, flash=flash)
    actions = [press(theme_texts.OPEN, opening)] if flash is not None else []
    return row(words, *actions, spacing="Small")


def _told(view: FlashView, section: Section, contribution: View, *, buttons: bool) -> kit.Element:
    reply = view.replies.get(contribution.id, "")
    answer: list[kit.Element] = []
    if section is Section.ANSWERED and reply:
        answer.append(
            kit.RichTextBlock(
                spacing="None",
                inlines=[
                    kit.TextRun(text=week_texts.FLASH_ANSWER, weight="Bolder"),
                    kit.TextRun(text=_line(reply, _LINE)),
                ],
            )
        )
    actions: list[kit.Action] = []
    shared = contribution.kind is Kind.IRRITANT and section is not Section.ANSWERED
    if buttons and shared:
        support = week_verbs.SupportInFlash(flash=view.id, contribution=contribution.id)
        title = contribution_texts.support(contribution.kind, contribution.support)
        actions.append(
            press(title, support, tooltip=contribution_texts.SUPPORT_HINT[contribution.kind])
        )
    return _item(contribution, _LINE, answer, actions)


def _item(
    contribution: View,
    length: int,
    below: Sequence[kit.Element],
    actions: Sequence[kit.Action] = (),
) -> kit.Element:
    icon = texts.ICON[contribution.kind]
    words: list[kit.Element] = [
        kit.RichTextBlock(
            inlines=[kit.TextRun(text=f"{icon} {_line(contribution.text, length)}")]
        ),
        *below,
        kit.RichTextBlock(
            spacing="None",
            inlines=[
                kit.TextRun(
                    text=excerpt(fit(told_about(contribution), _ABOUT_BYTES), 150),
                    size="Small",
                    isSubtle=True,
                )
            ],
        ),
    ]
    return row(words, *actions, spacing="Small")


def _line(text: str, length: int) -> str:
    most = _LINE_BYTES * max(1, length // _LINE)
    return excerpt(fit(" ".join(text.split()), most), length)
