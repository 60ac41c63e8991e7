"""Whether the bot hears its channel, by the days on which something came."""

from datetime import date

import pytest

from domain.calendar import Calendar, Closure
from domain.listening import Ear, Hearing, judge

MONDAY = date(2026, 11, 23)


def hearing(
    heard: date | None, mentioned: date | None, today: date = MONDAY, *closures: Closure
) -> Hearing:
    return judge(Ear("canal", heard, mentioned), Calendar("", closures), today).hearing


@pytest.mark.parametrize(
    ("heard", "mentioned", "said"),
    [
        (None, None, Hearing.NOTHING),
        (MONDAY, None, Hearing.WELL),
        (date(2026, 11, 10), None, Hearing.WELL),  # the 11th was off: nine working days ago
        (date(2026, 11, 9), None, Hearing.WELL),
        (date(2026, 11, 6), None, Hearing.SILENT),
        (None, date(2026, 11, 6), Hearing.SILENT),
        (None, MONDAY, Hearing.ONLY_MENTIONS),
        (MONDAY, MONDAY, Hearing.WELL),
        (date(2026, 11, 17), MONDAY, Hearing.WELL),  # four working days without an ordinary one
        (date(2026, 11, 16), MONDAY, Hearing.ONLY_MENTIONS),
        (date(2026, 11, 16), date(2026, 11, 16), Hearing.WELL),
        (date(2026, 11, 24), None, Hearing.WELL),  # another clock was ahead
        (date(2020, 1, 1), None, Hearing.SILENT),
    ],
)
def test_what_came_says_whether_the_bot_hears(heard, mentioned, said):
    assert hearing(heard, mentioned) is said


def test_two_weeks_of_closure_are_no_silence():
    christmas = Closure(date(2026, 12, 21), date(2027, 1, 3))

    assert hearing(date(2026, 12, 18), None, date(2027, 1, 6), christmas) is Hearing.WELL
    assert hearing(date(2026, 12, 18), None, date(2027, 1, 6)) is Hearing.SILENT
