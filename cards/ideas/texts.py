"""The French sentences of the idea box, beside ``cards.texts``; the same tone and spaces."""

from datetime import date

from cards.texts import counted, day
from domain.contributions.contribution import Change, Status
from domain.ideas.library import Outcome

MOVE = {
    Status.READ: "Marquer comme lue",
    Status.UNDER_REVIEW: "Mettre à l’étude",
    Status.ACCEPTED: "Accepter",
    Status.IN_PROGRESS: "Démarrer",
    Status.DONE: "Marquer comme réalisée",
    Status.REFUSED: "Refuser",
    Status.SHARED: "Diffuser",
    Status.ADOPTED: "Mettre au recueil",
}
"""The buttons of a quality lead."""
MOVE_SOLVED = "Marquer comme résolu"
MOVE_AGAIN = "Reprendre l’étude"
MOVE_ON = "Remettre en cours"
MOVE_BACK = "Revenir à « Lue »"
FORM_HINT = {
    Status.UNDER_REVIEW: "Ce que vous allez regarder (facultatif)",
    Status.ACCEPTED: "Ce qui va se passer (facultatif)",
    Status.IN_PROGRESS: "Où cela en est (facultatif)",
    Status.DONE: "Ce qui a changé (facultatif)",
    Status.REFUSED: "Par exemple : prévu autrement, par SMS, en janvier",
    Status.SHARED: "Un mot pour l’équipe (facultatif)",
    Status.ADOPTED: "Où la retrouver (facultatif)",
}
ANSWER_FIELD = "Réponse"
ANSWER_IF_ANY = "Réponse (facultatif)"
NO_LONGER_HANDED = "plus confiée"
WHY_FIELD = "Pourquoi"
ANSWER_READ = "Ce texte sera lu par son auteur·rice, et par l’équipe si la fiche est publique."
PROMISED_FIELD = "Réponse promise pour le"
CONFIRM = "Confirmer"
ANSWER = "Répondre"
ANSWER_AGAIN = "Changer la réponse"
ANSWER_SEND = "Envoyer la réponse"
MERGE = "Doublon de…"
MERGE_TITLE = "C’est un doublon de…"
MERGE_ALIKE = "Semblent dire la même chose"
MERGE_NUMBER = "Son numéro"
MERGE_OR_NUMBER = "Ou son numéro"
MERGE_NUMBER_HINT = "AC-2026-0042"
MERGE_WHAT = "Soutiens et commentaires suivent ; la fiche renverra vers l’autre."
MERGE_DO = "Fusionner"
ASSIGN = "Confier à…"
ASSIGN_PERSON = "À instruire par"
ASSIGN_NOBODY = "Personne en particulier"
ASSIGN_UNTIL = "Pour le"
ASSIGN_DO = "Confier"
TAGS = "Étiquettes"
TAGS_FIELD = "Étiquettes, séparées par des virgules"
TAGS_HINT = "CEJ, accueil"
BACK_TO_FICHE = "Retour à la fiche"
BACK_TO_INBOX = "Retour à la liste"

ANSWERED_BY = "Réponse de {name}\u00a0: "
ANSWERED = "Réponse\u00a0: "
PROMISED = "Réponse promise pour le {day}."
PROMISED_PAST = "Réponse promise pour le {day} (dépassée)."
REFUSED_WHY = "Pourquoi\u00a0: "
POINTS_TO = "Doublon de {number}\u00a0: la suite se passe là-bas."
HANDED_TO = "À instruire par {name}"
HANDED_UNTIL = "À instruire par {name}, pour le {day}"
SUPPORTING = "✔ Vous soutenez"
COMMENTS = ("1 commentaire", "{count} commentaires")
TRIED = ("Essayée 1 fois", "Essayée {count} fois")
DUPLICATES = "Doublons"
HISTORY_SHOW = "Voir l’historique"
ASKED_BACK = "Question de l’auteur·rice\u00a0: "
YOUR_QUESTION = "Votre question\u00a0: "
CHANGE = {
    Change.CREATED: "notée",
    Change.EDITED: "corrigée",
    Change.KIND_CHANGED: "nature corrigée",
    Change.WITHDRAWN: "retirée",
    Change.RESTORED: "rétablie",
    Change.MOVED: "état",
    Change.ANSWERED: "réponse modifiée",
    Change.ASSIGNED: "confiée",
    Change.ASKED_BACK: "question posée en retour",
    Change.TAGGED: "étiquettes",
    Change.IMPORTED: "importée",
}

ASK_BACK = "Poser une question"
ASK_BACK_TITLE = "Votre question sur cette réponse"
ASK_BACK_FIELD = "En une ou deux phrases"
ASK_BACK_HINT = "Une seule fois, en privé\u00a0: votre référent·e qualité la lira."
SEE = "Voir la fiche"

INBOX_TITLE = "À traiter"
INBOX_EMPTY = "Tout est lu et décidé. Belle journée."
INBOX_ALIKE = "ressemble à {number}"
INBOX_ASKED = "Questions en retour"
READ_PAGE = "Marquer cette page comme lue"
READ_ALL = "Tout marquer comme lu"
READ_DONE = ("1 fiche marquée comme lue.", "{count} fiches marquées comme lues.")
READ_NONE = "Il n’y avait plus rien à lire."

TRY = "Je l’ai essayée"
TRY_TITLE = "Qu’est-ce que cela a donné ?"
TRY_OUTCOME = "En un mot"
TRY_RESULT = "Le résultat, en une phrase"
TRY_HINT = "Chez nous, 8 présents sur 10 au lieu de 6"
OUTCOME = {
    Outcome.WORKED: "Ça a marché",
    Outcome.PARTLY: "En partie",
    Outcome.FAILED: "Pas chez nous",
}
TRIALS = "Ils et elles l’ont essayée"

