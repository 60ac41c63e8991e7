"""What the survey's page looks like, and in which language it speaks."""

from typing import Any, NamedTuple

from aiohttp import web

from bot.web import serving
from cards.survey.page_texts import TEXTS
from domain.survey.weather import FACES, LONGEST_WORDS, Language

HEADERS = serving.HEADERS | {"Vary": "Accept-Language"}
_LONGEST_HEADER = 200
"""Characters of ``Accept-Language`` that are read: the first ones are what somebody speaks."""


class Drawn(NamedTuple):
    """How a face is drawn; what it says stands beside it in words."""

    fill: str
    mouth: str


DRAWN = {
    5: Drawn("#8fd694", "M13.5 28c3 9 18 9 21 0"),
    4: Drawn("#c9e58a", "M15 29.5c4 5 14 5 18 0"),
    3: Drawn("#ffe27a", "M15.5 32h17"),
    2: Drawn("#ffc178", "M15.5 34c4-5 13-5 17 0"),
    1: Drawn("#ff9d8a", "M14 36c3-9 17-9 20 0"),
}


def language_of(asked: str) -> Language:
    """Return the language of ours that an ``Accept-Language`` (RFC 9110, 12.5.4) likes best."""
    spoken = {TEXTS[each].lang: each for each in reversed(Language)}
    liked: list[tuple[float, int, Language]] = []
    for place, each in enumerate(asked[:_LONGEST_HEADER].split(",")):
        tag, _, weight = each.partition(";")
        language = spoken.get(tag.strip().lower().partition("-")[0])
        if language is not None:
            liked.append((-_weight(weight), place, language))
    best = min(liked, default=(0.0, 0, Language.FRENCH))
    return best[2] if best[0] < 0 else Language.FRENCH


def _weight(said: str) -> float:
    """Return the ``q`` of a language, 0 to 1; 1 where none is said, 0 where it cannot be read."""
    if not said.strip():
        return 1.0
    name, _, value = said.strip().partition("=")
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0


_NOTHING: dict[str, Any] = {
    "form": "",
    "thanks": False,
    "chosen": None,
    "words": "",
    "problem": "",
    "done": (),
    "action": "",
}


def page(status: int, language: Language, here: str, **shown: Any) -> web.Response:
    """Return a page at the path *here*: a form, thanks, or one sentence, as *shown* says."""
    html = serving.TEMPLATES.get_template("survey.html").render(
        **_NOTHING
        | {
            "t": TEXTS[language],
            "language": language.value,
            "languages": [(code.value, each) for code, each in TEXTS.items()],
            "here": here,
            "faces": FACES,
            "drawn": DRAWN,
            "longest": LONGEST_WORDS,
        }
        | shown
    )
    return web.Response(status=status, text=html, content_type="text/html", headers=HEADERS)
