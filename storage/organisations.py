"""Organisations: one per Entra tenant."""

from datetime import datetime
from typing import NewType

import sqlalchemy as sa

from domain.people import Person, Role, SiteNature
from domain.records import record
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import OrganisationRow, PersonRow, SiteRow, TeamRow

_T, _P = table(OrganisationRow), table(PersonRow)
_BY_TENANT = sa.select(_T.c.id).where(_T.c.tenant_id == sa.bindparam("tenant"))

NO_TENANT = ""
"""The tenant of what was imported before any tenant was known."""

_STANDING_SITES = ((SiteNature.HEADQUARTERS, "Siège"), (SiteNature.SEVERAL, "Plusieurs antennes"))


@record
class Organisation:
    """A Mission Locale: one Entra tenant."""

    id: int
    tenant_id: str
    created_at: datetime


LockedOrganisation = NewType("LockedOrganisation", int)
"""The id of an organisation whose roles and settings nobody else may change meanwhile."""


class Organisations(Repository):
    """The organisations that the bot serves."""

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
        """Return the id of the tenant's organisation, which exists afterwards.

        What was imported before any tenant was known belongs to the first that appears.
        """
        found = self.find(tenant_id) or self._adopt(tenant_id)
        return found or self._add(tenant_id, now)

    def for_change(self, organisation_id: int) -> LockedOrganisation:
        """Hold an organisation: no other process changes its roles or settings until this is done.

        What is said in it meanwhile waits for nothing.
        """
        self._hold(_T.c.id, [organisation_id])
        return LockedOrganisation(organisation_id)

    def tenants(self) -> dict[str, int]:
        """Return the ids of all organisations by tenant."""
        rows = self._connection.execute(sa.select(_T.c.tenant_id, _T.c.id).order_by(_T.c.id))
        return {row.tenant_id: row.id for row in rows}

    def _adopt(self, tenant_id: str) -> int | None:
        adopted: int | None = self._connection.execute(
            sa.update(_T)
            .where(_T.c.tenant_id == NO_TENANT)
            .values(tenant_id=tenant_id)
            .returning(_T.c.id)
        ).scalar()
        return adopted

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


class Roles(Repository):
    """The roles of the people of the organisations."""

    def give(self, organisation: LockedOrganisation, person: Person, role: Role) -> None:
        """Give *person* of *organisation* a role: one is weighed against who else has it."""
        here = (_P.c.organisation_id == organisation) & (_P.c.id == person.id)
        self._connection.execute(sa.update(_P).where(here).values(role=role))

    def has_quality_lead(self, organisation_id: int) -> bool:
        """Tell whether somebody was made a quality lead here."""
        return bool(
            self._connection.scalar(
                sa.select(
                    sa.exists().where(
                        _P.c.organisation_id == organisation_id, _P.c.role == Role.QUALITY_LEAD
                    )
                )
            )
        )
