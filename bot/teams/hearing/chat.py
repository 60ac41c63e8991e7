"""The personal chat: a few words that the bot knows, and free text that it offers to note."""

import logging
import re
from collections.abc import Awaitable, Callable

from botbuilder.schema import Activity

from bot.actions.buttons import shown_action
from bot.actions.usecases import actions
from bot.board.buttons import asked_board
from bot.contributions.usecases import questions
from bot.ideas.buttons import shown_fiche
from bot.ideas.usecases import ideas
from bot.inquiry.words import asked_of
from bot.observe import NotKept
from bot.requests import usecases as requests
from bot.requests.buttons import shown_sheet
from bot.teams.desk import Desk
from bot.teams.hearing.people import know
from bot.teams.hearing.pressing import press
from bot.teams.hearing.reading import message_of, reference_of, text_of
from bot.teams.sending.connector import ConnectorError
from bot.teams.sending.showing import card_activity, text_activity
from bot.teams.shown import Shown, noted
from bot.themes.comparing import compare
from bot.usecases import people
from bot.usecases.messages import Message
from bot.usecases.turn import Turn
from bot.usecases.understand import Heard, listen
from bot.week.usecases import prompts
from cards import texts, verbs
from cards.actions.verbs import NewAction, ShowPlan
from cards.confidentiality.masked import note_card
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.exchange import verbs as exchange_verbs
from cards.ideas import verbs as idea_verbs
from cards.inquiry import texts as inquiry_texts
from cards.people import texts as people_texts
from cards.people import verbs as people_verbs
from cards.people.chat import site_card, sites_card
from cards.requests import verbs as request_verbs
from cards.rights import verbs as rights_verbs
from cards.sends import verbs as sends_verbs
from cards.settings import verbs as settings_verbs
from cards.survey import verbs as survey_verbs
from cards.themes.verbs import ListThemes, ShowPairs
from cards.week import verbs as week_verbs
from cards.week.prompt import answered_card, nothing_card
from domain.actions.action import ActionNumber, asked_serial
from domain.contributions.contribution import Number
from domain.errors import RuleViolationError
from domain.inquiry.grammar import is_question_like
from domain.kinds import Kind
from domain.names import fold
from domain.requests.request import RequestNature, RequestNumber
from domain.week.leave import is_leave, leave_until
from storage.database import DatabaseUnavailableError

_LOGGER = logging.getLogger(__name__)

_Word = Callable[[Desk, Turn, str], Awaitable[Shown]]
_NOTHING = frozenset(
    {
        "rien",
        "rien cette semaine",
        "rien a signaler",
        "ras",
        "rien de special",
        "pas cette semaine",
    }
)
"""How people say that there is nothing to say, folded."""

_POLITE = frozenset({"merci", "merci beaucoup", "super merci", "ok merci", "merci bien"})


_BOARD = "tableau de bord"
"""A period and a site may follow."""


