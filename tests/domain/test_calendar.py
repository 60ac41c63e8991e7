"""Days off in France: holidays of the place, closures, part time; departments and zones."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.calendar import (
    NO_DAY,
    ZONES,
    Calendar,
    Closure,
    check_department,
    chosen_day,
    zone_of,
)
from domain.errors import Reason, RuleViolationError
from domain.isoweek import Week

FRANCE = Calendar()
GOOD_FRIDAY = date(2027, 3, 26)
CHRISTMAS = Closure(date(2026, 12, 21), date(2027, 1, 3), "Fermeture de Noël")

NATIONAL = [
    (date(2026, 1, 1), "Jour de l'an"),
    (date(2026, 4, 6), "Lundi de Pâques"),
    (date(2026, 5, 1), "Fête du Travail"),
    (date(2026, 5, 8), "Fête de la Victoire"),
    (date(2026, 5, 14), "Ascension"),
    (date(2026, 5, 25), "Lundi de Pentecôte"),
    (date(2026, 7, 14), "Fête nationale"),
    (date(2026, 8, 15), "Assomption"),
    (date(2026, 11, 1), "Toussaint"),
    (date(2026, 11, 11), "Armistice"),
    (date(2026, 12, 25), "Noël"),
]

LOCAL = [
    ("57", GOOD_FRIDAY, "Vendredi saint"),
    ("67", GOOD_FRIDAY, "Vendredi saint"),
    ("68", GOOD_FRIDAY, "Vendredi saint"),
    ("57", date(2025, 12, 26), "Saint-Étienne"),
    ("67", date(2025, 12, 26), "Saint-Étienne"),
    ("68", date(2025, 12, 26), "Saint-Étienne"),
    ("971", date(2026, 5, 27), "Abolition de l'esclavage"),
    ("972", date(2026, 5, 22), "Abolition de l'esclavage"),
    ("973", date(2026, 6, 10), "Abolition de l'esclavage"),
    ("974", date(2027, 12, 20), "Abolition de l'esclavage"),
    ("976", date(2026, 4, 27), "Abolition de l'esclavage"),
    ("977", date(2026, 10, 9), "Abolition de l'esclavage"),
    ("978", date(2026, 5, 28), "Abolition de l'esclavage"),
    ("986", date(2026, 7, 29), "Fête du Territoire"),
    ("987", date(2026, 3, 5), "Arrivée de l'Évangile"),
    ("988", date(2026, 9, 24), "Fête de la Citoyenneté"),
]


UNKNOWN = ["0", "00", "20", "2C", "96", "97", "99", "970", "979", "985", "989", "067", "6 7"]
UNKNOWN += ["²", "６７", "Bas-Rhin", "Alsace", "FR"]


@pytest.mark.parametrize("department", ["", "75", "2A", "67", "974", "975", "988"])
@pytest.mark.parametrize(("day", "name"), NATIONAL)
def test_national_holidays_are_off_everywhere_under_their_french_name(department, day, name):
    calendar = Calendar(department)

    assert calendar.is_off(day)
    assert calendar.why_off(day) == name


@pytest.mark.parametrize(("department", "day", "name"), LOCAL)
def test_a_local_holiday_is_off_there_and_worked_elsewhere(department, day, name):
    assert Calendar(department).why_off(day) == name
    assert Calendar(department).is_off(day)
    assert not Calendar("75").is_off(day)
    assert not FRANCE.is_off(day)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 11, 9), False),
        (date(2026, 11, 10), False),
        (date(2026, 11, 12), False),
        (date(2026, 11, 13), False),
        (date(2026, 11, 14), True),
        (date(2026, 11, 15), True),
    ],
)
def test_weekends_are_off_without_a_name_and_other_days_are_worked(day, off):
    assert FRANCE.is_off(day) is off
    assert FRANCE.why_off(day) == ""


def test_a_holiday_keeps_its_name_on_a_sunday_and_within_a_closure():
    assert Calendar("974").why_off(date(2026, 12, 20)) == "Abolition de l'esclavage"
    assert Calendar(closures=(CHRISTMAS,)).why_off(date(2026, 12, 25)) == "Noël"


def test_a_closure_is_off_from_its_first_day_to_its_last():
    calendar = Calendar(closures=(CHRISTMAS,))

    assert calendar.why_off(CHRISTMAS.first) == CHRISTMAS.name
    assert calendar.is_off(date(2026, 12, 31))
    assert not calendar.is_off(date(2026, 12, 18))
    assert not calendar.is_off(date(2027, 1, 4))


def test_the_first_closure_with_a_name_tells_why():
    day = CHRISTMAS.first
    unnamed = Closure(day, day)

    assert Calendar(closures=(unnamed,)).is_off(day)
    assert Calendar(closures=(unnamed,)).why_off(day) == ""
    assert Calendar(closures=(unnamed, CHRISTMAS)).why_off(day) == CHRISTMAS.name


def test_part_time_is_off_without_a_name_and_only_for_the_person():
    wednesday = date(2026, 11, 18)
    person = Calendar(days_off=frozenset({2}))

    assert person.is_off(wednesday)
    assert person.why_off(wednesday) == ""
    assert not FRANCE.is_off(wednesday)


@pytest.mark.parametrize(
    ("calendar", "week", "closed"),
    [
        (FRANCE, Week(2026, 46), False),
        (Calendar(closures=(CHRISTMAS,)), Week(2026, 51), False),
        (Calendar(closures=(CHRISTMAS,)), Week(2026, 52), True),
        (Calendar(closures=(CHRISTMAS,)), Week(2026, 53), True),
        (Calendar(closures=(CHRISTMAS,)), Week(2027, 1), False),
        # four days closed, and the fifth a holiday
        (
            Calendar(closures=(Closure(date(2026, 4, 27), date(2026, 4, 30)),)),
            Week(2026, 18),
            True,
        ),
        (Calendar(days_off=frozenset({0, 1, 2, 3})), Week(2026, 18), True),
        (Calendar(days_off=frozenset({0, 1, 2, 3})), Week(2026, 17), False),
        (Calendar(days_off=frozenset(range(5))), Week(2026, 17), True),
    ],
)
def test_a_week_is_closed_when_no_day_of_it_is_worked(calendar, week, closed):
    assert calendar.is_closed(week) is closed


@pytest.mark.parametrize(
    ("first", "day", "found"),
    [
        (date(2026, 11, 9), date(2026, 11, 13), date(2026, 11, 13)),
        (date(2026, 11, 9), date(2026, 11, 15), date(2026, 11, 13)),
        (date(2026, 11, 9), date(2026, 11, 11), date(2026, 11, 10)),
        (date(2026, 11, 11), date(2026, 11, 11), None),
        (date(2026, 5, 25), date(2026, 5, 25), None),
        (date(2026, 11, 13), date(2026, 11, 9), None),
    ],
)
def test_the_last_working_day_is_looked_for_back_to_the_first(first, day, found):
    assert FRANCE.last_working_day(first, day) == found


@pytest.mark.parametrize(
    ("day", "within", "found"),
    [
        (date(2026, 12, 18), 60, date(2026, 12, 18)),
        (date(2026, 12, 19), 60, date(2027, 1, 4)),
        (date(2026, 12, 19), 16, date(2027, 1, 4)),
        (date(2026, 12, 19), 15, None),
        (date(2026, 12, 21), 0, None),
        (date(2026, 12, 18), -1, None),
    ],
)
def test_the_next_working_day_is_looked_for_within_some_days(day, within, found):
    assert Calendar(closures=(CHRISTMAS,)).next_working_day(day, within) == found


def test_the_next_working_day_is_looked_for_within_sixty_days_unless_told():
    first = date(2026, 6, 1)
    reopened = date(2026, 7, 31)

    assert (reopened - first).days == 60
    assert (
        Calendar(closures=(Closure(first, date(2026, 7, 30)),)).next_working_day(first) == reopened
    )
    assert Calendar(closures=(Closure(first, reopened),)).next_working_day(first) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("67", "67"),
        ("67 ", "67"),
        ("\t67\n", "67"),
        ("2A", "2A"),
        ("2a", "2A"),
        ("2b", "2B"),
        ("01", "01"),
        ("1", "01"),
        ("9", "09"),
        ("95", "95"),
        ("971", "971"),
        ("975", "975"),
        ("978", "978"),
        ("988", "988"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_department_is_known_by_its_code(text, code):
    assert check_department(text) == code


@pytest.mark.parametrize("text", UNKNOWN)
def test_any_other_department_is_refused(text):
    with pytest.raises(RuleViolationError) as refused:
        check_department(text)

    assert refused.value.reason is Reason.UNKNOWN_DEPARTMENT


@pytest.mark.parametrize(
    ("department", "zone"),
    [
        ("", "Europe/Paris"),
        ("75", "Europe/Paris"),
        ("2B", "Europe/Paris"),
        ("971", "America/Guadeloupe"),
        ("972", "America/Martinique"),
        ("973", "America/Cayenne"),
        ("974", "Indian/Reunion"),
        ("975", "America/Miquelon"),
        ("976", "Indian/Mayotte"),
        ("977", "America/St_Barthelemy"),
        ("978", "America/Marigot"),
        ("986", "Pacific/Wallis"),
        ("987", "Pacific/Tahiti"),
        ("988", "Pacific/Noumea"),
    ],
)
def test_every_department_has_its_zone(department, zone):
    assert zone_of(check_department(department)) == zone
    assert zone in ZONES
    assert ZoneInfo(zone).key == zone


def test_the_zones_are_twelve_and_paris_is_first():
    assert len(set(ZONES)) == len(ZONES) == 12
    assert ZONES[0] == zone_of("")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-11-30T00:00:00Z", date(2026, 11, 30)),
        ("2026-11-30 00:00", date(2026, 11, 30)),
        ("30/11/2026", date(2026, 11, 30)),
        ("3.12.2026", date(2026, 12, 3)),
        ("30-11-2026 00:00:00", date(2026, 11, 30)),
        ("11/30/2026", date(2026, 11, 30)),
        ("31/02/2026", NO_DAY),
        ("13/13/2026", NO_DAY),
        ("30/11/26", NO_DAY),
        ("2026-11-30x", NO_DAY),
        ("demain", NO_DAY),
    ],
)
def test_a_day_is_read_in_whatever_form_a_client_sends_it(typed: str, day: date) -> None:
    assert chosen_day(typed) == day
