"""Where somebody lives: a number, a kind of street and its name, the town if it is said."""

import re
from collections.abc import Iterator, Sequence

from domain.confidentiality.page import Page
from domain.confidentiality.spans import Found, Span, near
from domain.names import fold
from domain.tokens import word_set

_PLAIN_STREETS = (
    r"rue|avenue|av\.?|boulevard|bd\.?|bld|blvd|allees?|impasse|imp\.|chemin|faubourg|fbg|hameau"
    r"|lieu-dit|lotissement|ruelle|venelle|square|sentier"
)
_OTHER_STREETS = (
    r"place|pl\.|passage|cite|route|rte|quai|residence|res\.|villa|cours|cour|clos|mail"
)
"""Words that say other things too (« 1 place pour l'atelier »): a capital must follow."""

_NUMBER = r"\b\d{1,4}\s?(?:bis|ter|quater|[a-d]\b)?\s?,?\s*"
_LIVES = r"\b(?:habit\w*|domicili\w*|log(?:e|ee?|eait)|viv?t|vivait|heberge\w*)\b"
_KIND = rf"(?:(?P<plain>{_PLAIN_STREETS})|(?P<other>{_OTHER_STREETS}))(?=[\s'])"
_STREET = re.compile(rf"{_NUMBER}{_KIND}")
_LIVED_IN = re.compile(rf"{_LIVES}(?: \w+)? (?P<street>{_KIND})")
_ARTICLES = r"(?:(?:de|du|des|la|le|les|aux?|et)\s+|[dl]['’]\s*){0,4}"
_NAME = re.compile(
    rf"\s+{_ARTICLES}(?P<first>[^\W\d_][\w'’.-]*|\d{{1,2}}\s\w+)"
    rf"(?:[ ]{_ARTICLES}[A-ZÀ-Ý][\w'’-]*){{0,8}}"
)
_NO_NAMES = word_set("pour a de et ou est en dans sur par avec qui que on il elle je y n c s")
_TOWN = re.compile(
    r"(?:,\s?|\s(?:à|a|-)\s)(?P<said>[A-ZÀ-Ý][\w'’-]+)"
    r"|[\s,–-]*(?:(?:à|a)\s)?(?P<code>\d{5})(?:\s+[^\W\d_][\w'’-]+(?:[ ][A-ZÀ-Ý][\w'’-]+){0,5})?"
)
_OF_A_PLACE = re.compile(
    r"\b(?:antennes?|agence|locaux|siege|mairie|caf|cpam|reunions?|forum|salle|entreprise"
    r"|missions? locales?|atelier|permanence|bureaux?|centre|magasin|garage|restaurant|boulangerie"
    r"|cfa|parking|gare|job dating|afpa|greta|demenage\w*|ml|point d'accueil|rendez-vous|stand"
    r"|fablab|rdv|resto|visite de|cap emploi|france travail|pole emploi|usine|chantier|hotel|hall"
    r"|banque|ecole|lycee|college|siret|societe|association)\b"
)
_OF_SOMEBODY = re.compile(
    rf"{_LIVES}|\b(?:chez|domicile|courrier|convocation|son adresse|sa mere|jeune|renvoy\w*|npai"
    r"|relance)\b"
)


def addresses(page: Page, people: Sequence[Span]) -> Iterator[Span]:
    """Yield the places where somebody lives; that of an office or a meeting is none."""
    for match in (*_STREET.finditer(page.flat), *_LIVED_IN.finditer(page.flat)):
        start = match.start("street") if "street" in match.re.groupindex else match.start()
        end = _end(page, match)
        if end and not _is_of_a_place(page, start, people):
            yield Span(start, end, Found.ADDRESS)


def _end(page: Page, match: re.Match[str]) -> int:
    """Return where the address ends, or 0 when it is none."""
    name = _NAME.match(page.text, match.end())
    if name is None or fold(name["first"]) in _NO_NAMES:
        return 0
    town = _TOWN.match(page.text, name.end())
    coded = town is not None and town["code"] is not None
    if match["plain"] is None and not coded and not name["first"][0].isupper():
        return 0
    return town.end() if town else name.end()


def _is_of_a_place(page: Page, start: int, people: Sequence[Span]) -> bool:
    before = page.before(start)
    around = before + page.after(start, 90)
    named = any(
        start - len(before) <= span.start < start
        for span in near(people, start, start, len(before))
    )
    return bool(_OF_A_PLACE.search(around)) and not (named or _OF_SOMEBODY.search(before))
