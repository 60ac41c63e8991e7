"""What the messages of themes show, and those of a contribution, which tell its theme."""

from typing import Any

from bot.themes.usecases import likeness, telling
from bot.usecases.here import with_zone
from bot.usecases.outbox import Message, by_id
from bot.usecases.turn import Policy
from cards.contributions.kept import kept_card
from cards.themes.likeness import irritant_card
from cards.themes.theme import told_card
from domain.contributions.subjects import ContributionSubject
from domain.contributions.view import View
from domain.themes.subjects import ThemeSubject
from domain.themes.theme import IrritantView


def _contribution(shows: View | IrritantView, _: str, __: Policy) -> dict[str, Any]:
    if isinstance(shows, IrritantView):
        return irritant_card(shows)
    return kept_card(shows)


_OF_CONTRIBUTIONS: Message[View | IrritantView] = Message(
    (ContributionSubject.CONTRIBUTION,), by_id(likeness.shown), _contribution
)

MESSAGES = (
    _OF_CONTRIBUTIONS,
    Message(
        (ThemeSubject.RECURRENT,),
        by_id(with_zone(telling.told)),
        lambda shows, _, __: told_card(*shows),
        is_wanted=lambda shows, _: not shows[0].theme.is_solved,
    ),
)
