"""The French sentences of « Diffusion »."""

from domain.sending import SendState

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
