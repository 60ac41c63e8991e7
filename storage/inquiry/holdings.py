"""What inquiry holds of people: the question that each asked last."""

import sqlalchemy as sa

from storage.holdings import Holding, delete
from storage.inquiry.tables import InquiryRow
from storage.sql import table

_I = table(InquiryRow)

HOLDINGS = (
    # It has no moment, and serves for the next question only.
    Holding("inquiries", (_I.c.person_id,), delete, old=lambda _: sa.true()),
)
