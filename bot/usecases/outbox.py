"""What a message of the outbox shows when it is sent: each capability says it of its own.

A message keeps a subject: a code name, and the id of what it shows. It is read when it is sent,
so that people see what is true then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar

from bot.usecases.turn import Policy, Turn
from domain.contributions.subjects import ContributionSubject
from domain.contributions.view import View
from domain.records import record
from storage.outbox import Destination, Outgoing
from storage.people import Colleague
from storage.unit_of_work import UnitOfWork

V = TypeVar("V")

Reader = Callable[[UnitOfWork, Policy, Sequence[Outgoing]], Mapping[int, V]]
"""Returns what messages show, by the id of the message; what is gone is left out."""

Author = Callable[[UnitOfWork, Policy, int, int], Colleague | None]
"""Returns whom a message about something anonymous goes to: it is found out when it is sent."""


def _is_wanted(_: Any, __: Outgoing) -> bool:
    return True


@record
class Message(Generic[V]):
    """What the messages of some subjects show."""

    subjects: tuple[StrEnum, ...]
    read: Reader[V]
    shows: Callable[[V, str, Policy], dict[str, Any] | str]
    """The card, or a few words of our own, of what was read for a subject."""
    is_wanted: Callable[[V, Outgoing], bool] = _is_wanted
    """Whether a message that was owed still says something: people change their minds."""
    author_of: Author | None = None
    is_quiet: bool = False
    """True where whether it was still wanted would tell who has answered anonymously."""


def by_outgoing(
    read: Callable[[UnitOfWork, Policy, Outgoing], V | None],
) -> Reader[V]:
    """Return the reader of messages that are read one by one."""

    def reader(unit: UnitOfWork, policy: Policy, outgoings: Sequence[Outgoing]) -> dict[int, V]:
        found = ((each.id, read(unit, policy, each)) for each in outgoings)
        return {id_: shows for id_, shows in found if shows is not None}

    return reader


def by_id(read: Callable[[UnitOfWork, Policy, int, int], V | None]) -> Reader[V]:
    """Return the reader of messages that are read by their organisation and the subject's id."""
    return by_outgoing(
        lambda unit, policy, each: (
            None
            if each.subject_id is None
            else read(unit, policy, each.organisation_id, each.subject_id)
        )
    )


def itself(_: UnitOfWork, __: Policy, outgoings: Sequence[Outgoing]) -> dict[int, Outgoing]:
    """Read messages that say the same to everyone."""
    return {each.id: each for each in outgoings}


class Messages:
    """What every message shows, by its subject."""

    def __init__(self, messages: Iterable[Message[Any]]) -> None:
        self._by_subject: dict[str, Message[Any]] = {
            subject: message for message in messages for subject in message.subjects
        }

    @property
    def subjects(self) -> frozenset[str]:
        """The code names of all subjects."""
        return frozenset(self._by_subject)

    def read(
        self, unit: UnitOfWork, policy: Policy, outgoings: Sequence[Outgoing]
    ) -> dict[int, Any]:
        """Return what messages show now, by the message's id; None for what is gone."""
        shows: dict[int, Any] = dict.fromkeys(each.id for each in outgoings)
        for message in dict.fromkeys(self._by_subject.values()):
            theirs = [each for each in outgoings if each.subject in message.subjects]
            if theirs:
                shows |= message.read(unit, policy, theirs)
        return shows

    def shown(self, subject: str, shows: Any, policy: Policy) -> dict[str, Any] | str:
        """Return the card, or the words, that show what was read of a subject."""
        return self._by_subject[subject].shows(shows, subject, policy)

    def card(self, subject: str, shows: Any, policy: Policy) -> dict[str, Any]:
        """Return the card of a subject that is shown by one."""
        shown = self.shown(subject, shows, policy)
        assert isinstance(shown, dict), f"{subject} is shown by words"  # noqa: S101 -- our own
        return shown

    def is_wanted(self, outgoing: Outgoing, shows: Any) -> bool:
        """Tell whether a message still says something; what stands in Teams is kept true."""
        if shows is None:
            return False
        stands = bool(outgoing.activity_id)
        return stands or self._by_subject[outgoing.subject].is_wanted(shows, outgoing)

    def is_quiet(self, outgoing: Outgoing) -> bool:
        """Tell whether a message leaves the same behind, sent or not: its end would tell who."""
        message = self._by_subject.get(outgoing.subject)
        return message is not None and (message.is_quiet or self.is_unaddressed(outgoing))

    def is_unaddressed(self, outgoing: Outgoing) -> bool:
        """Tell whether a message names nobody in the outbox: that of an anonymous author."""
        message = self._by_subject.get(outgoing.subject)
        finds = message is not None and message.author_of is not None
        return finds and (outgoing.is_secret or outgoing.person_id is None)

    def author_of(self, unit: UnitOfWork, policy: Policy, outgoing: Outgoing) -> Colleague | None:
        """Return the author to whom a message goes that names nobody, or None."""
        message = self._by_subject.get(outgoing.subject)
        if message is None or message.author_of is None or outgoing.subject_id is None:
            return None
        return message.author_of(unit, policy, outgoing.organisation_id, outgoing.subject_id)


def follow(
    unit: UnitOfWork, turn: Turn, contribution: View, to: Destination, activity_id: str
) -> None:
    """Keep a message that stands in Teams true to *contribution* from now on."""
    if unit.outbox.holds(contribution.organisation_id, activity_id):
        return
    unit.outbox.adopt(
        contribution.organisation_id,
        f"{ContributionSubject.CONTRIBUTION}:{contribution.id}:{activity_id}"[:200],
        (ContributionSubject.CONTRIBUTION, contribution.id),
        to,
        activity_id,
        turn.now,
    )


def is_followed(unit: UnitOfWork, turn: Turn, activity_id: str) -> bool:
    """Tell whether a message is one that the outbox keeps true."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    return unit.outbox.holds(organisation_id, activity_id)