NEWS = {
    Status.READ: "{what} a été lu{e}.",
    Status.UNDER_REVIEW: "{what} est à l’étude.",
    Status.ACCEPTED: "{what} est accepté{e}.",
    Status.IN_PROGRESS: "{what} est en cours de réalisation.",
    Status.DONE: "{what}\u00a0: c’est fait.",
    Status.REFUSED: "{what} n’est pas retenu{e}.",
    Status.SHARED: "{what} est diffusé{e} à l’équipe.",
    Status.ADOPTED: "{what} entre au recueil.",
    Status.MERGED: "{what} rejoint {into}, qui dit la même chose\u00a0: vos soutiens y comptent.",
}
NEWS_READ_NEXT = "Vous saurez ici ce que cela devient."
NEWS_ANSWERED = "{what} a une réponse."
NEWS_REASON_CHANGED = "La raison a été précisée pour {what}."
YOURS = ("Votre irritant {number}", "Votre bonne pratique {number}", "Votre suggestion {number}")
HANDED_TITLE = "Une fiche vous est confiée"
HANDED_WHAT = "Pouvez-vous l’instruire{until} ? Votre réponse ira à son auteur·rice."
HANDED_BY_DAY = " pour le {day}"
DIGEST_TITLE = "Du nouveau sur ce que vous suivez"
DIGEST_WHY = "Vous avez soutenu ou commenté ces fiches. Un seul message par jour, au plus."
NUDGE_TITLE = "Des idées attendent une réponse"
NUDGE_UNANSWERED = "Sans réponse depuis {days}\u00a0: {count}"
NUDGE_LATE = "En retard (promesse dépassée, ou plus de {days})\u00a0: {count}"
NUDGE_OTHERS = "… et {count}"
NUDGE_OPEN = "Ouvrir « à traiter »"
NUDGE_LATE_TITLE = "Des réponses sont en retard"

ASKED_NONE = "Je n’ai rien trouvé pour\u00a0: {asked}."
ASKED_NEAREST = "Les plus proches\u00a0:"
ASKED_WIDEN = "Élargir la recherche"
ASKED_EXPORT = "Exporter"
ASKED_MORE = "plus de {count}"
NOT_A_QUESTION = (
    "Je n’ai pas compris la question. Essayez par exemple\u00a0: « où en est l’idée 42 ? », "
    "« suggestions à l’étude », « irritants de Wissembourg en octobre », « refusées ce trimestre "
    "et pourquoi », « idées sans réponse depuis plus de 15 jours ». Le mot « aide » dit le reste."
)
EXPORT_TITLE = "Votre export est prêt"
EXPORT_WHAT = "Le lien est personnel, valable dix minutes, et ne sert qu’une fois."
EXPORT_OPEN = ("Tableur (XLSX)", "CSV", "JSON")

ROLES_TITLE = "Qui fait quoi"
ROLES = {
    "quality_lead": "Référent·e qualité",
    "management": "Direction",
    "member": "Membre de l’équipe",
}
ROLES_NONE = "Personne pour l’instant."
ROLES_CHANGE = "Donner un rôle"
ROLES_ROLE = "Rôle"
ROLES_FIXED = "nommé·e à l’installation"
ROLES_SAVED = "C’est enregistré."

DEADLINES = "Réponses et engagements"
DEADLINES_LINE = (
    "Rappel après {nudge} sans réponse, retard après {late} · engagements {engagements}"
)
DEADLINES_NUDGE = "Rappel aux référent·es après (jours sans réponse)"
DEADLINES_LATE = "En retard, direction prévenue, après (jours)"
ENGAGEMENTS_FIELD = "Engagements suivis"

EXPORT_PAGE_TITLE = "Export des contributions"
EXPORT_PAGE_BUTTON = "Télécharger"
EXPORT_PAGE_GONE = (
    "Ce lien n’est plus valable\u00a0: il ne sert qu’une fois et pendant dix minutes. "
    "Demandez-en un autre dans Teams avec « Exporter »."
)

SEARCH_NONE = "Aucune fiche trouvée"


def several(count: int, forms: tuple[str, str]) -> str:
    """Return the form for *count*: « 1 commentaire », « 3 commentaires »."""
    return forms[0] if count == 1 else forms[1].format(count=count)


def comments(count: int) -> str:
    """Return « 2 commentaires », and nothing for none."""
    return several(count, COMMENTS) if count else ""


def supports(count: int, *, mine: bool = False) -> str:
    """Return « 3 soutiens, dont le vôtre », and nothing for none."""
    if not count:
        return ""
    return f"{counted(count, 'soutien')}{', dont le vôtre' if mine else ''}"


def age(then: date, today: date) -> str:
    """Return how long ago a day is: « aujourd’hui », « hier », « 6 j »."""
    ago = (today - then).days
    return day(then, today) if ago <= 1 else f"{ago}\u00a0j"


def short_day(then: date, today: date) -> str:
    """Return « 12/12 », with the year where it is another."""
    said = f"{then.day}/{then.month:02}"
    return said if then.year == today.year else f"{said}/{then.year}"


def to_read(unread: int, undecided: int, late: int) -> str:
    """Return « 7 à lire · 3 à décider · 1 en retard »; what there is none of is left out."""
    parts = [
        f"{unread} à lire" if unread else "",
        f"{undecided} à décider" if undecided else "",
        f"{late} en retard" if late else "",
    ]
    return " · ".join(part for part in parts if part)


def fiches(count: int) -> str:
    """Return « 1 fiche », « 3 fiches »."""
    return counted(count, "fiche")
