"""Every transition of a contribution, while another bot does every other one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from bot.contributions.usecases import contributions, withdrawing
from bot.ideas.usecases import moves, news, sorting
from bot.usecases.turn import Turn
from domain.confidentiality import EMPTY, Clean
from domain.contributions.contribution import Change, Status
from domain.contributions.view import View
from domain.errors import Reason
from domain.ideas.subjects import IdeaSubject
from domain.kinds import Kind
from storage.contributions.repository import Contributions
from storage.ideas.news import News
from storage.unit_of_work import UnitOfWork
from tests.races.crossing import POLICY, Two, Work, refused, turn
from tests.world import AWA, CLAIRE, NADIA, Somebody

DAY = date(2026, 12, 24)
WORDS = Clean("Le questionnaire passera par SMS, déjà prévu.")
OTHERS = Clean("Nous le ferons en janvier avec le siège.")


@dataclass(frozen=True)
class Case:
    """A contribution of Nadia's, and another into which it may be merged."""

    tenant: str
    made: View
    into: View

    def turn(self, who: Somebody) -> Turn:
        return turn(replace(who, tenant=self.tenant))

    def doing(self, does: "Does") -> Work:
        return lambda unit: does(unit, self)


Does = Callable[[UnitOfWork, Case], Any]


def _moves(to: Status, words: Clean = EMPTY, day: date | None = None) -> Does:
    return _does(moves.move, CLAIRE, to, words, day)


def _does(work: Callable[..., Any], who: Somebody, *more: Any) -> Does:
    return lambda unit, case: work(unit, case.turn(who), case.made.id, *more)


def _merges(unit: UnitOfWork, case: Case) -> None:
    sorting.merge(unit, case.turn(CLAIRE), case.made.id, case.into.number)


ACCEPTS = _moves(Status.ACCEPTED, OTHERS)
WITHDRAWS = _does(withdrawing.withdraw, NADIA)
RECEIVED: Sequence[Does] = ()
TRANSITIONS: Mapping[str, tuple[Sequence[Does], Does]] = {
    "read": (RECEIVED, _moves(Status.READ)),
    "review": (RECEIVED, _moves(Status.UNDER_REVIEW, day=DAY)),
    "accept": (RECEIVED, _moves(Status.ACCEPTED)),
    "start": ([ACCEPTS], _moves(Status.IN_PROGRESS)),
    "finish": ([ACCEPTS], _moves(Status.DONE, WORDS)),
    "refuse": (RECEIVED, _moves(Status.REFUSED, WORDS)),
    "merge": (RECEIVED, _merges),
    "take up again": ([_merges], _moves(Status.UNDER_REVIEW, day=DAY)),
    "withdraw": (RECEIVED, WITHDRAWS),
    "restore": ([WITHDRAWS], _does(withdrawing.restore, NADIA)),
    "answer": (RECEIVED, _does(moves.answer, CLAIRE, OTHERS)),
    "change kind": ([ACCEPTS], _does(contributions.set_kind, NADIA, Kind.BEST_PRACTICE)),
    "rewrite": (RECEIVED, _does(contributions.rewrite, NADIA, Clean("Un code"), None, None)),
    "tag": (RECEIVED, _does(sorting.tag, CLAIRE, Clean("CEJ, accueil"))),
    "ask back": ([ACCEPTS], _does(moves.ask_back, NADIA, Clean("Et pour Haguenau ?"))),
    "support": (RECEIVED, _does(contributions.support, AWA)),
}
"""What each transition begins with, and how it is done."""
_numbers = count()


def _said(unit: UnitOfWork, turn: Turn) -> View:
    form = contributions.Form(f"form-{next(_numbers)}", Kind.SUGGESTION, Clean("Un QR code"))
    return contributions.send_form(unit, turn, form)


def _begin(unit: UnitOfWork, tenant: str, beginning: Sequence[Does], cases: int) -> list[Case]:
    begun = []
    for _ in range(cases):
        nadia, awa = (replace(who, tenant=tenant) for who in (NADIA, AWA))
        case = Case(tenant, _said(unit, turn(nadia)), _said(unit, turn(awa)))
        for does in beginning:
            does(unit, case)
        begun.append(case)
    return begun


