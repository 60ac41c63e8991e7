"""The words in which people ask about contributions: one table for each part of a question.

They are searched for in what ``domain.inquiry.said`` makes: lower case, no accents, and spaces for
the hyphens between letters.
"""

import re
from enum import StrEnum

from domain.contributions.contribution import Status
from domain.contributions.life import CLOSED, DECIDED, UNDECIDED, UNREAD
from domain.inquiry import Order
from domain.inquiry.periods import DURATION, MONTHS
from domain.kinds import Kind

S = Status


class Opener(StrEnum):
    """How a question begins."""

    SHOW = "show"
    """« montre-moi … », « quelles sont … »: what follows names contributions."""
    SEEK = "seek"
    """« cherche … »: what follows may be any words."""
    COUNT = "count"
    WHERE = "where"
    """« où en est … », « statut … »."""
    TELL = "tell"
    """« qu'a-t-on réalisé … »: contributions need not be named."""
    WHY = "why"
    HAVE = "have"
    """« y a-t-il … », which is as often asked of colleagues."""


_ME = r"(?:[ '](?:moi|nous|me|m))?"
_GIVEN = r"(?:tou(?:te)?s )?(?:la liste (?:complete )?)?"
OPENERS: tuple[tuple[Opener, re.Pattern[str]], ...] = tuple(
    (opener, re.compile(rf"^[\W·]*(?:{words})\b[ :']*"))
    for opener, words in (
        (
            Opener.SHOW,
            (
                r"(?:est ce que )?(?:tu |vous )?(?:peux|pourrais|pourriez|pouvez|sais|saurais"
                r"|sauriez)"
                r"(?: (?:tu|vous))?(?: (?:me|nous|m'))?"
                r"(?: ?(?:dire|montrer|donner|lister|afficher|sortir|trouver|retrouver|chercher"
                r"|rechercher|indiquer|rappeler|envoyer|faire))?(?: si)?"
            ),
        ),
        (
            Opener.SHOW,
            (
                r"(?:je (?:voudrais|veux|souhaite|souhaiterais|cherche|recherche)|j'aimerais"
                r"|j'veux)"
                r"(?: bien)?(?: (?:voir|savoir|connaitre|consulter|avoir|lire|retrouver|trouver))?"
                r"(?: ce que deviennent)?"
            ),
        ),
        (Opener.SEEK, rf"(?:re)?cherche[rzs]?{_ME}"),
        (
            Opener.SEEK,
            rf"trouve[rz]?{_ME} (?:quelque chose|des choses|tout)(?= (?:sur|concernant|a propos))",
        ),
        (Opener.SHOW, r"qu'est ce (?=que j'ai|que je|qui m'est|qu'on m'a)"),
        (
            Opener.SHOW,
            r"(?:montre|affiche|liste|donne|ouvre|sors|sort|envoie|trouve|retrouve|dis|dites|voir"
            r"|redonne|rappelle|consulte|resume)[rz]?" + _ME + rf"(?: {_GIVEN})?(?: voir)?",
        ),
        (Opener.SHOW, r"(?:la )?liste(?: complete)?(?: de| des| du)?"),
        (Opener.SHOW, r"(?:qu'est ce que c'est que|c'est quoi|c quoi|quoi comme)"),
        (Opener.SHOW, r"(?:quel|quelle|kel)s(?: (?:sont|etaient|ont ete|seraient))?"),
        (
            Opener.COUNT,
            r"quel est le nombre|(?:le )?nombre|nb|compte|(?:combien|cb)(?: y a t il| il y a)?",
        ),
        (
            Opener.WHERE,
            r"ou (?:en )?(?:est|sont|sommes|etait|etaient)(?: (?:on|nous))?(?: de| d')?",
        ),
        (
            Opener.WHERE,
            (
                r"(?:quel(?:le)? est )?(?:le |l')?(?:statut|etat|avancement|suivi|point|detail)s?"
                r"(?: (?:de|du|des|d'|sur))?"
            ),
        ),
        (
            Opener.WHERE,
            (
                r"(?:que|qu|qu'est ce que?)[ ']?(?:devien(?:t|nent)|est devenue?|sont devenue?s)"
                r"|(?:des |une )?(?:nouvelles?|news|reponses?|retours?) (?:de|du|sur|pour)"
                r"(?= (?:l'|la |ma |mon |mes )?(?:idee|suggestion|irritant|ac ))"
            ),
        ),
        (
            Opener.TELL,
            (
                r"qu'?(?:est ce (?:que |qu')?(?:qui )?)?(?:a t|on a|avons nous|nous avons|a|ont)"
                r"(?: ?'?on)?(?: bien)?(?: deja)?(?: ete)?"
            ),
        ),
        (Opener.TELL, r"qu'est ce qui (?:est|etait|reste)"),
        (
            Opener.SHOW,
            (
                r"quel(?:le)? est(?= (?:l'|la |le |mon |ma )(?:idee|suggestion|irritant"
                r"|contribution|bonne pratique|plus))"
            ),
        ),
        (Opener.WHERE, r"qui (?:s'occupe|suit|instruit|traite|gere)(?: de)?"),
        (Opener.TELL, r"qui a (?:propose|ecrit|dit|note|soumis|signale|pose)"),
        (Opener.WHERE, r"quand(?: est ce que)?"),
        (Opener.WHY, r"pourquoi|pk|pq|pour quelles? raisons?"),
        (
            Opener.HAVE,
            (
                r"(?:est ce qu'?(?:il )?)?(?:y a t il|il y a|y a|a t on|on a|avons nous|as tu"
                r"|tu as)"
                r"(?: eu)?(?: deja)?"
            ),
        ),
        (Opener.HAVE, r"est ce que?"),
    )
)
"""The first that fits is taken, and then what begins there."""

