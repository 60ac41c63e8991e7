"""What the Monday flash tells, of what was said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, permutations
from typing import Any

import pytest

from domain.amounts import Among
from domain.contributions.contribution import Contribution, Number, Status
from domain.contributions.view import Reader, view_for
from domain.isoweek import Week
from domain.kinds import Kind
from domain.week.flash import (
    MOST,
    PAGE,
    Counts,
    Decision,
    FlashPage,
    FlashView,
    Section,
    Tally,
    add_up,
    choose,
    stands,
)

WEEK, BEFORE = "2026-W48", "2026-W47"
LARGE = frozenset({"Haguenau", "Saverne"})
NONE: frozenset[int] = frozenset()


def said(serial: int, kind: Kind = Kind.IRRITANT, **more: Any) -> Contribution:
    known: dict[str, Any] = {
        "id": serial,
        "organisation_id": 1,
        "number": Number(2026, serial),
        "kind": kind,
        "status": Status.RECEIVED,
        "text": "Le badge",
        "created_at": datetime(2026, 11, 24, 9, tzinfo=UTC),
        "author_id": 1,
        "author_name": "Nadia Benali",
        "site_name": "Haguenau",
        "week": WEEK,
        "is_public": True,
    }
    return Contribution(**(known | more))


def tally(week: Sequence[Contribution]) -> Tally:
    return Counter((each.kind, each.site_name, each.is_anonymous) for each in week)


def told(section: Section, *recent: Contribution, **comments: int) -> list[int]:
    counts = Counter({int(key[1:]): number for key, number in comments.items()})
    return choose(WEEK, recent, counts, NONE)[section]


def test_nothing_said_is_nothing_told() -> None:
    assert choose(WEEK, [], Counter(), NONE) == {section: [] for section in Section}


def test_each_kind_has_its_section() -> None:
    recent = [
        said(1, Kind.BEST_PRACTICE),
        said(2, Kind.SUGGESTION),
        said(3, support=2),
        said(4),
        said(5, Kind.SUGGESTION),
        said(6, Kind.OTHER),
    ]

    assert choose(WEEK, recent, Counter(), {5}) == {
        Section.ANSWERED: [5],
        Section.PRACTICES: [1],
        Section.REUSED: [],
        Section.RECURRING: [3],
        Section.UNSEEN: [4],
        Section.SUGGESTIONS: [2],
    }


def test_the_most_supported_come_first_then_the_most_commented_then_the_oldest() -> None:
    recent = [
        said(1, support=1),
        said(2, support=1),
        said(3, support=1),
        said(4, support=5),
    ]

    assert told(Section.RECURRING, *recent, c3=2) == [4, 3, 1]


def test_what_nobody_looked_at_is_told_oldest_first_by_number_and_not_by_order() -> None:
    last_year = said(9, number=Number(2025, 900), week=BEFORE)

    assert told(Section.UNSEEN, said(2), said(1), last_year) == [9, 1, 2]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_in_which_they_come_changes_nothing(order: tuple[int, ...]) -> None:
    recent = [said(1), said(2), said(3, support=1), said(4, Kind.BEST_PRACTICE, support=1)]
    shuffled = [recent[each] for each in order]

    assert choose(WEEK, shuffled, Counter(), {2}) == choose(WEEK, recent, Counter(), {2})


@pytest.mark.parametrize("kind", [Kind.IRRITANT, Kind.BEST_PRACTICE, Kind.SUGGESTION])
def test_a_section_holds_at_most_three(kind: Kind) -> None:
    recent = [said(number, kind) for number in range(1, 9)]
    picks = choose(WEEK, recent, Counter(), NONE)

    assert max(len(ids) for ids in picks.values()) == MOST == 3
    assert list(chain(*picks.values())) == [1, 2, 3]


def test_each_is_told_once_in_the_first_section_that_takes_it() -> None:
    kinds = (Kind.BEST_PRACTICE, Kind.IRRITANT, Kind.SUGGESTION)
    recent = [said(number, kinds[number % 3], support=number % 2) for number in range(1, 30)]
    picks = choose(WEEK, recent, Counter(), {1, 2, 3, 4, 5})
    ids = list(chain(*picks.values()))

    assert len(ids) == len(set(ids))
    assert picks[Section.ANSWERED] == [1, 3, 5]
    assert 1 not in picks[Section.RECURRING]


def test_an_answer_that_found_no_room_may_still_be_told_elsewhere() -> None:
    recent = [said(number, Kind.BEST_PRACTICE) for number in range(1, 5)]
    picks = choose(WEEK, recent, Counter(), {1, 2, 3, 4})

    assert picks[Section.ANSWERED] == [1, 2, 3]
    assert picks[Section.PRACTICES] == [4]


def test_irritants_and_answers_come_back_from_earlier_weeks_the_others_do_not() -> None:
    recent = [
        said(1, week=BEFORE, support=1),
        said(2, week=BEFORE),
        said(3, Kind.BEST_PRACTICE, week=BEFORE),
        said(4, Kind.SUGGESTION, week=BEFORE),
        said(5, Kind.SUGGESTION, week=BEFORE),
    ]
    picks = choose(WEEK, recent, Counter(), {5})

    assert picks[Section.RECURRING] == [1]
    assert picks[Section.UNSEEN] == [2]
    assert picks[Section.ANSWERED] == [5]
    assert picks[Section.PRACTICES] == picks[Section.SUGGESTIONS] == []


def test_what_was_commented_but_not_supported_neither_recurs_nor_is_unseen() -> None:
    assert told(Section.UNSEEN, said(1), c1=1) == []
    assert told(Section.RECURRING, said(1), c1=1) == []


@pytest.mark.parametrize(
    ("changes", "may_be_told"),
    [({}, True), ({"is_public": False}, False), ({"status": Status.WITHDRAWN}, False)],
)
def test_only_what_is_public_and_not_withdrawn_is_told(
    changes: dict[str, Any], may_be_told: bool
) -> None:
    assert stands(said(1, **changes)) == may_be_told


def test_a_week_in_figures_counts_private_ones_and_names_no_small_site() -> None:
    week = [
        said(1),
        said(2, Kind.SUGGESTION, is_public=False),
        said(3, site_name="Wissembourg"),
        said(4, author_id=None, author_key="k", site_name=""),
        said(5, site_name="Saverne"),
    ]

    assert add_up(tally(week), LARGE) == Counts(
        5, {Kind.IRRITANT: 4, Kind.SUGGESTION: 1}, {"Haguenau": 2, "Saverne": 1, "": 2}
    )


def test_sites_are_counted_largest_first_then_by_name_the_unnamed_last() -> None:
    week = [said(1, site_name=name) for name in ("", "", "", "B", "A", "C", "C")]

    assert list(add_up(tally(week), "ABC").sites) == ["C", "A", "B", ""]


def test_a_flash_is_empty_when_there_is_nothing_to_count_or_to_tell() -> None:
    nothing = Counts(0, {}, {})
    view = FlashView(
        1,
        Week(2026, 48),
        nothing,
        Among(0, 22),
        dict.fromkeys(Section, ()),
        {},
        (),
        Decision(),
        Decision(),
    )

    shown = view_for(said(1), Reader())

    assert view.is_empty
    assert not replace(view, counts=Counts(1, {Kind.IRRITANT: 1}, {"": 1})).is_empty
    assert not replace(view, sections={Section.UNSEEN: (shown,)}).is_empty


@pytest.mark.parametrize(
    ("total", "last"), [(0, 0), (1, 0), (PAGE, 0), (PAGE + 1, 1), (PAGE * 3, 2)]
)
def test_pages_count_from_nought(total: int, last: int) -> None:
    assert FlashPage(1, Week(2026, 48), (), number=0, total=total).last == last


def test_the_most_reused_practices_are_told_in_their_order_and_once():
    old, older = said(7, Kind.BEST_PRACTICE, week="2026-W40"), said(8, Kind.BEST_PRACTICE)
    old, older = replace(old, support=1), replace(older, week="2026-W30", support=9)

    picks = choose(WEEK, [old, older], Counter(), [], [7, 8])

    assert picks[Section.REUSED] == [7, 8]
    assert picks[Section.PRACTICES] == []


def test_what_was_read_has_been_looked_at_and_what_is_solved_comes_back_no_more():
    read = replace(said(1), status=Status.READ)
    solved = replace(said(2), status=Status.DONE, support=5)

    picks = choose(WEEK, [read, solved], Counter(), [])

    assert picks[Section.UNSEEN] == picks[Section.RECURRING] == []
