"""The tables of complaints and partnership requests."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from domain.requests.request import RequestChannel, RequestNature
from storage.columns import code, identity, organisation, person_index, proved
from storage.types import CleanText


class RequestRow(SQLModel, table=True):
    """A complaint or a partnership request, ``RE-2026-0003``: its dates, never who made it."""

    __tablename__ = "request"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "year", "serial"),
        sa.CheckConstraint("answered_on >= received_on", name="answered_after"),
        sa.CheckConstraint("closed_on >= received_on", name="closed_after"),
        sa.Index("ix_request_received", "organisation_id", "received_on"),
        person_index("request", "created_by_id"),
        proved(),
    )

    id: int | None = identity()
    organisation_id: int = organisation()
    year: int
    serial: int
    nature: RequestNature = Field(sa_type=code(RequestNature, "request_nature"))
    channel: RequestChannel = Field(sa_type=code(RequestChannel, "request_channel"))
    site_id: int | None = Field(default=None, foreign_key="site.id")
    subject: str = Field(default="", sa_type=CleanText)
    form_id: str | None = Field(default=None, unique=True, max_length=64)
    received_on: date
    answered_on: date | None = None
    closed_on: date | None = None
    created_at: datetime
    created_by_id: int | None = Field(default=None, foreign_key="person.id")


class RequestSeriesRow(SQLModel, table=True):
    """The last serial given to a request in a year."""

    __tablename__ = "request_series"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int
