"""What the message about a purge shows."""

from bot.rights import usecases as rights
from bot.usecases.outbox import Message, by_id
from cards.rights.rights import purged_card
from domain.rights.subjects import RightsSubject

MESSAGES = (
    Message(
        (RightsSubject.PURGED,),
        by_id(rights.purge_view),
        lambda shows, _, policy: purged_card(shows.moment, shows.purged, policy.zone),
    ),
)
