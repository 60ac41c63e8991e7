"""What the message about a purge shows."""

from bot.rights import usecases as rights
from bot.usecases.here import with_zone
from bot.usecases.outbox import Message, by_id
from cards.rights.rights import purged_card
from domain.rights.subjects import RightsSubject

MESSAGES = (
    Message(
        (RightsSubject.PURGED,),
        by_id(with_zone(rights.purge_view)),
        lambda shows, _, __: purged_card(shows[0].moment, shows[0].purged, shows[1]),
    ),
)
