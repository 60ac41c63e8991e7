"""The personal chat: a few words that the bot knows, and free text that it offers to note."""

import re
from collections.abc import Awaitable, Callable

from botbuilder.schema import Activity

from bot.teams import buttons
from bot.teams.buttons import Shown
from bot.teams.delivery import card_activity, text_activity
from bot.teams.desk import Desk
from bot.teams.people import know
from bot.teams.reading import message_of, reference_of
from bot.usecases import contributions, people, questions
from bot.usecases.turn import Turn
from bot.usecases.understand import understand
from cards import texts, verbs
from cards.chat import site_card, sites_card
from cards.contribution import contribution_card
from cards.question import question_card
from domain.contribution import Number
from domain.errors import RuleViolationError
from domain.kinds import Kind
from domain.names import fold

_Word = Callable[[Desk, Turn, str], Awaitable[Shown]]
_POLITE = frozenset({"merci", "merci beaucoup", "super merci", "ok merci", "merci bien"})


async def hear(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Answer what somebody writes to the bot alone."""
    await desk.store.write(people.open_chat, turn, reference_of(activity))
    await know(desk, activity, turn)
    shown = await _answer(desk, turn, activity)
    if shown.card or shown.said:
        await say(desk, activity, shown)
    await _ask_site_once(desk, turn, activity)


async def say(desk: Desk, activity: Activity, shown: Shown) -> None:
    """Write in the chat of *activity*."""
    message = card_activity(shown.card) if shown.card else text_activity(shown.said)
    await desk.connector.send(activity.service_url, activity.conversation.id, message)


async def _answer(desk: Desk, turn: Turn, activity: Activity) -> Shown:
    message = message_of(activity)
    said = " ".join(re.sub(r"[^\w\s-]", " ", fold(message.text)).split())
    word = next(
        (word for known, word in _WORDS.items() if known in (said, said.replace("-", " "))), None
    )
    if said.startswith(("fiche ", "statut ")) and Number.parse(message.text):
        word = _fiche
    try:
        if word is not None:
            return await word(desk, turn, message.text)
    except RuleViolationError as no:
        return Shown(said=texts.REASON[no.reason])
    if said in _POLITE:
        return Shown(said=texts.THANKS)
    understood = understand(message.text, desk.classifier)
    if not understood.ask and understood.kind is Kind.OTHER:
        return Shown(said=texts.NOT_UNDERSTOOD) if said else Shown()
    question = await desk.store.write(questions.offer, turn, message, understood.kind)
    return Shown(question_card(question.id, title=texts.OFFER))


async def _ask_site_once(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Ask where the person works, after their first words and never again."""
    chat = await desk.store.write(people.who, turn)
    if chat.has_branches and chat.person.site_id is None and not chat.person.site_asked:
        await desk.store.write(people.site_was_asked, turn)
        await say(desk, activity, Shown(site_card(chat.sites)))


async def _help(desk: Desk, turn: Turn, _: str) -> Shown:
    return await buttons.press(desk, turn, verbs.Help.verb, {})


async def _new(desk: Desk, turn: Turn, _: str) -> Shown:
    return await buttons.press(desk, turn, verbs.NewForm.verb, {})


async def _mine(desk: Desk, turn: Turn, _: str) -> Shown:
    return await buttons.press(desk, turn, verbs.ListMine.verb, {})


async def _fiche(desk: Desk, turn: Turn, text: str) -> Shown:
    number = Number.parse(text)
    assert number is not None  # noqa: S101 -- the word is chosen by its number
    return Shown(contribution_card(await desk.store.write(contributions.look_up, turn, number)))


async def _my_site(desk: Desk, turn: Turn, _: str) -> Shown:
    chat = await desk.store.write(people.who, turn)
    if not chat.has_branches:
        return Shown(said=texts.SITE_NONE)
    return Shown(site_card(chat.sites, chat.person.site_id))


async def _sites(desk: Desk, turn: Turn, _: str) -> Shown:
    chat, everyone = await desk.store.write(people.everyone, turn)
    return Shown(sites_card(chat.sites, everyone))


_WORDS: dict[str, _Word] = {
    "aide": _help,
    "help": _help,
    "bonjour": _help,
    "salut": _help,
    "nouveau": _new,
    "nouvelle fiche": _new,
    "mes contributions": _mine,
    "mes fiches": _mine,
    "mes idees": _mine,
    "mon antenne": _my_site,
    "antennes": _sites,
}
"""Words as people write them, folded: no case, accents or punctuation."""