def _follow(
    unit: UnitOfWork,
    tenant: str,
    beginning: Sequence[Does],
    works: Sequence[tuple[Does, Does]],
) -> list[tuple[list[Reason | None], Any]]:
    """Do each one after the other; return why each was refused, and how it then stands."""
    cases = _begin(unit, tenant, beginning, len(works))
    said = [
        [refused(work, unit, case) for work in pair]
        for case, pair in zip(cases, works, strict=True)
    ]
    return list(zip(said, _left(unit, cases), strict=True))


def _left(unit: UnitOfWork, cases: Sequence[Case]) -> list[Any]:
    """Return how each stands, what its history tells, and what its author will hear."""
    organisations = {case.made.organisation_id for case in cases}
    owed = {
        row.subject_id
        for organisation_id in organisations
        for row in unit.outbox.states(organisation_id)
        if row.subject == IdeaSubject.NEWS
    }
    return [_one_left(unit, case, owed) for case in cases]


def _one_left(unit: UnitOfWork, case: Case, owed: Collection[int]) -> Any:
    organisation_id = case.made.organisation_id
    found = unit.of(Contributions).some(organisation_id, [case.made.id, case.into.id])
    one, other = found[case.made.id], found[case.into.id]
    history = unit.of(News).of(one.id)
    return (
        (one.status, one.kind, one.text, one.answer, one.promised_on, one.tags, one.support),
        (one.asked_back, one.is_asked_back, one.merged_into == other.number),
        (one.read_at is None, one.decided_at is None, one.answered_at is None),
        (other.status, other.support, other.merged_into_id),
        [(each.change, each.before.get("status"), each.after.get("status")) for each in history],
        _heard(unit, organisation_id, [each.id for each in history if each.id in owed]),
    )


def _heard(unit: UnitOfWork, organisation_id: int, owed: Sequence[int]) -> list[Any]:
    views = (news.view(unit, POLICY, organisation_id, each) for each in owed)
    return [(each.change, each.status) for each in views if each and not each.is_stale]


@pytest.mark.parametrize("one", TRANSITIONS)
async def test_each_beside_each_other_ends_as_if_one_had_come_after_the_other(
    two: Two, one: str
) -> None:
    beginning, does = TRANSITIONS[one]
    tenant = f"tenant of {one}"
    others = {other: work for other, (_, work) in TRANSITIONS.items()}
    cases = await two.first.write(_begin, tenant, beginning, len(others))
    said = [
        await two.cross(case.doing(does), case.doing(work))
        for case, work in zip(cases, others.values(), strict=True)
    ]
    ended = zip(others, said, await two.first.read(_left, cases), strict=True)

    in_turn = [(does, work) for work in others.values()]
    followed = await two.first.write(_follow, tenant, beginning, in_turn)
    different = [end for end, after in zip(ended, followed, strict=True) if end[1:] != after]
    # What is refused is tried again, and then comes after the other.
    turned = [(others[other], does) for other, _, _ in different]
    for (other, outcome, left), after in zip(
        different, await two.first.write(_follow, tenant, beginning, turned), strict=True
    ):
        assert (outcome[::-1], left) == after, (one, other)


async def test_two_that_are_merged_into_each_other_at_once_do_not_both_vanish(two: Two) -> None:
    (case,) = await two.first.write(_begin, "circle", RECEIVED, 1)
    other = Case("circle", case.into, case.made)

    said = await two.cross(case.doing(_merges), other.doing(_merges))

    (left,) = await two.first.read(_left, [case])
    assert said == [None, Reason.MERGED_BADLY]
    assert left[0][0] is Status.MERGED
    assert left[3] == (Status.RECEIVED, 0, None)


async def test_an_author_hears_what_stands_and_hears_it_once(two: Two) -> None:
    (case,) = await two.first.write(_begin, "author", RECEIVED, 1)
    accepts, refuses = TRANSITIONS["accept"][1], TRANSITIONS["refuse"][1]

    await two.cross(case.doing(accepts), case.doing(refuses))

    (left,) = await two.first.read(_left, [case])
    assert left[0][0] is Status.REFUSED
    assert left[-1] == [(Change.MOVED, Status.REFUSED)]
