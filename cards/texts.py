"""Every French sentence that people read, in one place.

The tone: the *vous* of a colleague, short, no blame. Narrow no-break spaces stand before « ; ! ? »
and no-break spaces inside « » and before « : », as French typography has it.
"""

from datetime import date

from domain.contribution import Status
from domain.errors import Reason
from domain.kinds import Kind

KIND = {
    Kind.IRRITANT: "Irritant",
    Kind.BEST_PRACTICE: "Bonne pratique",
    Kind.SUGGESTION: "Suggestion",
    Kind.OTHER: "Autre",
}
ICON = {Kind.IRRITANT: "⚡", Kind.BEST_PRACTICE: "🌱", Kind.SUGGESTION: "💡"}
KIND_HINT = {
    Kind.IRRITANT: "ce qui bloque, ralentit, agace",
    Kind.BEST_PRACTICE: "ce qui a marché, une astuce",
    Kind.SUGGESTION: "ce qu’on pourrait changer",
}
STATUS = {Status.RECEIVED: "Reçue", Status.WITHDRAWN: "Retirée"}
SUPPORT = {
    Kind.IRRITANT: "Moi aussi",
    Kind.BEST_PRACTICE: "Je l’adopte",
    Kind.SUGGESTION: "Je soutiens",
}
SUPPORT_HINT = {
    Kind.IRRITANT: "Dire que vous rencontrez la même chose ; un second appui le retire",
    Kind.BEST_PRACTICE: "Dire que vous reprenez cette pratique ; un second appui le retire",
    Kind.SUGGESTION: "Soutenir cette suggestion ; un second appui le retire",
}

ANONYMOUS = "Anonyme"
READ_MORE = "Lire la suite"
READ_LESS = "Réduire"
EDIT = "Modifier"
WITHDRAW = "Retirer"
RESTORE = "Rétablir"
CHANGE_KIND = "Changer de nature"
SEE_MESSAGE = "Voir le message"
SAVE = "Enregistrer"
EDIT_IN_TEAMS = (
    "Ce texte est trop long pour une fiche : modifiez le message dans Teams, je suivrai."
)
SAVED = "C’est enregistré."
CANCEL = "Annuler"
SEND = "Envoyer"
BACK = "Retour à la liste"
WITHDRAWN = "Cette contribution a été retirée."

FIELD_TEXT = "Votre texte"
FIELD_TEXT_HINT = "En une ou deux phrases. Sans nom de jeune, s’il vous plaît."
FIELD_KIND = "C’est plutôt…"
FIELD_SITE = "Antenne"
FIELD_ENGAGEMENT = "Engagement concerné"
FIELD_ANONYMOUS = "Signature"
STAY_ANONYMOUS = "Rester anonyme : votre nom n’est pas enregistré"
NO_SITE = "Non précisée"
NO_ENGAGEMENT = "Aucun en particulier"
MORE_FIELDS = "Préciser l’antenne ou l’engagement"
FORM_TITLE = "Nouvelle fiche"
EDIT_TITLE = "Modifier"

ENGAGEMENTS = {
    1: "Accueil téléphonique efficace, courtois et professionnel",
    2: "Information sur les services, disponible sur place",
    3: "Analyse des besoins, premier parcours, diagnostic écrit",
    4: "Actions personnalisées",
    5: "Chaque entretien commence par un objectif clair",
    6: "Aide à rencontrer les entreprises, pour un emploi durable",
    7: "Suivi jusqu’à six mois après l’embauche",
    8: "Confidentialité des échanges",
    9: "Continuité du service",
}

ASK = "Je le note ?"
NOTHING_TO_NOTE = "Rien à noter"
NOTHING_NOTED = "Entendu, je n’ai rien noté."
OFFER = "Je peux noter ce message. C’est plutôt…"

GREETING_TITLE = "Bonjour, je suis Flash Amélioration."
GREETING = (
    "Ce qui vous bloque, ce qui a marché, ce qu’on pourrait changer : dites-le en une phrase, "
    "dans le canal #{channel} ou ici. Je le note, je le numérote, et vous saurez ce que cela "
    "devient."
)
GREETING_PRIVACY = (
    "Ce que vous écrivez ici n’est pas publié dans le canal. Vous pouvez aussi rester anonyme. "
    "Merci de ne pas nommer les jeunes."
)
HELP_TITLE = "Ce que vous pouvez m’écrire ici"
HELP = (
    ("nouveau", "remplir une fiche (anonyme si vous voulez)"),
    ("mes contributions", "retrouver ce que vous avez noté"),
    ("fiche AC-2026-0042", "ouvrir une contribution par son numéro"),
    ("mon antenne", "dire où vous travaillez"),
    ("aide", "revoir cette page"),
)
HELP_LEAD = ("antennes", "tenir la liste des antennes (référent·e qualité)")
HELP_FREE = "Ou écrivez simplement votre remarque : je vous proposerai de la noter."
NEW = "Nouvelle fiche"
MINE = "Mes contributions"
HELP_BUTTON = "Aide"
MINE_EMPTY = "Vous n’avez encore rien noté. Une phrase suffit pour commencer."
NEXT = "Plus anciennes"
PREVIOUS = "Plus récentes"
OPEN = "Ouvrir"
NOT_UNDERSTOOD = (
    "Je n’ai pas reconnu de remarque à noter. Écrivez « nouveau » pour remplir une fiche, ou "
    "« aide » pour voir ce que je sais faire."
)
THANKS = "Avec plaisir."
ELSEWHERE = (
    "Ici, je ne lis que les messages qui me mentionnent. Pour que je note le vôtre, dites ce qui "
    "bloque, ce qui a marché ou ce qu’on pourrait changer."
)
IN_CHANNEL = (
    "Dans ce canal, écrivez simplement ce qui bloque, ce qui a marché ou ce qu’on pourrait "
    "changer : je le note sous votre message. Le reste se passe dans notre conversation privée."
)

