"""Telephone numbers, e-mails, social security numbers, links: what is told by its shape."""

import re
from collections.abc import Iterator

from domain.confidentiality.compounds import names_somebody
from domain.confidentiality.lexicon import GENERIC_MAILBOXES, ORGANISATION_HOSTS
from domain.confidentiality.page import Page
from domain.confidentiality.roster import Roster
from domain.confidentiality.spans import Found, Span
from domain.names import fold

_AT = r"(?:@|\s?[(\[{]\s?(?:at|@|arobase?)\s?[)\]}]\s?|\s(?:at|arobase?)\s)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|\.|point)\s?[)\]}]\s?|\s(?:dot|point)\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w.+-]+){_AT}(?P<host>[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)+)"
)
_SAID_AT = ("@", "arobas", " at ", "(at", "[at", "{at", "( at", "[ at", "{ at")
_LOCAL_PART = re.compile(r"[^a-z]+")
_HOST_PART = re.compile(r"[^a-z0-9]+")

_URL = re.compile(
    r"(?:https?://|www\.|(?<![@\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/)[^\s<>\"«»]+"
)
_RECORDS = (
    r"dossiers?|jeunes?|usagers?|beneficiaires?|individus?|personnes?|candidats?|fiches?|suivis?"
    r"|demandeurs?|adherents?|users?|contacts?|parcours|entretiens?"
)
_RECORD_PATH = re.compile(rf"/(?:{_RECORDS})(?:/[a-z]+/|[/=-])#?[a-z]{{0,3}}-?\d[\d-]{{2,}}")
_HOST = re.compile(r"//([^/]*)/")
_RECORD_HOST = re.compile(r"i-?milo")
_RECORD_NUMBER = re.compile(r"[/=]\d{4,}\b")
_RECORD_QUERY = re.compile(
    rf"[?&](?:\w*[_-])?(?:id|num|numero|no|nir|matricule|{_RECORDS})(?:[_-]?\w{{1,14}})?="
    r"(?=[\w-]*\d\w*)[\w-]{2,}"
)
_NAMED = re.compile(r"(?:^|[&;])(?:pre|sur)?(?:nom|name)=[^&;\s]*[a-z]{2}")
_ASKED = re.compile(r"[&=;#/]")
_ORDINARY_PATH = re.compile(r"/(?:actu\w*|news|articles?|blog|offres?|pages?|forms?|sondages?)\b")

_NUMBER = r"(?:n ?°|n°|no|num(?:ero)?s?)\.?"
_RECORD = re.compile(
    rf"\b(?:{_NUMBER} (?:de |d'|du )?(?:dossier|i-?milo|allocataire|beneficiaire|usager|suivi"
    r"|identifiant|demandeur d'emploi)|dossiers?|fiches?|identifiants?|matricule|allocataire)"
    rf"(?: (?:i-?milo|caf|jeune|du jeune))?[\s:#]{{0,3}}(?:{_NUMBER})?[\s:#]{{0,3}}"
    r"(?P<id>\d{5,10})(?![\d/.-]|\s?(?:€|euros?|jeunes?|personnes?|%))"
)
"""« dossier I-Milo n° 123456 »: a number that finds one person in the registers."""

_SIGN = r"(?:[ ]{0,2}(?:[^\w\s,;]|_)[ ]{0,2}|[ ]{1,3}|[,;])"
"""What people put between the figures of a number: « 06·39·98·12·34 », « 06 - 39 - … »."""
_LOOSE = r"[ ./·•‧∙_)–-]{0,3}"
"""The same where figures are in other groups than pairs: « 063 998 1234 », « 06-399.812 34 »."""
_NO_PHONE = r"(?!(?:\d{1,2}[ ./-])?\d{1,2}[ ./-](?:19|20)\d{2}(?!\d)|\d{5} \d{5}(?!\d))"
"""A day or a month with figures behind it, and two postal codes: ten from a 0, too."""
_PHONE = re.compile(
    r"(?=[+0])(?<!\d)(?:(?:(?:\+|00)[ .]?33[ .-]?(?:\(0\))?[ .]?|0)[1-9](?:[ ./-]{0,2}\d{2}){4}"
    rf"|(?:(?:\+|00)33{_SIGN}?|0)[1-9](?P<sign>{_SIGN})\d{{2}}(?:(?P=sign)\d{{2}}){{3}}"
    rf"|0(?P<each>{_SIGN})[1-9](?:(?P=each)\d){{8}}"
    r"|\+(?!33)\d{1,3}(?:[ .-]?\d){7,11}"
    rf"|{_NO_PHONE}(?:(?:\+|00)[ .]?33{_LOOSE}(?:\(0\))?|0){_LOOSE}[1-9](?:{_LOOSE}\d){{8}}"
    r")(?!\d|-\d)"
)
_PART_OF_LONGER = re.compile(r"\d[ .]$|\d[/-]$|,$")
_OF_A_SERVICE = re.compile(
    r"\b(?:standard|antennes?|accueil|hotline|support|secretariat|services?|caf|cpam|mdph|mairie"
    r"|numero vert|agence|plateforme|astreinte|permanence|entreprise|garage|employeur|centre|foyer"
    r"|siege|france travail|bureau|internat|prefecture|mission locale|assistance|afpa|association"
    r"|pole emploi|urgences|pro|collegue|depannage|restaurant|magasin)\b"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:son|sa|ses|jeune|maman|mere|pere|papa|parents|frere|soeur|tante|oncle|copain"
    r"|elle|il)\b"
)
_REFERENCE = re.compile(r"\b(?:ref|reference|commande|facture|convention|ticket)[ :.n°]{0,5}$")
_SERVICE_NUMBER = re.compile(r"(?:0|\+33|0033)[ .]?8")