_GREETING = (
    r"bonjour|bjr|bonsoir|salut|slt|hello|coucou|hey|alors|ok|au fait|please|dis moi|dites moi"
    r"|s'?il (?:te|vous) plai[st]t?|svp|stp"
)
_THANKS = r"merci(?: d'avance| bcp| beaucoup| bien)?"
POLITE_FIRST = re.compile(
    rf"^[\W·]*(?:{_GREETING})\b(?: (?:a )?(?:tous|toutes|toi|vous|flash)\b)*"
)
POLITE_LAST = re.compile(
    rf"\b(?:{_GREETING}|{_THANKS}|bonne (?:journee|soiree)|cordialement)\b[\W·]*$"
)

_UNIT_WORDS = r"(?:jour|semaine|mois|an|annee|fois|heure|h|min|personne|jeune|euro|%|/)"
_NOUN_ONE = (
    r"(?:[dl]'?)?(?:idee|suggestion|irritant|bonne pratique|pratique|contribution|fiche|remarque"
    r"|retour|proposition)s?"
)
_SIGN = r"(?:n°|no|n|num|numero|#)?\s*"
FULL_NUMBER = re.compile(
    rf"\b(?:{_NOUN_ONE} )?(?:ac[- ]?(20\d\d)[- ](\d{{1,6}})\b|(20\d\d)-(\d{{4}})\b(?!-))"
)
SERIAL = re.compile(
    rf"\b(?:{_NOUN_ONE}\s*{_SIGN}|ac[- ]?)0*(\d{{1,6}})\b(?!\s*{_UNIT_WORDS}|[/.-]\d)"
)
BARE_SERIAL = re.compile(
    r"^[\W·]*?(?:(?:de |pour )?(?:la|le|l'|celle|du)\s*)*(?P<sign>(?:numero|n°|no|n"
    r"|#)\s*)?0*(?P<serial>\d{1,6})[\W·]*$"
)

