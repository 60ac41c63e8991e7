"""What the message about something that was not sent shows."""

from bot.sends import usecases as sends
from bot.usecases.outbox import Message, by_id
from cards.sends.sends import skipped_card
from domain.sending import SendSubject

MESSAGES = (
    Message(
        (SendSubject.SKIPPED,),
        by_id(sends.of_run),
        lambda shows, _, policy: skipped_card(shows, policy.zone),
    ),
)
