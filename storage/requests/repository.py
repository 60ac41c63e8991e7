"""Complaints and partnership requests: their sheets, by their dates."""

from datetime import date, datetime, timedelta
from typing import Any, NewType

import sqlalchemy as sa
from sqlalchemy.engine import Row

from domain.confidentiality import Clean
from domain.people import Person
from domain.records import record
from domain.requests.request import (
    Dates,
    Request,
    RequestChannel,
    RequestNature,
    RequestNumber,
    Tally,
)
from storage.repository import Repository
from storage.requests.tables import RequestRow, RequestSeriesRow
from storage.sql import insert, table
from storage.tables import SiteRow

_R, _N, _S = table(RequestRow), table(RequestSeriesRow), table(SiteRow)
_REQUEST: sa.Select[Any] = sa.select(
    *_R.c, sa.func.coalesce(_S.c.name, "").label("site_name")
).select_from(_R.outerjoin(_S, _S.c.id == _R.c.site_id))
_OPEN_FIRST = (
    sa.case((_R.c.closed_on.is_(None), 0), else_=1),
    sa.case((_R.c.closed_on.is_(None), _R.c.received_on)),
    _R.c.closed_on.desc(),
    _R.c.id.desc(),
)


@record
class RequestDraft:
    """What a sheet says, before it has a number."""

    nature: RequestNature
    channel: RequestChannel
    subject: Clean
    dates: Dates
    site_id: int | None = None


LockedRequest = NewType("LockedRequest", Request)
"""A sheet as it stands while nobody else may change it: read by ``for_change``."""


class Requests(Repository):
    """The sheets; every reading names the organisation."""

    def add(
        self, person: Person, draft: RequestDraft, form_id: str, year: int, now: datetime
    ) -> Request:
        """Keep *draft* under the next number of *year*."""
        organisation_id = person.organisation_id
        values = _values(draft) | {
            "organisation_id": organisation_id,
            "year": year,
            "serial": self._next_serial(organisation_id, year),
            "form_id": form_id,
            "created_at": now,
            "created_by_id": person.id,
        }
        adding = insert(self._connection.dialect.name, RequestRow).returning(_R.c.id)
        request_id = self._connection.execute(adding, values).scalar_one()
        return self._of(organisation_id, request_id)

    def change(self, request: LockedRequest, draft: RequestDraft) -> Request:
        """Change a sheet to what *draft* says."""
        self._connection.execute(
            sa.update(_R).where(_R.c.id == request.id).values(**_values(draft))
        )
        return self._of(request.organisation_id, request.id)

    def get(self, organisation_id: int, request_id: int) -> Request | None:
        """Return a sheet of that organisation, or None."""
        return self._first(_R.c.organisation_id == organisation_id, _R.c.id == request_id)

    def for_change(self, organisation_id: int, request_id: int) -> LockedRequest | None:
        """As ``get``; no other process changes it until this work is done."""
        self._hold(_R.c.id, [request_id])
        found = self.get(organisation_id, request_id)
        return LockedRequest(found) if found else None

    def find(self, organisation_id: int, number: RequestNumber) -> Request | None:
        """Return a sheet of that organisation by its number, or None."""
        return self._first(
            _R.c.organisation_id == organisation_id,
            _R.c.year == number.year,
            _R.c.serial == number.serial,
        )

    def of_form(self, form_id: str) -> Request | None:
        """Return what a form made, of whatever organisation, or None before it was sent."""
        return self._first(_R.c.form_id == form_id)

    def page(
        self, organisation_id: int, nature: RequestNature, limit: int, offset: int
    ) -> list[Request]:
        """Return a page of the sheets: the open ones first, the oldest of them at the top."""
        rows = self._connection.execute(
            _REQUEST.where(_R.c.organisation_id == organisation_id, _R.c.nature == nature)
            .order_by(*_OPEN_FIRST)
            .limit(limit)
            .offset(offset)
        )
        return [_request(row) for row in rows]

    def tally(
        self, organisation_id: int, nature: RequestNature, today: date, promised: int
    ) -> Tally:
        """Return how many there are, and how many wait for an answer beyond *promised* days."""
        is_open = _R.c.closed_on.is_(None)
        late = is_open & _R.c.answered_on.is_(None)
        late &= _R.c.received_on < today - timedelta(days=promised)
        row = self._connection.execute(
            sa.select(sa.func.count(), _number_of(is_open), _number_of(late)).where(
                _R.c.organisation_id == organisation_id, _R.c.nature == nature
            )
        ).one()
        return Tally(*row)

    def everything(self, organisation_id: int) -> list[Request]:
        """Return all sheets, by number: a Mission Locale has some hundred a year."""
        rows = self._connection.execute(
            _REQUEST.where(_R.c.organisation_id == organisation_id).order_by(
                _R.c.year, _R.c.serial
            )
        )
        return [_request(row) for row in rows]

    def dates(self, organisation_id: int, nature: RequestNature, since: date) -> list[Dates]:
        """Return the dates of the sheets received from *since* on."""
        rows = self._connection.execute(
            sa.select(_R.c.received_on, _R.c.answered_on, _R.c.closed_on).where(
                _R.c.organisation_id == organisation_id,
                _R.c.nature == nature,
                _R.c.received_on >= since,
            )
        )
        return [Dates(*row) for row in rows]

    def _next_serial(self, organisation_id: int, year: int) -> int:
        counting = insert(self._connection.dialect.name, RequestSeriesRow).on_conflict_do_update(
            index_elements=["organisation_id", "year"], set_={"last": _N.c.last + 1}
        )
        serial: int = self._connection.execute(
            counting.returning(_N.c.last),
            {"organisation_id": organisation_id, "year": year, "last": 1},
        ).scalar_one()
        return serial

    def _of(self, organisation_id: int, request_id: int) -> Request:
        found = self.get(organisation_id, request_id)
        assert found is not None  # noqa: S101 -- written in this transaction
        return found

    def _first(self, *conditions: sa.ColumnElement[bool]) -> Request | None:
        row = self._connection.execute(_REQUEST.where(*conditions)).first()
        return _request(row) if row else None


def _number_of(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _values(draft: RequestDraft) -> dict[str, Any]:
    return {
        "nature": draft.nature,
        "channel": draft.channel,
        "site_id": draft.site_id,
        "subject": draft.subject,
        "received_on": draft.dates.received,
        "answered_on": draft.dates.answered,
        "closed_on": draft.dates.closed,
    }


def _request(row: Row[Any]) -> Request:
    return Request(
        id=row.id,
        organisation_id=row.organisation_id,
        number=RequestNumber(row.year, row.serial),
        nature=row.nature,
        channel=row.channel,
        subject=row.subject,
        dates=Dates(row.received_on, row.answered_on, row.closed_on),
        site_id=row.site_id,
        site_name=row.site_name,
        created_by_id=row.created_by_id,
    )
