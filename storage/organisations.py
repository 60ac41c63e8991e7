"""Organisations: one per Entra tenant."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.people import SiteNature
from storage.sql import insert, table
from storage.tables import OrganisationRow, SiteRow, TeamRow

_T = table(OrganisationRow)
_BY_TENANT = sa.select(_T.c.id).where(_T.c.tenant_id == sa.bindparam("tenant"))

_STANDING_SITES = ((SiteNature.HEADQUARTERS, "Siège"), (SiteNature.SEVERAL, "Plusieurs antennes"))


@dataclass(frozen=True, slots=True)
class Organisation:
    """A Mission Locale: one Entra tenant."""

    id: int
    tenant_id: str
    created_at: datetime


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

    def living(self) -> list[Organisation]:
        """Return the organisations with a team in which the app is installed."""
        team = table(TeamRow)
        rows = self._connection.execute(
            sa.select(_T.c.id, _T.c.tenant_id, _T.c.created_at)
            .where(
                sa.exists().where(
                    team.c.organisation_id == _T.c.id, team.c.installed, ~team.c.archived
                )
            )
            .order_by(_T.c.id)
        )
        return [Organisation(*row) for row in rows]

    def tenant(self, organisation_id: int) -> str:
        """Return the tenant of an organisation."""
        tenant: str | None = self._connection.scalar(
            sa.select(_T.c.tenant_id).where(_T.c.id == organisation_id)
        )
        return tenant or ""

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
