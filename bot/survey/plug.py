"""What the survey of young people adds to the bot."""

from aiohttp import web

from bot.plug import Plug, Site, button, words
from bot.survey import pages, poster
from bot.survey.buttons import BUTTONS
from bot.survey.rows import ROWS
from cards.survey.verbs import ShowPosters, ShowWords


def _routes(site: Site) -> list[web.RouteDef]:
    return [*pages.routes(site), *poster.routes(site)]


PLUG = Plug(
    name="survey",
    buttons=BUTTONS,
    words={
        **words(button(ShowPosters), "enquete", "affiches"),
        **words(button(ShowWords), "paroles de jeunes", "paroles"),
    },
    routes=_routes,
    rows=ROWS,
)
