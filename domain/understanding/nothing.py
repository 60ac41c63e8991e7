"""Texts that hold nothing to note: « RAS », « néant », a greeting, a « bon week-end »."""

import re

from domain.tokens import EMOJI, fold, word_set, words

_LONGEST = 120
"""Longer texts hold something; not reading them keeps the test cheap."""

_DENIALS = word_set("ras rien neant aucun aucune pas non nan nada zero nope na so 0 x no")
_AROUND_DENIALS = word_set("""
    a signaler de d particulier special cette semaine ce c est jour aujourd hui pour moi le la
    moment l instant je n en ai j y il suggestion suggestions irritant irritants idee idees
    pratique pratiques bonne bonnes astuce proposition partager dire declarer du tout cote mon
    merci desole desolee objet sans plus nouveau neuf que sache encore maintenant une un ici fois
    bloquant point tout va bien s r""")
_ALL_WELL = frozenset(
    {"tout va bien", "tout roule", "tout est ok", "tout marche", "nickel", "r a s"}
)
_HELLOS = word_set("""
    bonjour salut hello coucou bonsoir hey bjr slt cc yo bsr merci voici voila desole desolee
    cordialement bien bon bonne bises bisous a""")
_POLITE = word_set("""
    a tous toutes tout tt le la les l monde equipe team collegues collegue et ci dessous voici
    voila mon ma mes notre nos retour retours contribution contributions flash remontee remontees
    message reponse reponses de du des d cette semaine pour ce vendredi jour lundi trois 3 points
    titres questions amelioration continue desolee desole retard en avec un une petit petite peu
    rapide rapidement vite fait bref comme demande promis prevu alors donc ok bon bonne journee
    soiree week end weekend we wk merci bien cordialement lecture a plus bises bisous bientot
    demain tres belle fin aprem matinee apres midi par avance chacun chacune vous toi au passage
    post it j ai je fais mets suis partage tard dernier derniere minute mieux que jamais fin
    hello bonjour salut coucou bonsoir bjr slt courage vacances feedback bilan recap resume
    suite ici dites allez go tour mon c est parti""")
_NAMES_ALLOWED = 2
_DECORATION = re.compile(EMOJI)


def _listed(text: str) -> list[str]:
    return [match.group() for match in words(fold(text))]


def is_nothing(text: str) -> bool:
    """Tell whether *text*, found under a title, says that there is nothing to say."""
    if len(text) > _LONGEST:
        return False
    listed = _listed(text)
    if not listed:
        return True
    if " ".join(listed) in _ALL_WELL:
        return True
    known = all(word in _DENIALS or word in _AROUND_DENIALS for word in listed)
    return (known and any(word in _DENIALS for word in listed)) or is_polite(text)


def is_polite(text: str) -> bool:
    """Tell whether *text* only greets, announces what follows, thanks or takes leave.

    « Bonjour Nadia » greets too: two capitalised words that no list can know are let through
    after a greeting.
    """
    if len(text) > _LONGEST:
        return False
    folded = fold(text)
    found = list(words(folded))
    if not found:
        return not _DECORATION.sub("", text).strip(" -–—•*_.,;:!|/\t\n")
    unknown = [match for match in found if match.group() not in _POLITE]
    if not unknown:
        return True
    return (
        found[0].group() in _HELLOS
        and len(unknown) <= _NAMES_ALLOWED
        and all(text[match.start()].isupper() for match in unknown)
    )