SITE_TITLE = "Sur quelle antenne travaillez-vous ?"
SITE_WHY = (
    "Cela aide à voir ce qui revient d’une antenne à l’autre. Je ne le demande qu’une fois ; "
    "« mon antenne » permet d’en changer."
)
SITE_SAVED = "C’est noté : {site}."
SITE_LATER = "Plus tard"
NO_MATTER = "Entendu. « mon antenne » permet de le dire quand vous voudrez."
SITE_UNTOLD = "Aucune"
SITE_NONE = (
    "La liste des antennes n’est pas encore remplie. Votre référent·e qualité peut le faire."
)
SITES_TITLE = "Les antennes"
SITES_FIELD = "Une antenne par ligne"
SITES_FIELD_HINT = "« Siège » et « Plusieurs antennes » existent toujours."
SITES_PLACE = "Qui travaille où"
SITES_PERSON = "Collègue"
SITES_SAVED = "C’est enregistré."
SITES_PLACED = "C’est noté."

DIALOG_TITLE = "Noter pour l’amélioration continue"
DIALOG_DONE = "Noté sous le numéro {number}. Merci."

STALE_BUTTON = (
    "Ce bouton ne correspond plus à rien. Écrivez « mes contributions » dans notre conversation "
    "privée pour retrouver vos fiches."
)
UNAVAILABLE = "Je note dès que possible, réessayez dans une minute. Rien n’a été enregistré."

REASON = {
    Reason.UNKNOWN: "Je ne trouve pas cette contribution. Vérifiez son numéro (AC-2026-0042).",
    Reason.NOT_YOURS: "Seul·e l’auteur·rice ou le·la référent·e qualité peut le faire.",
    Reason.NOT_QUALITY_LEAD: "Cette action est réservée au·à la référent·e qualité.",
    Reason.WITHDRAWN: "Cette contribution a été retirée : il n’y a plus rien à y changer.",
    Reason.NO_TEXT: "Écrivez une phrase avant d’envoyer : c’est elle qui sera lue.",
    Reason.TOO_LONG: "Le texte dépasse 10 000 caractères. Raccourcissez-le, rien n’est perdu.",
    Reason.NO_KIND: "Choisissez d’abord : bonne pratique, irritant ou suggestion.",
    Reason.UNKNOWN_SITE: "Cette antenne n’est plus dans la liste. Choisissez-en une autre.",
    Reason.UNKNOWN_PERSON: "Choisissez d’abord une personne de la liste.",
}

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def hello(channel: str) -> str:
    """Return the three lines with which the bot enters its channel."""
    return (
        "Bonjour à toutes et à tous, je suis Flash Amélioration.\n\n"
        f"Dans « {channel} », dites en une phrase ce qui bloque, ce qui a marché ou ce qu’on "
        "pourrait changer : je le note sous votre message, avec un numéro.\n\n"
        "Je lis tout ce qui s’écrit dans ce canal, et rien d’autre dans l’équipe. Merci de ne "
        "pas nommer les jeunes."
    )


def how_to(channel: str) -> str:
    """Return how to make the channel that the bot looks for."""
    return (
        f"Bonjour, je suis Flash Amélioration. Je cherche un canal nommé « {channel} » et ne le "
        "trouve pas dans cette équipe. Pour le créer : « ⋯ » à côté du nom de l’équipe, « Ajouter "
        f"un canal », puis donnez-lui le nom « {channel} ». Je m’y présenterai aussitôt."
    )


def apology(incident: str) -> str:
    """Return what is said when something unexpected went wrong."""
    return (
        "Quelque chose n’a pas fonctionné de mon côté. Réessayez dans une minute ; si cela "
        f"continue, donnez ce numéro à votre référent·e : {incident}."
    )


def support(kind: Kind, count: int) -> str:
    """Return the title of the support button."""
    return f"{SUPPORT[kind]} · {count}" if count else SUPPORT[kind]


def how_many(count: int) -> str:
    """Return « 1 contribution », « 12 contributions »."""
    return f"{count} contribution{'s' if count > 1 else ''}"


def page(number: int, last: int) -> str:
    """Return « page 2 sur 5 », counting from 1."""
    return f"page {number + 1} sur {last + 1}"


def day(then: date, today: date) -> str:
    """Return a day as people say it: « aujourd’hui », « mardi », « 12 décembre »."""
    ago = (today - then).days
    if ago in (0, 1):
        return ("aujourd’hui", "hier")[ago]
    if 1 < ago < 7:  # noqa: PLR2004 -- a week
        return _DAYS[then.weekday()]
    said = f"{'1er' if then.day == 1 else then.day} {_MONTHS[then.month - 1]}"
    return said if then.year == today.year else f"{said} {then.year}"
