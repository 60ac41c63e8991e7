"""A message of a channel, or of a chat, as use cases know it."""

from domain.confidentiality import Clean
from domain.contributions.contribution import Attachment
from domain.records import record
from storage.outbox import Destination


@record
class Message:
    """A message of a channel; ``thread_id`` is the id of the message that began its thread."""

    service_url: str
    channel_id: str
    conversation_id: str
    message_id: str
    thread_id: str
    text: Clean
    attachments: tuple[Attachment, ...] = ()
    link: str = ""
    mentions_bot: bool = False
    is_cut: bool = False
    """There was more in it than is kept."""

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
