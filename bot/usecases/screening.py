"""What makes people’s words clean: with the names that their organisation knows."""

from domain.confidentiality import Mask, Screen
from storage.confidentiality.names import Names
from storage.unit_of_work import UnitOfWork


def screen_of(unit: UnitOfWork, tenant_id: str) -> Screen:
    """Return what makes text clean for a tenant's organisation, with the names that it knows."""
    organisation_id = unit.organisations.find(tenant_id)
    if organisation_id is None:
        return Screen()
    return screen_for(unit, organisation_id)


def screen_for(unit: UnitOfWork, organisation_id: int) -> Screen:
    """Return what makes text clean for an organisation."""
    return Screen(
        unit.of(Names).staff_names(organisation_id), unit.of(Names).known_names(organisation_id)
    )


def found_in(*texts: object) -> tuple[Mask, ...]:
    """Return what was masked just now in those of *texts* that are clean ones."""
    return tuple(mask for text in texts for mask in getattr(text, "found", ()))
