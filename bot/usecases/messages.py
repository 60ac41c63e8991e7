"""What is said in a channel: kept, asked about, commented, or left alone."""

from dataclasses import dataclass

from bot.usecases.turn import Actor, Turn, enter
from domain.contribution import Attachment, Contribution, Origin
from domain.kinds import Kind
from domain.names import same_name
from domain.understanding import Part, Understanding
from storage.contributions import Draft
from storage.outbox import Destination, Outgoing
from storage.questions import Question
from storage.unit_of_work import UnitOfWork

CONTRIBUTION = "contribution"
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a channel; ``thread_id`` is the id of the message that began its thread."""

    service_url: str
    channel_id: str
    conversation_id: str
    message_id: str
    thread_id: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    link: str = ""
    mentions_bot: bool = False

    @property
    def is_reply(self) -> bool:
        """True when the message stands under another."""
        return self.message_id != self.thread_id

    @property
    def key(self) -> tuple[str, str]:
        """The conversation and the message by their ids."""
        return self.conversation_id, self.message_id

    @property
    def thread(self) -> Destination:
        """Where an answer under this message goes."""
        return Destination(self.service_url, self.conversation_id, self.thread_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that is owed, and what it shows, for who sends it at once."""

    outgoing: Outgoing
    shows: Contribution | Question


class UnknownChannelError(Exception):
    """The channel was never heard of: ask the connector for the team's channels, then again."""


def hear(
    unit: UnitOfWork, turn: Turn, message: Message, understood: Understanding
) -> list[Answer]:
    """Keep what *message* says if it is for the bot; return the answers owed in its thread.

    A message heard before gives nothing again.

    Raises:
        UnknownChannelError: nobody has told the bot the name of the channel.
    """
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    if not (message.mentions_bot or _listens(unit, turn, organisation_id, message)):
        return []
    if message.is_reply:
        above = unit.contributions.of_message(
            organisation_id, message.conversation_id, message.thread_id
        )
        if above:
            unit.comments.add(
                above[0], enter(unit, turn).person, message.key, message.text, turn.now
            )
            return []
        if not (message.mentions_bot or understood.explicit):
            return []
    if _heard_before(unit, organisation_id, message):
        return []
    return _keep(unit, turn, enter(unit, turn), message, understood)


def is_listened_to(unit: UnitOfWork, turn: Turn, message: Message) -> bool:
    """Tell whether the message stands in the channel that the bot reads."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    try:
        return _listens(unit, turn, organisation_id, message)
    except UnknownChannelError:
        return False


def _listens(unit: UnitOfWork, turn: Turn, organisation_id: int, message: Message) -> bool:
    channel = unit.teams.channel(organisation_id, message.channel_id)
    if channel is None:
        raise UnknownChannelError
    return same_name(channel.name, turn.policy.channel)


def _heard_before(unit: UnitOfWork, organisation_id: int, message: Message) -> bool:
    return bool(
        unit.contributions.of_message(organisation_id, *message.key)
        or unit.questions.of_message(organisation_id, *message.key)
    )


def _keep(
    unit: UnitOfWork, turn: Turn, actor: Actor, message: Message, understood: Understanding
) -> list[Answer]:
    if understood.ask:
        return _ask(unit, turn, actor, message, understood.kind)
    parts = understood.contributions(message.text)
    return [
        keep_part(unit, turn, actor, message, part, position)
        for position, part in enumerate(parts)
    ]


def keep_part(
    unit: UnitOfWork, turn: Turn, actor: Actor, message: Message, part: Part, position: int
) -> Answer:
    """Keep one part of a message as a contribution; return the card owed in the thread."""
    person = actor.person
    draft = Draft(
        kind=part.kind,
        text=part.text,
        origin=Origin.CHANNEL,
        author_id=person.id,
        author_name=person.name,
        site_id=person.site_id,
        site_name=person.site_name,
        conversation_id=message.conversation_id,
        message_id=message.message_id,
        part=position,
        link=message.link,
        attachments=message.attachments,
    )
    contribution = unit.contributions.add(actor.organisation_id, draft, turn.year, turn.now)
    subject = (CONTRIBUTION, contribution.id)
    return _owe(unit, turn, actor, message, subject, contribution)


def _owe(
    unit: UnitOfWork,
    turn: Turn,
    actor: Actor,
    message: Message,
    subject: tuple[str, int],
    shows: Contribution | Question,
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
    unit: UnitOfWork, turn: Turn, actor: Actor, message: Message, guessed: Kind
) -> list[Answer]:
    asked = {
        "conversation_id": message.conversation_id,
        "message_id": message.message_id,
        "origin": Origin.CHANNEL,
        "text": message.text,
        "attachments": [{"name": file.name, "url": file.url} for file in message.attachments],
        "link": message.link,
        "guessed": guessed,
    }
    question_id = unit.questions.add(actor.person, asked, turn.now)
    question = unit.questions.get(actor.organisation_id, question_id)
    assert question is not None  # noqa: S101 -- added above
    return [_owe(unit, turn, actor, message, (QUESTION, question_id), question)]
