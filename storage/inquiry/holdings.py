"""What inquiry holds of people: the question that each asked last."""

from storage.holdings import Holding, delete
from storage.inquiry.tables import InquiryRow
from storage.sql import table

HOLDINGS = (Holding("inquiries", (table(InquiryRow).c.person_id,), delete),)
