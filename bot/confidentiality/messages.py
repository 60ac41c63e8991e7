"""What the private word on what was masked shows."""

from bot.confidentiality.usecases import masking
from bot.usecases.outbox import Message, by_id
from cards.confidentiality.masked import masked_card
from domain.confidentiality.subjects import MaskSubject

MESSAGES = (
    Message(
        (MaskSubject.MASKED,),
        by_id(masking.view),
        lambda shows, _, __: masked_card(shows),
        is_wanted=lambda shows, _: bool(shows.masks),
    ),
)