_NIR = re.compile(
    rf"(?<!\d)[123478](?:{_SIGN}?\d{{2}}){{2}}{_SIGN}?(?:\d{{2}}|2[ab]){_SIGN}?\d{{3}}{_SIGN}?\d{{3}}"
    rf"(?P<key>{_SIGN}?\d{{2}})?(?!\d)"
)
_NIR_SAID = re.compile(
    r"\b(?:nir|ss|insee|secu\w*|securite sociale|n.? ?ss|num\w* ss|carte vitale|immatriculation)\b"
)
_CORSICA = {"2a": "19", "2b": "18"}
_NIR_LENGTH = 13


def links(page: Page, roster: Roster) -> Iterator[tuple[Span, bool]]:
    """Yield each link, and whether it leads to one person's record, or names a person."""
    if "/" not in page.flat and "www." not in page.flat:
        return
    for match in _URL.finditer(page.flat):
        end = match.start() + len(match.group().rstrip(".,;:!?)]}'"))
        url = page.flat[match.start() : end]
        named = _names_somebody(page.text[match.start() : end], roster)
        yield Span(match.start(), end, Found.URL_WITH_ID), named or _leads_to_a_record(url)


def _names_somebody(url: str, roster: Roster) -> bool:
    """Tell whether a link names somebody: in what it asks for, or where it leads to."""
    path, _, asked = url.partition("?")
    if _NAMED.search(fold(asked)):
        return True
    steps = [] if _ORDINARY_PATH.search(fold(path)) else path.split("/")[1:]
    return any(names_somebody(step, roster) for step in (*steps, *_ASKED.split(asked)))


def _leads_to_a_record(url: str) -> bool:
    if _ORDINARY_PATH.search(url):
        return False
    host = _HOST.search(url)
    if host and _RECORD_HOST.search(host[1]) and _RECORD_NUMBER.search(url, host.end() - 1):
        return True
    return any(rule.search(url) for rule in (_RECORD_PATH, _RECORD_QUERY))


def records(page: Page) -> Iterator[Span]:
    """Yield each number under which a young person is kept in a register."""
    if page.has_digits:
        for match in _RECORD.finditer(page.flat):
            yield Span(match.start("id"), match.end("id"), Found.URL_WITH_ID)


def emails(page: Page, roster: Roster) -> Iterator[tuple[Span, bool]]:
    """Yield each e-mail, and whether it may be a young person's.

    That of a service (« contact@ », the host of an institution) or of a colleague is not.
    """
    if not any(sign in page.flat for sign in _SAID_AT):
        return
    for match in _EMAIL.finditer(page.flat):
        words = [word for word in _LOCAL_PART.split(match["local"]) if word]
        theirs = (
            (bool(words) and words[0] in GENERIC_MAILBOXES)
            or roster.holds_mailbox(words)
            or any(part in ORGANISATION_HOSTS for part in _HOST_PART.split(match["host"]))
        )
        yield Span(match.start(), match.end(), Found.EMAIL), not theirs


def phones(page: Page) -> Iterator[tuple[Span, bool]]:
    """Yield each telephone number (ARCEP's plan: ten digits, +33), and whether somebody's."""
    if not page.has_digits:
        return
    last = -1
    for match in _PHONE.finditer(page.flat):
        before = page.flat[max(0, match.start() - 2) : match.start()]
        if _PART_OF_LONGER.search(before) and match.start() - last > 1:
            continue
        last = match.end()
        span = Span(match.start(), match.end(), Found.PHONE)
        yield span, not _is_of_a_service(page, match)


def _is_of_a_service(page: Page, match: re.Match[str]) -> bool:
    before = page.before(match.start())
    around = f"{before} {page.after(match.end(), 25)}"
    if _SERVICE_NUMBER.match(match.group()) or _REFERENCE.search(before):
        return True
    return bool(_OF_A_SERVICE.search(around)) and not _OF_SOMEBODY.search(before)


def social_security(page: Page) -> Iterator[Span]:
    """Yield each social security number: with its key, or told to be one.

    Thirteen signs (INSEE: sex, year, month, department or 2A and 2B, commune, order) and a key of
    two digits, 97 less the rest of the division by 97, where 2A counts as 19 and 2B as 18.
    """
    if not page.has_digits:
        return
    for match in _NIR.finditer(page.flat):
        if _has_its_key(match.group()) or _NIR_SAID.search(page.before(match.start(), 40)):
            yield Span(match.start(), match.end(), Found.NIR)


def _has_its_key(written: str) -> bool:
    signs = re.sub(r"[^\dab]", "", written)
    number, key = signs[:_NIR_LENGTH], signs[_NIR_LENGTH:]
    for letters, digits in _CORSICA.items():
        number = number[:5] + number[5:7].replace(letters, digits) + number[7:]
    return bool(key) and number.isdigit() and 97 - int(number) % 97 == int(key)
