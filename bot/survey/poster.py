"""A poster of the survey as a PDF, by a link of one's own that works once."""

import io
from datetime import datetime
from tempfile import TemporaryFile

from aiohttp import web

from bot.plug import Site
from bot.survey import usecases as survey
from bot.survey.page import DRAWN
from bot.usecases.links import POSTER_PAGE, FileGrant
from bot.web.handing import by_link, send
from bot.web.typeset import typeset
from cards.plain import short
from cards.survey import page_texts as said
from cards.survey import texts as survey_texts
from cards.survey.desk import site_said
from domain.names import fold
from domain.survey.weather import FACES, Poster

FORMS = ("a4", "a5")
_LONGEST_SITE = 60
"""Characters of a site's name in the last line of the page."""


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the page and of the file."""
    store, policy = site.store, site.policy

    def opened(token: str) -> FileGrant | None:
        grant = site.links.read_file(POSTER_PAGE, token, site.clock())
        return grant if grant is not None and grant.form in FORMS else None

    async def look(grant: FileGrant) -> None:
        await store.read(survey.look_at_file, policy, grant)

    async def give(request: web.Request, grant: FileGrant) -> web.StreamResponse:
        now = site.clock()
        poster = await store.write(survey.take_file, policy, grant, now)
        pdf = await poster_pdf(poster, site.links.survey(poster.token), grant.form, now)
        with TemporaryFile() as whole:
            whole.write(pdf)
            return await send(request, whole, "application/pdf", file_name(poster, grant.form))

    return by_link(f"/{POSTER_PAGE}", survey_texts, opened, look, give)


async def poster_pdf(poster: Poster, address: str, form: str, at: datetime) -> bytes:
    """Return a poster as a tagged PDF, on paper of the size *form* (``a4``, ``a5``)."""
    shown = address.partition("://")[2]
    data = {
        "paper": form,
        "title": said.POSTER_TITLE,
        "question": said.POSTER_QUESTION,
        "english": said.POSTER_ENGLISH,
        "faces": [DRAWN[each]._asdict() for each in FACES],
        "faces_alt": said.POSTER_FACES_ALT,
        "qr": qr_code(address),
        "qr_alt": said.POSTER_QR_ALT.format(address=shown),
        "scan": said.POSTER_SCAN,
        "scan_english": said.POSTER_SCAN_ENGLISH,
        "anonymous": said.POSTER_ANONYMOUS,
        "anonymous_english": said.POSTER_ANONYMOUS_ENGLISH,
        "address_said": said.POSTER_ADDRESS,
        "address": shown,
        "languages": said.POSTER_LANGUAGES,
        "site": short(poster.site_name, _LONGEST_SITE),
    }
    return await typeset("poster", data, at)


def qr_code(address: str) -> str:
    """Return the QR code of an address as SVG, readable with a quarter of it worn away."""
    import segno

    svg = io.BytesIO()
    segno.make(address, error="q", micro=False).save(svg, kind="svg", border=2, dark="#000")
    return svg.getvalue().decode()


def file_name(poster: Poster, form: str) -> str:
    """Return the plain name of the file: « affiche-haguenau-a4.pdf »."""
    site = "-".join("".join(c if c.isalnum() else " " for c in fold(site_said(poster))).split())
    plain = site.encode("ascii", "ignore").decode() or str(poster.id)
    return survey_texts.FILE.format(site=plain, form=form)
