"""What people are told unasked: news of their idea, the day's digest, the weekly nudge."""

from collections.abc import Sequence
from typing import Any

from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.kit import Element, RichTextBlock, TextBlock, TextRun
from cards.parts import LINE, heading, listed, press, recalled, small, subheading, titled
from cards.plain import short, words
from domain.contributions.contribution import Change, Status
from domain.contributions.view import View
from domain.ideas.views import DigestView, HandedView, NewsView, NudgeView, Waiting
from domain.kinds import NOTABLE, Kind

_DIGEST = 8
_FEMININE = frozenset({Kind.BEST_PRACTICE, Kind.SUGGESTION})


def news_card(news: NewsView) -> dict[str, Any]:
    """Return what an author reads: what became of their contribution, why, and by whom."""
    contribution = news.contribution
    said = _said(news)
    body: list[Element] = [
        TextBlock(text=said, weight="Bolder"),
        recalled(contribution.text),
    ]
    if news.duplicate_of:
        body.append(small(idea_texts.NEWS_OF_TARGET.format(into=news.duplicate_of)))
    if news.answer:
        body += words(news.answer, max_bytes=8 * 1024)
        if news.by:
            body.append(small(f"— {news.by}"))
    if news.status is Status.UNDER_REVIEW and news.promised_on:
        body.append(small(contribution_texts.PROMISED.format(day=texts.dated(news.promised_on))))
    if news.status is Status.READ and not news.answer:
        body.append(small(idea_texts.NEWS_READ_NEXT))
    actions = []
    if news.may_ask_back:
        actions.append(
            press(idea_texts.ASK_BACK, idea_verbs.WriteBack(contribution=contribution.id))
        )
    actions.append(
        press(idea_texts.SEE, contribution_verbs.OpenFiche(contribution=contribution.id))
    )
    return titled(said, body, actions)


def _said(news: NewsView) -> str:
    kind = news.contribution.kind
    what = idea_texts.YOURS[_YOURS[kind]].format(number=news.contribution.number)
    if news.change is Change.ANSWERED:
        refused = news.status is Status.REFUSED
        said = idea_texts.NEWS_REASON_CHANGED if refused else idea_texts.NEWS_ANSWERED
        return said.format(what=what[0].lower() + what[1:] if refused else what)
    return idea_texts.NEWS.get(news.status, "{what}").format(
        what=what, e="e" if kind in _FEMININE else "", into=news.merged_into or ""
    )


_YOURS = {Kind.IRRITANT: 0, Kind.BEST_PRACTICE: 1, Kind.SUGGESTION: 2}
assert set(_YOURS) == set(NOTABLE)  # noqa: S101 -- seen when the module is loaded


def handed_card(handed: HandedView) -> dict[str, Any]:
    """Return what a colleague reads to whom a contribution was handed."""
    contribution = handed.contribution
    until = contribution.assigned_until
    by = idea_texts.HANDED_BY_DAY.format(day=texts.dated(until)) if until else ""
    title = f"{idea_texts.HANDED_TITLE}\u00a0: {contribution.number}"
    body: list[Element] = [
        TextBlock(text=title, weight="Bolder"),
        RichTextBlock(inlines=[TextRun(text=short(contribution.text, 300))], spacing="Small"),
        TextBlock(text=idea_texts.HANDED_WHAT.format(until=by)),
    ]
    this = {"contribution": contribution.id}
    actions = [
        press(idea_texts.ANSWER, idea_verbs.WriteAnswer(**this)),
        press(idea_texts.SEE, contribution_verbs.OpenFiche(**this)),
    ]
    return titled(title, body, actions)


def digest_card(digest: DigestView) -> dict[str, Any]:
    """Return what became that day of what a person supports or commented."""
    title = idea_texts.DIGEST_TITLE
    shown = digest.contributions[-_DIGEST:]
    body: list[Element] = [
        heading(title),
        *(_line(each) for each in shown),
    ]
    if len(digest.contributions) > len(shown):
        others = idea_texts.fiches(len(digest.contributions) - len(shown))
        body.append(small(idea_texts.NUDGE_OTHERS.format(count=others)))
    body.append(small(idea_texts.DIGEST_WHY))
    return titled(title, body)


def nudge_card(nudge: NudgeView, *, late_only: bool) -> dict[str, Any]:
    """Return what waits for an answer; to management, what is late only."""
    title = idea_texts.NUDGE_LATE_TITLE if late_only else idea_texts.NUDGE_TITLE
    body: list[Element] = [heading(title)]
    if nudge.late.total:
        count = idea_texts.fiches(nudge.late.total)
        said = idea_texts.NUDGE_LATE.format(
            days=texts.counted(nudge.late_days, "jour"), count=count
        )
        body += _waiting(said, nudge.late, nudge)
    if nudge.unanswered.total and not late_only:
        count = idea_texts.fiches(nudge.unanswered.total)
        said = idea_texts.NUDGE_UNANSWERED.format(
            days=texts.counted(nudge.days, "jour"), count=count
        )
        body += _waiting(said, nudge.unanswered, nudge)
    actions = [] if late_only else [press(idea_texts.NUDGE_OPEN, idea_verbs.ShowInbox())]
    return titled(title, body, actions)


def _waiting(said: str, waiting: Waiting, nudge: NudgeView) -> list[Element]:
    lines: Sequence[Element] = [
        _line(each, age=texts.age(each.created_at.astimezone(nudge.zone).date(), nudge.today))
        for each in waiting.contributions
    ]
    others: list[Element] = []
    if waiting.total > len(waiting.contributions):
        count = idea_texts.fiches(waiting.total - len(waiting.contributions))
        others.append(small(idea_texts.NUDGE_OTHERS.format(count=count)))
    return [subheading(said), *lines, *others]


def _line(contribution: View, *, age: str = "") -> Element:
    """Return a contribution, with its answer unless it waits for one."""
    text, length = contribution.text, LINE
    if contribution.answer and not age:
        text, length = f"{short(text, LINE)} — {contribution.answer}", 260
    about = (texts.marked_status(contribution.kind, contribution.status), age)
    opening = contribution_verbs.OpenFiche(contribution=contribution.id)
    return listed(contribution, about, opening, text=text, length=length)
