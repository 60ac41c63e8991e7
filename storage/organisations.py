"""Organisations: one per Entra tenant."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.people import SiteNature
from storage.sql import insert, table
from storage.tables import OrganisationRow, SiteRow

_T = table(OrganisationRow)
_BY_TENANT = sa.select(_T.c.id).where(_T.c.tenant_id == sa.bindparam("tenant"))

_STANDING_SITES = ((SiteNature.HEADQUARTERS, "Siège"), (SiteNature.SEVERAL, "Plusieurs antennes"))


class Organisations:
    """The organisations that the bot serves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, tenant_id: str) -> int | None:
        """Return the id of the tenant's organisation, or None before its first activity."""
        found: int | None = self._connection.scalar(_BY_TENANT, {"tenant": tenant_id})
        return found

    def count(self) -> int:
        """Return how many organisations the bot serves."""
        return self._connection.scalar(sa.select(sa.func.count()).select_from(_T)) or 0

    def get_or_add(self, tenant_id: str, now: datetime) -> int:
        """Return the id of the tenant's organisation, which exists afterwards."""
        return self.find(tenant_id) or self._add(tenant_id, now)

    def _add(self, tenant_id: str, now: datetime) -> int:
        adding = insert(self._connection.dialect.name, OrganisationRow).returning(_T.c.id)
        organisation: int = self._connection.execute(
            adding, {"tenant_id": tenant_id, "created_at": now}
        ).scalar_one()
        self._connection.execute(
            sa.insert(table(SiteRow)),
            [
                {"organisation_id": organisation, "name": name, "nature": nature, "closed": False}
                for nature, name in _STANDING_SITES
            ],
        )
        return organisation
