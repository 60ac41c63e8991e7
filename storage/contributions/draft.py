"""A contribution that is about to be kept."""

from dataclasses import fields
from typing import Any

from domain.confidentiality import Clean
from domain.contributions.contribution import Attachment, Origin
from domain.kinds import Kind
from domain.records import record
from storage.contributions.tables import ContributionRow
from storage.sql import table

_C = table(ContributionRow)


@record
class Draft:
    """A contribution that has no number yet; either ``author_id`` or ``author_key`` is given."""

    kind: Kind
    text: Clean
    origin: Origin
    author_id: int | None = None
    author_key: str | None = None
    author_name: str = ""
    noted_by_id: int | None = None
    site_id: int | None = None
    site_name: str = ""
    engagement: int | None = None
    conversation_id: str | None = None
    message_id: str | None = None
    part: int = 0
    link: str = ""
    attachments: tuple[Attachment, ...] = ()
    form_id: str | None = None
    week: str = ""
    is_public: bool = False
    is_cited: bool = False


_PLAIN = tuple(
    field.name for field in fields(Draft) if field.name in _C.c and field.name != "attachments"
)


def values_of(draft: Draft) -> dict[str, Any]:
    """Return the columns that a draft fills."""
    return {name: getattr(draft, name) for name in _PLAIN} | {
        "attachments": [{"name": file.name, "url": file.url} for file in draft.attachments]
    }
