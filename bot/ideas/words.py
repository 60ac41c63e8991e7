"""What people type in the chat about the idea box."""

from bot.ideas.buttons import shown_fiche
from bot.ideas.usecases import reading
from bot.plug import Word, button, words
from bot.teams.desk import Desk, Shown
from bot.usecases.turn import Turn
from cards.ideas import verbs as idea_verbs
from domain.contributions.contribution import Number

WORDS = words(button(idea_verbs.ShowInbox), "a traiter", "boite a idees")


def fiche(text: str, folded: str) -> Word | None:
    """Read « fiche AC-2026-0042 »."""
    number = Number.parse(text) if folded.startswith("fiche ") else None
    if number is None:
        return None

    async def word(desk: Desk, turn: Turn, _: str) -> Shown:
        return shown_fiche(turn, await desk.store.look(reading.open_number, turn, number))

    return word
