"""The French sentences of complaints and partnership requests, beside ``cards.texts``."""

from cards.sheets import SheetWords
from cards.texts import counted
from domain.requests.request import Delay, RequestChannel, RequestNature

TITLE = {
    RequestNature.COMPLAINT: "Réclamations",
    RequestNature.PARTNERSHIP: "Demandes de partenariat",
}
NATURE = {
    RequestNature.COMPLAINT: "Réclamation",
    RequestNature.PARTNERSHIP: "Demande de partenariat",
}
NEW = {
    RequestNature.COMPLAINT: "Nouvelle réclamation",
    RequestNature.PARTNERSHIP: "Nouvelle demande",
}
NONE = {
    RequestNature.COMPLAINT: "Aucune réclamation notée.",
    RequestNature.PARTNERSHIP: "Aucune demande notée.",
}
CHANNEL = {
    RequestChannel.DESK: "À l’accueil",
    RequestChannel.PHONE: "Par téléphone",
    RequestChannel.MAIL: "Par courrier",
    RequestChannel.EMAIL: "Par e-mail",
    RequestChannel.FORM: "Par formulaire",
    RequestChannel.OTHER: "Autrement",
}
SUBJECT = "Objet"
SUBJECT_HINT = "De quoi il s’agit, en une phrase, sans nommer la personne"
RECEIVED = "Reçue le"
ANSWERED = "Répondue le"
CLOSED = "Close le"
CHANNEL_FIELD = "Comment elle est arrivée"
SITE = "Antenne"
MORE_NEW = "Préciser l’antenne"
MORE_EDIT = "Réception, canal, antenne"
WHO = "Qui l’a faite n’est pas noté ici\u00a0: gardez son nom dans son dossier."
RECORDED = "C’est noté sous le numéro {number}."
SAVED = "C’est enregistré."
ANSWER_TODAY = "Répondue aujourd’hui"
CLOSE_TODAY = "Close aujourd’hui"
EDIT = "Modifier"
BACK = "Retour à la liste"
EXPORT = "Exporter"
EXPORT_TITLE = "Réclamations et demandes en fichier"
EXPORT_WHAT = "Chaque lien est personnel, vaut dix minutes et ne sert qu’une fois."
EXPORT_OPEN = ("Classeur (Excel)", "CSV")

WAITING = "en attente de réponse depuis {days}"
LATE = "⚠️ en retard\u00a0: {days} sans réponse, {promised} promis"
WAITING_TODAY = "reçue aujourd’hui, en attente de réponse"
OPEN_ANSWERED = "répondue {days}, à clore"
CLOSED_IN = "close {days}"
SAME_DAY = "le jour même"
IN_DAYS = "en {days}"
DAY_AND_DELAY = "{day} ({delay})"
OPEN_COUNT = ("1 ouverte", "{count} ouvertes")
LATE_COUNT = ("⚠️ 1 en retard", "⚠️ {count} en retard")
DELAY = "Réponse sur un an\u00a0: {average} en moyenne, {median} en médiane ({count})"

HEADERS = {
    "number": "Numéro",
    "nature": "Nature",
    "channel": "Canal",
    "site": "Antenne",
    "subject": "Objet",
    "received_on": "Reçue le",
    "answered_on": "Répondue le",
    "closed_on": "Close le",
    "days_to_answer": "Jours jusqu’à la réponse",
    "days_to_close": "Jours jusqu’à la clôture",
}
SHEET = "Réclamations et demandes"
FILE = "reclamations-et-demandes-{day}.{form}"
PAGE_TITLE = "Réclamations et demandes"
PAGE_WHAT = "Le fichier contient toutes les fiches de réclamations et de demandes de partenariat."
PAGE_ONCE = "Ce bouton ne sert qu’une fois\u00a0; gardez bien le fichier."
PAGE_BUTTON = "Télécharger le fichier"
PAGE_GONE = (
    "Ce lien a déjà servi ou ses dix minutes sont passées. Écrivez «\u00a0réclamations\u00a0» à "
    "Flash Amélioration pour en avoir un autre."
)
PAGE_REFUSED = "Ce fichier est réservé aux référent·es qualité et à la direction."
_COLUMNS = {
    "nature": "genre",
    "channel": "canal",
    "received_on": "reçue le",
    "answered_on": "répondue le",
    "closed_on": "close le",
}
SHEETS = {
    "requests": SheetWords("Réclamations notées", 160, _COLUMNS),
}
"""The words of « mes données »."""


def in_days(count: int) -> str:
    """Return « en 12 jours », or « le jour même »."""
    return IN_DAYS.format(days=counted(count, "jour")) if count else SAME_DAY


def delay_said(delay: Delay) -> str:
    """Return how long answers took; nothing where there is none."""
    if delay.average is None or delay.median is None:
        return ""
    return DELAY.format(
        average=_figure(delay.average),
        median=_figure(delay.median),
        count=counted(delay.count, "réponse"),
    )


def _figure(days: float) -> str:
    said = f"{days:.1f}".replace(".", ",").removesuffix(",0")
    return f"{said} jour{'s' if days >= 2 else ''}"  # noqa: PLR2004 -- French counts « 1,9 jour »
