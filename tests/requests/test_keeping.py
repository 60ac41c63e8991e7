"""Sheets are numbered by year, listed with the open ones first, and counted when late."""

from datetime import UTC, date, datetime

from domain.confidentiality import Clean
from domain.people import Person
from domain.requests.request import Dates, RequestChannel, RequestNature, RequestNumber, Tally
from storage.requests.repository import RequestDraft, Requests
from storage.store import Store
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
TENANT = "11111111-1111-4111-8111-111111111111"
COMPLAINT, PARTNERSHIP = RequestNature


def draft(
    received: int, answered: int = 0, closed: int = 0, nature: RequestNature = COMPLAINT
) -> RequestDraft:
    """Return a sheet by its days of November."""
    days = [date(2026, 11, each) if each else None for each in (answered, closed)]
    dates = Dates(date(2026, 11, received), *days)
    return RequestDraft(nature, RequestChannel.DESK, Clean(f"reçue le {received}"), dates)


def nadia(unit: UnitOfWork) -> Person:
    organisation_id = unit.organisations.get_or_add(TENANT, NOW)
    return unit.people.meet(organisation_id, "nadia", "", "Nadia Benali")


async def test_sheets_have_numbers_of_their_own_and_the_open_ones_come_first(store: Store) -> None:
    def live(unit: UnitOfWork) -> None:
        who = nadia(unit)
        org = who.organisation_id
        drafts = [draft(1, 2, 3), draft(20), draft(10), draft(5, 6), draft(4, 4, 8)]
        drafts.append(draft(2, nature=PARTNERSHIP))
        made = [
            unit.of(Requests).add(who, each, f"form-{place}", 2026, NOW)
            for place, each in enumerate(drafts)
        ]

        assert [str(each.number) for each in made[:2]] == ["RE-2026-0001", "RE-2026-0002"]
        page = unit.of(Requests).page(org, COMPLAINT, 10, 0)
        told = [(each.dates.received.day, each.dates.is_open) for each in page]
        assert told == [(5, True), (10, True), (20, True), (4, False), (1, False)]
        assert unit.of(Requests).page(org, COMPLAINT, 2, 1) == page[1:3]
        assert unit.of(Requests).tally(org, COMPLAINT, TODAY, 10) == Tally(5, 3, 1)
        assert unit.of(Requests).tally(org, COMPLAINT, TODAY, 14) == Tally(5, 3, 0)
        assert unit.of(Requests).tally(org + 1, COMPLAINT, TODAY, 1) == Tally(0, 0, 0)
        assert len(unit.of(Requests).everything(org)) == 6
        assert len(unit.of(Requests).dates(org, COMPLAINT, date(2026, 11, 5))) == 3
        assert unit.of(Requests).of_form("form-1") == made[1]
        assert unit.of(Requests).find(org, RequestNumber(2026, 3)) == made[2]
        assert unit.of(Requests).get(org + 1, made[0].id) is None

        held = unit.of(Requests).for_change(org, made[1].id)
        assert held is not None
        changed = unit.of(Requests).change(held, draft(20, 21))
        assert (changed.dates.answered, changed.number) == (date(2026, 11, 21), made[1].number)

    await store.write(live)