async def hear_once(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Answer what somebody writes to the bot alone, once.

    It is remembered after it was done: what a lost database or a killed process interrupts is done
    when Teams sends it again, and everything here may be done twice.
    """
    if await desk.store.read(turn.was_done):
        return
    try:
        await hear(desk, turn, activity)
    except ConnectorError as error:
        if error.retryable or error.ambiguous:
            raise NotKept(f"it could not be answered ({error})") from None
        raise
    try:
        await desk.store.write(turn.is_first)
    except DatabaseUnavailableError as error:
        _LOGGER.warning("the database is away (%s): what was answered is not remembered", error)


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
    await desk.delivery.say(
        desk.connector.send(activity.service_url, activity.conversation.id, message)
    )


async def _answer(desk: Desk, turn: Turn, activity: Activity) -> Shown:
    text = text_of(activity)
    said = " ".join(re.sub(r"[^\w\s-]", " ", fold(text)).split())
    word = _word_of(text, said)
    try:
        if word is not None:
            return await word(desk, turn, text)
        if (asked := await asked_of(desk, turn, text)) is not None:
            return asked
        message = message_of(activity, text, turn.screen)
        heard = listen(text, message.text, desk.classifier, turn.screen)
        return await _free_text(desk, turn, message, heard, said)
    except RuleViolationError as no:
        return Shown(said=texts.REASON[no.reason])


def _word_of(text: str, said: str) -> _Word | None:
    """Return what a text asks for when it is one of our words, or names something by number."""
    if said.startswith("fiche ") and Number.parse(text):
        return _fiche
    if said.startswith("fiche ") and RequestNumber.parse(text):
        return _request
    if said.startswith(_BOARD):
        return asked_board
    for known, word in _WORDS.items():
        if known in (said, said.replace("-", " ")):
            return word
    if _names_action(text, said):
        return _action
    return _leave if is_leave(said) else None


async def _free_text(desk: Desk, turn: Turn, message: Message, heard: Heard, said: str) -> Shown:
    """Take words for the answer to the week's questions where these wait, else offer to note."""
    if said in _POLITE:
        return Shown(said=contribution_texts.THANKS)
    asked, is_again = await desk.store.write(prompts.open_for_message, turn, message)
    if asked is not None and (heard.explicit or is_again or not asked.is_answered):
        if said in _NOTHING:
            await desk.store.write(prompts.nothing, turn, asked.prompt.id)
            return Shown(nothing_card(asked.prompt.id))
        is_sentence = heard.explicit or " " in said  # one word is often a command, half typed
        if is_sentence and not heard.ask and heard.kind is not Kind.OTHER:
            view, made = await desk.store.write(
                prompts.answer_in_words, turn, asked.prompt.id, message, heard.parts
            )
            asked_of_them = await compare(desk, turn, made)
            card = answered_card(
                view.prompt.id,
                view.week,
                made,
                may_change=view.may_change,
                irritants=asked_of_them.values(),
            )
            return noted(Shown(card), message.text.found)
    if not heard.ask and heard.kind is Kind.OTHER:
        sentence = (
            inquiry_texts.NOT_A_QUESTION
            if is_question_like(message.text)
            else contribution_texts.NOT_UNDERSTOOD
        )
        return Shown(said=sentence) if said else Shown()
    offered = await desk.store.write(questions.offer, turn, message, heard.kind)
    if offered is None:
        return Shown()
    await desk.delivery.answer([(offered.outgoing, offered.shows)])
    return Shown(note_card(message.text.found)) if message.text.found else Shown()


async def _leave(desk: Desk, turn: Turn, text: str) -> Shown:
    """Note a leave whose last day is written; without a day that is understood, ask for it."""
    until = leave_until(text, turn.now.astimezone(turn.policy.zone).date())
    if until is None:
        return await press(desk, turn, week_verbs.ShowAsking.verb, {})
    return await press(desk, turn, week_verbs.SetAbsence.verb, {"until": until.isoformat()})


async def _ask_site_once(desk: Desk, turn: Turn, activity: Activity) -> None:
    """Ask where the person works, after their first words and never again."""
    chat = await desk.store.write(people.who, turn)
    if chat.has_branches and chat.person.site_id is None and not chat.person.site_asked:
        await desk.store.write(people.site_was_asked, turn)
        await say(desk, activity, Shown(site_card(chat.sites)))


async def _fiche(desk: Desk, turn: Turn, text: str) -> Shown:
    number = Number.parse(text)
    assert number is not None  # noqa: S101 -- the word is chosen by its number
    return shown_fiche(turn, await desk.store.write(ideas.open_number, turn, number))


def _names_action(text: str, said: str) -> bool:
    """Tell whether an action is asked for, by its number or as « l'action 7 »."""
    alone = ActionNumber.parse(text) is not None and len(said.split()) <= _A_FEW_WORDS
    return alone or asked_serial(said) is not None


_A_FEW_WORDS = 8
"""« où en est l'action PA-2026-0007 » has eight; more is a remark that names it."""


async def _action(desk: Desk, turn: Turn, text: str) -> Shown:
    said = " ".join(re.sub(r"[^\w\s-]", " ", fold(text)).split())
    number = ActionNumber.parse(text) or asked_serial(said)
    assert number is not None  # noqa: S101 -- the word is chosen by its number
    return shown_action(turn, await desk.store.write(actions.open_number, turn, number))


async def _my_actions(desk: Desk, turn: Turn, _: str) -> Shown:
    return await press(desk, turn, ShowPlan.verb, {"mine": True})


async def _request(desk: Desk, turn: Turn, text: str) -> Shown:
    number = RequestNumber.parse(text)
    assert number is not None  # noqa: S101 -- as above
    return shown_sheet(await desk.store.write(requests.open_number, turn, number))


async def _my_site(desk: Desk, turn: Turn, _: str) -> Shown:
    chat = await desk.store.write(people.who, turn)
    if not chat.has_branches:
        return Shown(said=people_texts.SITE_NONE)
    return Shown(site_card(chat.sites, chat.person.site_id))


async def _sites(desk: Desk, turn: Turn, _: str) -> Shown:
    chat, everyone = await desk.store.write(people.everyone, turn)
    return Shown(sites_card(chat.sites, everyone))


def _button(data: type[verbs.Data], **carried: str) -> _Word:
    """Return the word that does what a button does."""

    async def word(desk: Desk, turn: Turn, _: str) -> Shown:
        return await press(desk, turn, data.verb, carried)

    return word


_WORDS: dict[str, _Word] = {
    **dict.fromkeys(("aide", "help", "bonjour", "salut"), _button(people_verbs.Help)),
    **dict.fromkeys(("nouveau", "nouvelle fiche"), _button(contribution_verbs.NewForm)),
    **dict.fromkeys(
        ("mes contributions", "mes fiches", "mes idees"), _button(contribution_verbs.ListMine)
    ),
    "mon antenne": _my_site,
    "antennes": _sites,
    **dict.fromkeys(
        ("mon rythme", "conge", "conges", "mes conges", "mes jours", "je suis en conge"),
        _button(week_verbs.ShowAsking),
    ),
    **dict.fromkeys(
        ("ne plus me solliciter", "ne me sollicitez plus", "stop"), _button(week_verbs.StopAsking)
    ),
    **dict.fromkeys(("reprendre", "je suis de retour"), _button(week_verbs.ResumeAsking)),
    **dict.fromkeys(("reglages", "rythme"), _button(settings_verbs.ShowRhythm)),
    _BOARD: asked_board,
    "diffusion": _button(sends_verbs.ListSends),
    **dict.fromkeys(("enquete", "affiches"), _button(survey_verbs.ShowPosters)),
    **dict.fromkeys(("paroles de jeunes", "paroles"), _button(survey_verbs.ShowWords)),
    **dict.fromkeys(
        ("reclamations", "reclamation"),
        _button(request_verbs.ListRequests, nature=RequestNature.COMPLAINT),
    ),
    **dict.fromkeys(
        ("demandes", "demandes de partenariat", "partenariats"),
        _button(request_verbs.ListRequests, nature=RequestNature.PARTNERSHIP),
    ),
    **dict.fromkeys(("mes donnees", "mes donnees personnelles"), _button(rights_verbs.ShowMyData)),
    **dict.fromkeys(("effacer mon nom", "effacez mon nom"), _button(rights_verbs.AskErasure)),
    **dict.fromkeys(("a traiter", "boite a idees"), _button(idea_verbs.ShowInbox)),
    **dict.fromkeys(
        ("plan d action", "plan d actions", "plan action", "le plan", "plan"), _button(ShowPlan)
    ),
    **dict.fromkeys(("mes actions", "mon plan"), _my_actions),
    **dict.fromkeys(("nouvelle action",), _button(NewAction)),
    **dict.fromkeys(
        ("recurrents", "recurrent", "ce qui revient", "qu est ce qui revient", "sujets"),
        _button(ListThemes),
    ),
    **dict.fromkeys(("a regrouper", "regrouper"), _button(ShowPairs)),
    **dict.fromkeys(("roles", "role"), _button(people_verbs.ShowRoles)),
    **dict.fromkeys(("exporter", "export"), _button(exchange_verbs.Export)),
}
"""Words as people write them, folded: no case, accents or punctuation."""
