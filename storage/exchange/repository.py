"""Bringing in contributions that were written elsewhere, many at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from secrets import token_hex
from typing import Any

import sqlalchemy as sa

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Number, Origin, Status
from domain.exchange import Line
from domain.names import same_name
from domain.people import Role, SiteNature
from domain.records import record
from storage.confidentiality.masks import CONTRIBUTION as CONTRIBUTION_ID
from storage.confidentiality.masks import keep_masks
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.search import index_words
from storage.contributions.tables import ContributionRow, NumberSeriesRow
from storage.people import awaited
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SiteRow

_C, _N = table(ContributionRow), table(NumberSeriesRow)
_P, _S = table(PersonRow), table(SiteRow)

_AT_ONCE = 400
"""Values in one condition: SQLite and PostgreSQL both take them."""


@record
class Standing:
    """A contribution that is there: its id and its status."""

    id: int
    status: Status


@record
class Incoming:
    """A line with its number, and a mark by which it is known when it comes again."""

    line: Line
    number: Number
    mark: str | None
    week: str


class Exchange(Repository):
    """What the export and the import need beside the contributions themselves."""

    def everything(
        self, organisation_id: int, after: int, limit: int, *, taken_back: bool
    ) -> list[Contribution]:
        """Return all that is kept with an id above *after*, by id; what was *taken_back*, too."""
        standing = [] if taken_back else [_C.c.status != Status.WITHDRAWN]
        # With + 0 the ids are walked through: by an index of the organisation every part would
        # sort all that is kept, which SQLite would do.
        rows = self._connection.execute(
            CONTRIBUTION.where(
                _C.c.organisation_id + 0 == organisation_id, _C.c.id > after, *standing
            )
            .order_by(_C.c.id)
            .limit(limit)
        )
        return [contribution_of(row) for row in rows]

    def upns(self, person_ids: Collection[int]) -> dict[int, str]:
        """Return the user principal names of some people, by id."""
        rows = self._connection.execute(
            sa.select(_P.c.id, _P.c.upn).where(_P.c.id.in_(person_ids))
        )
        return {row.id: row.upn for row in rows}

    def standing(self, organisation_id: int, numbers: Iterable[Number]) -> dict[Number, Standing]:
        """Return which of these numbers are taken, and by what."""
        serials: dict[int, set[int]] = {}
        for number in numbers:
            serials.setdefault(number.year, set()).add(number.serial)
        found: dict[Number, Standing] = {}
        for year, wanted in serials.items():
            for some in _parts(sorted(wanted)):
                rows = self._connection.execute(
                    sa.select(_C.c.id, _C.c.status, _C.c.serial).where(
                        _C.c.organisation_id == organisation_id,
                        _C.c.year == year,
                        _C.c.serial.in_(some),
                    )
                )
                found |= {Number(year, row.serial): Standing(row.id, row.status) for row in rows}
        return found

    def marked(self, organisation_id: int, marks: Collection[str]) -> dict[str, Number]:
        """Return the numbers of what came with these marks, by mark."""
        found: dict[str, Number] = {}
        for some in _parts(sorted(marks)):
            rows = self._connection.execute(
                sa.select(_C.c.form_id, _C.c.year, _C.c.serial).where(
                    _C.c.organisation_id == organisation_id, _C.c.form_id.in_(some)
                )
            )
            found |= {row.form_id: Number(row.year, row.serial) for row in rows}
        return found

    def reserve(self, organisation_id: int, tops: Mapping[int, int]) -> None:
        """Put the next number of each year above its top; nobody else gets one meanwhile."""
        for year, top in sorted(tops.items()):
            last = sa.case((_N.c.last < top, top), else_=_N.c.last)
            self._count(organisation_id, year, top, last)

    def next_number(self, organisation_id: int, year: int) -> Number:
        """Return the next free number of a year, which is taken afterwards."""
        return Number(year, self._count(organisation_id, year, 1, _N.c.last + 1))

    def bring_in(self, organisation_id: int, incoming: Sequence[Incoming]) -> dict[Number, int]:
        """Keep contributions with all that is said of them; return their ids.

        Their authors and sites are known afterwards; what points to another is kept last, so that
        ids follow the order given.
        """
        authors = dict.fromkeys(each.line.author for each in incoming if each.line.author)
        people = self._people(organisation_id, authors)
        names = dict.fromkeys(each.line.site for each in incoming if each.line.site)
        sites = self._sites(organisation_id, names)
        values = [_values(organisation_id, each, people, sites) for each in incoming]
        adding = sa.insert(_C).returning(_C.c.id, sort_by_parameter_order=True)
        rows = self._connection.execute(adding, values)
        ids = {each.number: row.id for each, row in zip(incoming, rows, strict=True)}
        self._merge(organisation_id, incoming, ids)
        for each in incoming:
            if isinstance(each.line.text, Clean) and each.line.text.masks:
                of = ids[each.number]
                keep_masks(self._connection, organisation_id, CONTRIBUTION_ID, of, each.line.text)
        return ids

    def _merge(
        self, organisation_id: int, incoming: Sequence[Incoming], ids: Mapping[Number, int]
    ) -> None:
        pointing = {
            each.number: each.line.merged_into for each in incoming if each.line.merged_into
        }
        others = self.standing(organisation_id, set(pointing.values()))
        for number, into in pointing.items():
            self._connection.execute(
                sa.update(_C)
                .where(_C.c.id == ids[number])
                .values(status=Status.MERGED, merged_into_id=others[into].id)
            )

    def _count(self, organisation_id: int, year: int, first: int, last: Any) -> int:
        adding = insert(self._connection.dialect.name, NumberSeriesRow).on_conflict_do_update(
            index_elements=["organisation_id", "year"], set_={"last": last}
        )
        given: int = self._connection.execute(
            adding.returning(_N.c.last),
            {"organisation_id": organisation_id, "year": year, "last": first},
        ).scalar_one()
        return given

    def _people(self, organisation_id: int, upns: Collection[str]) -> dict[str, int]:
        """Return the ids of people by their UPN in lower case; the new wait to be met in Teams."""
        if not upns:
            return {}
        rows = self._connection.execute(
            sa.select(_P.c.id, _P.c.upn)
            .where(_P.c.organisation_id == organisation_id, _P.c.upn != "")
            .order_by(_P.c.on_roster, _P.c.id.desc())  # the last one wins: who is here, the oldest
        )
        known = {row.upn.lower(): row.id for row in rows}
        for upn in upns:
            if upn.lower() not in known:
                known[upn.lower()] = self._add_person(organisation_id, upn)
        return known

    def _add_person(self, organisation_id: int, upn: str) -> int:
        added: int = self._connection.execute(
            insert(self._connection.dialect.name, PersonRow).returning(_P.c.id),
            {
                "organisation_id": organisation_id,
                "aad_object_id": awaited(upn),
                "teams_user_id": "",
                "name": upn.partition("@")[0],
                "upn": upn,
                "role": Role.MEMBER,
                "site_asked": False,
            },
        ).scalar_one()
        return added

    def _sites(self, organisation_id: int, names: Collection[str]) -> dict[str, int]:
        """Return the ids of sites by the names given; an unknown one is a branch afterwards."""
        rows = self._connection.execute(
            sa.select(_S.c.id, _S.c.name).where(_S.c.organisation_id == organisation_id)
        )
        known = {row.name: row.id for row in rows}
        found: dict[str, int] = {}
        for name in names:
            alike = [known[other] for other in known if same_name(other, name)]
            if not (name in known or alike):
                known[name] = self._add_site(organisation_id, name)
            found[name] = known.get(name) or alike[0]
        return found

    def _add_site(self, organisation_id: int, name: str) -> int:
        added: int = self._connection.execute(
            insert(self._connection.dialect.name, SiteRow).returning(_S.c.id),
            {
                "organisation_id": organisation_id,
                "name": name,
                "nature": SiteNature.BRANCH,
                "closed": False,
            },
        ).scalar_one()
        return added


def _values(
    organisation_id: int,
    incoming: Incoming,
    people: Mapping[str, int],
    sites: Mapping[str, int],
) -> dict[str, Any]:
    line, number = incoming.line, incoming.number
    has_moved = line.status is not Status.RECEIVED
    decided = line.decided_at or line.created_at
    return {
        "organisation_id": organisation_id,
        "year": number.year,
        "serial": number.serial,
        "kind": line.kind,
        "status": Status.RECEIVED if line.status is Status.MERGED else line.status,
        "text": line.text,
        "author_id": people[line.author.lower()] if line.author else None,
        # Nobody's key: who wrote without a name elsewhere is not known here.
        "author_key": None if line.author else token_hex(32),
        "site_id": sites.get(line.site),
        "engagement": line.engagement,
        "origin": Origin.IMPORT,
        "part": 0,
        "removed_with_message": False,
        "link": "",
        "attachments": [],
        "form_id": incoming.mark,
        "week": incoming.week,
        "is_public": True,
        "is_cited": bool(line.author),
        "created_at": line.created_at,
        "tags": list(line.tags),
        "support": line.support,
        "status_at": (line.decided_at or line.read_at or line.created_at) if has_moved else None,
        "read_at": line.read_at,
        "promised_on": line.promised_at,
        "decided_at": line.decided_at,
        "replied_at": decided if line.answer or line.decided_at else None,
        "answer": line.answer,
        "answered_at": decided if line.answer else None,
        "asked_back": "",
        "asked_back_open": False,
        "words": index_words(organisation_id, line.text, line.answer, tags=line.tags),
    }


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
