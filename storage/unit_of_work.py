"""The unit of work: one transaction, with the repositories that read and write in it."""

from typing import TypeVar, cast

from sqlalchemy.engine import Connection

from storage.database import gather_statistics
from storage.inbound import Inbound
from storage.journal import Journal
from storage.organisations import Organisations, Roles
from storage.outbox.dispatch import Dispatch
from storage.outbox.repository import Outbox
from storage.pace import Pace
from storage.people import People
from storage.repository import Repository
from storage.rhythms import Rhythms
from storage.runs import Runs
from storage.sends import Sends
from storage.sites import Sites
from storage.solicitations import Solicitations
from storage.spent_links import SpentLinks
from storage.steering import Steering
from storage.teams import Teams

R = TypeVar("R", bound=Repository)


class UnitOfWork:
    """What one piece of work may read and change; leaving by an exception undoes it all.

    What every capability shares is at hand; a capability's own repository is asked for by its
    class: ``unit.of(Themes)``.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[type[Repository], Repository] = {}
        self.journal = Journal(connection)
        self.dispatch = Dispatch(connection, self.journal)
        self.inbound = Inbound(connection, self.journal)
        self.organisations = Organisations(connection, self.journal)
        self.outbox = Outbox(connection, self.journal)
        self.pace = Pace(connection, self.journal)
        self.people = People(connection, self.journal)
        self.rhythms = Rhythms(connection, self.journal)
        self.roles = Roles(connection, self.journal)
        self.runs = Runs(connection, self.journal)
        self.sends = Sends(connection, self.journal)
        self.sites = Sites(connection, self.journal)
        self.solicitations = Solicitations(connection, self.journal)
        self.spent_links = SpentLinks(connection, self.journal)
        self.steering = Steering(connection, self.journal)
        self.teams = Teams(connection, self.journal)

    def of(self, repository: type[R]) -> R:
        """Return the repository of that class in this transaction."""
        if repository not in self._known:
            self._known[repository] = repository(self._connection, self.journal)
        return cast("R", self._known[repository])

    def gather_statistics(self) -> None:
        """Let the database see how its tables have grown, where it does not by itself."""
        gather_statistics(self._connection)
