"""What of the contributions somebody may see."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from domain.people import Person
from domain.records import record
from storage.contributions.tables import ContributionRow
from storage.sql import table

_C = table(ContributionRow)


@record
class Viewer:
    """Who asks: what they may see, and the moment and zone in which they live."""

    person: Person
    key: str
    now: datetime
    zone: ZoneInfo
    in_public: bool = False
    """True where others read the answer: then it is what all may see."""

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()


def visible(viewer: Viewer) -> list[sa.ColumnElement[bool]]:
    """What is of the viewer's organisation and said in public, or has to do with them."""
    theirs = [_C.c.organisation_id == viewer.person.organisation_id]
    if viewer.in_public:
        theirs.append(_C.c.is_public)
    elif not viewer.person.sees_all:
        theirs.append(
            sa.or_(
                _C.c.is_public,
                by(viewer.person, viewer.key),
                _C.c.assigned_to_id == viewer.person.id,
            )
        )
    return theirs


def by(person: Person, key: str) -> sa.ColumnElement[bool]:
    """What a person wrote, anonymously too."""
    return sa.or_(_C.c.author_id == person.id, _C.c.author_key == key)


def named_to(viewer: Viewer) -> sa.ColumnElement[bool]:
    """What tells the viewer who wrote it, as ``domain.contributions.view`` has it."""
    known = _C.c.author_id.is_not(None)
    if viewer.in_public:
        return sa.and_(known, _C.c.is_cited)
    if viewer.person.sees_all:
        return known
    return sa.and_(known, sa.or_(_C.c.is_cited, _C.c.author_id == viewer.person.id))
