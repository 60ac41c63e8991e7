"""The life of a contribution: which status follows which, and what each move must say."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Number, Status
from domain.contributions.life import (
    CLOSED,
    DECIDED,
    MAX_ANSWER,
    MOVES,
    UNDECIDED,
    UNREAD,
    check_length,
    check_merge,
    check_move,
    check_reason,
    moves,
)
from domain.deadlines import Deadlines
from domain.errors import Reason, RuleViolationError
from domain.kinds import NOTABLE, Kind

TODAY = date(2026, 11, 24)
SOON = TODAY + timedelta(days=20)
REASON = "Le questionnaire passera par SMS."
S = Status


def idea(status: Status = S.RECEIVED, kind: Kind = Kind.SUGGESTION, **more: Any) -> Contribution:
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    known: dict[str, Any] = {"id": 1, "number": Number(2026, 1), "text": "x"} | more
    return Contribution(organisation_id=1, kind=kind, status=status, created_at=moment, **known)


def test_the_path_of_a_suggestion_is_the_one_that_people_are_told() -> None:
    path = [S.RECEIVED, S.READ, S.UNDER_REVIEW, S.ACCEPTED, S.IN_PROGRESS, S.DONE]

    for here, there in itertools.pairwise(path):
        check_move(idea(here), there, "", SOON, TODAY)


def test_a_good_practice_is_read_shared_and_collected() -> None:
    path = [S.RECEIVED, S.READ, S.SHARED, S.ADOPTED]

    for here, there in itertools.pairwise(path):
        check_move(idea(here, Kind.BEST_PRACTICE), there, "", None, TODAY)


def test_an_irritant_may_be_solved_as_soon_as_it_is_read() -> None:
    check_move(idea(S.READ, Kind.IRRITANT), S.DONE, "", None, TODAY)

    with pytest.raises(RuleViolationError, match="no_such_move"):
        check_move(idea(S.READ), S.DONE, "", None, TODAY)


@pytest.mark.parametrize("kind", NOTABLE)
def test_every_status_can_be_reached_and_no_way_leads_out_of_the_table(kind: Kind) -> None:
    table = MOVES[kind]
    reached = {S.RECEIVED} | {to for ways in table.values() for to in ways}

    assert set(table) == reached
    assert all(S.RECEIVED not in ways for ways in table.values())  # what is read stays read
    assert all(S.WITHDRAWN in ways for here, ways in table.items() if here is not S.WITHDRAWN)
    assert all(here not in ways for here, ways in table.items())


@pytest.mark.parametrize("kind", NOTABLE)
@pytest.mark.parametrize("here", Status)
@pytest.mark.parametrize("there", Status)
def test_what_is_not_in_the_table_is_no_move(kind: Kind, here: Status, there: Status) -> None:
    allowed = there in MOVES[kind].get(here, ()) and there not in (S.MERGED, S.WITHDRAWN)
    one = idea(here, kind)

    if allowed:
        check_move(one, there, REASON, SOON, TODAY)
    else:
        with pytest.raises(RuleViolationError) as no:
            check_move(one, there, REASON, SOON, TODAY)
        assert no.value.reason is Reason.NO_SUCH_MOVE


@pytest.mark.parametrize(
    "said", ["", "   ", "non", "trop cher", "1 2 3 4 5 6", "? ! … — :", "a b c d e f g h", "\n\t"]
)
def test_a_few_words_are_a_reason_and_less_is_none(said: str) -> None:
    with pytest.raises(RuleViolationError, match="no_reason"):
        check_move(idea(), S.REFUSED, said, None, TODAY)

    assert check_reason("  Prévu autrement en janvier ") == "Prévu autrement en janvier"


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_a_promise_names_a_day_within_a_year(day: date | None) -> None:
    with pytest.raises(RuleViolationError, match="no_promise"):
        check_move(idea(), S.UNDER_REVIEW, "", day, TODAY)

    check_move(idea(), S.UNDER_REVIEW, "", TODAY, TODAY)


def test_an_answer_fits_a_chat() -> None:
    assert check_length(Clean(" x " * 10)) == (" x " * 10).strip()

    with pytest.raises(RuleViolationError, match="too_long"):
        check_move(idea(), S.ACCEPTED, "x" * (MAX_ANSWER + 1), None, TODAY)


@pytest.mark.parametrize(
    ("merged", "into"),
    [
        (idea(), idea()),
        (idea(), idea(kind=Kind.IRRITANT, id=2)),
        (idea(), idea(S.MERGED, id=2)),
        (idea(), idea(S.WITHDRAWN, id=2)),
    ],
)
def test_a_duplicate_points_to_another_of_its_kind_that_stands(
    merged: Contribution, into: Contribution
) -> None:
    with pytest.raises(RuleViolationError, match="merged_badly"):
        check_merge(merged, into)

    check_merge(idea(), idea(S.DONE, id=2))


@pytest.mark.parametrize("status", [S.DONE, S.MERGED, S.WITHDRAWN])
def test_what_is_done_or_gone_is_merged_no_more(status: Status) -> None:
    with pytest.raises(RuleViolationError, match="no_such_move"):
        check_merge(idea(status), idea(id=2))


def test_every_status_is_unread_undecided_decided_or_gone() -> None:
    parts = [set(UNREAD), set(UNDECIDED), set(DECIDED), {S.WITHDRAWN}]

    assert set().union(*parts) == set(Status)
    assert sum(map(len, parts)) == len(Status)
    assert {S.WITHDRAWN} == CLOSED - DECIDED
    assert moves(idea(S.WITHDRAWN)) == ()


@pytest.mark.parametrize("wrong", [Deadlines(0, 30), Deadlines(31, 30), Deadlines(7, 400)])
def test_deadlines_are_days_in_their_order(wrong: Deadlines) -> None:
    with pytest.raises(RuleViolationError, match="bad_deadlines"):
        wrong.check()

    assert Deadlines(7, 7).check() == Deadlines(7, 7)
