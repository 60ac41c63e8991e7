"""What records about a person are called in « mes données »; each capability says its own."""

from collections.abc import Mapping
from dataclasses import field

from domain.records import record


@record
class SheetWords:
    """The French words of a kind of record: its title, and those of its own columns."""

    title: str
    place: int = 500
    """The sheets follow each other by it; those of the same place in the order of the list."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What several kinds of record have in common is in ``cards.rights.texts.COLUMNS``."""
