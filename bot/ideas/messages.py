"""What the messages of the idea box show: news, the day's digest, the weekly nudge."""

from bot.ideas.usecases import duplicates, news, nudges
from bot.usecases.outbox import Message, by_id, by_outgoing
from cards.ideas.news import digest_card, handed_card, news_card, nudge_card
from domain.ideas.subjects import IdeaSubject
from domain.ideas.views import NewsView
from storage.outbox import Outgoing


def _is_news(shows: NewsView, outgoing: Outgoing) -> bool:
    unknown = shows.is_unnamed and not outgoing.is_secret
    return not (unknown or shows.is_stale)


MESSAGES = (
    Message(
        (IdeaSubject.NEWS,),
        by_id(news.view),
        lambda shows, _, __: news_card(shows),
        is_wanted=_is_news,
        author_of=news.author_of,
    ),
    Message(
        (IdeaSubject.TARGET_NEWS,),
        by_outgoing(duplicates.view),
        lambda shows, _, __: news_card(shows),
        is_wanted=_is_news,
        author_of=duplicates.author_of,
    ),
    Message(
        (IdeaSubject.DIGEST,),
        by_id(news.digest_view),
        lambda shows, _, __: digest_card(shows),
        is_wanted=lambda shows, _: bool(shows.contributions),
    ),
    Message(
        (IdeaSubject.HANDED,), by_id(news.handed_view), lambda shows, _, __: handed_card(shows)
    ),
    Message(
        (IdeaSubject.NUDGE, IdeaSubject.LATE_NUDGE),
        by_id(nudges.view),
        lambda shows, subject, _: nudge_card(shows, late_only=subject == IdeaSubject.LATE_NUDGE),
    ),
)
