"""Health told of somebody: of a person named, of « il », « elle », « sa », « son »."""

import re
from collections.abc import Iterator, Sequence

from domain.confidentiality.page import Page
from domain.confidentiality.spans import Found, Span, near

_TERMS = (
    r"depressi(?:f|ve|on)s?|bipolaires?|bipolarite|schizophren\w+|autis\w+|asperger|diabet\w+"
    r"|epilep\w+|enceinte|grossesse|toxico\w*|alcooli\w+|addict(?:e|ion)?s?|seropositi\w+|vih"
    r"|sida|cancer|leucemie|hospitalis\w+|ts|tentatives? de suicide|suicidaires?|suicide"
    r"|scarifi\w+|anorexi\w+|boulimi\w+|handicap\w*|invalidite|rqth|aah|tdah|hyperactif"
    r"|hyperactivite|dyslexi\w+|dysphasi\w+|dyspraxi\w+|traitement (?:medical|lourd|psy\w*)"
    r"|medicaments|psychiatrie|(?:en |a l')hp|psychotique|psychose|psychotropes|burn[- ]?out"
    r"|mal[- ]etre"
    r"|crises? (?:d'angoisse|de panique|d'epilepsie|de nerfs|d'anxiete)|trisomi\w+|parano\w*"
    r"|phobi\w+(?: sociale| scolaire)?"
    r"|troubles? (?:psy\w*|bipolaires?|alimentaires?|anxieux|du comportement|de l'\w+|mentaux|dys)"
    r"|asthm\w+|hepatite|avort\w+|ivg|fausse couche|mutis\w+|sourde?|malvoyante?|aveugle"
    r"|desintox\w*|sevrage|maladie(?: de \w+| \w+)?|schizo|sclerose(?: en plaques)?|drepanocytose"
    r"|endometriose|obesite|reconnaissance (?:de )?(?:travailleur handicape|handicap)"
    r"|travailleur(?:se)? handicapee?|antidepresseurs?|anxiolytiques?|neuroleptiques?"
    r"|methadone|subutex|insuline|overdose|coma|avc|chimio\w*|tumeur|dialyse|greffe|ampute\w*"
    r"|fauteuil roulant|fibromyalgie|traumatis\w+|ald|drogues?|cannabis|heroine|cocaine|tca"
    r"|sourd[- ]muet\w*|hallucinations|delire\w*|mutilation\w*|gravement malade|deprime\w*"
    r"|sous (?:traitement|methadone|antidepresseurs)"
)
_TERM = re.compile(rf"\b(?:{_TERMS})\b")
_WEAK_TERM = re.compile(r"\btraitements?\b")
"""Also what one does with a file."""

_OWNED = re.compile(r"\b(?:sa|son|ses) (?:\w+ )?$")
_OF_PERSON = re.compile(
    r"^ (?:\w+ )?(?:de |d'|chez |a |pour )(?:la |le |l'|mme |m\. |mr |mlle |\w+ )?$"
)
_BEING = r"est|etait|a|avait|souffre|suit|fait|sort|prend|vit"
_LINK = re.compile(
    rf"^[^.!?\n]{{0,30}}?\b(?:{_BEING}|devenue?|semble|parle|soit|ete|etre)\b"
    r"[^.!?\n]{0,30}$|^[\s,(\"»:–-]{1,5}(?:(?:depuis|en|sous|avec|apres) "
    r"|(?:sortie?|retour|suites?) d[e'] ?)?$|^,[^.!?\n]{0,25},\s$"
)
_PRONOUN = re.compile(rf"\b(?:il|elle)\s(?:\w+ )?(?:{_BEING})\b[^.!?,;\n]{{0,30}}$")
_THIS_ONE = re.compile(
    r"\b(?:ce|cette|le|la) jeune(?: (?:homme|femme|fille|garcon))?"
    rf"(?:\s(?:\w+ )?(?:{_BEING})\b|\s?[(,:])[^.!?,;\n]{{0,30}}$"
)
"""« Cette jeune souffre de… », « ce jeune (épileptique) »: one in particular, unnamed."""
_NOT_OF_SOMEBODY = re.compile(r"\bil (?:y a|n'y a|faut|existe|s'agit|est (?:\w+ )?(?:que|de))\b")
_SUBJECT_BETWEEN = re.compile(
    r"\b(?:l'|le |la |les |un |une )(?:atelier|salle|formation|dossier|logiciel)"
)
_GENERAL = re.compile(
    r"\b(?:un jeune|une jeune|un public|(?:les|des|nos|ces|certains|chaque|tout|aux|quel\w*) "
    r"(?:\w+ )?jeunes?|quelqu'un|collegues?|conseill\w+|on|nous|quand)\b"
)
_FAR = 75


def health(page: Page, people: Sequence[Span], *, staff_named: bool) -> Iterator[Span]:
    """Yield what is told of somebody's health.

    Health in general (« la santé mentale des jeunes », « la RQTH ») concerns nobody. « Sa » and
    « elle » are taken for a young person unless it speaks of any, or only of staff.
    """
    vague = bool(people) or not staff_named
    for match in _TERM.finditer(page.flat):
        if _is_of(page, match, people) or (vague and _is_of_somebody(page, match, people)):
            yield Span(match.start(), match.end(), Found.HEALTH)
    for match in _WEAK_TERM.finditer(page.flat):
        if _is_of(page, match, people):
            yield Span(match.start(), match.end(), Found.HEALTH)


def _is_of(page: Page, match: re.Match[str], people: Sequence[Span]) -> bool:
    """Tell whether one of *people* is linked to the term, before it or after."""
    for span in near(people, match.start(), match.end(), _FAR):
        if 0 < match.start() - span.end <= _FAR:
            between = page.flat[span.end : match.start()]
            if _LINK.match(between) and not _SUBJECT_BETWEEN.search(between):
                return True
        if 0 < span.start - match.end() <= _FAR and _OF_PERSON.match(
            page.flat[match.end() : span.start]
        ):
            return True
    return False


def _is_of_somebody(page: Page, match: re.Match[str], people: Sequence[Span]) -> bool:
    before = page.before(match.start())
    if not people and _GENERAL.search(page.before(match.start(), 200)):
        return False
    if _OWNED.search(before) or _THIS_ONE.search(before):
        return True
    return bool(_PRONOUN.search(before)) and not _NOT_OF_SOMEBODY.search(before)
