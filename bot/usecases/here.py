"""The clock on the wall of an organisation: its own zone, as « Réglages » says it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.usecases.turn import Policy
from storage.unit_of_work import UnitOfWork

V = TypeVar("V")


def zone_here(unit: UnitOfWork, policy: Policy, organisation_id: int) -> ZoneInfo:
    """Return the zone in which an organisation lives; the settings' until it has said."""
    return unit.rhythms.of(organisation_id, policy.default_zone.key).tz


def zone_of_tenant(unit: UnitOfWork, policy: Policy, tenant_id: str) -> ZoneInfo:
    """Return the zone of a tenant's organisation; the settings' for one that is not known yet."""
    organisation_id = unit.organisations.find(tenant_id)
    if organisation_id is None:
        return policy.default_zone
    return zone_here(unit, policy, organisation_id)


def today_here(unit: UnitOfWork, policy: Policy, organisation_id: int, now: datetime) -> date:
    """Return the day that it is for an organisation."""
    return now.astimezone(zone_here(unit, policy, organisation_id)).date()


def with_zone(
    read: Callable[[UnitOfWork, Policy, int, int], V | None],
) -> Callable[[UnitOfWork, Policy, int, int], tuple[V, ZoneInfo] | None]:
    """Return the same reading of something by its id, with the zone of its organisation."""

    def reading(
        unit: UnitOfWork, policy: Policy, organisation_id: int, subject_id: int
    ) -> tuple[V, ZoneInfo] | None:
        found = read(unit, policy, organisation_id, subject_id)
        return None if found is None else (found, zone_here(unit, policy, organisation_id))

    return reading
