"""Every capability, plugged in once: one line each.

Free text goes to the first that wants it, and what is asked for by its form to the first that
reads it: the order is theirs.
"""

from bot.actions import plug as actions
from bot.board import plug as board
from bot.confidentiality import plug as confidentiality
from bot.contributions import plug as contributions
from bot.exchange import plug as exchange
from bot.ideas import plug as ideas
from bot.inquiry import plug as inquiry
from bot.journal import plug as journal
from bot.people import plug as people
from bot.plug import Plug
from bot.requests import plug as requests
from bot.rights import plug as rights
from bot.sends import plug as sends
from bot.settings import plug as settings
from bot.survey import plug as survey
from bot.themes import plug as themes
from bot.week import plug as week

CAPABILITIES: tuple[Plug, ...] = (
    board.PLUG,
    requests.PLUG,
    week.PLUG,
    inquiry.PLUG,
    contributions.PLUG,
    ideas.PLUG,
    themes.PLUG,
    actions.PLUG,
    people.PLUG,
    settings.PLUG,
    sends.PLUG,
    survey.PLUG,
    exchange.PLUG,
    rights.PLUG,
    confidentiality.PLUG,
    journal.PLUG,
)
