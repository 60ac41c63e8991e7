"""What the three Friday titles become in a hurry, word by word, folded and singular."""

from typing import NamedTuple

from domain.kinds import Kind
from domain.tokens import distance, remembered, singular, word_set

_STRONG = {
    Kind.IRRITANT: """irritant|point bloquant|point de blocage|blocage|bloquage|point noir
        |coup de gueule|point d irritation|agacement|mon bloquant|difficulte rencontree
        |ce qui m a agace|ce qui m a enerve|ce qui m a irrite|ce qui m a bloque|ce qui m a gene
        |ce qui m a ralenti|ce qui m a freine|ce qui m a pese|ce qui m a saoule
        |ce qui nous a bloque|ce qui nous a agace|ce qui nous a ralenti|ce qui a bloque
        |ce qui a coince|ce qui m agace|ce qui m enerve|ce qui m irrite|ce qui me bloque
        |ce qui bloque|ce qui coince|ce qui ne va pas|ce qui va pas|ce qui n a pas marche
        |ce qui a pas marche|ce qui n a pas fonctionne|ce qui ne marche pas|ce qui marche pas
        |ce qui a moins bien marche|ce qui a moins marche|ce qui m a manque|irritant et blocage""",
    Kind.BEST_PRACTICE: """bonne pratique|bonnepratique|bp|b p|best practice|astuce|tip
        |truc et astuce|truc astuce|ce qui a marche|ce qui a bien marche|ce qui a fonctionne
        |ce qui a bien fonctionne|ce qui marche|ce qui marche bien|ce qui fonctionne
        |ce qui m a aide|ce qui m a fait gagner du temps|petite victoire|bon reflexe
        |pratique a partager|pratique inspirante|pratique qui marche|bonne idee a partager""",
    Kind.SUGGESTION: """suggestion|sugg|idee|proposition|je propose|je suggere|axe d amelioration
        |piste d amelioration|idee d amelioration|suggestion d amelioration
        |proposition d amelioration|amelioration possible|amelioration proposee|ce que je propose
        |ce que je suggere|ce qu on pourrait faire|ce qu on pourrait ameliorer
        |ce qu il faudrait|a ameliorer|recommandation""",
}
# Everyday words: titles only of the week, or beside another title.
_WEAK = {
    Kind.IRRITANT: """probleme|pb|souci|frein|galere|difficulte|point negatif|negatif|moins
        |frustration|les moins|bloquant|bug|rale|raleur|ralerie|coup de mou|caillou""",
    Kind.BEST_PRACTICE: """point positif|positif|plus|les plus|reussite|succes|victoire|conseil
        |point fort|truc|bon plan|coup de coeur|pratique|fierte""",
    Kind.SUGGESTION: "piste|amelioration|souhait|voeu|envie|besoin|demande|reco",
}
_FORGIVEN = ("irritant", "pratique", "suggestion", "proposition", "astuce", "bonne", "blocage")
"""The words whose typing slips are forgiven: one from five letters on, two from nine on."""

MOST_WORDS = 9
"""The longest head has so many words."""

OWN = word_set("mon ma mes notre nos")
OTHERS = word_set("un une des le la les l petit petite gros grosse autre autres mini")
ORDINALS = word_set("nouvel nouvelle premier premiere deuxieme second seconde 2 3 deux")
LEADS = word_set("voici voila et puis enfin sinon donc alors pour cote en ensuite aussi")
CLOSED = word_set("""
    regle reglee regles reglees resolu resolue resolus traite traitee clos close leve levee
    corrige corrigee repare reparee termine terminee fini finie oublie valide validee retenu
    retenue adopte adoptee disparu disparue suivant suivante suivants""")
"""After a title word they speak *about* a contribution and make none."""

NOT_TOPICS = (
    word_set("""
    rdv date dates creneau creneaux reunion stage poste emploi offre cadeau cadeaux resto
        sortie menu film recette lecture repas horaire horaires lieu""")
    | CLOSED
)
"""« Proposition de date : mardi », « Idée cadeau : un plaid » are no contributions."""

TAILS = frozenset(
    f"{before}{time}"
    for before in ("", "de ", "de la ", "de cette ", "du ", "de ce ", "cette ", "pour cette ")
    for time in ("semaine", "journee", "jour", "mois", "moment", "vendredi", "lundi")
)
"""« … de la semaine »: what makes a title of these words even without a colon."""

QUALIFIERS = word_set("""
    perso personnel personnelle principal principale majeur numero n no 1 2 3 4 5 s recurrent
    rencontre rencontree constate constatee a partager diffuser signaler suite possible bis
    amelioration d""")


class Head(NamedTuple):
    """A title's own words: what kind they announce and whether they suffice."""

    kind: Kind
    weak: bool
    length: int


def _table() -> dict[tuple[str, ...], Head]:
    table: dict[tuple[str, ...], Head] = {}
    for heads, weak in ((_WEAK, True), (_STRONG, False)):
        for kind, names in heads.items():
            for name in names.split("|"):
                key = tuple(singular(word) for word in name.split())
                table[key] = Head(kind, weak, len(key))
    return table


_HEADS = _table()
_KNOWN = frozenset(word for key in _HEADS for word in key)


@remembered(4096)
def _mend(word: str) -> str:
    plain = singular(word)
    if plain in _KNOWN or len(plain) < 4:  # noqa: PLR2004 - too short to be a slip of anything
        return plain
    for right in _FORGIVEN:
        allowed = 2 if len(right) >= 9 else 1  # noqa: PLR2004 - see _FORGIVEN
        near = abs(len(plain) - len(right)) <= allowed and plain[0] == right[0]
        if near and distance(plain, right) <= allowed:
            return right
    return plain


def find_head(tokens: list[str]) -> Head | None:
    """Find the longest title words with which *tokens* (folded) begin."""
    mended = [_mend(token) for token in tokens[:MOST_WORDS]]
    for length in range(len(mended), 0, -1):
        head = _HEADS.get(tuple(mended[:length]))
        if head is not None:
            return head
    return None
