"""What the notes say with which the bot enters a chat or a channel: the same to everyone."""

from bot.usecases.outbox import Message, itself
from cards.people import texts as people_texts
from cards.people.chat import greeting_card
from domain.people import WelcomeSubject

MESSAGES = (
    Message(
        (WelcomeSubject.GREETING,), itself, lambda _, __, policy: greeting_card(policy.channel)
    ),
    Message(
        (WelcomeSubject.HELLO,), itself, lambda _, __, policy: people_texts.hello(policy.channel)
    ),
    Message(
        (WelcomeSubject.HOW_TO,), itself, lambda _, __, policy: people_texts.how_to(policy.channel)
    ),
)
