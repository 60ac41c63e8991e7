"""Every card of the week in each of its states, made with the words, names and sites given."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import PLUGS
from cards import texts
from cards.ideas import texts as idea_texts
from cards.ideas.deadlines import deadlines_said
from cards.rights import texts as rights_texts
from cards.rights.retention import retention_said
from cards.sends import texts as sends_texts
from cards.sends.sends import run_card, sends_card, skipped_card
from cards.settings import texts as settings_texts
from cards.settings import verbs as settings_verbs
from cards.settings.settings import (
    closures_card,
    closures_said,
    place_form,
    place_said,
    ritual_form,
    settings_card,
)
from cards.week import texts as week_texts
from cards.week.availability import absent_card, asking_card, stopped_card
from cards.week.flash import flash_card, flash_page, print_card
from cards.week.prompt import Filled, Purpose, answered_card, later_card, nothing_card, prompt_form
from cards.week.standup import step_card
from domain.actions.action import Action, ActionNumber, ActionState
from domain.amounts import Among
from domain.availability import Availability
from domain.calendar import Calendar, Closure
from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Number, Signature, Status
from domain.contributions.view import Reader, View, view_for
from domain.errors import Reason
from domain.isoweek import Week
from domain.kinds import NOTABLE, Kind
from domain.listening import Ear, Heard, Hearing
from domain.rhythm import SETTINGS, Rhythm, next_due
from domain.rights.retention import Retention
from domain.sending import RunState, RunView, SendState, SendView
from domain.week.flash import PAGE, Counts, Decision, FlashPage, FlashView, Section
from tests.cards.samples import Said
from tests.world import inputs_of, walk

WEEK = Week(2026, 48)
TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 13, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Paris")
KIND_OF = {
    Section.ANSWERED: Kind.SUGGESTION,
    Section.PRACTICES: Kind.BEST_PRACTICE,
    Section.REUSED: Kind.BEST_PRACTICE,
    Section.RECURRING: Kind.IRRITANT,
    Section.UNSEEN: Kind.IRRITANT,
    Section.SUGGESTIONS: Kind.SUGGESTION,
}


def heard(said: Said) -> list[Heard]:
    """Return everything that may be said of a channel, which carries the name given."""
    return [Heard(Ear(said.text, TODAY, TODAY), hearing, TODAY) for hearing in Hearing]


HIDDEN: dict[str, Any] = {
    "author_id": None,
    "author_key": "k",
    "is_cited": False,
}
"""What makes a contribution anonymous."""


TEAM = Reader()
"""Whoever reads the channel."""


def contribution(said: Said, serial: int = 42, **more: Any) -> View:
    known: dict[str, Any] = {
        "id": serial,
        "organisation_id": 1,
        "number": Number(2026, serial),
        "kind": Kind.IRRITANT,
        "status": Status.RECEIVED,
        "text": said.text,
        "created_at": NOW,
        "author_id": 1,
        "author_name": said.name,
        "site_name": said.site,
        "week": str(WEEK),
        "is_public": True,
        "is_cited": True,
    }
    return view_for(Contribution(**(known | more)), TEAM)


def full_flash(said: Said, **more: Any) -> FlashView:
    """Return a flash with three contributions in each of its five sections, and 120 sites."""
    ids = iter(range(2**31 - 20, 2**31))
    sections = {
        section: tuple(
            contribution(said, next(ids), kind=kind, support=0 if section == "unseen" else 123)
            for _ in range(3)
        )
        for section, kind in KIND_OF.items()
    }
    sites = {f"{said.site} {number}": 9 for number in range(120)}
    known: dict[str, Any] = {
        "id": 2**31 - 1,
        "week": WEEK,
        "counts": Counts(1234, dict.fromkeys(NOTABLE, 411), {**sites, "": 154}),
        "participation": Among(120, 400),
        "sections": sections,
        "replies": {each.id: said.text for each in sections[Section.ANSWERED]},
        "closed_weeks": (Week(2026, 45), Week(2026, 46), Week(2026, 47)),
        "decision": Decision(said.text, said.name),
        "last_decision": Decision(said.text, said.name),
    }
    return FlashView(**(known | more))


def _done(said: Said, serial: int) -> Action:
    number = ActionNumber(2026, serial)
    return Action(
        serial,
        1,
        number,
        said.text[:200],
        ActionState.DONE,
        NOW,
        done_at=NOW,
        result=said.text[:600],
    )


def empty_flash(**more: Any) -> FlashView:
    """Return the flash of a week in which nothing was said."""
    nothing: dict[str, Any] = {
        "counts": Counts(0, {}, {}),
        "participation": Among(0, 22),
        "sections": dict.fromkeys(Section, ()),
        "replies": {},
        "closed_weeks": (),
        "decision": Decision(),
        "last_decision": Decision(),
    }
    return full_flash(Said(), **(nothing | more))


def page_of(said: Said, number: int, total: int) -> FlashPage:
    shown = min(PAGE, total - number * PAGE)
    told = tuple(
        contribution(said, 900 + each, kind=NOTABLE[each % 3], support=each)
        for each in range(shown)
    )
    return FlashPage(7, WEEK, told, number=number, total=total)


def run(
    state: RunState = RunState.DONE, *, title: str = week_texts.JOB_PROMPT, **more: Any
) -> RunView:
    known: dict[str, Any] = {
        "reason": "",
        "counts": dict.fromkeys(SendState, 10),
        "answered": 9,
    }
    return RunView(3, title, str(WEEK), NOW, state, **(known | more))


def sends(said: Said) -> list[SendView]:
    """Return messages of every state with every reason that is known, and more than a page."""
    reasons = [*(f"403 {code}" for code in sends_texts.SEND_REASON), "INC-0123ABCD", "500 ", ""]
    states = list(SendState)
    return [
        SendView(number, said.name, states[number % len(states)], reason)
        for number, reason in enumerate(reasons, 1)
    ]


def pressing(card: dict[str, Any], verb: str) -> list[dict[str, Any]]:
    return [
        part
        for part in walk(card)
        if part.get("type") == "Action.Execute" and part["verb"] == verb
    ]


def fields_of(card: dict[str, Any]) -> dict[str, Any]:
    found = inputs_of(card)
    return {part["id"]: part.get("value") for part in found}


def every_card(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each card with a name for its state."""
    for group in (_prompts, _flashes, _asking, _rhythms, _sends):
        for number, card in enumerate(group(said)):
            yield f"{group.__name__} {number}", card


