"""The French sentences about people's own data, beside ``cards.texts``."""

from cards.sheets import SheetWords
from cards.texts import counted
from domain.rights.retention import Purged

JOB = "Effacement de ce qui n’est plus à garder"
TITLE = "Mes données"
WHAT = (
    "Le fichier contient tout ce que Flash Amélioration garde sur vous\u00a0: votre fiche de "
    "personne, vos contributions (les anonymes aussi, que vous seul·e pouvez voir ici), vos "
    "commentaires, soutiens et réponses, et les messages qui vous ont été envoyés."
)
LINK = "Chaque lien est personnel, vaut dix minutes et ne sert qu’une fois."
OPEN = ("Classeur (Excel)", "Données brutes (JSON)")
ERASE = "Effacer mon nom…"

PAGE_TITLE = "Mes données"
PAGE_WHAT = "Le fichier contient tout ce que Flash Amélioration garde sur vous."
PAGE_ONCE = "Ce bouton ne sert qu’une fois\u00a0; gardez bien le fichier."
PAGE_BUTTON = "Télécharger mes données"
PAGE_GONE = (
    "Ce lien a déjà servi ou ses dix minutes sont passées. Écrivez «\u00a0mes données\u00a0» à "
    "Flash Amélioration pour en avoir un autre."
)
PAGE_REFUSED = "Flash Amélioration ne garde plus rien à votre nom."
FILE = "mes-donnees-{day}.{form}"

SHEETS = {
    "person": SheetWords("Moi", 10),
    "chat": SheetWords("Conversation privée", 20),
    "solicitations": SheetWords("Messages non demandés", 110),
    "messages": SheetWords("Messages reçus", 130),
    "journal": SheetWords("Journal", 900),
}
LEFT_OUT = {"organisation_id", "form_id", "person_id", "contribution_id", "author_id", "key"}
COLUMNS = {
    "number": "fiche",
    "name": "nom",
    "upn": "adresse de connexion",
    "aad_object_id": "identifiant Microsoft 365",
    "teams_user_id": "identifiant Teams",
    "role": "rôle",
    "on_roster": "membre de l’équipe",
    "opted_out": "ne plus solliciter",
    "absent_until": "en congé jusqu’au",
    "days_off": "jours non travaillés",
    "left_on": "équipe quittée le",
    "site_id": "antenne (numéro)",
    "site_asked": "antenne demandée",
    "unreachable": "injoignable",
    "conversation_id": "conversation",
    "service_url": "service de Teams",
    "year": "année",
    "serial": "rang",
    "created_at": "créé le",
    "decided_at": "décidée le",
    "week": "semaine",
    "at": "le",
    "change": "changement",
    "result": "ce que ça a donné",
    "subject": "objet",
    "state": "devenu",
    "cause": "motif",
    "what": "quoi",
    "seq": "écriture",
    "engagement": "engagement",
}
YES, NO = "oui", "non"

ERASE_TITLE = "Effacer mon nom"
ERASE_WHAT = (
    "Votre nom sera retiré de tout ce qui est gardé\u00a0: {count}, commentaires, réponses, "
    "historique, envois. Ce que vous avez dit reste, sans vous\u00a0: plus personne ne pourra "
    "dire que c’était vous, et vous ne pourrez plus le modifier ni en avoir de nouvelles."
)
ERASE_LIMITS = (
    "Vos soutiens restent comptés. Vos messages dans Teams ne changent pas\u00a0: supprimez-les "
    "vous-même si vous le souhaitez\u00a0; ce qui est gardé suivra, toujours sans votre nom. Si "
    "vous restez dans l’équipe, Flash Amélioration vous connaîtra de nouveau dès votre prochain "
    "message ou la prochaine liste de l’équipe."
)
ERASE_CONFIRM = "Effacer mon nom pour toujours"
ERASE_CANCEL = "Ne rien changer"
ERASING = (
    "C’est commencé, mais il y a beaucoup à effacer\u00a0: je continue seul, même si vous fermez "
    "cette conversation. Dans une minute, demandez-moi si c’est fini."
)
ERASING_ASK = "Est-ce fini\u00a0?"
ERASED = (
    "C’est fait\u00a0: votre nom n’est plus gardé, ni ici, ni dans les exportations. Une "
    "sauvegarde plus ancienne qui serait restaurée l’effacera de nouveau."
)

RETENTION = "Conservation"
RETENTION_LINE = (
    "départs\u00a0: nom retiré après {leavers} · noms gardés {names} · textes retirés gardés "
    "{withdrawn}"
)
RETENTION_LEAVERS = "Après un départ de l’équipe, retirer le nom au bout de (mois)"
RETENTION_NAMES = "Garder les noms sous les contributions pendant (mois)"
RETENTION_WITHDRAWN = "Garder les textes retirés par leur auteur·rice pendant (mois)"
RETENTION_WHY = (
    "Le premier mercredi du mois, ce qui est plus ancien est effacé et vous en êtes informé·e. "
    "Les contributions elles-mêmes restent, sans nom."
)

PURGE_TITLE = "Effacement du mois"
PURGE_INTRO = "Selon la durée de conservation que vous avez réglée, j’ai effacé\u00a0:"


def months(count: int) -> str:
    """Return « 3 mois »."""
    return f"{count} mois"


def purged(done: Purged) -> list[str]:
    """Return what a purge has removed, a line a kind of record."""
    lines = (
        (done.leavers, "le nom de {}", "personne partie", "personnes parties"),
        (done.names, "le nom sous {}", "contribution", "contributions"),
        (done.withdrawn, "les mots de {}", "contribution retirée", "contributions retirées"),
        (done.questions, "{} resté sans réponse", "message", "messages"),
        (done.sends, "la trace de {}", "envoi", "envois"),
        (done.words, "les mots de {} à l’enquête", "jeune", "jeunes"),
    )
    return [said.format(counted(count, one, many)) for count, said, one, many in lines if count]
