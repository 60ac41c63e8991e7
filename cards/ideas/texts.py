"""The French sentences of the idea box, beside ``cards.texts``; the same tone and spaces."""

from cards.sheets import SheetWords
from cards.texts import counted
from domain.contributions.contribution import Change, Status

JOB = "Rappel des idées sans réponse"
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
NEWS_OF_TARGET = "C’est décidé pour {into}, qui dit la même chose."
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


DEADLINES = "Réponses et engagements"
DEADLINES_LINE = (
    "Rappel après {nudge} sans réponse, retard après {late} · engagements {engagements}"
)
DEADLINES_NUDGE = "Rappel aux référent·es après (jours sans réponse)"
DEADLINES_LATE = "En retard, direction prévenue, après (jours)"
ENGAGEMENTS_FIELD = "Engagements suivis"
_COLUMNS = {
    "day": "jour",
}
SHEETS = {
    "digests": SheetWords("Nouvelles du jour", 120, _COLUMNS),
}
"""The words of « mes données »."""


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
