"""The French sentences of export and import, beside ``cards.texts``."""

from collections.abc import Sequence

from cards.texts import counted
from domain.exchange import Column, Fault, Problem

HEADERS = {
    Column.NUMBER: "Numéro",
    Column.CREATED_AT: "Créée le",
    Column.KIND: "Nature",
    Column.STATUS: "État",
    Column.TEXT: "Texte",
    Column.AUTHOR: "Auteur·rice",
    Column.SITE: "Antenne",
    Column.TAGS: "Étiquettes",
    Column.ENGAGEMENT: "Engagement",
    Column.SUPPORT: "Soutiens",
    Column.READ_AT: "Lue le",
    Column.PROMISED_AT: "Réponse promise pour le",
    Column.DECIDED_AT: "Décidée le",
    Column.ANSWER: "Réponse",
    Column.MERGED_INTO: "Doublon de",
}
SHEET = "Contributions"
FILE = "contributions-{day}.{form}"
PAGE_WHAT = "Le fichier contient les contributions que vous avez demandées dans Teams."
PAGE_ONCE = "Ce bouton ne sert qu’une fois\u00a0; gardez bien le fichier."
PAGE_REFUSED = (
    "Seul·es les référent·es qualité peuvent exporter les contributions, et ce n’est plus votre "
    "rôle aujourd’hui."
)

FAULT = {
    Fault.CELLS: "il y a plus de cellules que de colonnes (un texte sans guillemets\u00a0?)",
    Fault.NO_TEXT: "le texte manque",
    Fault.TOO_LONG: "le texte est trop long",
    Fault.KIND: "nature inconnue «\u00a0{value}\u00a0» (irritant, bonne pratique, suggestion)",
    Fault.STATUS: "état inconnu «\u00a0{value}\u00a0»",
    Fault.STATUS_OF_KIND: "l’état «\u00a0{value}\u00a0» n’existe pas pour cette nature",
    Fault.NO_REASON: "un refus demande une raison, en quelques mots, dans la réponse",
    Fault.ANSWER_TOO_LONG: "la réponse est trop longue",
    Fault.NUMBER: "numéro impossible «\u00a0{value}\u00a0» (par exemple AC-2024-0100)",
    Fault.NUMBER_TWICE: "le numéro {value} est déjà pris plus haut dans le fichier",
    Fault.MOMENT: "date illisible «\u00a0{value}\u00a0» (2024-03-12 ou 12/03/2024)",
    Fault.FUTURE: "la date «\u00a0{value}\u00a0» est dans l’avenir",
    Fault.ENGAGEMENT: "engagement inconnu «\u00a0{value}\u00a0» (de 1 à 9)",
    Fault.SUPPORT: "nombre de soutiens illisible «\u00a0{value}\u00a0»",
    Fault.AUTHOR: "«\u00a0{value}\u00a0» n’est pas un compte (prenom.nom@domaine)",
    Fault.SITE: "le nom de l’antenne est trop long",
    Fault.TAGS: "trop d’étiquettes, ou trop longues (huit au plus, trente caractères)",
    Fault.MERGED_NOWHERE: "un doublon renvoie vers une fiche du fichier ou déjà notée{value}",
    Fault.MERGED_BADLY: "renvoi impossible vers «\u00a0{value}\u00a0»",
}

