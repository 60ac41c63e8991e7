"""What the message about something that was not sent shows."""

from bot.sends import usecases as sends
from bot.usecases.here import with_zone
from bot.usecases.outbox import Message, by_id
from cards.sends.sends import skipped_card
from domain.sending import SendSubject

MESSAGES = (
    Message(
        (SendSubject.SKIPPED,),
        by_id(with_zone(sends.of_run)),
        lambda shows, _, __: skipped_card(*shows),
    ),
)