_AGED = rf"(?:depuis|de|il y a) (?:plus de |plus d'|au moins |environ )?{DURATION}"
_SILENT = (
    r"(?:(?:qui (?:sont|est|restent?) |(?<=s ))(?:toujours |encore )?|restee?s? )?"
    r"(?:sans (?:aucune? )?(?:reponses?|retours?|nouvelles)|non repondue?s?"
    r"|(?:(?:qui )?n'ont )?(?:pas|jamais) (?:encore )?(?:eu )?(?:de )?(?:reponses?|repondue?s?)"
    r"|auxquel(?:le)?s (?:on|nous) n'(?:a|avons) (?:pas|jamais) (?:encore )?repondu"
    r"|qui attendent(?: (?:une|leur|encore une) reponse)?|en attente (?:de|d'une) reponse)"
)
UNANSWERED_FOR = re.compile(
    rf"\b(?:{_SILENT}|en attente) {_AGED}|\bplus de {DURATION} sans (?:reponses?|retours?)\b"
)
UNANSWERED = re.compile(rf"\b{_SILENT}\b")
OLDER = re.compile(
    rf"\b(?:depuis|il y a|vieux de|vieilles de|date(?:nt|es)? de|de) plus (?:de |d'){DURATION}"
)

_AUX = (
    r"(?:(?:a t (?:on|elle|il)|est (?:elle|il)|on a|qu'on a|nous avons|avons nous|ont (?:elles"
    r"|ils)|sont (?:elles|ils)|ont|a"
    r"|sont|est|ete|etaient|seront|deja|restent) )*"
)
_OPEN = (*UNREAD, *UNDECIDED)
_DECIDED = tuple(status for status in Status if status in DECIDED)
_CLOSED = tuple(status for status in Status if status in CLOSED)
_UNSOLVED = (*_OPEN, S.ACCEPTED, S.IN_PROGRESS)
_NOT = r"(?:non|(?:n'ont )?(?:pas|jamais)(?: encore)?)"
STATUSES: tuple[tuple[tuple[Status, ...], re.Pattern[str]], ...] = tuple(
    (
        statuses,
        re.compile(rf"\b(?P<who>qui |qu'on a |que nous avons )?(?P<aux>{_AUX})(?:{words})\b"),
    )
    for statuses, words in (
        (UNREAD, rf"{_NOT} (?:ete )?(?:lue?s?|ouverte?s)"),
        (
            _OPEN,
            (
                rf"{_NOT} (?:ete )?(?:traitee?s?|decidee?s?|examinee?s?)|(?:reste )?a (?:traiter"
                rf"|decider)"
            ),
        ),
        (_OPEN, r"en (?:attente|suspens)(?: de decision)?|ouverte?s|sans decision|a trancher"),
        ((S.REFUSED,), rf"{_NOT} (?:ete )?(?:retenue?s?|acceptee?s?|validee?s?)"),
        (_UNSOLVED, rf"{_NOT} (?:ete )?(?:resolue?s?|realisee?s?|reglee?s?|faite?s?|terminee?s?)"),
        (
            (S.UNDER_REVIEW,),
            (
                r"a (?:l )?(?:l')?(?:etude|examen)|en etude|en cours d'(?:etude|examen"
                r"|instruction)|etudiee?s?|en (?:reflexion|discussion)"
            ),
        ),
        (
            (S.IN_PROGRESS,),
            (
                r"en cours(?: de (?:realisation|traitement))?|en chantier|lancee?s|demarree?s"
                r"|commencee?s"
            ),
        ),
        (
            (S.DONE,),
            (
                r"realise(?:e?s?|r)|resolue?s?|faite?s?|terminee?s?|reglee?s?|solutionnee?s?"
                r"|mise?s? en (?:place|oeuvre)"
                r"|aboutie?s?|concretisee?s?"
            ),
        ),
        ((S.REFUSED,), r"refuse(?:e?s?|r)|rejetee?s?|ecartee?s?|recalee?s?"),
        ((S.ACCEPTED,), r"acceptee?s?|validee?s?|retenue?s?|approuvee?s?"),
        ((S.SHARED,), r"diffusee?s?|partagee?s?"),
        ((S.ADOPTED,), r"(?:dans|au|du|dans notre) recueil|adoptee?s?"),
        ((S.MERGED,), r"(?:les |des )?doublons?|fusionnee?s?|regroupee?s?"),
        ((S.WITHDRAWN,), r"retiree?s?|annulee?s?|supprimee?s?"),
        (_DECIDED, r"traitee?s?|decidee?s?|tranchee?s?"),
        (_CLOSED, r"close?s?|cloturee?s?|fermee?s?"),
        ((S.READ,), r"lue?s?"),
    )
)
"""What is longer or negated stands first: « en cours d'étude » is not « en cours »."""

