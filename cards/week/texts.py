"""The French sentences of the week: the three questions, being asked, and the flash."""

from collections.abc import Sequence

from cards.sheets import SheetWords
from cards.texts import among
from domain.amounts import Among, Told
from domain.contributions.contribution import Signature
from domain.kinds import Kind
from domain.week.flash import Section

JOB_PROMPT = "Questions de la semaine"
JOB_REMINDER = "Relance de la semaine"
JOB_FLASH = "Flash de la semaine"
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
SHEETS = {
    "prompts": SheetWords("Questions du vendredi", 100),
}
"""The words of « mes données »."""


PARTICIPATION_UNTOLD = "participation non dite\u00a0: vous êtes trop peu"


def closed_weeks(numbers: Sequence[int]) -> str:
    """Return « Semaines 52 et 53 : fermées, pas de questions. »."""
    *before, last = (str(number) for number in numbers)
    weeks = f"{', '.join(before)} et {last}" if before else last
    return FLASH_CLOSED[bool(before)].format(weeks=weeks)


def participation(took_part: Among) -> str:
    """Return « 9 personnes sur 22 », with no figure that would tell who wrote without a name."""
    if took_part.told is Told.NOTHING:
        return PARTICIPATION_UNTOLD
    return f"{among(took_part)} sur {took_part.of}"