LINE_NEW = "ligne {line}\u00a0: à importer, {number}, {kind}, {status}"
LINE_KNOWN = "ligne {line}\u00a0: déjà présente ({number}), laissée telle quelle"
LINE_REFUSED = "ligne {line}\u00a0: refusée. {problems}"
LINE_NUMBERED = "numéro à venir"
IGNORED = "Colonnes ignorées\u00a0: {names}"
DRY = "Essai\u00a0: rien n’a été écrit."
NO_TEXT_COLUMN = (
    "Ce fichier n’a pas de colonne «\u00a0text\u00a0» (ou «\u00a0texte\u00a0»)\u00a0: rien n’a "
    "été importé."
)
NOT_UTF8 = "Ce n’est pas de l’UTF-8. Enregistrez le fichier à nouveau en UTF-8."
CANNOT_READ = "Impossible de lire {file}\u00a0: {why}"
NO_ROOM = "Faites de la place sur le disque, ou voyez ce que dit doctor, puis"
GO_ON = (
    "relancez la même commande\u00a0: elle reprend où elle s’est arrêtée, et ce qui est déjà noté "
    "ne l’est pas deux fois."
)
NOT_WHOLE = (
    "{file} n’est pas entier ({why})\u00a0: ne l’utilisez pas. Faites de la place, puis relancez "
    "la même commande."
)
STANDARD_OUTPUT = "Ce qui est sorti"
CANNOT_WRITE = "Impossible d’écrire {file}\u00a0: {why}"
TENANT = {
    "several": "Il y a plusieurs organisations\u00a0: précisez laquelle avec --tenant.",
    "not_served": "FLASH_ALLOWED_TENANTS ne connaît pas l’organisation donnée par --tenant.",
    "unknown": "Aucune organisation n’a l’identifiant donné par --tenant.",
}


def problem(found: Problem) -> str:
    """Return what is wrong with a line, in words."""
    value = found.value
    if found.fault is Fault.MERGED_NOWHERE and value:
        value = f"\u00a0; {value} est introuvable"
    return FAULT[found.fault].format(value=value)


def problems(found: Sequence[Problem]) -> str:
    """Return everything that is wrong with a line, as sentences."""
    said = [problem(each) for each in found]
    return " ".join(f"{each[0].upper()}{each[1:]}." for each in said)


def summary(new: int, known: int, refused: int, *, dry: bool) -> str:
    """Return « 12 fiches importées, 1 déjà présente, 2 lignes refusées. »."""
    fiches = counted(new, "fiche")
    brought = f"{fiches} à importer" if dry else counted_agreed(new)
    parts = [
        brought,
        counted(known, "déjà présente", "déjà présentes"),
        counted(refused, "ligne refusée", "lignes refusées"),
    ]
    return f"{', '.join(parts)}."


def stopped(done: int, new: int, *, asked: bool) -> str:
    """Return how many lines of an import are kept, and how the others get in."""
    kept = f"{counted(done, 'ligne')} sur {new} {'sont notées' if done > 1 else 'est notée'}"
    if asked:
        return f"Arrêté à votre demande\u00a0: {kept}. Pour les autres, {GO_ON}"
    why = "les autres non, car la base ne peut plus être écrite"
    return f"Arrêté\u00a0: {kept}, {why}. {NO_ROOM} {GO_ON}"


def export_stopped(done: int, why: str | None = None) -> str:
    """Return how far an export had come: *why* the disk takes no more, else the database is away.

    Nothing of it is given.
    """
    return (
        f"Arrêté après {counted(done, 'fiche')}, car {_cause(why)}. Rien n’a été exporté. "
        f"{NO_ROOM} relancez la même commande."
    )


def backup_stopped(done: int, total: int, why: str | None = None) -> str:
    """Return how far a backup had come, and why it stopped, as ``export_stopped`` does."""
    return (
        f"Arrêté après {counted(done, 'enregistrement')} sur {total}, car {_cause(why)}. Il n’y a "
        f"pas de sauvegarde. {NO_ROOM} relancez la même commande."
    )


def _cause(why: str | None) -> str:
    return f"le disque ne peut plus être écrit ({why})" if why else "la base ne répond plus"


def counted_agreed(new: int) -> str:
    """Return « 1 fiche importée », « 3 fiches importées »."""
    return counted(new, "fiche importée", "fiches importées")


EXPORT_TITLE = "Votre export est prêt"
EXPORT_WHAT = "Le lien est personnel, valable dix minutes, et ne sert qu’une fois."
EXPORT_OPEN = ("Tableur (XLSX)", "CSV", "JSON")
PAGE_TITLE = "Export des contributions"
PAGE_BUTTON = "Télécharger"
PAGE_GONE = (
    "Ce lien n’est plus valable\u00a0: il ne sert qu’une fois et pendant dix minutes. "
    "Demandez-en un autre dans Teams avec « Exporter »."
)
