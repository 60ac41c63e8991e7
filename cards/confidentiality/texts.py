"""The French sentences about what is masked, beside ``cards.texts``; the same tone and spaces."""

from collections.abc import Iterable

from domain.confidentiality import Found, Mask

THINGS = {
    Found.PERSON: ("un nom", "des noms"),
    Found.PHONE: ("un numéro de téléphone", "des numéros de téléphone"),
    Found.EMAIL: ("une adresse e-mail", "des adresses e-mail"),
    Found.NIR: ("un numéro de sécurité sociale", "des numéros de sécurité sociale"),
    Found.BIRTHDATE: ("une date de naissance ou un âge", "des dates de naissance ou des âges"),
    Found.ADDRESS: ("une adresse", "des adresses"),
    Found.HEALTH: ("une information de santé", "des informations de santé"),
    Found.URL_WITH_ID: ("un numéro de dossier", "des numéros de dossier"),
}
FIRST_NAMES = ("un prénom", "des prénoms")
MASKED = "J’ai masqué {what} dans votre message."
MASKED_SOFTLY = "Par prudence, j’ai masqué {what} dans votre message."
KEPT_AS = "Noté sous {number} avec « ███ » à la place ; ce qui était écrit n’est pas gardé."
KEPT_WITHOUT = "J’ai mis « ███ » à la place ; ce qui était écrit n’est pas gardé."
STILL_SHOWN = (
    "Dans Teams, votre message le montre encore. Pour le changer\u00a0: « ⋯ » sur le message, "
    "puis « Modifier » ou « Supprimer » ; je suivrai."
)
IF_NOT_YOUNG = "S’il ne s’agit pas d’un jeune, dites-le-moi\u00a0: je le remettrai."
SETTLED = "C’est réglé\u00a0: plus rien n’est masqué dans ce que j’ai noté. Merci."
NOTE = "J’ai masqué {what}\u00a0: je ne garde rien qui permette de reconnaître un jeune."
NOTE_SOFTLY = "Par prudence, j’ai masqué {what}."
DOUBT = "Ce n’est pas un jeune"
DOUBT_TITLE = "Quel nom ai-je masqué à tort ?"
DOUBT_WHY = (
    "Je ne l’ai pas gardé\u00a0: écrivez-le à nouveau, et lui seul. Je le remettrai à sa place et "
    "ne le masquerai plus."
)
DOUBT_FIELD = "Le nom, tel qu’il était écrit"
DOUBT_HINT = "Prénom, ou prénom et nom"
DOUBT_DO = "Le remettre"
LIFTED = "C’est remis\u00a0: je ne masquerai plus « {name} »."
KNOWN = "C’est noté\u00a0: je ne masquerai plus « {name} ». Vous pouvez l’écrire à nouveau."
LINE = " · masqué\u00a0: {what}"
LINES = ("1 ligne masquée", "{count} lignes masquées")


def things(masks: Iterable[Mask]) -> str:
    """Return what was masked: « un nom, un numéro de téléphone et une adresse »."""
    kinds: dict[tuple[str, str], int] = {}
    for mask in masks:
        alone = mask.type is Found.PERSON and not mask.firm
        forms = FIRST_NAMES if alone else THINGS[mask.type]
        kinds[forms] = kinds.get(forms, 0) + 1
    said = [forms[count > 1] for forms, count in kinds.items()]
    return " et ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