KINDS: tuple[tuple[tuple[Kind, ...], re.Pattern[str]], ...] = tuple(
    (kinds, re.compile(rf"\b(?P<which>{words})\b"))
    for kinds, words in (
        ((Kind.BEST_PRACTICE,), r"bonnes? pratiques?|(?<!boite a )pratiques"),
        ((Kind.IRRITANT,), r"(?:[dl]'?)?irritants?"),
        ((Kind.SUGGESTION,), r"(?:suggestions?|propositions?)"),
        ((), r"(?<!boite a )(?:[dl]'?)?idees?|contributions?|(?:fiches|remarques|retours)(?! d')"),
    )
)
WEAK_NOUNS = frozenset({"fiches", "remarques", "retours"})
"""An office has many others of these."""
DETERMINERS = re.compile(
    r"(?:\b(?:(?:toute?s|tous|tte?s?|l'ensemble|l'integralite) )?"
    r"(?:(?:de|d'|du|des|les|la|le|l'|nos|vos|leurs|ces|une?|mes|mon|ma|celles|ceux) ?)*)$"
)
MINE = re.compile(r"\b(?:mes|mon|ma)\b")
MINE_SAID = re.compile(
    r"\b(?:(?:ce(?:lles|ux)? )?que )?(?:j'(?:ai|avais)|ai je)(?: (?:deja|bien|fait|faites"
    r"|moi meme))*"
    r"(?: (?:proposee?s?|dite?s?|ecrite?s?|envoyee?s?|deposee?s?|faite?s?|noteee?s?|notee?s?"
    r"|signalee?s?|postee?s?|soumise?s?|remontee?s?))"
    r"|\bles mien(?:ne)?s\b|\bde moi\b|\bpar moi\b"
)
SUPPORTED = re.compile(
    r"\b(?:ce(?:lles|ux)? )?(?:que |qu'|auxquelles |dont )?(?:j'ai (?:deja )?"
    r"(?:soutenue?s?|aimee?s?|votee?s?|appuyee?s?|likee?s?)|je (?:soutiens|soutient|appuie))\b"
    r"|\bsoutenue?s? par moi\b|\bmes (?:soutiens|votes|likes)\b|\bai je soutenue?s?\b"
)
_HANDED = r"confiee?s?|attribuee?s?|assignee?s?|affectee?s?"
ASSIGNED = re.compile(
    r"\b(?:(?:ce )?qui (?:me (?:sont|est)|m'est|m'ont ete|m'a ete|m'etaient)"
    rf"|(?:ce )?qu(?:e l)?'on m'a|m'a t on|m'ont ete) (?:{_HANDED})\b|\b(?:{_HANDED}) a moi\b"
    r"|\ba (?:instruire|traiter|etudier)(?: par moi| pour moi)\b"
    r"|\b(?:ce )?que je (?:dois|devais) (?:instruire|traiter|etudier)\b|\bque j'instrui[st]\b"
    r"|\b(?:mes )?(?:dossiers |idees )?a (?:moi )?(?:de )?(?:m')?instruire\b"
)
OVERDUE = re.compile(
    r"\b(?P<alone>reponses? en retard|promesses? (?:de reponses? )?(?:depassee?s?|non tenues?"
    r"|pas tenues?|en retard|oubliee?s?|manquee?s?)"
    r"|(?:delais|echeances|dates promises) depassee?s)\b"
    r"|\b(?:qui sont |sont )?(?:en retard(?: de reponse)?|hors delais?)\b"
    r"|\bdont (?:la |le |l')(?:promesse|delai|echeance|date) (?:promise )?est depassee?s?\b"
)
SAID_WHEN = re.compile(
    r"\b(?:qui |que tu as |que vous avez |qu'on a )?"
    rf"(?P<aux>{_AUX})(?:recue?s?|dite?s?|postee?s?|deposee?s?)\b"
)
FILLERS = re.compile(
    r"\b(?:au total|en tout|(?:a t|ai) (?:on|je)|(?:on a|avons nous|nous avons)(?: eue?s?)?"
    r"|(?:ont|sont) (?:elles|ils)|ont ete|a ete|il y a|y a t il|est ce qu'(?:il y a|on a))\b"
)
REASONS = re.compile(
    r"\b(?:et |avec )?(?:pourquoi|pk|(?:les |la |le |leurs? )?(?:raisons?|motifs?|explications?)"
    r"(?: (?:du|de) refus)?)\b"
)

ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = tuple(
    (order, re.compile(rf"\b(?:{words})\b"))
    for order, words in (
        (
            Order.SUPPORT,
            (
                r"(?:les? |la )?meilleure?s?"
                r"|(?:qui ont |ayant )?(?:(?:les?|la) )?(?:\d{1,2} )?plus (?:de )?(?:soutenue?s?"
                r"|votee?s?|populaires?|aimee?s?|appuyee?s?|likee?s?|plebiscitee?s?|soutiens?|votes)"
                r"|(?:par|selon le) (?:nombre de )?soutiens?|(?:le )?top(?: (?:\d{1,2}|cinq|dix))?"
                r"(?: des?)?"
            ),
        ),
        (
            Order.OLDEST,
            (
                r"(?:(?:les?|la) )?plus (?:ancienn?e?s?|vieux|vieilles?)"
                r"|(?:les? )?(?:\d{1,2} )?premier(?:e)?s"
            ),
        ),
        (
            Order.NEWEST,
            (
                r"(?:(?:les?|la|ma|mon|mes) )?(?:(?:\d{1,2}|trois|cinq|dix) )?"
                r"(?:plus (?:recente?s?|recemment)|derni(?:er|ere)s?|nouvelles|nouveaux|recente?s)"
            ),
        ),
    )
)

