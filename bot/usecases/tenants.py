"""Which organisation a command is about."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.people import Person, Role
from domain.records import record
from storage.contributions.visibility import Viewer
from storage.organisations import NO_TENANT
from storage.unit_of_work import UnitOfWork


class TenantProblem(StrEnum):
    """Why no organisation can be chosen."""

    SEVERAL = "several"
    NOT_SERVED = "not_served"
    UNKNOWN = "unknown"


class TenantError(Exception):
    """No organisation can be chosen; nothing is done."""

    def __init__(self, problem: TenantProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@record
class Served:
    """The tenants that the settings name: None for any, and the bot's own if there is one."""

    allowed: frozenset[str] | None
    own: str = ""


@record
class Chosen:
    """An organisation by its tenant; without an id it is not there yet."""

    tenant_id: str
    id: int | None


def choose(unit: UnitOfWork, asked: str, served: Served) -> Chosen:
    """Return the organisation of the tenant *asked* for, else the only one there can be.

    Raises:
        TenantError: ``SEVERAL`` and none is asked for; ``NOT_SERVED`` by the settings.
    """
    known = unit.organisations.tenants()
    if asked:
        return _asked(asked, known, served)
    if len(known) > 1:
        raise TenantError(TenantProblem.SEVERAL)
    for tenant_id, organisation_id in known.items():
        return Chosen(tenant_id, organisation_id)
    return Chosen(_usual(served), None)


def _asked(asked: str, known: dict[str, int], served: Served) -> Chosen:
    tenant_id = asked if asked in known else asked.lower()
    if tenant_id not in known and served.allowed is not None and tenant_id not in served.allowed:
        raise TenantError(TenantProblem.NOT_SERVED)
    return Chosen(tenant_id, known.get(tenant_id))


def _usual(served: Served) -> str:
    if served.own or not served.allowed:
        return served.own or NO_TENANT
    if len(served.allowed) > 1:
        raise TenantError(TenantProblem.SEVERAL)
    return next(iter(served.allowed))


def zone_of(unit: UnitOfWork, chosen: Chosen, default: ZoneInfo) -> ZoneInfo:
    """Return the zone of an organisation; *default* for one that is not there yet."""
    return default if chosen.id is None else unit.rhythms.of(chosen.id, default.key).tz


def everything_of(organisation_id: int, now: datetime, zone: ZoneInfo) -> Viewer:
    """Return who sees all of an organisation and is nobody in it: who has the machine."""
    return Viewer(Person(0, organisation_id, "", "", "", Role.QUALITY_LEAD), "", now, zone)
