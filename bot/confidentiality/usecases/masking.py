"""Telling people, privately and once, what was masked in what they wrote in a channel."""

import hashlib
from dataclasses import replace

from bot.usecases.owing import destination
from bot.usecases.turn import Policy, Turn, enter
from domain.confidentiality.subjects import MaskSubject
from domain.contributions.contribution import Contribution, Status
from domain.contributions.masked import MaskedView
from domain.people import Person
from storage.contributions.comments import Comments
from storage.contributions.masked import Masking, Masks
from storage.contributions.repository import Contributions
from storage.outbox import Owed
from storage.unit_of_work import UnitOfWork


def tell(
    unit: UnitOfWork,
    turn: Turn,
    person: Person,
    message: tuple[str, str],
    link: str,
    service_url: str,
) -> None:
    """Owe who wrote a message a private word on what of it was masked, once however it changes.

    It answers what they have just done, and the name may still stand in Teams: it goes at once, at
    any hour, and counts against no ceiling; not to who wants no messages. *message*: the ids of
    its conversation and of itself.
    """
    organisation_id = person.organisation_id
    maskings = [
        each for each in unit.of(Masks).of_message(organisation_id, *message) if any(each.masks)
    ]
    (author,) = unit.people.known(organisation_id, [person.id])
    if not maskings or author.availability.opted_out:
        return
    unit.of(Masks).tell([each.id for each in maskings], link, turn.now)
    team = unit.teams.first(organisation_id)
    to = destination(author, team)
    owed = Owed(
        f"{MaskSubject.MASKED}:{_digest(message)}:{person.id}",
        (MaskSubject.MASKED, maskings[-1].id),
        to if to.service_url else replace(to, service_url=service_url),
        person.id,
        author.person.unreachable,
    )
    unit.outbox.owe(organisation_id, [owed], turn.now, due_at=turn.now)


def tell_of(unit: UnitOfWork, turn: Turn, contribution_id: int) -> None:
    """Owe who has changed a contribution a private word, where the answer is not theirs alone."""
    actor = enter(unit, turn)
    contribution = unit.of(Contributions).get(actor.organisation_id, contribution_id)
    for each in unit.of(Masks).of_contribution(actor.organisation_id, contribution_id):
        if each.message and contribution:
            tell(unit, turn, actor.person, each.message, contribution.link, "")


def follow(unit: UnitOfWork, turn: Turn, organisation_id: int, message: tuple[str, str]) -> None:
    """Update what was told about a message."""
    for masking in unit.of(Masks).of_message(organisation_id, *message):
        unit.outbox.touch(organisation_id, (MaskSubject.MASKED, masking.id), turn.now)


def view(unit: UnitOfWork, _: Policy, organisation_id: int, masking_id: int) -> MaskedView | None:
    """Return what is told about a message in which something was masked, as it is now."""
    masking = unit.of(Masks).get(organisation_id, masking_id)
    if masking is None:
        return None
    together = [masking]
    if masking.message is not None:
        together = unit.of(Masks).of_message(organisation_id, *masking.message)[::-1]
    told = [(each, above) for each in together if (above := _above(unit, each)) is not _GONE]
    masks = tuple(mask for each, _ in told for mask in each.masks if mask)
    number = next((above.number for _, above in told if isinstance(above, Contribution)), None)
    return MaskedView(masking.id, masks, number, masking.link)


_GONE = object()


def _above(unit: UnitOfWork, masking: Masking) -> object:
    """Return the contribution of a masked text, or whether what it is the text of still stands."""
    if masking.contribution_id is not None:
        contribution = unit.of(Contributions).get(masking.organisation_id, masking.contribution_id)
        gone = contribution is None or contribution.status is Status.WITHDRAWN
        return _GONE if gone else contribution
    if masking.comment_id is not None:
        comment = unit.of(Comments).get(masking.organisation_id, masking.comment_id)
        return _GONE if comment is None or comment.deleted else None
    return None


def _digest(message: tuple[str, str]) -> str:
    return hashlib.sha256("\n".join(message).encode()).hexdigest()[:32]
