"""The rows that capabilities add to « Réglages »."""

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.usecases.owing import Habits
from domain.records import record
from storage.unit_of_work import UnitOfWork

V = TypeVar("V")


@record
class Row(Generic[V]):
    """A setting as « Réglages » tells it: what it is, what is set, and the button that changes it.

    Rows stand by ``order``; the verb of ``edit`` opens the form.
    """

    order: int
    title: str
    read: Callable[[UnitOfWork, Habits], V]
    said: Callable[[V], str]
    edit: str

    def line(self, unit: UnitOfWork, kept: Habits) -> "RowLine":
        """Return the row of an organisation, in words."""
        return RowLine(self.title, self.said(self.read(unit, kept)), self.edit)


@record
class RowLine:
    """A row in words, with the verb that opens its form."""

    title: str
    said: str
    edit: str
