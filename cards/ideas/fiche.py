"""The whole *fiche*, for one reader: the words, the answer, the story, and what they may do."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from cards import kit, texts
from cards.actions import texts as action_texts
from cards.actions.verbs import NewAction
from cards.confidentiality import texts as mask_texts
from cards.confidentiality import verbs as mask_verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.contributions.card import contribution_parts, message_link
from cards.ideas import texts as idea_texts
from cards.ideas import verbs as idea_verbs
from cards.ideas.forms import ORDER, bold, move_title, quoted
from cards.parts import done_line, press, small, three_visible, titled
from cards.plain import short
from cards.themes import texts as theme_texts
from cards.themes.likeness import irritant_parts
from cards.themes.verbs import ChooseTheme, OpenTheme
from domain.confidentiality import MASK
from domain.contributions.contribution import Change, Status
from domain.ideas.library import Trial
from domain.ideas.views import Entry, Fiche
from domain.kinds import Kind

_LONG_BYTES = 6 * 1024
"""Room for the words: a story of comments, trials and moves stands beside them."""
_COMMENTS = 4
_HISTORY = 10
_TRIALS = 3


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
    body: list[kit.Element] = [
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
    return titled(said_aloud, body, actions)


def _problem(fiche: Fiche, inbox: int | None) -> list[kit.Element]:
    """Return the theme of an irritant, or to whoever may say so, what it may be the same as."""
    view = fiche.irritant
    if view is None or (view.theme is None and not fiche.may_change):
        return []
    return irritant_parts(view, fiche=True, inbox=inbox)


def _about(fiche: Fiche, today: date, zone: ZoneInfo) -> list[kit.Element]:
    """Return what stands below the words: support, comments, trials, duplicates, history."""
    contribution = fiche.contribution
    facts = [contribution_texts.SUPPORTING] if fiche.is_supported else []
    if contribution.tags:
        facts.append(" ".join(f"#{tag}" for tag in contribution.tags))
    if contribution.engagement:
        facts.append(f"{texts.FIELD_ENGAGEMENT}\u00a0: {contribution.engagement}")
    said = contribution.created_at.astimezone(zone)
    facts.append(f"{texts.dated(said.date(), today)}, {texts.hour(said.time())}")
    parts: list[kit.Element] = [small(" · ".join(facts))]
    if contribution.asked_back and (fiche.is_own or fiche.may_answer):
        label = idea_texts.YOUR_QUESTION if fiche.is_own else idea_texts.ASKED_BACK
        parts += quoted(label, contribution.asked_back)
    if fiche.comments:
        parts.append(bold(texts.several(len(fiche.comments), contribution_texts.COMMENTS)))
        parts += [
            _line(f"{short(each.author, 60)}\u00a0: ", short(each.text, 200))
            for each in fiche.comments[-_COMMENTS:]
        ]
    if fiche.trials:
        parts.append(bold(idea_texts.TRIALS))
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


def _history(
    history: Sequence[Entry], kind: Kind, today: date, zone: ZoneInfo
) -> list[kit.Element]:
    if not history:
        return []
    lines: list[kit.Element] = [
        kit.RichTextBlock(
            inlines=[
                kit.TextRun(
                    text=_entry_said(entry, kind, today, zone), size="Small", isSubtle=True
                )
            ],
            spacing="None",
        )
        for entry in history[-_HISTORY:]
    ]
    return [kit.Container(id="history", isVisible=False, items=lines)]


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


def _actions(fiche: Fiche, inbox: int | None) -> list[kit.Action]:
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
        buttons.append(kit.ActionToggleVisibility(title=title, targetElements=["history"]))
    if (link := message_link(fiche.contribution)) is not None:
        buttons.append(link)
    return three_visible(buttons)


def _moves(fiche: Fiche, this: dict[str, Any]) -> list[kit.Action]:
    """Return the buttons of who answers and steers, what is done most often first."""
    contribution = fiche.contribution
    buttons: list[kit.Action] = []
    if contribution.status is Status.RECEIVED and fiche.may_steer:
        buttons.append(press(idea_texts.MOVE[Status.READ], idea_verbs.MarkRead(**this)))
    if fiche.may_answer:
        title = idea_texts.ANSWER_AGAIN if contribution.answer else idea_texts.ANSWER
        buttons.append(press(title, idea_verbs.WriteAnswer(**this)))
    for to in ORDER:
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


def _theme(fiche: Fiche, this: dict[str, Any]) -> list[kit.Action]:
    """Return the way to an irritant's theme, and for whoever steers to another."""
    if fiche.irritant is None:
        return []
    theme, buttons = fiche.irritant.theme, []
    if theme is not None:
        buttons.append(press(theme_texts.OPEN, OpenTheme(theme=theme.id)))
    if fiche.may_steer:
        title = theme_texts.ATTACH if theme is None else theme_texts.ATTACH_CHANGE
        buttons.append(press(title, ChooseTheme(**this)))
    return buttons


def _own(fiche: Fiche, this: dict[str, Any]) -> list[kit.Action]:
    """Return what everybody may do, and the author."""
    contribution = fiche.contribution
    supporting = idea_verbs.SupportHere(**this)
    title = contribution_texts.support(contribution.kind, contribution.support)
    buttons: list[kit.Action] = [press(title, supporting)]
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


def _line(label: str, text: str) -> kit.Element:
    return kit.RichTextBlock(
        spacing="None",
        inlines=[
            kit.TextRun(text=label, size="Small", weight="Bolder"),
            kit.TextRun(text=text, size="Small"),
        ],
    )
