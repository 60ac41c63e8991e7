"""What each organisation has set for themes, the board's page and the survey."""

import sqlalchemy as sa

from domain.themes.steering import Steering
from domain.themes.theme import Recurrence
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import SteeringRow

_T = table(SteeringRow)


class SteeringSettings(Repository):
    """What is set, by organisation."""

    def of(self, organisation_id: int) -> Steering:
        """Return what the organisation has set; the usual until it has."""
        row = self._connection.execute(
            sa.select(_T).where(_T.c.organisation_id == organisation_id)
        ).first()
        if row is None:
            return Steering()
        return Steering(
            Recurrence(row.recurrent_people, row.recurrent_weeks),
            row.report_monthly,
            row.report_quarterly,
            row.fewest_answers,
        )

    def set(self, organisation_id: int, steering: Steering) -> None:
        """Keep *steering* as the organisation's."""
        values = {
            "recurrent_people": steering.recurrence.people,
            "recurrent_weeks": steering.recurrence.weeks,
            "report_monthly": steering.report_monthly,
            "report_quarterly": steering.report_quarterly,
            "fewest_answers": steering.fewest_answers,
        }
        adding = insert(self._connection.dialect.name, SteeringRow).on_conflict_do_update(
            index_elements=["organisation_id"], set_=values
        )
        self._connection.execute(adding, values | {"organisation_id": organisation_id})
