"""The French that capabilities share; each has its own sentences in its ``texts``.

The tone: the *vous* of a colleague, short, no blame. Narrow no-break spaces stand before « ; ! ? »
and no-break spaces inside « » and before « : », as French typography has it.
"""

from datetime import date, datetime, time

from domain.amounts import FEW, Among, Told
from domain.contributions.contribution import Status
from domain.errors import Reason
from domain.kinds import Kind

KIND = {
    Kind.IRRITANT: "Irritant",
    Kind.BEST_PRACTICE: "Bonne pratique",
    Kind.SUGGESTION: "Suggestion",
    Kind.OTHER: "Autre",
}
KIND_COUNTED = {
    Kind.IRRITANT: ("irritant", "irritants"),
    Kind.BEST_PRACTICE: ("bonne pratique", "bonnes pratiques"),
    Kind.SUGGESTION: ("suggestion", "suggestions"),
}
ICON = {Kind.IRRITANT: "⚡", Kind.BEST_PRACTICE: "🌱", Kind.SUGGESTION: "💡"}
KIND_HINT = {
    Kind.IRRITANT: "ce qui bloque, ralentit, agace",
    Kind.BEST_PRACTICE: "ce qui a marché, une astuce",
    Kind.SUGGESTION: "ce qu’on pourrait changer",
}
STATUS = {
    Status.RECEIVED: "Reçue",
    Status.READ: "Lue",
    Status.UNDER_REVIEW: "À l’étude",
    Status.ACCEPTED: "Acceptée",
    Status.IN_PROGRESS: "En cours",
    Status.DONE: "Réalisée",
    Status.REFUSED: "Refusée",
    Status.SHARED: "Diffusée",
    Status.ADOPTED: "Au recueil",
    Status.MERGED: "Doublon",
    Status.WITHDRAWN: "Retirée",
}
STATUS_ICON = {
    Status.RECEIVED: "○",
    Status.READ: "◔",
    Status.UNDER_REVIEW: "◑",
    Status.ACCEPTED: "◕",
    Status.IN_PROGRESS: "▶",
    Status.DONE: "✔",
    Status.REFUSED: "✖",
    Status.SHARED: "◕",
    Status.ADOPTED: "✔",
    Status.MERGED: "→",
    Status.WITHDRAWN: "–",
}
SOLVED = "Résolu"
STATUS_IS_ADJECTIVE = {
    state: state not in (Status.UNDER_REVIEW, Status.IN_PROGRESS, Status.ADOPTED)
    for state in Status
}
"""Those that take an s: « 2 refusées », but « 2 à l’étude »."""

ANONYMOUS = "Anonyme"
READ_MORE = "Lire la suite"
READ_LESS = "Réduire"
EDIT = "Modifier"
SAVE = "Enregistrer"
SAVED = "C’est enregistré."
CANCEL = "Annuler"
SEND = "Envoyer"
BACK = "Retour à la liste"

FIELD_SITE = "Antenne"
FIELD_ENGAGEMENT = "Engagement concerné"
NO_SITE = "Non précisée"
NO_ENGAGEMENT = "Aucun en particulier"

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


NEXT = "Plus anciennes"
PREVIOUS = "Plus récentes"
OPEN = "Ouvrir"


STALE_BUTTON = (
    "Ce bouton ne correspond plus à rien. Écrivez « mes contributions » dans notre conversation "
    "privée pour retrouver vos fiches."
)
IN_PRIVATE = "Je vous réponds en privé."
WRITE_TO_ME = (
    "Je n’ai pas pu vous écrire en privé. Ouvrez notre conversation et envoyez-y ce mot\u00a0: sa "
    "réponse n’est pas pour tout le monde."
)
UNAVAILABLE = "Je note dès que possible, réessayez dans une minute."
TOO_MANY = (
    "J’ai reçu beaucoup de messages d’un coup et je n’ai pas tout pris. Le dernier n’est pas "
    "noté : renvoyez-le dans une minute, s’il vous plaît."
)

