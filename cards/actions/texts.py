"""The French sentences of the action plan, beside ``cards.texts``; the same tone and spaces."""

from datetime import date

from cards.sheets import SheetWords
from cards.texts import counted, dated
from domain.actions.action import ActionChange, ActionState, Effect, TrialDecision
from domain.actions.lines import Moment, PlanColumn
from domain.actions.views import PlanFilter

JOB = "Rappel des actions"
STATE = {
    ActionState.TO_DO: "À faire",
    ActionState.IN_PROGRESS: "En cours",
    ActionState.DONE: "Réalisée",
    ActionState.DROPPED: "Abandonnée",
}
STATE_ICON = {
    ActionState.TO_DO: "○",
    ActionState.IN_PROGRESS: "▶",
    ActionState.DONE: "✔",
    ActionState.DROPPED: "✖",
}
STATES = {
    ActionState.TO_DO: "À faire",
    ActionState.IN_PROGRESS: "En cours",
    ActionState.DONE: "Réalisées",
    ActionState.DROPPED: "Abandonnées",
}
FILTER = {
    PlanFilter.ALL: "Tout le plan",
    PlanFilter.LATE: "En retard",
    PlanFilter.TO_DO: "À faire",
    PlanFilter.IN_PROGRESS: "En cours",
    PlanFilter.DONE: "Réalisées",
    PlanFilter.DROPPED: "Abandonnées",
    PlanFilter.UNOWNED: "Sans responsable",
}
EFFECT = {
    Effect.EFFECTIVE: "Efficace",
    Effect.TO_ADJUST: "À ajuster",
    Effect.NONE: "Sans effet",
}
EFFECT_ICON = {Effect.EFFECTIVE: "✔", Effect.TO_ADJUST: "◑", Effect.NONE: "✖"}
EFFECT_HINT = {
    Effect.EFFECTIVE: "Efficace : le problème est réglé",
    Effect.TO_ADJUST: "À ajuster : c’est mieux, pas encore assez",
    Effect.NONE: "Sans effet : rien n’a changé",
}
DECISION = {
    TrialDecision.DEPLOY: "Déployer",
    TrialDecision.ADJUST: "Ajuster",
    TrialDecision.STOP: "Arrêter",
}
DECISION_HINT = {
    TrialDecision.DEPLOY: "Déployer : on généralise",
    TrialDecision.ADJUST: "Ajuster : on essaie encore, jusqu’à un autre jour",
    TrialDecision.STOP: "Arrêter : on abandonne, et on dit pourquoi",
}
CHANGE = {
    ActionChange.CREATED: "créée",
    ActionChange.EDITED: "modifiée",
    ActionChange.MOVED: "état",
    ActionChange.HANDED_OVER: "confiée",
    ActionChange.CHECKED: "effet vérifié",
    ActionChange.DECIDED: "essai décidé",
    ActionChange.COMMENTED: "commentaire",
}

PLAN = "Plan d’action"
MINE = "Mes actions"
PLAN_EMPTY = "Le plan est vide pour l’instant. Une action naît d’un irritant, d’une idée ou d’ici."
PLAN_NONE = "Aucune action ici. Changez l’affichage pour voir les autres."
MINE_EMPTY = "Vous n’avez aucune action en charge. « plan d’action » montre celles de l’équipe."
SHOW = "Afficher"
SHOW_DO = "Afficher"
NEW = "Nouvelle action"
EXPORT = "Exporter"
SEE_PLAN = "Plan d’action"
SEE_MINE = "Mes actions"
MAKE_ONE = "En faire une action"
SEE = "Voir l’action"

OWNER = "Responsable"
NO_OWNER = "sans responsable"
OWNER_LEFT = "{name} (n’est plus dans l’équipe)"
DUE = "Échéance"
NO_DUE = "sans échéance"
ENGAGEMENT = "Engagement"
WHY = "Pourquoi"
ANSWERS = "Répond à"
RESULT = "Ce qui a changé"
TRIAL = "Essai"
TRIAL_PLACE = "Où"
TRIAL_UNTIL = "Jusqu’au"
TRIAL_MEASURE = "Ce qu’on mesure"
TRIAL_WAITS = "La direction décidera à la fin de l’essai : déployer, ajuster ou arrêter."
TRIAL_DECIDED = "Décision"
INDICATOR = "Ce qu’on regarde"
BEFORE = "Avant"
AFTER = "Après"
CHECK_ON = "À vérifier le"
EFFECT_IS = "Effet"
COMMENTS = "Commentaires"
HISTORY = "Voir l’historique"
FOLLOWED = "La suite : {number}"

