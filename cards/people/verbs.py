"""The buttons of help, of where people work, and of roles."""

from cards.verbs import Data, OptionalId, SaidOfPlaces
from domain.confidentiality import EMPTY
from domain.people import Role


class Help(Data, verb="help.show"):
    """What the bot does."""


class ChooseSite(Data, verb="site.choose"):
    """Where the person works; empty is « plus tard »."""

    site: OptionalId = None


class SaveBranches(Data, verb="sites.save"):
    """The organisation's antennes, one a line (quality lead)."""

    names: SaidOfPlaces = EMPTY


class PlacePerson(Data, verb="sites.place"):
    """Where a colleague works (quality lead)."""

    person: OptionalId = None
    site: OptionalId = None


class ShowRoles(Data, verb="roles.show"):
    """Who leads quality, who is management (quality lead)."""


class SetRole(Data, verb="roles.set"):
    """Gives somebody a role (quality lead)."""

    person: OptionalId = None
    role: Role = Role.MEMBER