REASON = {
    Reason.UNKNOWN: (
        "Je ne trouve pas cette contribution. Vérifiez son numéro, par exemple AC-2026-0042."
    ),
    Reason.NOT_YOURS: "Seul·e l’auteur·rice ou le·la référent·e qualité peut le faire.",
    Reason.NOT_QUALITY_LEAD: "Cette action est réservée au·à la référent·e qualité.",
    Reason.WITHDRAWN: "Cette contribution a été retirée : il n’y a plus rien à y changer.",
    Reason.NO_TEXT: "Écrivez une phrase avant d’envoyer : c’est elle qui sera lue.",
    Reason.TOO_LONG: "Le texte dépasse 10 000 caractères. Raccourcissez-le, rien n’est perdu.",
    Reason.NO_KIND: "Choisissez d’abord : bonne pratique, irritant ou suggestion.",
    Reason.SITE_TOO_SMALL: (
        "Cette antenne compte moins de trois personnes\u00a0: son tableau de bord dirait qui a "
        "dit quoi. Elle compte dans celui de toute la Mission Locale."
    ),
    Reason.UNKNOWN_SITE: "Cette antenne n’est plus dans la liste. Choisissez-en une autre.",
    Reason.TOO_MANY_SITES: "C’est beaucoup d’antennes : 38 au plus se choisissent dans une carte.",
    Reason.UNKNOWN_PERSON: "Choisissez d’abord une personne de la liste.",
    Reason.UNKNOWN_DEPARTMENT: "Je ne connais pas ce département. Écrivez 67, 2A ou 974.",
    Reason.BAD_RHYTHM: (
        "Choisissez un jour du lundi au vendredi et une heure entre 8 h et 18 h ; la relance "
        "précède le flash."
    ),
    Reason.PAST_DAY: (
        "Choisissez le dernier jour de votre congé, à partir d’aujourd’hui et d’ici trois ans."
    ),
    Reason.BAD_DATES: "Choisissez deux jours, le premier avant le second.",
    Reason.NOTHING_WRITTEN: "Écrivez au moins une ligne, ou choisissez « Rien cette semaine ».",
    Reason.NO_SUCH_MOVE: "Ce changement n’est pas possible à partir de l’état actuel.",
    Reason.NO_REASON: "Dites pourquoi en une phrase : c’est ce que son auteur·rice lira.",
    Reason.NO_PROMISE: "Choisissez une date, à partir d’aujourd’hui et d’ici un an.",
    Reason.NO_ANSWER: "Écrivez une réponse : c’est elle que l’auteur·rice lira.",
    Reason.MERGED_BADLY: (
        "Choisissez une autre contribution de même nature, qui n’est ni retirée ni un doublon."
    ),
    Reason.ASKED_ALREADY: (
        "Vous avez déjà posé votre question : la réponse viendra ici. Pour en parler de vive "
        "voix, votre référent·e qualité est là."
    ),
    Reason.LAST_LEAD: "Nommez d’abord quelqu’un d’autre : il faut un·e référent·e qualité.",
    Reason.NO_RESULT: "Un mot sur le résultat, et c’est noté : il aidera les suivant·es.",
    Reason.BAD_DEADLINES: (
        "Écrivez deux nombres de jours entre 1 et 366, le rappel avant le retard, et gardez au "
        "moins un engagement."
    ),
    Reason.BAD_RETENTION: "Écrivez trois nombres de mois, chacun entre 1 et 120.",
    Reason.BAD_RECURRENCE: "Écrivez deux nombres, chacun entre 2 et 50.",
    Reason.UNKNOWN_THEME: (
        "Je ne trouve pas ce sujet. Le mot « récurrents » montre ceux qui existent."
    ),
    Reason.NO_NAME: "Donnez un nom en quelques mots : c’est ainsi que l’équipe le lira.",
    Reason.NO_IRRITANT: "Seul un irritant, ni retiré ni doublon, se rattache à un sujet.",
    Reason.SAME_THEME: "Choisissez d’abord un autre sujet dans la liste.",
    Reason.BAD_FEWEST_ANSWERS: "Écrivez un nombre de réponses, entre 3 et 100.",
    Reason.BAD_REQUEST_DATES: (
        "Vérifiez les dates : la réponse et la clôture viennent après la réception, "
        "et aucune n’est à venir."
    ),
    Reason.NOT_FOR_MEMBERS: "Cette liste est réservée aux référent·es qualité et à la direction.",
    Reason.NOT_YOUR_ACTION: (
        "C’est à la personne responsable de l’action, aux référent·es qualité ou à la direction "
        "de le faire."
    ),
    Reason.NOT_STEERING: (
        "Le plan d’action est tenu par les référent·es qualité et la direction. Vous pouvez le "
        "lire\u00a0: écrivez « plan d’action »."
    ),
    Reason.NOT_DECIDING: "Cette décision revient à la direction.",
    Reason.NO_TITLE: "Dites en une phrase ce qui va être fait.",
    Reason.NO_DAY: "Choisissez un jour, à partir d’aujourd’hui et d’ici deux ans.",
    Reason.NO_TRIAL: (
        "Un essai a besoin d’une hypothèse et d’un dernier jour, et se décide tant qu’il court."
    ),
    Reason.TRIAL_OPEN: "L’essai attend d’abord sa décision\u00a0: déployer, ajuster ou arrêter.",
    Reason.NOT_DONE: "L’effet se vérifie une fois l’action réalisée.",
    Reason.NO_VALUE: "Écrivez ce qui est regardé, et ce que vous avez constaté.",
    Reason.NO_CHANGE_CHOSEN: "Choisissez d’abord une réponse dans la liste.",
    Reason.LINE_TOO_LONG: "C’est un peu long\u00a0: raccourcissez, rien n’est perdu.",
    Reason.UNKNOWN_ACTION: (
        "Je ne trouve pas cette action. Vérifiez son numéro, par exemple PA-2026-0007."
    ),
    Reason.NOT_A_NAME: "Écrivez le nom seul : des lettres, sans numéro ni phrase.",
    Reason.NO_PLACE: (
        "Je ne trouve pas où remettre ce nom. Écrivez-le comme il était, et lui seul ; "
        "un nom précédé de « le jeune » reste masqué."
    ),
    Reason.FLASH_IS_OUT: (
        "Le flash est parti : ces réponses ne changent plus ici. « mes contributions » permet de "
        "corriger chaque fiche."
    ),
}

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905 -- read in a line
)
DAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def apology(incident: str) -> str:
    """Return what is said when something unexpected went wrong."""
    return (
        "Quelque chose n’a pas fonctionné de mon côté. Réessayez dans une minute ; si cela "
        f"continue, donnez ce numéro à votre référent·e : {incident}."
    )


