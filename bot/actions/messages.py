"""What the messages of the action plan show: given one, reminded of it, told what it changed."""

from bot.actions.usecases import news
from bot.usecases.outbox import Message, by_id, by_outgoing
from cards.actions.news import (
    action_decided_card,
    action_due_card,
    action_handed_card,
    action_told_card,
)
from domain.actions.subjects import ActionSubject

MESSAGES = (
    Message(
        (ActionSubject.HANDED,),
        by_id(news.handed_view),
        lambda shows, _, __: action_handed_card(shows),
    ),
    Message(
        (ActionSubject.DECIDED,),
        by_id(news.decided_view),
        lambda shows, _, __: action_decided_card(shows),
    ),
    Message(
        (ActionSubject.TOLD,), by_id(news.told_view), lambda shows, _, __: action_told_card(shows)
    ),
    Message(
        (ActionSubject.TOLD_UNNAMED,),
        by_id(news.told_unnamed_view),
        lambda shows, _, __: action_told_card(shows),
        is_wanted=lambda _, outgoing: outgoing.is_secret,
        author_of=news.author_of,
    ),
    Message(
        (ActionSubject.DUE,),
        by_outgoing(news.due_view),
        lambda shows, _, __: action_due_card(shows),
        is_wanted=lambda shows, _: not shows.is_empty,
    ),
)
