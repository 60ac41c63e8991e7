"""« Diffusion »: for each prompt and flash whom it reached, whom not, and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cards import kit, texts
from cards.listening import heard_lines
from cards.parts import below, done_line, following, heading, hint, press, previous, row, titled
from cards.plain import excerpt
from cards.sends import texts as sends_texts
from cards.sends import verbs as sends_verbs
from domain.amounts import Among, Told
from domain.isoweek import Week
from domain.listening import Heard
from domain.sending import MISSED, RunState, RunView, SendState, SendView

PAGE = 5
"""Runs on one page."""

PEOPLE = 10
"""People on one page of those who were not reached."""

_NOT_WANTED = "not_wanted"
"""The reason of a message that its person had no more use for: no failure, nothing to repeat."""


def sends_card(
    runs: Sequence[RunView],
    zone: ZoneInfo,
    *,
    page: int,
    more: bool,
    heard: Sequence[Heard] = (),
) -> dict[str, Any]:
    """Return whether the channel is heard, and the last runs, newest first; each opens."""
    title = sends_texts.SENDS_TITLE
    body: list[kit.Element] = [heading(title)]
    body += heard_lines(heard)
    if not runs:
        body.append(kit.TextBlock(text=sends_texts.SENDS_EMPTY))
    body += [_run(each, zone) for each in runs]
    listing = sends_verbs.ListSends()
    actions = [
        *following(listing, page, page + more, title=texts.NEXT),
        *previous(listing, page, title=texts.PREVIOUS),
    ]
    return titled(title, body, actions)


def run_card(
    run: RunView,
    missed: Sequence[SendView],
    zone: ZoneInfo,
    *,
    page: int = 0,
    said: str = "",
) -> dict[str, Any]:
    """Return what became of one run: figures, then who was not reached and why."""
    title = _title(run)
    body: list[kit.Element] = [
        heading(title),
        kit.TextBlock(text=f"{_moment(run.moment, zone)} · {_figures(run)}", spacing="None"),
        *done_line(said),
    ]
    shown = missed[page * PEOPLE : (page + 1) * PEOPLE]
    body += [_missed(run, each) for each in shown]
    if run.counts.get(SendState.AMBIGUOUS):
        body.append(hint(sends_texts.SENDS_AMBIGUOUS_HINT))
    if not missed and run.total and not said:
        body.append(kit.TextBlock(text=sends_texts.SENDS_ALL_WELL))
    actions: list[kit.Action] = []
    if sum(run.counts.get(state, 0) for state in MISSED) > 1:
        actions.append(press(sends_texts.SENDS_RETRY_ALL, sends_verbs.RetrySends(run=run.id)))
    listing, last = sends_verbs.OpenSends(run=run.id), (len(missed) - 1) // PEOPLE
    actions += [
        *following(listing, page, last),
        *previous(listing, page),
        press(sends_texts.SENDS_BACK, sends_verbs.ListSends()),
    ]
    return titled(title, body, actions)


def skipped_card(run: RunView, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a quality lead is told when a prompt or a flash did not take place."""
    said = (
        f"{_title(run)}, {_moment(run.moment, zone)}\u00a0: {sends_texts.RUN_SKIPPED[run.reason]}."
    )
    body: list[kit.Element] = [
        heading(sends_texts.SKIPPED_TITLE),
        kit.TextBlock(text=said),
        kit.TextBlock(text=sends_texts.SKIPPED_NEXT, isSubtle=True),
    ]
    actions = [press(sends_texts.SENDS_TITLE, sends_verbs.ListSends())]
    return titled(said, body, actions)


def counts_said(counts: Mapping[SendState, int]) -> str:
    """Return « 28 reçus · 2 injoignables · 1 incertain »; states at nought are left out."""
    return " · ".join(
        texts.counted(counts[state], *sends_texts.SEND_COUNTED[state])
        for state in sends_texts.SEND_COUNTED
        if counts.get(state)
    )


def _run(run: RunView, zone: ZoneInfo) -> kit.Element:
    words: list[kit.Element] = [
        kit.TextBlock(text=f"**{_title(run)}**"),
        below(_moment(run.moment, zone)),
        kit.TextBlock(text=_figures(run), size="Small", spacing="None"),
    ]
    opening = press(sends_texts.SENDS_OPEN, sends_verbs.OpenSends(run=run.id))
    return row(words, *([opening] if run.total else []), separator=True)


def _missed(run: RunView, send: SendView) -> kit.Element:
    reason = sends_texts.reason_of_send(send.reason)
    is_moot = send.reason == _NOT_WANTED
    state = sends_texts.SEND_MOOT if is_moot else sends_texts.SEND_STATE[send.state]
    said = f"{state}\u00a0: {reason}" if reason else state
    again = sends_texts.SENDS_RETRY if send.state in MISSED else sends_texts.SENDS_RETRY_ANYWAY
    words: list[kit.Element] = [
        kit.RichTextBlock(
            inlines=[kit.TextRun(text=excerpt(send.name, 80) or "–", weight="Bolder")]
        ),
        kit.TextBlock(text=said, size="Small", spacing="None"),
    ]
    columns = [kit.Column(width="stretch", items=words)]
    if send.state is not SendState.PENDING and not is_moot:
        retry = press(again, sends_verbs.RetrySends(run=run.id, send=send.id))
        columns.append(kit.Column(width="auto", items=[kit.ActionSet(actions=[retry])]))
    return kit.ColumnSet(columns=columns, spacing="Small")


def _title(run: RunView) -> str:
    return f"{run.title} {Week.parse(run.week).number}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{texts.dated(local.date())} à {texts.hour(local.time())}"


def _figures(run: RunView) -> str:
    if run.state is RunState.SKIPPED:
        return sends_texts.RUN_SKIPPED[run.reason]
    figures = counts_said(run.counts) or sends_texts.SENDS_NOBODY
    if run.answered is None or not run.total:
        return figures
    answered = Among(run.answered, run.total)
    if answered.told is Told.NOTHING:
        return figures
    return f"{figures} · {texts.among(answered, 'réponses')}"