def status(kind: Kind, state: Status) -> str:
    """Return the one word of a state; an irritant that is done is « Résolu »."""
    solved = kind is Kind.IRRITANT and state is Status.DONE
    return SOLVED if solved else STATUS[state]


def marked_status(kind: Kind, state: Status) -> str:
    """Return a state with its sign: « ◑ À l’étude »."""
    return f"{STATUS_ICON[state]} {status(kind, state)}"


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
        return DAY_NAMES[then.weekday()]
    return _dated(then, today)


def _dated(then: date, today: date) -> str:
    said = f"{'1er' if then.day == 1 else then.day} {MONTHS[then.month - 1]}"
    return said if then.year == today.year else f"{said} {then.year}"


PAGE_NEXT = "Page suivante"
PAGE_PREVIOUS = "Page précédente"
PAGE_UNAVAILABLE = "La page n’est pas disponible pour le moment. Réessayez dans une minute."


def hour(moment: time) -> str:
    """Return a time as people say it: « 14 h », « 8 h 30 »."""
    minutes = f"\u00a0{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}\u00a0h{minutes}"


def when(moment: datetime, today: date) -> str:
    """Return « à 16 h », « demain à 8 h », « lundi à 8 h 30 », « le 12 décembre à 9 h »."""
    at = f"à {hour(moment.time())}"
    ahead = (moment.date() - today).days
    if ahead in (0, 1):
        return ("", "demain ")[ahead] + at
    if 1 < ahead < 7:  # noqa: PLR2004 -- a week
        return f"{DAY_NAMES[moment.weekday()]} {at}"
    return f"le {_dated(moment.date(), today)} {at}"


def dated(then: date, today: date | None = None) -> str:
    """Return a day with its name: « vendredi 27 novembre », and its year if it is not today's."""
    number = "1er" if then.day == 1 else then.day
    said = f"{DAY_NAMES[then.weekday()]} {number} {MONTHS[then.month - 1]}"
    return said if today is None or then.year == today.year else f"{said} {then.year}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return « 1 irritant », « 3 irritants »."""
    return f"{count} {one if count < 2 else many or one + 's'}"  # noqa: PLR2004 -- French plural


def counted_state(count: int, state: Status) -> str:
    """Return « 1 réalisée », « 2 à l’étude », « 3 refusées »."""
    said = STATUS[state].lower()
    return counted(count, said, f"{said}s" if STATUS_IS_ADJECTIVE[state] else said)


def counted_days(days: int) -> str:
    """Return « sans réponse depuis 15 jours »."""
    return f"sans réponse depuis {counted(days, 'jour')}"


_TOLD = {
    Told.NOTHING: "{what}\u00a0: trop peu de personnes pour le dire",
    Told.FEWER: "moins de {few} {what}",
    Told.EXACT: "{count} {what}",
    Told.MORE: "plus de {most} {what}",
}


def among(some: Among, what: str = "personnes") -> str:
    """Return « 9 personnes », « moins de 3 personnes »: nothing that would tell who."""
    most = some.of - FEW
    return _TOLD[some.told].format(what=what, few=FEW, count=some.count, most=most)


def several(count: int, forms: tuple[str, str]) -> str:
    """Return the form for *count*: « 1 commentaire », « 3 commentaires »."""
    return forms[0] if count == 1 else forms[1].format(count=count)


def age(then: date, today: date) -> str:
    """Return how long ago a day is: « aujourd’hui », « hier », « 6 j »."""
    ago = (today - then).days
    return day(then, today) if ago <= 1 else f"{ago}\u00a0j"


def short_day(then: date, today: date) -> str:
    """Return « 12/12 », with the year where it is another."""
    said = f"{then.day}/{then.month:02}"
    return said if then.year == today.year else f"{said}/{then.year}"


FIELD_TEXT = "Votre texte"
FIELD_TEXT_HINT = "En une ou deux phrases. Sans nom de jeune, s’il vous plaît."
NEW = "Nouvelle fiche"
MINE = "Mes contributions"
HELP_BUTTON = "Aide"

OTHER_SCRIPT = "(dans une autre écriture)"
"""What a page says for words of which its font can draw nothing."""
