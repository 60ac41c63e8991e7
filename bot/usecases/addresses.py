"""Where a person is written to for the first time: a chat has to be opened with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.actions.usecases import news as action_news
from bot.ideas.usecases.news import author_of
from bot.usecases.outbox import Subject, what_to_show
from bot.usecases.turn import Policy
from domain.actions.subjects import ActionSubject
from domain.ideas.subjects import IdeaSubject
from storage.outbox import Destination, Outgoing
from storage.people import Colleague, Reference
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Address:
    """Whom to open a chat with, and as which bot."""

    tenant_id: str
    bot_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed message with all that sending it needs."""

    outgoing: Outgoing
    shows: Subject
    address: Address | None = None
    """Of a message to a person."""


def pack(unit: UnitOfWork, policy: Policy, outgoings: Sequence[Outgoing]) -> list[Parcel]:
    """Return claimed messages of one organisation, ready to be sent."""
    shows = what_to_show(unit, policy, outgoings)
    outgoings = [_found_out(unit, policy, each) for each in outgoings]
    people = {each.person_id for each in outgoings if each.person_id is not None}
    addresses = _addresses(unit, policy, outgoings[0].organisation_id, people) if people else {}
    return [Parcel(each, shows[each.id], addresses.get(each.person_id or 0)) for each in outgoings]


def keep_chat(unit: UnitOfWork, parcel: Parcel) -> None:
    """Remember the chat that was opened for a parcel; not who wrote what is anonymous."""
    outgoing, address = parcel.outgoing, parcel.address
    if outgoing.is_secret:
        return
    if outgoing.person_id is not None and address is not None:
        reference = Reference(outgoing.to.conversation_id, outgoing.to.service_url, address.bot_id)
        unit.people.set_reference(outgoing.organisation_id, outgoing.person_id, reference)


def _found_out(unit: UnitOfWork, policy: Policy, outgoing: Outgoing) -> Outgoing:
    """Return a message to the author of what is anonymous with its address, which nobody keeps."""
    find = _AUTHORS.get(outgoing.subject)
    if find is None or outgoing.person_id is not None or outgoing.subject_id is None:
        return outgoing
    author = find(unit, policy, outgoing.organisation_id, outgoing.subject_id)
    if author is None or not (author.reference or outgoing.to.service_url):
        return outgoing
    to = outgoing.to
    if author.reference is not None:
        to = Destination(author.reference.service_url, author.reference.conversation_id)
    return replace(outgoing, person_id=author.person.id, to=to, is_secret=True)


_AUTHORS: dict[str, Callable[[UnitOfWork, Policy, int, int], Colleague | None]] = {
    IdeaSubject.NEWS: author_of,
    ActionSubject.TOLD_UNNAMED: action_news.author_of,
}
"""Who finds out whom a message about something anonymous goes to, by its subject."""


def _addresses(
    unit: UnitOfWork, policy: Policy, organisation_id: int, people: set[int]
) -> dict[int, Address]:
    tenant = unit.organisations.tenant(organisation_id)
    team = next(iter(unit.teams.living(organisation_id)), None)
    bot_id = policy.bot_id or (team.bot_id if team else "")
    return {
        each.person.id: Address(tenant, bot_id, each.person.teams_user_id)
        for each in unit.people.known(organisation_id, list(people))
    }
