"""Who is who: organisation, person, role, site."""

import hmac
from collections.abc import Mapping
from enum import StrEnum

from domain.errors import Reason, RuleViolationError
from domain.records import record


class Role(StrEnum):
    """What a person may do beyond contributing."""

    MEMBER = "member"
    QUALITY_LEAD = "quality_lead"
    MANAGEMENT = "management"


class SiteNature(StrEnum):
    """A site is an antenne, or one of the two answers that always exist."""

    BRANCH = "branch"
    HEADQUARTERS = "headquarters"
    SEVERAL = "several"


@record
class Site:
    """A place where staff work (*antenne*), or « siège », or « plusieurs »."""

    id: int
    name: str
    nature: SiteNature


SMALLEST_SITE = 3
"""Staff on a site below which naming the site would name the person."""


def large_sites(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the sites that name nobody, of those with so many staff each."""
    return frozenset(name for name, staff in sizes.items() if staff >= SMALLEST_SITE)


@record
class Person:
    """A member of staff, as the organisation knows them."""

    id: int
    organisation_id: int
    aad_object_id: str
    name: str
    upn: str
    role: Role
    site_id: int | None = None
    site_name: str = ""
    site_asked: bool = False
    teams_user_id: str = ""
    unreachable: str = ""
    """Why the bot cannot write to them, as Teams says it; empty while it can."""

    @property
    def leads_quality(self) -> bool:
        """True when the person may answer, correct and steer for everyone."""
        return self.role is Role.QUALITY_LEAD

    @property
    def sees_all(self) -> bool:
        """True when the person may read what was said in private, too."""
        return self.role is not Role.MEMBER


def check_leads_quality(person: Person) -> None:
    """Raise unless *person* is a quality lead."""
    if not person.leads_quality:
        raise RuleViolationError(Reason.NOT_QUALITY_LEAD)


def author_key(secret: bytes, person: Person) -> str:
    """Return what stands for *person* on an anonymous contribution: 64 hexadecimal digits.

    Only who holds *secret* can tell that a person wrote it; the same person always gets the same
    key, so that they can correct what they wrote and be answered.
    """
    message = f"{person.organisation_id}:{person.aad_object_id}".encode()
    return hmac.digest(secret, message, "sha256").hex()


def wish_key(secret: bytes, person: Person) -> str:
    """Return what stands for *person* once their name is erased, where they want no messages.

    Only who holds *secret* can tell whose it is; it is another key than their contributions have.
    """
    key = hmac.digest(secret, b"wishes", "sha256")
    message = f"{person.organisation_id}:{person.aad_object_id}".encode()
    return hmac.digest(key, message, "sha256").hex()


class WelcomeSubject(StrEnum):
    """The notes with which the bot enters a chat or a channel, as the outbox keeps them."""

    GREETING = "greeting"
    HELLO = "hello"
    HOW_TO = "how_to"
