"""Sites (*antennes*)."""

from collections.abc import Iterable

import sqlalchemy as sa

from domain.people import Site, SiteNature
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import SiteRow

_T = table(SiteRow)
_ORDER = {SiteNature.BRANCH: 0, SiteNature.HEADQUARTERS: 1, SiteNature.SEVERAL: 2}


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
