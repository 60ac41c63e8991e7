"""The French sentences of a contribution and of the *fiche* to fill."""

from cards.sheets import SheetWords
from cards.texts import counted, several
from domain.ideas.library import Outcome
from domain.kinds import Kind

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
WITHDRAW = "Retirer"
RESTORE = "Rétablir"
CHANGE_KIND = "Changer de nature"
SEE_MESSAGE = "Voir le message"
EDIT_IN_TEAMS = (
    "Ce texte est trop long pour une fiche : modifiez le message dans Teams, je suivrai."
)
WITHDRAWN = "Cette contribution a été retirée."
FIELD_KIND = "C’est plutôt…"
FIELD_ANONYMOUS = "Signature"
FIELD_SIGNATURE = "Signature"
STAY_ANONYMOUS = "Rester anonyme : votre nom n’est pas enregistré"
MORE_FIELDS = "Préciser l’antenne ou l’engagement"
FORM_TITLE = "Nouvelle fiche"
EDIT_TITLE = "Modifier"
ASK = "Je le note ?"
NOTHING_TO_NOTE = "Rien à noter"
NOTHING_NOTED = "Entendu, je n’ai rien noté."
OFFER = "Je peux noter ce message. C’est plutôt…"
MINE_EMPTY = "Vous n’avez encore rien noté. Une phrase suffit pour commencer."
NOT_UNDERSTOOD = (
    "Je n’ai pas reconnu de remarque à noter. Écrivez « nouveau » pour remplir une fiche, ou "
    "« aide » pour voir ce que je sais faire."
)
WORDS_ONLY = (
    "Je ne note que des mots\u00a0: dites en une phrase ce qui bloque, ce qui a marché ou ce "
    "qu’on pourrait changer. Un fichier envoyé avec elle reste attaché à la fiche."
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
CUT = (
    "Votre message est très long\u00a0: je n’en garde que les 20\u00a0000 premiers caractères. "
    "Mettez la suite dans un autre message, ou dans un fichier joint."
)
CUT_IN_FORM = "Ce message est très long\u00a0: relisez, seul le début est repris ici."
IN_GROUP = (
    "Ce qui est noté dans cette conversation reste entre vous et les référent·es qualité\u00a0: "
    "je ne le montre pas à toute l’équipe. Pour que tous le lisent, écrivez-le dans le canal."
)
CLOSED = (
    "Ce canal n’est pas ouvert à toute l’équipe\u00a0: je n’y lis pas les messages, pour que rien "
    "n’en sorte sans votre accord. Pour l’amélioration continue, choisissez un canal standard."
)
DIALOG_TITLE = "Noter pour l’amélioration continue"
DIALOG_DONE = "Noté sous le numéro {number}. Merci."
_COLUMNS = {
    "message_id": "message",
    "kind": "nature",
    "status": "état",
    "text": "texte",
    "answer": "réponse",
    "status_at": "état depuis le",
    "read_at": "lue le",
    "answered_at": "répondue le",
    "replied_at": "première réponse le",
    "promised_on": "réponse promise pour le",
    "support": "soutiens",
    "tags": "étiquettes",
    "link": "lien",
    "attachments": "pièces jointes",
    "origin": "porte d’entrée",
    "is_public": "visible de l’équipe",
    "is_cited": "signée",
    "before": "avant",
    "after": "après",
    "assigned_until": "à instruire pour le",
    "guessed": "supposé",
    "outcome": "résultat",
    "answered": "répondu",
}
SHEETS = {
    "contributions": SheetWords("Contributions", 30, _COLUMNS),
    "questions": SheetWords("Questions en attente", 40, _COLUMNS),
    "comments": SheetWords("Commentaires", 50, _COLUMNS),
    "votes": SheetWords("Soutiens", 60, _COLUMNS),
    "trials": SheetWords("Essais", 70, _COLUMNS),
    "answers": SheetWords("Lues, répondues, confiées", 80, _COLUMNS),
    "history": SheetWords("Changements", 90, _COLUMNS),
}
"""The words of « mes données »."""


def support(kind: Kind, count: int) -> str:
    """Return the title of the support button."""
    return f"{SUPPORT[kind]} · {count}" if count else SUPPORT[kind]


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


def comments(count: int) -> str:
    """Return « 2 commentaires », and nothing for none."""
    return several(count, COMMENTS) if count else ""


def supports(count: int, *, mine: bool = False) -> str:
    """Return « 3 soutiens, dont le vôtre », and nothing for none."""
    if not count:
        return ""
    return f"{counted(count, 'soutien')}{', dont le vôtre' if mine else ''}"