START = "Démarrer"
GO_ON = "Remettre en cours"
TAKE_UP = "Reprendre"
FINISH = "C’est fait"
CHECK = "Vérifier l’effet"
DECIDE = "Décider de l’essai"
COMMENT = "Commenter"
EDIT = "Modifier"
HAND = "Passer la main"
DROP = "Abandonner"
FOLLOW_UP = "Créer une action de suite"
CLOSE = "Répondre aux fiches liées"
BACK = "Retour à l’action"

FORM_TITLE = "Nouvelle action"
FORM_PRIVATE = "Cette fiche n’est pas publique : choisissez un titre que toute l’équipe peut lire."
EDIT_TITLE = "Modifier {number}"
FIELD_TITLE = "Ce qui va être fait"
FIELD_TITLE_HINT = "Afficher les horaires sur la porte de chaque antenne"
FIELD_OWNER = "Responsable"
FIELD_DUE = "Échéance"
MORE = "Plus de détails"
MORE_TRIAL = "Commencer par un essai"
FIELD_WHY = "Pourquoi (facultatif)"
FIELD_ENGAGEMENT = "Engagement concerné"
FIELD_INDICATOR = "Ce qu’on regardera pour savoir si cela a aidé (facultatif)"
FIELD_INDICATOR_HINT = "Jeunes qui se trompent d’heure, par semaine"
FIELD_BEFORE = "Sa valeur aujourd’hui (facultatif)"
FIELD_BEFORE_HINT = "6 sur 10"
FIELD_HYPOTHESIS = "Ce qu’on essaie, et ce qu’on en attend"
FIELD_HYPOTHESIS_HINT = "Si les horaires sont sur la porte, moins de jeunes viendront pour rien"
FIELD_PLACE = "Où"
FIELD_UNTIL = "Jusqu’au"
FIELD_MEASURE = "Ce qu’on mesure"
ADD = "Créer l’action"

FINISH_TITLE = "C’est fait : {number}"
FIELD_RESULT = "Ce qui a changé, en une ou deux phrases"
FIELD_RESULT_HINT = "Les horaires sont sur la porte des trois antennes"
RESULT_READ = (
    "Ce texte sera envoyé à toutes les personnes qui l’avaient dit ou soutenu, et lu dans le plan."
)
FIELD_CHECK = "Vérifier l’effet le (facultatif)"
FIELD_CLOSE = "Fiches liées"
CLOSE_WHAT = (
    "Passer aussi la fiche liée à « Réalisée » (irritant : « Résolu »), avec ce texte en réponse",
    (
        "Passer aussi les {count} fiches liées à « Réalisée » (irritants : « Résolu »), avec ce "
        "texte en réponse"
    ),
)
CONFIRM = "Confirmer"

DROP_TITLE = "Abandonner {number}"
FIELD_DROP = "Pourquoi"
FIELD_DROP_HINT = "Par exemple : le nouveau logiciel le fait déjà"
HAND_TITLE = "Passer la main : {number}"
FIELD_HAND = "À qui"
FIELD_WORD = "Un mot pour cette personne (facultatif)"
HAND_DO = "Confier"
COMMENT_TITLE = "Commenter {number}"
FIELD_COMMENT = "Votre commentaire"
CHECK_TITLE = "Vérifier l’effet : {number}"
FIELD_SEEN = "Ce qu’on regarde"
FIELD_AFTER = "Ce que vous constatez"
FIELD_AFTER_HINT = "1 sur 10"
FIELD_EFFECT = "Alors, cette action est…"
CHECK_BEFORE = "Avant : {value}"
DECIDE_TITLE = "Décider de l’essai : {number}"
FIELD_DECISION = "Décision"
FIELD_REASON = "Pourquoi"
FIELD_REASON_HINT = "Par exemple : deux fois moins d’erreurs qu’avant"
FIELD_NEW_UNTIL = "Si vous ajustez, nouvel essai jusqu’au"
FIELD_NEW_MEASURE = "Ce qu’on mesurera (facultatif)"

HANDED = "Une action vous est confiée"
HANDED_WHAT = "« Démarrer » quand vous commencez, « C’est fait » quand c’est fait."
DECIDED = {
    TrialDecision.DEPLOY: "L’essai est concluant : on déploie.",
    TrialDecision.ADJUST: "L’essai continue, un peu autrement.",
    TrialDecision.STOP: "L’essai s’arrête là.",
}
DECIDED_TITLE = "Décision sur votre essai"
TOLD_TITLE = "Vous l’aviez dit, c’est fait"
TOLD_WHAT = "Vous aviez signalé ou soutenu ce sujet. Voici ce qui a changé :"
TOLD_THANKS = "Merci : c’est parti de vous."
DUE_TITLE = "Vos actions"
DUE_LATE = ("1 action en retard", "{count} actions en retard")
DUE_SOON = ("1 échéance proche", "{count} échéances proches")
DUE_CHECK = ("1 effet à vérifier", "{count} effets à vérifier")
DUE_DECIDE = ("1 essai à décider", "{count} essais à décider")
DUE_OTHERS = "Et {count} de plus dans « mes actions »."
DUE_CHECK_DAY = "à vérifier le {day}"
DUE_TRIAL_DAY = "essai jusqu’au {day}"

