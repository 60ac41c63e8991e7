"""The card of what was just kept is, sooner, the very card that is made part by part."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cards.contributions import kept
from cards.contributions.card import contribution_card
from cards.contributions.kept import kept_card
from domain.contributions.contribution import Number, Status
from domain.contributions.view import View
from domain.kinds import NOTABLE
from domain.numbers import MOST_ID
from tests.cards.samples import fresh
from tests.cards.test_cards import HOSTILE

ODD = st.sampled_from(
    [*(each[:300] for each in HOSTILE), *kept._MARKS.values(), '"}],"x":[', "\\", "\u2028"]
)
WORDS = st.text(max_size=80) | ODD
VIEWS = st.builds(
    lambda **changes: replace(fresh("x"), **changes),
    id=st.integers(1, MOST_ID),
    number=st.builds(Number, st.integers(2000, 2999), st.integers(1, 999_999_999)),
    kind=st.sampled_from(NOTABLE),
    status=st.sampled_from([Status.RECEIVED, Status.RECEIVED, Status.READ]),
    text=WORDS,
    author=WORDS,
    site=WORDS,
    link=st.sampled_from(["", "http://teams.example/1", 'https://teams.example/1?a="\\é']),
    support=st.sampled_from([0, 0, 0, 1, 12]),
    engagement=st.none() | st.integers(1, 9),
    week=st.sampled_from(["2026-W01", "2026-W48"]),
    tags=st.sampled_from([(), ("numérique",)]),
    comments=st.integers(0, 2),
    created_at=st.timedeltas(timedelta(0), timedelta(900)).map(
        lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since
    ),
)


@given(VIEWS, VIEWS)
def test_it_is_the_card_that_is_made_part_by_part(first: View, second: View) -> None:
    kept._templates.clear()  # so that the first of its shape is another each time

    assert [kept_card(each) for each in (first, second)] == [
        contribution_card(each) for each in (first, second)
    ]


def test_one_short_line_is_put_into_what_was_made_before() -> None:
    kept._templates.clear()
    views = [replace(fresh("x"), text=f"le badge {n}", support=0) for n in range(3)]
    cards = [kept_card(each) for each in views]

    assert len(kept._templates) == 1
    assert cards == [contribution_card(each) for each in views]
    assert cards[0] is not kept_card(views[0])
