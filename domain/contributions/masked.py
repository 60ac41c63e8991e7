"""What people are told about what was masked in their words."""

from domain.confidentiality import Found, Mask
from domain.contributions.contribution import Number
from domain.records import record


@record
class MaskedView:
    """What is masked in a message of a channel; ``masks`` is empty once nothing is any more."""

    id: int
    masks: tuple[Mask, ...]
    number: Number | None
    """Of the contribution that it made, if it made one."""
    link: str
    """The message in Teams, which shows what is masked here."""


def may_be_lifted(masks: tuple[Mask, ...]) -> bool:
    """Tell whether a mask may turn out to be wrong: of a name, never of a number."""
    return any(mask.type is Found.PERSON for mask in masks)
