"""What people type in the chat for help, about where they work, and about roles."""

from bot.plug import Word, button, words
from bot.teams.desk import Desk, Shown
from bot.usecases import people
from bot.usecases.turn import Turn
from cards.people import texts as people_texts
from cards.people.chat import site_card, sites_card
from cards.people.verbs import Help, ShowRoles


async def _my_site(desk: Desk, turn: Turn, _: str) -> Shown:
    chat = await desk.store.look(people.who, turn)
    if not chat.has_branches:
        return Shown(said=people_texts.SITE_NONE)
    return Shown(site_card(chat.sites, chat.person.site_id))


async def _sites(desk: Desk, turn: Turn, _: str) -> Shown:
    chat, everyone = await desk.store.look(people.everyone, turn)
    return Shown(sites_card(chat.sites, everyone))


WORDS: dict[str, Word] = {
    **words(button(Help), "aide", "help", "bonjour", "salut"),
    "mon antenne": _my_site,
    "antennes": _sites,
    **words(button(ShowRoles), "roles", "role"),
}
