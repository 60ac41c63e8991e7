"""Who leads quality and who is management, as their organisation has said."""

import sqlalchemy as sa

from domain.people import Person, Role
from storage.organisations import LockedOrganisation
from storage.repository import Repository
from storage.sql import table
from storage.tables import PersonRow

_P = table(PersonRow)


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