RANKED = re.compile(r"\bplus\b|\btop \w")
"""« le top » is also said of a good day."""

ENGAGEMENT = re.compile(
    r"\b(?:(?:de|sur|pour|a|au) )?(?:l')?engagements? ?(?:n°|no|n|numero)? ?(\d)\b"
)
TAG = re.compile(
    r"(?:\b(?:(?:avec|sous|sur|par|au) )?(?:le |l'|du |de )?(?:tag|etiquette|hashtag"
    r"|mot cle)s? ?|#)"
    r"#?(?=[^\W_])"
)
HERE = re.compile(
    r"\b(?:de |a |dans |pour |sur |chez )?(?:mon|ma|notre) (?:antenne|site|equipe|agence)\b"
)
WHERE_LAST = re.compile(
    r"\b(?:(?:elles?|ils?|on|ca) )?en (?:est|sont) (?:(?:elles?|ils?|on) )?ou\b(?: (?:de|avec)\b)?"
)
TOPIC = re.compile(
    r"\b(?:(?:qui |ca |on )?(?:parlent|parle|parlant|traitent|traite|traitant) (?:de|du|des|d')"
    r"|(?:qui )?(?:concernent|concerne|concernant|contiennent|contenant|mentionnent|evoquent)"
    r"|(?:qui )?(?:portent|portant|porte) sur|a propos (?:de|du|des|d')|au sujet (?:de|du|des|d')"
    r"|en (?:lien|rapport) avec|liee?s? (?:a|au|aux)|autour (?:de|du|des|d')|cote|sur"
    r"|au niveau (?:de|du|des)|avec (?:le |les )?mots?)\b"
)
FINITE = re.compile(r"\b(?:a|ont|est|sont|etaient|seront)\b")
"""What makes « refusées » a sentence."""
FOLLOWS = re.compile(
    r"^[\W·]*(?:et|puis|sinon|plutot|seulement|uniquement)\b"
    r"(?: (?:alors|sinon|seulement|uniquement|juste|pour|ceux|celles|donc|du cote|cote)\b)*"
)

