"""The cards of the action plan: valid and small whatever people write."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards.actions import action
from cards.actions import forms as action_forms
from cards.actions import news as action_news
from cards.actions.plan import plan_card, plan_links_card
from cards.actions.verbs import (
    AddAction,
    CheckAction,
    DecideTrial,
    FinishAction,
    HandAction,
    SaveAction,
)
from domain.actions.action import (
    Action,
    ActionChange,
    ActionNumber,
    ActionState,
    Doing,
    Effect,
    Trial,
    TrialDecision,
)
from domain.actions.views import (
    ActionDecidedView,
    ActionDueView,
    ActionEntry,
    ActionFiche,
    ActionHandedView,
    ActionToldView,
    PlanCounts,
    PlanFilter,
    PlanPage,
    ThemeNamed,
)
from domain.confidentiality import Clean
from domain.people import Person, Role
from tests.cards.oracle import wrong
from tests.cards.samples import MOMENT, PARIS, READ_AS_MARKUP, SAID, TODAY, Said, contribution
from tests.world import walk, words_of


def planned(text: str, **more: Any) -> Action:
    known: dict[str, Any] = {
        "id": 2**31 - 1,
        "organisation_id": 1,
        "number": ActionNumber(2026, 7),
        "title": text[:200],
        "state": ActionState.IN_PROGRESS,
        "created_at": MOMENT,
        "due_on": date(2026, 11, 20),
        "aim": text[:600],
        "engagement": 3,
        "owner_id": 1,
        "owner_name": text[:300],
        "indicator": text[:200],
        "value_before": text[:200],
        "trial": Trial(
            text[:600],
            text[:200],
            date(2026, 12, 1),
            text[:200],
            TrialDecision.ADJUST,
            text[:600],
            MOMENT,
            text[:300],
        ),
    }
    return Action(**(known | more))


def done(text: str, effect: Effect | None = Effect.TO_ADJUST) -> Action:
    return replace(
        planned(text),
        state=ActionState.DONE,
        done_at=MOMENT,
        result=text[:600],
        check_on=date(2026, 12, 24),
        value_after=text[:200] if effect else "",
        effect=effect,
        checked_by_name=text[:300],
    )


def _fiches(text: str) -> Iterator[ActionFiche]:
    entries = tuple(
        ActionEntry(MOMENT, text[:300], change, {}, text[:600], text[:300])
        for change in (*ActionChange, ActionChange.COMMENTED, ActionChange.COMMENTED)
    )
    moved = ActionEntry(MOMENT, "", ActionChange.MOVED, {"to": "done"}, text[:600])
    story = (*entries, moved)
    themes = tuple(ThemeNamed(each, text[:120]) for each in range(1, 5))
    said = tuple(replace(contribution(text), id=each) for each in range(1, 9))
    everything = frozenset(Doing)
    for one in (planned(text), done(text), done(text, None), planned(text, trial=None)):
        yield ActionFiche(one, TODAY, themes, said, story, everything, 3, ActionNumber(2026, 9))
    for state in (ActionState.TO_DO, ActionState.DROPPED):
        yield ActionFiche(planned(text, state=state, owner_left=True), TODAY, may=everything)
    yield ActionFiche(planned(text, owner_id=None, owner_name=""), TODAY)


def _lists(text: str) -> Iterator[dict[str, Any]]:
    counts = PlanCounts(dict.fromkeys(ActionState, 3), 2, 1)
    listed = tuple(
        replace(planned(text), id=each, state=state) for each, state in enumerate(ActionState, 1)
    )
    for mine in (False, True):
        page = PlanPage(listed, counts, TODAY, mine=mine, may_steer=True, number=1, total=12)
        yield plan_card(page)
        yield plan_card(replace(page, actions=(), total=0, chosen=PlanFilter.LATE))
        yield plan_card(PlanPage((), PlanCounts({}), TODAY, mine=mine, number=0, total=0))
    due = tuple(replace(planned(text), id=each) for each in range(1, 9))
    to_check = tuple(replace(done(text, None), id=each) for each in range(1, 9))
    yield action_news.action_due_card(ActionDueView(TODAY, due, due, to_check, due))
    yield plan_links_card(["https://flash.example/plan/" + "x" * 700] * 3)


def _news(text: str) -> Iterator[dict[str, Any]]:
    for state in ActionState:
        one = planned(text, state=state)
        yield action_news.action_handed_card(ActionHandedView(one))
    for decision in TrialDecision:
        trial = replace(planned(text).trial or Trial(text), decision=decision)
        yield action_news.action_decided_card(ActionDecidedView(planned(text, trial=trial)))
    yield action_news.action_told_card(ActionToldView(done(text), ()))


def _forms(text: str) -> Iterator[dict[str, Any]]:
    said = Clean(text)
    people = [Person(2**31 - n, 1, "", text[:300], "", Role.MEMBER) for n in range(1, 200)]
    fields: dict[str, Any] = {
        "what": said,
        "person": 2**31 - 5,
        "due": TODAY,
        "aim": said,
        "engagement": 3,
        "indicator": said,
        "before": said,
        "hypothesis": said,
        "place": said,
        "until": TODAY,
        "measure": said,
    }
    problem = "C’est un peu long"
    filled = AddAction(form="f" * 32, theme=5, contribution=7, **fields)
    yield action_forms.new_form(filled, people, problem=problem, is_private=True)
    people = people[:3]  # the others are as long
    yield action_forms.new_form(AddAction(form="f" * 32), people)
    one = planned(text)
    yield action_forms.edit_form(one, people)
    saving = SaveAction(action=one.id, **fields)
    yield action_forms.edit_form(one, people, typed=saving, problem=problem)
    finishing = FinishAction(action=one.id, result=said, check_on=TODAY)
    yield action_forms.finish_form(one, TODAY, 12, typed=finishing, problem=problem)
    yield action_forms.finish_form(one, TODAY, 0)
    yield action_forms.drop_form(one, typed=text, problem=problem)
    handing = HandAction(action=one.id, person=3, word=said)
    yield action_forms.hand_form(one, people, typed=handing, problem=problem)
    yield action_forms.comment_form(one, typed=text, problem=problem)
    checking = CheckAction(action=one.id, indicator=said, after=said, effect=Effect.NONE)
    yield action_forms.check_form(done(text), typed=checking, problem=problem)
    yield action_forms.check_form(replace(done(text), indicator=""), typed=checking)
    deciding = DecideTrial(action=one.id, why=said, until=TODAY, measure=said)
    yield action_forms.decide_form(one, typed=deciding, problem=problem)


def every_card(text: str) -> Iterator[dict[str, Any]]:
    for fiche in _fiches(text):
        yield action.action_card(fiche, PARIS, said="C’est enregistré.")
    yield from _lists(text)
    yield from _news(text)
    yield from _forms(text)


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_every_card_is_sound_whatever_is_written(said: Said) -> None:
    cards = dict(enumerate(every_card(said.text)))

    assert len(cards) > 30
    assert wrong(cards) == {}


def test_what_people_write_is_never_read_as_markup() -> None:
    text = SAID["markup"].text
    for card in every_card(text):
        for part in walk(card):
            literal = part.get("type") == "TextRun"
            shown = [str(part.get(key, "")) for key in READ_AS_MARKUP if not literal]
            assert not any("[clic](" in each or "<at>" in each for each in shown), shown


def test_three_buttons_stand_in_sight_and_three_fields_in_a_form() -> None:
    for card in every_card("Un banc"):
        in_sight = [each for each in card.get("actions", []) if each.get("mode") != "secondary"]
        assert len(in_sight) <= 3
        fields = [each for each in card["body"] if str(each["type"]).startswith("Input.")]
        assert len(fields) <= 3


def test_a_late_action_says_so_in_words() -> None:
    fiche = ActionFiche(planned("Un banc"), TODAY)

    assert "en retard de 4 jours" in words_of(action.action_card(fiche, PARIS))
