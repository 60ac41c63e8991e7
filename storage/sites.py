"""Sites (*antennes*)."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from domain.people import Site, SiteNature, large_sites
from storage.compiled import Compiled
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SiteRow

_T, _P = table(SiteRow), table(PersonRow)
_ORDER = {SiteNature.BRANCH: 0, SiteNature.HEADQUARTERS: 1, SiteNature.SEVERAL: 2}


@Compiled
def _sizes(_dialect: str) -> Any:
    return (
        sa.select(_T.c.name, sa.func.count())
        .select_from(_P.join(_T, _T.c.id == _P.c.site_id))
        .where(_P.c.organisation_id == sa.bindparam("organisation"), _P.c.on_roster)
        .group_by(_T.c.name)
    )


class Sites(Repository):
    """The sites of the organisations."""

    def open_ones(self, organisation_id: int) -> list[Site]:
        """Return the sites in use: branches by name, then « siège » and « plusieurs »."""
        rows = self._connection.execute(
            sa.select(_T.c.id, _T.c.name, _T.c.nature).where(
                _T.c.organisation_id == organisation_id, ~_T.c.closed
            )
        )
        return sorted(
            (Site(*row) for row in rows), key=lambda site: (_ORDER[site.nature], site.name)
        )

    def sizes(self, organisation_id: int) -> dict[str, int]:
        """Return how many of the staff work on each site, by its name."""
        return dict(_sizes.all(self._connection, {"organisation": organisation_id}))

    def large(self, organisation_id: int) -> frozenset[str]:
        """Return the names of the sites that name nobody beside what one of their staff says."""
        return large_sites(self.sizes(organisation_id))

    def staff(self, organisation_id: int) -> dict[int, int]:
        """Return how many of the staff work on each site, by its id."""
        rows = self._connection.execute(
            sa.select(_P.c.site_id, sa.func.count())
            .where(
                _P.c.organisation_id == organisation_id, _P.c.on_roster, _P.c.site_id.is_not(None)
            )
            .group_by(_P.c.site_id)
        )
        return {row[0]: row[1] for row in rows}

    def set_branches(self, organisation_id: int, names: Iterable[str]) -> None:
        """Make *names* the branches in use; those left out are closed, not deleted."""
        mine = (_T.c.organisation_id == organisation_id) & (_T.c.nature == SiteNature.BRANCH)
        self._connection.execute(sa.update(_T).where(mine).values(closed=True))
        adding = insert(self._connection.dialect.name, SiteRow).on_conflict_do_update(
            index_elements=["organisation_id", "name"], set_={"closed": False}
        )
        for name in names:
            self._connection.execute(
                adding,
                {
                    "organisation_id": organisation_id,
                    "name": name,
                    "nature": SiteNature.BRANCH,
                    "closed": False,
                },
            )
