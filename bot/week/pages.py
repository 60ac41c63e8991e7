"""The flash as a page for the wall, made for A4 and opened by a link of one's own."""

from collections.abc import Sequence

from aiohttp import web

from bot.plug import Site
from bot.usecases.links import Grant
from bot.usecases.turn import Policy
from bot.web.serving import HEADERS, TEMPLATES
from bot.week.usecases import flash
from cards import texts
from cards.themes.theme import theme_name, told_in_flash
from cards.week import texts as week_texts
from cards.week.flash import (
    closing_question,
    done_about,
    flash_figures,
    kinds_said,
    sites_said,
    told_about,
)
from domain.errors import RuleViolationError
from domain.records import record
from domain.week.flash import FlashView, Section
from storage.database import DatabaseUnavailableError
from storage.unit_of_work import UnitOfWork

_LONGEST = 400
"""Characters of one contribution: the page is read from a metre away."""


@record
class _Item:
    icon: str
    text: str
    reply: str
    about: str


@record
class _Part:
    title: str
    items_: Sequence[_Item]


def routes(site: Site) -> list[web.RouteDef]:
    """Return the route of the page; a link that is over says how to get another."""
    store, links, policy, clock = site.store, site.links, site.policy, site.clock

    async def page(request: web.Request) -> web.Response:
        grant = links.read(request.match_info["token"], clock())
        if grant is None:
            return _sentence(403, week_texts.FLASH_PRINT_EXPIRED)
        try:
            view = await store.read(_view, policy, grant)
        except DatabaseUnavailableError:
            return _sentence(503, texts.PAGE_UNAVAILABLE)
        except RuleViolationError:
            return _sentence(404, week_texts.FLASH_PRINT_EXPIRED)
        return web.Response(text=flash_page(view), content_type="text/html", headers=HEADERS)

    return [web.get("/flash/{token}", page)]


def flash_page(view: FlashView) -> str:
    """Return the page of a flash as HTML; people's words are escaped."""
    question = closing_question(view)
    decision = view.decision
    return TEMPLATES.get_template("flash.html").render(
        title=week_texts.FLASH_TITLE.format(week=view.week.number),
        figures=" · ".join(flash_figures(view)),
        lines=[
            line for line in (" · ".join(kinds_said(view)), " · ".join(sites_said(view))) if line
        ],
        empty=week_texts.FLASH_EMPTY if view.is_empty else "",
        sections=[part for section in Section if (part := _part(view, section)).items_],
        answer=week_texts.FLASH_ANSWER,
        decision_label=week_texts.FLASH_DECIDED,
        decision=_shortened(decision.text),
        owner=_shortened(decision.owner),
        question=question[0].upper() + question[1:],
    )


def _part(view: FlashView, section: Section) -> _Part:
    themes = view.themes if section is Section.RECURRING else ()
    done = view.done if section is Section.ANSWERED else ()
    return _Part(
        week_texts.FLASH_SECTION[section],
        [
            *(_Item("🔁", theme_name(each), "", told_in_flash(each)) for each in themes),
            *(
                _Item("✔", _shortened(each.title), _shortened(each.result), done_about(each))
                for each in done
            ),
            *(
                _Item(
                    texts.ICON[each.kind],
                    _shortened(each.text),
                    _shortened(view.replies.get(each.id, ""))
                    if section is Section.ANSWERED
                    else "",
                    told_about(each),
                )
                for each in view.sections[section]
            ),
        ],
    )


def _view(unit: UnitOfWork, policy: Policy, grant: Grant) -> FlashView:
    organisation_id = unit.organisations.find(grant.tenant_id)
    return flash.view(unit, policy, organisation_id or 0, grant.flash_id)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _sentence(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=sentence, content_type="text/plain", headers=HEADERS)