def _prompts(said: Said) -> Iterator[dict[str, Any]]:
    already = [contribution(said, n, kind=NOTABLE[n % 3]) for n in range(1, 13)]
    typed = dict.fromkeys(NOTABLE, said.text)
    problem = texts.REASON[Reason.NOTHING_WRITTEN]
    for purpose in Purpose:
        yield prompt_form(7, WEEK, purpose=purpose)
        yield prompt_form(7, WEEK, already=already, purpose=purpose)
        for signature in Signature:
            signed = Filled(typed, signature)
            yield prompt_form(7, WEEK, already=already, filled=signed, purpose=purpose)
        filled = Filled(typed, problem=problem)
        yield prompt_form(7, WEEK, already=already, filled=filled, purpose=purpose)
    for may_change in (True, False):
        yield answered_card(7, WEEK, already, may_change=may_change)
        yield answered_card(7, WEEK, already[:1], may_change=may_change, is_latest=False)
    hidden = contribution(said, author_id=None, author_key="k", author_name="", site_name="")
    yield answered_card(7, WEEK, [hidden], may_change=True)
    yield nothing_card(7)
    yield later_card(7, datetime(2026, 11, 30, 8, tzinfo=ZONE), TODAY)


def _flashes(said: Said) -> Iterator[dict[str, Any]]:
    done = tuple(_done(said, each) for each in range(1, 4))
    others = {**full_flash(said).sections, Section.ANSWERED: ()}
    views = [
        full_flash(said),
        full_flash(said, sections=others, done=done),
        full_flash(said, sections=dict.fromkeys(Section, ()), decision=Decision()),
        empty_flash(),
        empty_flash(closed_weeks=(Week(2026, 47),)),
    ]
    for view in views:
        yield flash_card(view)
        yield from (step_card(view, step) for step in range(len(week_texts.STEPS)))
    yield step_card(views[0], 20)
    for number in range(3):
        yield flash_page(page_of(said, number, 20))
    yield flash_page(page_of(said, 0, 0))
    yield print_card(7, "https://flash.example/flash/" + "x" * 400)


