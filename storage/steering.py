"""What an organisation has set beside its rhythm: one row, of which each setting is somebody's."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from storage.organisations import LockedOrganisation
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import SteeringRow

_T = table(SteeringRow)

USUAL: Mapping[str, Any] = {
    "recurrent_people": 3,
    "recurrent_weeks": 3,
    "report_monthly": False,
    "report_quarterly": False,
    "fewest_answers": 5,
}
"""What holds until an organisation has set something; nothing is sent to management unasked."""


class Steering(Repository):
    """What is set, by organisation and by the name of the setting."""

    def of(self, organisation_id: int) -> Mapping[str, Any]:
        """Return what the organisation has set; the usual until it has."""
        kept = self._connection.execute(
            sa.select(_T).where(_T.c.organisation_id == organisation_id)
        ).mappings()
        return next((dict(row) for row in kept), USUAL)

    def set(self, organisation_id: LockedOrganisation, **settings: Any) -> None:
        """Keep some settings of the organisation; the others stay."""
        adding = insert(self._connection.dialect.name, SteeringRow).on_conflict_do_update(
            index_elements=["organisation_id"], set_=settings
        )
        whole = {**USUAL, **settings, "organisation_id": organisation_id}
        self._connection.execute(adding, whole)
