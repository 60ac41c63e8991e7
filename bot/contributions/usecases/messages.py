"""What is said in a channel: kept, asked about, commented, or left alone."""

from bot.confidentiality.usecases import masking
from bot.contributions.usecases.readers import everybody
from bot.usecases.messages import Message
from bot.usecases.teams import UnknownChannelError
from bot.usecases.turn import Actor, Turn, as_actor, enter, heard_of
from bot.usecases.understand import Heard, Said
from domain.contributions.contribution import Origin
from domain.contributions.subjects import ContributionSubject
from domain.contributions.view import View, view_for
from domain.kinds import Kind
from domain.names import same_name
from domain.people import Person
from domain.records import record
from storage.contributions.comments import Comments
from storage.contributions.draft import Draft
from storage.contributions.hearing import Hearing, Opening
from storage.contributions.questions import Question, Questions
from storage.contributions.repository import Contributions
from storage.outbox import Outgoing
from storage.unit_of_work import UnitOfWork


@record
class Answer:
    """A message that is owed, and what it shows, for whoever sends it at once."""

    outgoing: Outgoing
    shows: View | Question


def keep(unit: UnitOfWork, turn: Turn, message: Message, heard: Heard) -> list[Answer]:
    """Keep what *message* says if it is for the bot; return the answers owed in its thread.

    A message heard before gives nothing again.

    Raises:
        UnknownChannelError: nobody has told the bot the name of the channel.
    """
    opening = _open(unit, turn, message)
    if not (_listens(turn, opening, message) or message.mentions_bot):
        return []
    _note_heard(unit, turn, message, opening)
    if opening is not None and opening.heard:
        return []
    if message.is_reply and _is_comment(unit, turn, opening, message):
        return []
    author = _author(unit, turn, opening)
    return _keep(unit, turn, author, message, heard, is_public=_is_open(opening))


def note_heard(unit: UnitOfWork, turn: Turn, message: Message) -> None:
    """Keep the day on which a message that is answered, and not kept, came from the channel."""
    _note_heard(unit, turn, message, _open(unit, turn, message))


def is_kept(unit: UnitOfWork, turn: Turn, message: Message) -> bool:
    """Tell whether something of a message is kept: a contribution, a comment or a question."""
    organisation_id = unit.organisations.find(turn.author.tenant_id) or 0
    return bool(
        unit.of(Contributions).of_message(organisation_id, *message.key)
        or unit.of(Comments).of_message(organisation_id, message.key)
        or unit.of(Questions).of_message(organisation_id, *message.key)
    )


def is_listened_to(unit: UnitOfWork, turn: Turn, message: Message) -> bool:
    """Tell whether the message stands in the channel that the bot reads."""
    try:
        return _listens(turn, _open(unit, turn, message), message)
    except UnknownChannelError:
        return False


def _open(unit: UnitOfWork, turn: Turn, message: Message) -> Opening | None:
    author = turn.author
    return unit.of(Hearing).open(
        author.tenant_id, author.aad_object_id, message.channel_id, message.key
    )


def _listens(turn: Turn, opening: Opening | None, message: Message) -> bool:
    """Tell whether a message stands in the channel that is read; no group chat is."""
    if not message.channel_id:
        return False
    if opening is None or opening.channel_name is None:
        raise UnknownChannelError
    return same_name(opening.channel_name, turn.policy.channel)


def _is_open(opening: Opening | None) -> bool:
    """Tell whether the whole team may read where a message stands: what is closed has no name."""
    return bool(opening and opening.channel_name)


def _note_heard(unit: UnitOfWork, turn: Turn, message: Message, opening: Opening | None) -> None:
    """Written once a day and channel, so that it costs the other messages nothing."""
    if opening is None or opening.channel_id is None:
        return
    known = opening.mentioned_on if message.mentions_bot else opening.heard_on
    if (known is None or known < turn.day) and same_name(
        opening.channel_name or "", turn.policy.channel
    ):
        unit.teams.mark_heard(opening.channel_id, turn.day, mentioned=message.mentions_bot)


