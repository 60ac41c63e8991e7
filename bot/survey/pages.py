"""The young people's survey: a page for any phone, which keeps nothing of whoever answers.

No cookie, no script, no login, nothing that is loaded from elsewhere; neither an address nor a
moment is kept or written down. Whatever is sent, the answer is a page that says what to do.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qs

from aiohttp import web

from bot.clock import Clock
from bot.metrics import Metrics
from bot.plug import Site
from bot.survey import usecases as survey
from bot.survey.page import HEADERS, language_of, page
from bot.survey.usecases import Forms
from bot.usecases.turn import Policy
from cards.survey.page_texts import TEXTS
from domain.characters import visible
from domain.confidentiality import EMPTY
from domain.records import record
from domain.survey.answering import Outcome
from domain.survey.weather import EVERY, FACES, LONGEST_WORDS, Allowance, Answer, Language
from storage.database import DatabaseUnavailableError
from storage.store import Store

_MOST_BYTES = 16 * 1024
"""A page sends some 7 KB at the most: 500 characters, each of four bytes escaped as twelve."""
_MOST_FIELDS = 20
_LONGEST_TOKEN = 32
_LONGEST_FORM = 200

_STATUS = {
    Outcome.NO_FACE: 400,
    Outcome.TOO_SOON: 429,
    Outcome.STALE: 400,
    Outcome.TOO_MANY: 429,
    Outcome.TOO_LARGE: 413,
}


@record
class _Typed:
    """What a page has sent, as it was typed."""

    form: str = ""
    face: int | None = None
    words: str = ""


@record
class _Parts:
    """What the routes work with."""

    store: Store
    policy: Policy
    clock: Clock
    forms: Forms
    metrics: Metrics
    allowance: Allowance


def routes(site: Site) -> list[web.RouteDef]:
    """Return the routes of the survey: the question, its answer, and the thanks."""
    parts = _Parts(
        site.store,
        site.policy,
        site.clock,
        Forms(site.policy.secret),
        site.metrics,
        Allowance(),
    )
    return [
        web.get("/s/{token}", _kindly(parts, _ask)),
        web.post("/s/{token}", _kindly(parts, _take)),
        web.get("/s/{token}/merci", _kindly(parts, _thank)),
    ]


_Handler = Callable[[_Parts, web.Request], Awaitable[web.Response]]


def _kindly(parts: _Parts, handler: _Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return *handler* with a page for what keeps it from answering."""

    async def kind(request: web.Request) -> web.Response:
        try:
            return await handler(parts, request)
        except DatabaseUnavailableError:
            language = _language(request)
            return page(503, language, _path(request), problem=TEXTS[language].unavailable)

    return kind


async def _ask(parts: _Parts, request: web.Request) -> web.Response:
    token = _token(request)
    if not await _hangs(parts, token):
        return _closed(request)
    return _form(parts, token, _language(request), _Typed())


async def _hangs(parts: _Parts, token: str) -> bool:
    return bool(token) and await parts.store.read(survey.hangs, token)


async def _take(parts: _Parts, request: web.Request) -> web.Response:
    """Keep an answer and thank for it, or show the form again with what keeps it from being kept.

    Whether the poster hangs is looked at where the answer is kept; before a form is shown again,
    it is looked at here.
    """
    token, fields = _token(request), await _fields(request)
    language = _language(request, (fields or {}).get("l", ""))
    typed = _typed(fields) if fields is not None else _Typed()
    outcome = Outcome.TOO_LARGE
    if token and fields is not None:
        outcome = await _answer(parts, token, typed, language)
    if outcome in _STATUS and not await _hangs(parts, token):
        outcome = Outcome.CLOSED
    parts.metrics.survey.labels(outcome).inc()
    if outcome is Outcome.CLOSED:
        return _closed(request)
    if outcome in _STATUS:
        return _form(parts, token, language, typed, outcome)
    there = {"Location": f"/s/{token}/merci?l={language}"}
    return web.Response(status=303, headers=HEADERS | there)


async def _answer(parts: _Parts, token: str, typed: _Typed, language: Language) -> Outcome:
    """Keep what was typed, or say why not: first what is wrong with it, then what it costs."""
    if typed.face is None:
        return Outcome.NO_FACE
    form = parts.forms.read(typed.form, token, parts.clock())
    if isinstance(form, Outcome):
        return form
    if not parts.allowance.take(token, time.monotonic()):
        return Outcome.TOO_MANY
    words = EMPTY
    if typed.words.strip():
        words = await parts.store.read(survey.clean_words, token, typed.words)
    said = Answer(typed.face, words, language)
    return await parts.store.write(survey.answer, parts.policy, token, said, form, parts.clock())


async def _thank(parts: _Parts, request: web.Request) -> web.Response:
    token = _token(request)
    done = await parts.store.read(survey.done, token, parts.clock()) if token else None
    if done is None:
        return _closed(request)
    here, action = f"/s/{token}/merci", f"/s/{token}"
    return page(200, _language(request), here, thanks=True, done=done, action=action)


# --- reading a request ------------------------------------------------------------------------


def _token(request: web.Request) -> str:
    """Return the token of an address; nothing where no poster can have it."""
    token = request.match_info["token"].lower()
    is_one = token.isascii() and token.isalnum() and len(token) <= _LONGEST_TOKEN
    return token if is_one else ""


async def _fields(request: web.Request) -> Mapping[str, str] | None:
    """Return the fields of a form, each once; None when it is larger than a page sends."""
    raw = bytearray()
    while piece := await request.content.read(_MOST_BYTES + 1 - len(raw)):
        raw += piece
        if len(raw) > _MOST_BYTES:
            return None
    try:
        fields = parse_qs(raw.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:  # more fields than a page has
        return None
    return {name: values[0] for name, values in fields.items()}


def _typed(fields: Mapping[str, str]) -> _Typed:
    face = fields.get("face", "")
    words = visible(fields.get("words", ""))[:LONGEST_WORDS]
    form = fields.get("f", "")
    return _Typed(
        form if len(form) <= _LONGEST_FORM else "",
        int(face) if face in {str(each) for each in FACES} else None,
        words,
    )


def _language(request: web.Request, chosen: str = "") -> Language:
    """Return the language that was chosen, or the first that the browser asks for and we speak."""
    for each in (chosen, request.query.get("l", "")):
        if each in set(Language):
            return Language(each)
    return language_of(request.headers.get("Accept-Language", ""))


# --- the pages --------------------------------------------------------------------------------


def _form(
    parts: _Parts,
    token: str,
    language: Language,
    typed: _Typed,
    outcome: Outcome | None = None,
) -> web.Response:
    """Return the question, with what was typed and what is wrong with it.

    The form of a page that is only too early stays, so that its age grows; others get a new one.
    """
    now = parts.clock()
    if (
        outcome in (None, Outcome.STALE)
        or parts.forms.read(typed.form, token, now) is Outcome.STALE
    ):
        typed = replace(typed, form=parts.forms.new(token, now))
    response = page(
        _STATUS[outcome] if outcome else 200,
        language,
        f"/s/{token}",
        action=f"/s/{token}",
        form=typed.form,
        chosen=typed.face,
        words=typed.words,
        problem=getattr(TEXTS[language], outcome.value) if outcome else "",
    )
    if outcome is Outcome.TOO_MANY:
        response.headers["Retry-After"] = str(int(20 * EVERY))
    return response


def _closed(request: web.Request) -> web.Response:
    language = _language(request)
    return page(404, language, _path(request), problem=TEXTS[language].closed)


def _path(request: web.Request) -> str:
    return request.rel_url.raw_path
