"""Every French sentence that people read, in one place.

The tone: the *vous* of a colleague, short, no blame. Narrow no-break spaces stand before « ; ! ? »
and no-break spaces inside « » and before « : », as French typography has it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from domain.contributions.contribution import Signature, Status
from domain.errors import Reason
from domain.kinds import Kind
from domain.rhythm import Job
from domain.sending import SendState
from domain.week.flash import Section

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
FIELD_SIGNATURE = "Signature"
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
    "Ce que vous écrivez ici n’est pas publié dans le canal, sauf, sans votre nom, vos réponses "
    "aux trois questions de la semaine. Vous pouvez aussi rester anonyme. Merci de ne pas nommer "
    "les jeunes : si un nom vous échappe, je le masque avant de garder le texte."
)
HELP_TITLE = "Ce que vous pouvez m’écrire ici"
HELP = (
    ("nouveau", "remplir une fiche (anonyme si vous voulez)"),
    ("mes contributions", "retrouver ce que vous avez noté"),
    ("fiche AC-2026-0042", "ouvrir une contribution par son numéro"),
    (
        "où en est l’idée 42 ?",
        "et toute question : « irritants d’octobre », « refusées, pourquoi »",
    ),
    ("récurrents", "ce qui revient, et ce qu’on y fait"),
    ("tableau de bord", "les chiffres du trimestre sur une page"),
    ("mes actions", "ce qui vous est confié, et le plan d’action de l’équipe"),
    ("mon antenne", "dire où vous travaillez"),
    ("mon rythme", "congés, jours de repos, ne plus être sollicité·e"),
    ("ne plus me solliciter", "et « reprendre » quand vous voudrez"),
    ("mes données", "lire ce qui est gardé sur vous, ou effacer votre nom"),
    ("réclamations", "noter une réclamation reçue, et suivre les délais"),
    ("demandes", "la même chose pour les demandes de partenariat"),
    ("aide", "revoir cette page"),
)
HELP_LEAD = (
    ("à traiter", "lire, répondre, décider (référent·e qualité)"),
    ("à regrouper", "dire quels irritants sont le même problème (référent·e qualité)"),
    ("exporter", "toutes les fiches en tableur (référent·e qualité)"),
    ("rôles", "qui est référent·e qualité, qui est à la direction (référent·e qualité)"),
    ("réglages", "le rythme de la semaine, les fermetures (référent·e qualité)"),
    ("diffusion", "qui a reçu quoi, et réessayer (référent·e qualité)"),
    ("antennes", "tenir la liste des antennes (référent·e qualité)"),
    ("enquête", "les affiches de l’enquête auprès des jeunes (référent·e qualité)"),
    ("paroles de jeunes", "lire ce qu’ils ont écrit (référent·e qualité)"),
)
HELP_FREE = "Ou écrivez simplement votre remarque : je vous proposerai de la noter."
HELP_MASKED = (
    "Les noms, numéros et adresses de jeunes sont masqués (« ███ ») avant que je garde un "
    "texte. Si c’était quelqu’un d’autre, « Ce n’est pas un jeune » remet le nom."
)
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
    Reason.PAST_DAY: "Choisissez le dernier jour de votre congé, aujourd’hui ou plus tard.",
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
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def hello(channel: str) -> str:
    """Return the three lines with which the bot enters its channel."""
    return (
        "Bonjour à toutes et à tous, je suis Flash Amélioration.\n\n"
        f"Dans « {channel} », dites en une phrase ce qui bloque, ce qui a marché ou ce qu’on "
        "pourrait changer : je le note sous votre message, avec un numéro.\n\n"
        "Je lis tout ce qui s’écrit dans ce canal, et rien d’autre dans l’équipe. Merci de ne "
        "pas nommer les jeunes : leurs noms et numéros sont masqués avant que je garde un message."
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


def status(kind: Kind, state: Status) -> str:
    """Return the one word of a state; an irritant that is done is « Résolu »."""
    solved = kind is Kind.IRRITANT and state is Status.DONE
    return SOLVED if solved else STATUS[state]


def marked_status(kind: Kind, state: Status) -> str:
    """Return a state with its sign: « ◑ À l’étude »."""
    return f"{STATUS_ICON[state]} {status(kind, state)}"


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
    return _dated(then, today)


def _dated(then: date, today: date) -> str:
    said = f"{'1er' if then.day == 1 else then.day} {MONTHS[then.month - 1]}"
    return said if then.year == today.year else f"{said} {then.year}"


# --- The week: the three questions, the flash, and what surrounds them ---------------------------

DAY_NAMES = _DAYS
JOB = {
    Job.FRIDAY_PROMPT: "Questions de la semaine",
    Job.FRIDAY_REMINDER: "Relance de la semaine",
    Job.MONDAY_FLASH: "Flash de la semaine",
    Job.IDEA_NUDGE: "Rappel des idées sans réponse",
    Job.MONTHLY_PURGE: "Effacement de ce qui n’est plus à garder",
    Job.ACTION_REMINDER: "Rappel des actions",
    Job.BOARD_REPORT: "Tableau de bord à la direction",
}
FEW = 3
"""People below which their number is not told."""
PROMPT_TITLE = "Trois questions, une minute"
PROMPT_INTRO = "Semaine {week}. Répondez à ce que vous voulez, le reste peut rester vide."
PROMPT_HELLO = (
    "Bonjour, je suis Flash Amélioration, l’assistant de votre équipe. Une fois par semaine, je "
    "vous demande en une minute ce qui a marché, ce qui bloque et ce qu’on pourrait changer."
)
REMINDER_TITLE = "Encore une minute avant le flash ?"
REMINDER_INTRO = (
    "Semaine {week}\u00a0: une ligne suffit, ou « Rien cette semaine ». Je ne relance qu’une fois."
)
QUESTIONS = {
    Kind.BEST_PRACTICE: "Ma bonne pratique de la semaine",
    Kind.IRRITANT: "Mon irritant de la semaine",
    Kind.SUGGESTION: "Ma suggestion",
}
QUESTION_HINTS = {
    Kind.BEST_PRACTICE: "Une astuce, une approche qui a marché…",
    Kind.IRRITANT: "Ce qui a bloqué, ralenti, agacé…",
    Kind.SUGGESTION: "Ce qu’on pourrait essayer…",
}
ALREADY = "Déjà noté cette semaine"
PROMPT_SHARED = (
    "Le flash reprend vos lignes pour l’équipe, sans votre nom sauf si vous le demandez. Merci "
    "de ne pas nommer les jeunes."
)
NOTHING_THIS_WEEK = "Rien cette semaine"
LATER = "Plus tard"
LATER_SOON = "Dans 2 heures"
LATER_MONDAY = "Lundi matin"
SIGNATURE_AND_ABSENCE = "Signature, congés…"
SIGNATURE = {
    Signature.UNSIGNED: "Sans mon nom dans le flash",
    Signature.CITED: "Avec mon nom dans le flash",
    Signature.ANONYMOUS: "Anonyme\u00a0: mon nom n’est pas enregistré",
}
UNSENT = (
    "Ce que vous avez écrit n’est pas encore envoyé\u00a0: appuyez d’abord sur « Envoyer », ou "
    "videz les lignes."
)
ANSWERS_KEPT = "C’est noté, merci."
ANSWERS_LATE = "La semaine {week} est close\u00a0: c’est noté pour cette semaine-ci, merci."
ANSWERS_NEXT = "Vous saurez ici ce que cela devient."
ANSWERS_OPEN_UNTIL = "Vous pouvez modifier jusqu’au flash."
NOTHING_SAID = "Rien cette semaine\u00a0: entendu, merci de l’avoir dit."
FINALLY = "Finalement, j’ai une idée"
LATER_SAID = "Entendu, je vous repose les questions {when}."
ANSWER_NOW = "Répondre maintenant"
ABSENCE_FIELD = "En congé jusqu’au (inclus)"
ABSENCE_SAVE = "Noter mon congé"
ABSENT_SAID = "C’est noté\u00a0: rien d’ici au {until} inclus. Bon repos."
STOP = "Ne plus me solliciter"
STOPPED_SAID = (
    "Entendu\u00a0: je ne vous écris plus de moi-même. Vous pouvez toujours m’écrire, et "
    "« reprendre » rétablit les questions de la semaine."
)
RESUME = "Reprendre"
RESUMED_SAID = "Avec plaisir\u00a0: je reprends les questions de la semaine."
ASKING_TITLE = "Quand puis-je vous solliciter ?"
ASKING_USUAL = "Au plus {ceiling} par semaine, entre 8 h et 18 h, jamais un jour de repos."
ASKING_NEVER = "En ce moment, je n’écris à personne de moi-même. Vous pouvez toujours m’écrire."
ASKING_DAYS = "Je ne travaille pas le…"
ASKING_ALL_DAYS = "Laissez au moins un jour de travail, ou choisissez « Ne plus me solliciter »."
ASKING_SAVED = "C’est enregistré."
ASKING_AWAY = "En congé jusqu’au {until} inclus."
ASKING_STOPPED = "Vous avez demandé à ne plus être sollicité·e."
BACK_AT_WORK = "Je suis de retour"

FLASH_TITLE = "Flash de la semaine {week}"
FLASH_EMPTY = (
    "Une semaine calme\u00a0: rien n’a été noté, et c’est bien aussi. Une question pour "
    "commencer\u00a0:"
)
FLASH_SECTION = {
    Section.ANSWERED: "💬 Vous avez dit, voici la réponse",
    Section.PRACTICES: "🌱 Bonnes pratiques à essayer",
    Section.REUSED: "🔁 Les plus reprises ce mois-ci",
    Section.RECURRING: "⚡ Ça revient",
    Section.UNSEEN: "👀 À regarder ensemble",
    Section.SUGGESTIONS: "💡 Les suggestions, et où elles en sont",
}
FLASH_ANSWER = "Réponse\u00a0: "
FLASH_QUESTION = "Pour finir\u00a0: "
FLASH_QUESTIONS = (
    "qu’est-ce qui vous ferait gagner dix minutes cette semaine ?",
    "qu’avez-vous essayé récemment qui mérite d’être repris ?",
    "quel petit blocage pourrait disparaître d’ici vendredi ?",
    "qui, dans l’équipe, vous a donné un coup de main récemment, et comment ?",
    "qu’est-ce que les jeunes vous demandent le plus en ce moment ?",
    "quelle étape pourrait-on simplifier dès demain ?",
)
FLASH_CLOSED = (
    "Semaine {weeks}\u00a0: fermée, pas de questions.",
    "Semaines {weeks}\u00a0: fermées, pas de questions.",
)
FLASH_DECIDED_LAST = "Décidé au dernier flash\u00a0: "
FLASH_DECIDED = "Décision\u00a0: "
FLASH_ALL = "Tout voir"
PAGE_NEXT = "Page suivante"
PAGE_PREVIOUS = "Page précédente"
FLASH_ALL_TITLE = "Semaine {week}\u00a0: tout ce qui s’est dit"
FLASH_BACK = "Retour au flash"
FLASH_HOST = "Animer"
FLASH_HOST_HINT = "Les étapes du quart d’heure, une par une (référent·e qualité)"
FLASH_PRINT = "Imprimer"
FLASH_PRINT_READY = "Votre page est prête. Le lien est personnel et reste valable une heure."
FLASH_PRINT_OPEN = "Ouvrir la page à imprimer"
FLASH_PRINT_EXPIRED = (
    "Ce lien n’est plus valable. Demandez-en un autre avec « Imprimer », sous le flash."
)
PAGE_UNAVAILABLE = "La page n’est pas disponible pour le moment. Réessayez dans une minute."
FLASH_NONE_TO_READ = "Rien de public cette semaine-là."
FLASH_OTHER_SITES = "autres"
STEP = "Étape {number} sur {last} · {minutes} min"
STEPS = (
    ("Une réussite", 4, "Chacun·e une réussite ou une astuce, en une phrase."),
    ("Ce qui bloque", 4, "Qui rencontre la même chose ? Depuis quand ? Sur quelle antenne ?"),
    ("Vous l’avez dit", 2, "Ce qui a reçu une réponse, et les suggestions en cours."),
    ("Une décision, et qui", 4, "Un seul pas, petit, à faire cette semaine. Qui s’en charge ?"),
    ("La question de la fin", 1, "Un tour rapide, puis bonne semaine."),
)
STEP_NOTHING = "Rien à lire ici cette semaine\u00a0: laissez la parole à l’équipe."
STEP_DECIDE = 3
STEP_NEXT = "Suite"
STEP_PREVIOUS = "Retour"
STEP_SKIP = "Passer"
STEP_END = "Terminer"
DECISION_FIELD = "Décision"
DECISION_HINT = "Par exemple\u00a0: essayer la prise de rendez-vous par SMS à Haguenau"
DECISION_OWNER = "Qui s’en charge"
DECISION_SAVE = "Garder la décision"

RHYTHM_TITLE = "Réglages\u00a0: le rythme de la semaine"
RITUAL = {
    "prompt": "Questions de la semaine",
    "reminder": "Relance (une seule fois, si rien n’a été dit)",
    "flash": "Flash dans le canal",
    "nudge": "Rappel des idées sans réponse (référent·es qualité)",
}
RITUAL_OFF = "désactivé"
RITUAL_ON_FIELD = "Activation"
RITUAL_ON = "Activé"
RITUAL_DAY_FIELD = "Jour"
RITUAL_TIME_FIELD = "Heure (de 8 h à 18 h)"
PLACE = "Lieu et politesse"
PLACE_LINE = "Département {department} · {zone} · au plus {ceiling} par personne et par semaine"
PLACE_NO_DEPARTMENT = "non précisé"
DEPARTMENT_FIELD = "Département (pour les jours fériés)"
DEPARTMENT_HINT = "67, 2A, 974…"
ZONE_FIELD = "Fuseau horaire"
CEILING_FIELD = "Messages non demandés, par personne et par semaine"
CLOSURES = "Fermetures"
CLOSURES_NONE = "Aucune fermeture notée."
CLOSURE_FIRST = "Du"
CLOSURE_LAST = "Au (inclus)"
CLOSURE_NAME = "Nom"
CLOSURE_NAME_HINT = "Congés de Noël, pont de l’Ascension…"
CLOSURE_ADD = "Ajouter"
CLOSURE_REMOVE = "Supprimer"
RHYTHM_BACK = "Retour aux réglages"
RHYTHM_NEXT = "Prochainement"
RHYTHM_MOVED = "déplacé, {why}"
RHYTHM_DAY_OFF = "jour non travaillé"
RHYTHM_SAVED = "C’est enregistré, rien à redémarrer."

SENDS_TITLE = "Diffusion"
SENDS_EMPTY = "Rien n’a encore été envoyé."
SENDS_NOBODY = "personne à solliciter"
SENDS_OPEN = "Détail"
SENDS_BACK = "Retour à la diffusion"
SENDS_RETRY = "Réessayer"
SENDS_RETRY_ALL = "Tout réessayer"
SENDS_RETRY_ANYWAY = "Renvoyer quand même"
SENDS_RETRIED = "C’est reparti\u00a0: {count} à envoyer{when}."
SENDS_NOTHING_TO_RETRY = "Il n’y a plus rien à renvoyer ici."
SENDS_ALL_WELL = "Tout est arrivé."
SENDS_AMBIGUOUS_HINT = (
    "« Incertain »\u00a0: Teams n’a pas confirmé. Le message est peut-être arrivé, je ne le "
    "renvoie pas de moi-même."
)
SEND_STATE = {
    SendState.SENT: "reçu",
    SendState.PENDING: "en attente",
    SendState.SENDING: "en cours",
    SendState.UNREACHABLE: "injoignable",
    SendState.FAILED: "échec",
    SendState.AMBIGUOUS: "incertain",
}
SEND_MOOT = "non envoyé"
SEND_COUNTED = {
    SendState.SENT: ("reçu", "reçus"),
    SendState.PENDING: ("en attente", "en attente"),
    SendState.SENDING: ("en cours", "en cours"),
    SendState.UNREACHABLE: ("injoignable", "injoignables"),
    SendState.FAILED: ("échec", "échecs"),
    SendState.AMBIGUOUS: ("incertain", "incertains"),
}
RUN_SKIPPED = {
    "late": "rien n’est parti, j’étais à l’arrêt à l’heure prévue et il était trop tard ensuite",
    "closed": "semaine fermée, rien n’a été envoyé",
    "no_channel": "rien n’est publié, je ne trouve pas le canal de l’équipe",
    "after_flash": "rien n’est parti, l’heure du flash était passée",
    "restored": "rien n’est parti d’ici, une sauvegarde a été restaurée et c’était peut-être fait",
}
SKIPPED_TITLE = "Un envoi n’a pas eu lieu"
SKIPPED_NEXT = (
    "Rien n’est perdu\u00a0: vos collègues peuvent toujours m’écrire, et le prochain rendez-vous "
    "est maintenu."
)
SEND_REASON = {
    "MessageWritesBlocked": "application bloquée ou retirée",
    "ConversationBlockedByUser": "application bloquée",
    "BotNotInConversationRoster": "application absente de cette conversation",
    "BotDisabledByAdmin": "application désactivée par l’administration de Teams",
    "ConversationNotFound": "conversation introuvable",
    "UserNotFound": "compte introuvable",
    "MemberNotFoundInConversation": "compte introuvable",
    "MessageSizeTooBig": "message trop long",
    "expired": "l’heure était passée",
    "not_wanted": "déjà répondu, ou plus de messages souhaités",
    "interrupted": "interrompu pendant l’envoi",
    "restored": "en attente dans la sauvegarde restaurée",
}
SEND_STATUS = {
    403: "Teams refuse cet envoi",
    404: "introuvable dans Teams",
    429: "Teams demande de ralentir",
    0: "Teams n’a pas répondu",
}
SEND_FAILED = "Teams n’a pas accepté l’envoi"


def reason_of_send(reason: str) -> str:
    """Return in words why a message was not delivered, from what Teams said."""
    if reason.startswith("INC-"):
        return f"erreur de mon côté ({reason})"
    status, _, code = reason.partition(" ")
    if known := SEND_REASON.get(code or reason):
        return known
    number = int(status) if status.isdecimal() else -1
    return SEND_STATUS.get(number, SEND_FAILED) if reason else ""


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
        return f"{_DAYS[moment.weekday()]} {at}"
    return f"le {_dated(moment.date(), today)} {at}"


def dated(then: date, today: date | None = None) -> str:
    """Return a day with its name: « vendredi 27 novembre », and its year if it is not today's."""
    number = "1er" if then.day == 1 else then.day
    said = f"{_DAYS[then.weekday()]} {number} {MONTHS[then.month - 1]}"
    return said if today is None or then.year == today.year else f"{said} {then.year}"


def closed_weeks(numbers: Sequence[int]) -> str:
    """Return « Semaines 52 et 53 : fermées, pas de questions. »."""
    *before, last = (str(number) for number in numbers)
    weeks = f"{', '.join(before)} et {last}" if before else last
    return FLASH_CLOSED[bool(before)].format(weeks=weeks)


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


def participation(took_part: int, staff: int) -> str:
    """Return « 9 personnes sur 22 »; of one or two it would be plain who wrote without a name."""
    if 0 < took_part < FEW:
        return f"moins de {FEW} personnes sur {staff}"
    return f"{counted(took_part, 'personne')} sur {staff}"


def unasked(ceiling: int) -> str:
    """Return « 2 messages non demandés »."""
    return counted(ceiling, "message non demandé", "messages non demandés")