def _is_comment(unit: UnitOfWork, turn: Turn, opening: Opening | None, message: Message) -> bool:
    """Keep a reply under a contribution as its comment; under other messages it is read as any.

    What stands under an open question waits for its answer like the question itself.
    """
    if opening is None:
        return False
    place = (opening.organisation_id, message.conversation_id)
    above = unit.of(Contributions).begun_by(*place)
    if above is not None:
        author = _author(unit, turn, opening).person
        if above.merged_into_id is not None:  # what is said under a duplicate goes on with it
            into = unit.of(Contributions).get(above.organisation_id, above.merged_into_id)
            above = into or above
        unit.of(Comments).add(above, author, message.key, message.text, turn.now)
        tell_what_is_masked(unit, turn, author, message)
        return True
    return not message.mentions_bot and unit.of(Questions).stand_in(*place)


def _author(unit: UnitOfWork, turn: Turn, opening: Opening | None) -> Actor:
    """Return who wrote; they are met only when they are new or Teams tells something new."""
    person = opening.person if opening else None
    told = (turn.author.name, turn.author.teams_user_id)
    if person is None or (person.name, person.teams_user_id) != told:
        return enter(unit, turn)
    return as_actor(heard_of(unit, turn, person), turn.policy)


def _keep(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    message: Message,
    heard: Heard,
    *,
    is_public: bool,
) -> list[Answer]:
    if heard.ask:
        answers = _ask(unit, turn, actor, message, heard.kind, is_public=is_public)
    else:
        answers = [
            keep_part(unit, turn, actor, message, part, position, is_public=is_public)
            for position, part in enumerate(heard.parts)
        ]
    tell_what_is_masked(unit, turn, actor.person, message)
    return answers


def tell_what_is_masked(unit: UnitOfWork, turn: Turn, author: Person, message: Message) -> None:
    """Owe the author of a message a private word, if something in it is masked."""
    if message.text.found:
        masking.tell(unit, turn, author, message.key, message.link, message.service_url)


def keep_part(  # noqa: PLR0913 -- which part of whose message, and who may read it
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    message: Message,
    part: Said,
    position: int,
    *,
    is_public: bool,
) -> Answer:
    """Keep one part of a message as a contribution; return the card owed in the thread."""
    person = actor.person
    draft = Draft(
        kind=part.kind,
        text=part.text,
        origin=Origin.CHANNEL if is_public else Origin.CHAT,
        author_id=person.id,
        author_name=person.name,
        site_id=person.site_id,
        site_name=person.site_name,
        conversation_id=message.conversation_id,
        message_id=message.message_id,
        part=position,
        link=message.link,
        attachments=message.attachments,
        week=turn.week,
        is_public=is_public,
        is_cited=is_public,
    )
    contribution = unit.of(Contributions).add(actor.organisation_id, draft, turn.year, turn.now)
    subject = (ContributionSubject.CONTRIBUTION, contribution.id)
    shows = view_for(contribution, everybody(unit, actor.organisation_id))
    return _owe(unit, turn, actor, message, subject, shows)


def _owe(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    message: Message,
    subject: tuple[str, int],
    shows: View | Question,
) -> Answer:
    outgoing = unit.outbox.put(
        actor.organisation_id,
        f"{subject[0]}:{subject[1]}",
        subject,
        message.thread,
        turn.now,
        owner=turn.policy.owner,
    )
    assert outgoing is not None  # noqa: S101 -- the subject is new, so is its key
    return Answer(outgoing, shows)


def _ask(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    message: Message,
    guessed: Kind,
    *,
    is_public: bool,
) -> list[Answer]:
    asked = {
        "conversation_id": message.conversation_id,
        "message_id": message.message_id,
        "origin": Origin.CHANNEL if is_public else Origin.CHAT,
        "text": message.text,
        "attachments": [{"name": file.name, "url": file.url} for file in message.attachments],
        "link": message.link,
        "guessed": guessed,
    }
    question_id = unit.of(Questions).add(actor.person, asked, turn.now)
    question = unit.of(Questions).get(actor.organisation_id, question_id)
    assert question is not None  # noqa: S101 -- added above
    return [
        _owe(unit, turn, actor, message, (ContributionSubject.QUESTION, question_id), question)
    ]
