"""The names that are no young person's."""

import sqlalchemy as sa

from domain.names import fold
from domain.people import Role
from storage.confidentiality.tables import KnownNameRow
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SiteRow

_K, _P, _S = table(KnownNameRow), table(PersonRow), table(SiteRow)


class Names(Repository):
    """The names that are not masked in the texts of the organisations."""

    def know(self, organisation_id: int, name: str) -> None:
        """Remember that *name* is no young person's, so that it is not masked again."""
        self._connection.execute(
            insert(self._connection.dialect.name, KnownNameRow).on_conflict_do_nothing(),
            {"organisation_id": organisation_id, "name": name, "folded": fold(name)},
        )

    def known_names(self, organisation_id: int) -> list[str]:
        """Return the names that are no young person's: those said, and those of the sites."""
        said = sa.select(_K.c.name).where(_K.c.organisation_id == organisation_id)
        sites = sa.select(_S.c.name).where(_S.c.organisation_id == organisation_id)
        return [row.name for row in self._connection.execute(said.union(sites))]

    def staff_names(self, organisation_id: int) -> list[str]:
        """Return the names of all who ever were staff: their names are nobody's secret.

        Somebody with a role is, whatever the team's roster says.
        """
        were = _P.c.is_staff | (_P.c.role != Role.MEMBER)
        rows = self._connection.execute(
            sa.select(_P.c.name).where(
                _P.c.organisation_id == organisation_id, were, _P.c.name != ""
            )
        )
        return [row.name for row in rows]

    def corrections(self) -> list[str]:
        """Return every name of which somebody said that it is no young person's, sorted."""
        rows = self._connection.execute(sa.select(_K.c.name).distinct().order_by(_K.c.name))
        return [row.name for row in rows]
