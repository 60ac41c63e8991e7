"""The French sentences of « Réglages »."""

from cards.texts import counted

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


def unasked(ceiling: int) -> str:
    """Return « 2 messages non demandés »."""
    return counted(ceiling, "message non demandé", "messages non demandés")
