"""What people type in the chat about complaints and partnership requests."""

from bot.plug import Word, button, words
from bot.requests import usecases as requests
from bot.requests.buttons import shown_sheet
from bot.teams.desk import Desk, Shown
from bot.usecases.turn import Turn
from cards.requests.verbs import ListRequests
from domain.requests.request import RequestNature, RequestNumber

WORDS: dict[str, Word] = {
    **words(button(ListRequests, nature=RequestNature.COMPLAINT), "reclamations", "reclamation"),
    **words(
        button(ListRequests, nature=RequestNature.PARTNERSHIP),
        "demandes",
        "demandes de partenariat",
        "partenariats",
    ),
}


def sheet(text: str, folded: str) -> Word | None:
    """Read « fiche RE-2026-0003 »."""
    number = RequestNumber.parse(text) if folded.startswith("fiche ") else None
    if number is None:
        return None

    async def word(desk: Desk, turn: Turn, _: str) -> Shown:
        return shown_sheet(await desk.store.look(requests.open_number, turn, number))

    return word