_SENTENCE = """
    je j tu il elle on nous vous ils elles c ca cela est sont suis etait etaient ont ai as avons
    avez ete y ne n pas faut faudrait serait seraient pourrait pourraient pourrais devrait
    devraient doit doivent peut peuvent va vont fait font mais car parce puisque si quand comme
    trop toujours encore jamais rien merci bravo super vraiment personne quelqu me m te t se s qui
    que qu dont confie confiee confies confiees etre avoir bon bonne bons bonnes belle belles
    autant tant ras marre donc ici voici voila hier demain chez
"""
SENTENCE = frozenset(_SENTENCE.split())
"""Words of which sentences are made, and no topic: where one is left over, somebody tells."""
WEAK_LINKS = frozenset({"a", "au", "aux", "de", "du", "des", "d", "pour", "avec", "en", "dans"})
LOST = frozenset({"un", "une", "des", "par", "quelqu", "qqn", "moi", "toujours", "pas"})
"""« cherche un … » is asked of colleagues."""

LEADING = frozenset(
    {"le", "la", "les", "l", "ces", "ce", "nos", "toutes", "tous", "celles", "ceux"}
)

_CORRECTED = """
    idees suggestion suggestions irritant irritants bonnes pratique pratiques contribution
    contributions proposition propositions remarques fiches retours
    refuse refuses refusee refusees accepte acceptes acceptee acceptees resolu resolus resolue
    resolues realise realises realisee realisees traite traites traitee traitees diffusee diffusees
    partagee partagees adoptee adoptees retiree retirees rejetee rejetees reponse reponses attente
    etude recueil engagement doublons promesses depassees soutenu soutenue soutenues anciennes
    dernier dernieres derniers derniere combien montre cherche recherche liste statut pourquoi
    aujourd semaine semaines trimestre semestre annee annees depuis bonjour lundi mardi mercredi
    jeudi vendredi samedi dimanche quinze trente
"""
_SHORTEST = 5
CORRECTED = frozenset(
    (*_CORRECTED.split(), *(month for month in MONTHS if len(month) >= _SHORTEST))
)
"""What a slip of the pen is put right to."""

_CORRECT = """
    antennes refus recours repose monte annexe tente bornes combine bonnets realite
    refuge refuges regard regards listes lister lists cherches chercher montrer montres partage
    partager acceptent refusent realiser realisent traiter traitement entente detente attende
    attendent attendre etudes etudie bonne bons idee fiche retour remarque remarquer irritante
    irritantes derriere dossier dossiers trouve mettre semble compte comptes dimanches mardis
    lundis jeudis vendredis samedis mercredis traits traces trace marque cours soutenir soutient
    acceptons refusons resoudre
    anciens ancienne promesse doublon statuts depasse depasser quinzaine
    avoir avril avis janvier juillet adopte adopter retire retirer rejete diffuse diffuser partages
"""
CORRECT = frozenset(_CORRECT.split())
"""Words that are near one of these and no slip."""

ASKING = re.compile(
    r"^\W*(?:ou (?:en|est|sont|puis|peut|trouver)|combien|comment|pourquoi|quand|qui|que|quoi"
    r"|quels?|quelles?|lequel|laquelle|lesquels|lesquelles|qu'|est ce qu|y a t|a t on"
    r"|(?:peux|pourrais|pouvez|pourriez|sais|as|avez|saurais|es) (?:tu|vous)"
    r"|montre|affiche|liste|cherche|recherche|trouve|retrouve|donne|statut|dis moi|c'est quoi)\b"
)