def _asking(said: Said) -> Iterator[dict[str, Any]]:
    del said  # nothing of what people write is shown
    away = Availability(absent_until=date(2026, 12, 12), days_off=frozenset({2, 4}))
    yield asking_card(Availability(), 2)
    yield asking_card(Availability(), 0, said=week_texts.ASKING_SAVED)
    yield asking_card(away, 1, problem=week_texts.ASKING_ALL_DAYS)
    yield asking_card(Availability(opted_out=True), 2)
    yield stopped_card()
    yield absent_card(week_texts.ABSENT_SAID.format(until=texts.dated(date(2026, 12, 12))))


def _rhythms(said: Said) -> Iterator[dict[str, Any]]:
    rhythm = Rhythm(department="67")
    day = date(2026, 11, 30)
    named = tuple(Closure(day, day, said.name[:100], 2**31 - n) for n in range(1, 13))
    calendar = Calendar("67", named)
    coming = {
        each.title: found
        for each in PLUGS.rituals
        if (found := next_due(rhythm, calendar, each.job, NOW))
    }
    rows = [
        (settings_texts.PLACE, place_said(rhythm), settings_verbs.EditPlace.verb),
        (idea_texts.DEADLINES, deadlines_said(rhythm), "rhythm.edit_deadlines"),
        (settings_texts.CLOSURES, closures_said(calendar), settings_verbs.EditClosures.verb),
        (rights_texts.RETENTION, retention_said(Retention()), "rhythm.edit_retention"),
    ]
    yield settings_card(rhythm, calendar, coming, rows, said=settings_texts.RHYTHM_SAVED)
    yield settings_card(Rhythm(), Calendar(), {}, rows, heard=heard(said))
    typed = settings_verbs.SavePlace(department=said.text[:20], zone=said.text[:64], ceiling=9)
    yield place_form(rhythm)
    yield place_form(rhythm, typed=typed, problem=texts.REASON[Reason.UNKNOWN_DEPARTMENT])
    problem = texts.REASON[Reason.BAD_RHYTHM]
    for name in SETTINGS:
        ritual = rhythm.set_as(name)
        wrong = settings_verbs.SaveRitual.model_validate(
            {"ritual": name, "day": 6, "at": time(23, 59)}
        )
        yield ritual_form(name, ritual)
        yield ritual_form(name, ritual, typed=wrong, problem=problem)
    yield closures_card([])
    yield closures_card(
        named * 2,
        typed=settings_verbs.AddClosure(first=day, name=Clean(said.text)),
        problem=texts.REASON[Reason.BAD_DATES],
    )


def _sends(said: Said) -> Iterator[dict[str, Any]]:
    skipped = [
        run(RunState.SKIPPED, reason=reason, counts={}) for reason in sends_texts.RUN_SKIPPED
    ]
    runs = [
        run(),
        run(RunState.CLAIMED, counts={}),
        run(title=week_texts.JOB_FLASH, answered=None),
    ]
    yield sends_card([], ZONE, page=0, more=False, heard=heard(said))
    yield sends_card(runs + skipped[:2], ZONE, page=1, more=True)
    yield from (skipped_card(each, ZONE) for each in skipped)
    missed = sends(said)
    yield run_card(run(), missed, ZONE)
    yield run_card(run(), missed, ZONE, page=1, said=sends_texts.SENDS_NOTHING_TO_RETRY)
    yield run_card(run(counts={SendState.SENT: 28}), [], ZONE)
