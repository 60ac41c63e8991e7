"""The buttons of help, of where people work, and of roles."""

from cards.verbs import Data, OptionalId, SaidOfPlaces
from domain.confidentiality import EMPTY
from domain.people import Role


class Help(Data):
    """What the bot does."""

    verb = "help.show"


class ChooseSite(Data):
    """Where the person works; empty is « plus tard »."""

    verb = "site.choose"

    site: OptionalId = None


class SaveBranches(Data):
    """The organisation's antennes, one a line (quality lead)."""

    verb = "sites.save"

    names: SaidOfPlaces = EMPTY


class PlacePerson(Data):
    """Where a colleague works (quality lead)."""

    verb = "sites.place"

    person: OptionalId = None
    site: OptionalId = None


class ShowRoles(Data):
    """Who leads quality, who is management (quality lead)."""

    verb = "roles.show"


class SetRole(Data):
    """Gives somebody a role (quality lead)."""

    verb = "roles.set"

    person: OptionalId = None
    role: Role = Role.MEMBER
