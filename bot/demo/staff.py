"""Who works in the invented Mission Locale, and where."""

from datetime import timedelta

from domain.people import Role
from domain.records import record

TENANT = "11111111-1111-4111-8111-111111111111"
"""The tenant of the Playground (.m365agentsplayground.yml)."""
TEAM, CHANNEL = "19:general@thread.tacv2", "19:amelioration@thread.tacv2"
"""Its team and its channel; « General » has the id of the team."""

HEADQUARTERS = "Siège"
BRANCHES = ("Montclair", "Rochebrune", "Saint-Aubin", "Valmont")


@record
class Colleague:
    """A member of staff; the first six are those of the Playground."""

    number: int
    name: str
    site: str
    role: Role = Role.MEMBER

    @property
    def aad_object_id(self) -> str:
        """Who they are for Entra."""
        return f"00000000-0000-4000-8000-{self.number:012d}"

    @property
    def teams_user_id(self) -> str:
        """Who they are for Teams."""
        return f"29:{self.name.split()[0].lower()}"

    @property
    def upn(self) -> str:
        """How they sign in."""
        return f"{self.name.lower().replace(' ', '.').replace('è', 'e')}@ml.example"

    @property
    def habit(self) -> timedelta:
        """When in the day they write: each at an hour of their own."""
        return timedelta(hours=8, minutes=30 + self.number * 17 % 480)


_NAMES: dict[str, tuple[str, ...]] = {
    HEADQUARTERS: ("Claire Moreau", "Paul Girard", "Hélène Roussel", "Marc Vidal", "Inès Colin"),
    "Montclair": (
        "Awa Diallo",
        "Julien Perrot",
        "Sarah Lemoine",
        "Thomas Guérin",
        "Leïla Mansour",
        "Camille Aubry",
    ),
    "Rochebrune": (
        "Bruno Lefèvre",
        "Amandine Roy",
        "Karim Saadi",
        "Élodie Besson",
        "Yann Le Goff",
    ),
    "Saint-Aubin": (
        "Nadia Benali",
        "Lucie Fabre",
        "Olivier Texier",
        "Maëlle Caron",
        "Rachid Ziani",
    ),
    "Valmont": ("Sofia Martin", "Pierre Jolivet", "Anaïs Delmas", "Hugo Marchal", "Fatou Sarr"),
}
_PLAYGROUND = (
    "Claire Moreau",
    "Awa Diallo",
    "Bruno Lefèvre",
    "Nadia Benali",
    "Paul Girard",
    "Sofia Martin",
)
_ROLES = {"Claire Moreau": Role.QUALITY_LEAD, "Hélène Roussel": Role.MANAGEMENT}


def _everybody() -> tuple[Colleague, ...]:
    places = {name: site for site, names in _NAMES.items() for name in names}
    others = [name for name in places if name not in _PLAYGROUND]
    return tuple(
        Colleague(number, name, places[name], _ROLES.get(name, Role.MEMBER))
        for number, name in enumerate((*_PLAYGROUND, *others), start=1)
    )


STAFF = _everybody()
LEAD = STAFF[0]
MANAGEMENT = next(each for each in STAFF if each.role is Role.MANAGEMENT)
IN_THE_PLAYGROUND = len(_PLAYGROUND)
