"""What a reader may see of a contribution: decided here, before a card, page or file gets it."""

from collections.abc import Callable
from dataclasses import fields

from domain.contributions.contribution import Attachment, Contribution, Facts, Status
from domain.errors import Reason, RuleViolationError
from domain.people import Person
from domain.records import record


def _no_sites() -> frozenset[str]:
    return frozenset()


@record
class Reader:
    """Who reads; without a person, whoever reads a channel or a page that goes round."""

    person: Person | None = None
    key: str = ""
    """What stands for the person on what they wrote anonymously."""
    large_sites: Callable[[], frozenset[str]] = _no_sites
    """Returns the names of the sites that name nobody: with at least ``SMALLEST_SITE`` staff.
    Asked for only where it matters."""

    def wrote(self, contribution: Contribution) -> bool:
        """Tell whether the reader wrote it, anonymously too."""
        return self.person is not None and contribution.is_by(self.person, self.key)

    @property
    def sees_all(self) -> bool:
        """True when the reader may read what was said in private, and who said it."""
        return self.person is not None and self.person.sees_all


@record
class View(Facts):
    """A contribution as one reader may have it; made by ``view_for`` alone."""

    text: str = ""
    """Its words; of one that was taken back, none."""
    author: str = ""
    """The author's name; empty where the reader may not have it, and of what is anonymous: the
    two look the same, so that neither is known by the other's absence."""
    site: str = ""
    """The site to name beside it; empty where it would say who wrote it."""
    site_id: int | None = None
    link: str = ""
    """The message in Teams, which shows its author."""
    attachments: tuple[Attachment, ...] = ()
    """Files, whose addresses name who keeps them."""
    keeps_site: bool = False
    """True when a site may stand with it; with what is anonymous none does."""

    @property
    def is_unsigned(self) -> bool:
        """True when the reader is not told who wrote it."""
        return not self.author


_FACTS = tuple(each.name for each in fields(Facts))


def view_for(contribution: Contribution, reader: Reader) -> View:
    """Return *contribution* as *reader* may have it.

    Its author's name has who may read everything, the author, and everybody where the author
    agreed; the site, who has the name, and others where it is large enough to name nobody. With
    what is anonymous goes neither, and with what was taken back nothing but that.
    """
    facts = {name: getattr(contribution, name) for name in _FACTS}
    if contribution.status is Status.WITHDRAWN:
        return View(**facts | {"answer": "", "asked_back": "", "tags": ()})
    is_named = may_have_author(contribution, reader)
    has_site = names_site(contribution, reader)
    return View(
        **facts,
        text=contribution.text,
        author=contribution.author_name if is_named else "",
        site=contribution.site_name if has_site else "",
        site_id=contribution.site_id if has_site else None,
        link=contribution.link if is_named else "",
        attachments=contribution.attachments if is_named else (),
        keeps_site=not contribution.is_anonymous,
    )


def names_site(contribution: Contribution, reader: Reader) -> bool:
    """Tell whether *reader* may have the site beside the words."""
    if contribution.is_anonymous:
        return False
    if may_have_author(contribution, reader):
        return True
    return contribution.site_name in reader.large_sites()


def may_have_author(contribution: Contribution, reader: Reader) -> bool:
    """Tell whether *reader* may have the author's name."""
    if contribution.is_anonymous:
        return False
    return contribution.is_cited or reader.sees_all or reader.wrote(contribution)


def may_read(contribution: Contribution, reader: Reader) -> bool:
    """Tell whether *reader* may know that it exists: said in public, or it has to do with them."""
    if contribution.is_public or reader.sees_all or reader.wrote(contribution):
        return True
    return reader.person is not None and contribution.assigned_to_id == reader.person.id


def check_may_read(contribution: Contribution, reader: Reader) -> None:
    """Raise ``UNKNOWN`` unless *reader* may know of it.

    ``UNKNOWN`` and not a refusal: that a private contribution exists is nobody's business.
    """
    if not may_read(contribution, reader):
        raise RuleViolationError(Reason.UNKNOWN)
