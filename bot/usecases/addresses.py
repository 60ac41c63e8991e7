"""Where a person is written to for the first time: a chat has to be opened with them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.usecases.outbox import Messages
from bot.usecases.turn import Policy
from domain.records import record
from storage.outbox import Destination, Outgoing
from storage.people import Reference
from storage.unit_of_work import UnitOfWork


@record
class Address:
    """Whom to open a chat with, and as which bot."""

    tenant_id: str
    bot_id: str
    user_id: str


@record
class Parcel:
    """A claimed message with all that sending it needs."""

    outgoing: Outgoing
    shows: Any
    address: Address | None = None
    """Of a message to a person."""


def pack(
    unit: UnitOfWork, policy: Policy, messages: Messages, outgoings: Sequence[Outgoing]
) -> list[Parcel]:
    """Return claimed messages of one organisation, ready to be sent."""
    shows = messages.read(unit, policy, outgoings)
    outgoings = [_found_out(unit, policy, messages, each) for each in outgoings]
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


def _found_out(
    unit: UnitOfWork, policy: Policy, messages: Messages, outgoing: Outgoing
) -> Outgoing:
    """Return a message to the author of what is anonymous with its address, which nobody keeps."""
    if outgoing.person_id is not None:
        return outgoing
    author = messages.author_of(unit, policy, outgoing)
    if author is None or not (author.reference or outgoing.to.service_url):
        return outgoing
    to = outgoing.to
    if author.reference is not None:
        to = Destination(author.reference.service_url, author.reference.conversation_id)
    return replace(outgoing, person_id=author.person.id, to=to, is_secret=True)


def _addresses(
    unit: UnitOfWork, policy: Policy, organisation_id: int, people: set[int]
) -> dict[int, Address]:
    tenant = unit.organisations.tenant(organisation_id)
    team = unit.teams.first(organisation_id)
    bot_id = policy.bot_id or (team.bot_id if team else "")
    return {
        each.person.id: Address(tenant, bot_id, each.person.teams_user_id)
        for each in unit.people.known(organisation_id, list(people))
    }