FLASH_DONE = "Action réalisée"

LINKS_TITLE = "Votre export est prêt"
LINKS_WHAT = (
    "Chaque lien est personnel, valable dix minutes, et ne sert qu’une fois. L’agenda (.ics) "
    "s’ouvre avec Outlook."
)
LINKS_OPEN = ("Tableur (XLSX)", "CSV", "Agenda (.ics)")

FILE = "plan-d-action-{day}.{form}"
COLUMNS = {
    PlanColumn.NUMBER: "Numéro",
    PlanColumn.TITLE: "Action",
    PlanColumn.STATE: "État",
    PlanColumn.OWNER: "Responsable",
    PlanColumn.DUE_ON: "Échéance",
    PlanColumn.LATE_DAYS: "Jours de retard",
    PlanColumn.AIM: "Pourquoi",
    PlanColumn.ENGAGEMENT: "Engagement",
    PlanColumn.THEMES: "Sujets",
    PlanColumn.CONTRIBUTIONS: "Fiches",
    PlanColumn.CREATED_AT: "Créée le",
    PlanColumn.DONE_AT: "Réalisée le",
    PlanColumn.RESULT: "Ce qui a changé",
    PlanColumn.INDICATOR: "Ce qu’on regarde",
    PlanColumn.VALUE_BEFORE: "Avant",
    PlanColumn.CHECK_ON: "À vérifier le",
    PlanColumn.VALUE_AFTER: "Après",
    PlanColumn.EFFECT: "Effet",
    PlanColumn.HYPOTHESIS: "Essai",
    PlanColumn.TRIAL_PLACE: "Où",
    PlanColumn.TRIAL_UNTIL: "Jusqu’au",
    PlanColumn.TRIAL_MEASURE: "Ce qu’on mesure",
    PlanColumn.DECISION: "Décision",
    PlanColumn.DECISION_REASON: "Raison de la décision",
}
MOMENT = {
    Moment.DUE: "{title}",
    Moment.TRIAL: "Fin de l’essai : {title}",
    Moment.CHECK: "Effet à vérifier : {title}",
}
NO_DAYS = "Aucune action du plan n’attend de jour"
PAGE_TITLE = "Export du plan d’action"
PAGE_WHAT = "Le fichier contient les actions que vous avez demandées dans Teams."
PAGE_BUTTON = "Télécharger"
PAGE_ONCE = "Ce bouton ne sert qu’une fois ; gardez bien le fichier."
PAGE_GONE = (
    "Ce lien n’est plus valable : il ne sert qu’une fois et pendant dix minutes. "
    "Demandez-en un autre dans Teams avec « plan d’action », puis « Exporter »."
)
PAGE_REFUSED = "Ce lien a été fait pour quelqu’un qui n’est plus connu ici."
_COLUMNS = {
    "title": "action",
    "aim": "pourquoi",
    "due_on": "échéance",
    "done_at": "réalisée le",
    "indicator": "ce qu’on regarde",
    "value_before": "avant",
    "check_on": "à vérifier le",
    "value_after": "après",
    "effect": "effet",
    "checked_at": "effet vérifié le",
    "hypothesis": "essai",
    "trial_place": "où",
    "trial_until": "essai jusqu’au",
    "trial_measure": "ce qu’on mesure",
    "decision": "décision",
    "decision_reason": "raison de la décision",
    "facts": "détails",
    "comment": "commentaire",
}
SHEETS = {
    "actions": SheetWords("Actions", 140, _COLUMNS),
    "action_history": SheetWords("Historique des actions", 150, _COLUMNS),
}
"""The words of « mes données »."""


def late(days: int) -> str:
    """Return « en retard de 3 jours »."""
    return f"en retard de {counted(days, 'jour')}"


def due(day: date | None, today: date, *, is_open: bool = True) -> str:
    """Return « pour le lundi 30 novembre », and how late it is."""
    if day is None:
        return NO_DUE
    if is_open and day < today:
        return f"{dated(day, today)}, {late((today - day).days)}"
    if is_open and day == today:
        return "aujourd’hui"
    return dated(day, today)


def actions(count: int) -> str:
    """Return « 3 actions »."""
    return counted(count, "action")
