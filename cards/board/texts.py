"""The French sentences of the board's page, beside ``cards.texts``."""

from datetime import date

from cards.texts import MONTHS, counted
from domain.actions.action import ActionState
from domain.amounts import FEW
from domain.board.page import Figure, Grain, Span
from domain.kinds import Kind
from domain.requests.request import RequestNature
from domain.survey.weather import Sky

JOB = "Tableau de bord à la direction"
TITLE = "Tableau de bord qualité"
EVERYWHERE = "Toute la Mission Locale"
AS_OF = "Au {day}, {period} en cours\u00a0: les chiffres vont encore monter."
WHOLE = "Du {first} au {last}."

FIGURES = {
    Figure.WEATHER: "Météo des jeunes",
    Figure.FIELD: "Dynamique de terrain",
    Figure.DELAYS: "Délais de réponse",
    Figure.REQUESTS: "Réclamations et partenariats",
    Figure.PLAN: "Plan d’action",
    Figure.THEMES: "Ça revient",
    Figure.DONE: "Vous l’avez dit, c’est fait",
    Figure.PARTICIPATION: "Participation de l’équipe",
}
DEFINITIONS = {
    Figure.WEATHER: (
        "Moyenne des réponses des jeunes à la question éclair, de 1 à 5\u00a0: ensoleillé dès 4, "
        "éclaircies dès 3,5, nuageux dès 2,5, pluie en dessous\u00a0; rien à moins de {fewest} "
        "réponses."
    ),
    Figure.FIELD: (
        "Reçues\u00a0: contributions déposées pendant la période, sauf retirées. Traitées\u00a0: "
        "celles qui y ont eu leur première réponse ou décision, même déposées avant. Les privées "
        "comptent."
    ),
    Figure.DELAYS: (
        "Jours pleins du dépôt à la première réponse ou décision, et à la décision, pour les "
        "contributions qui l’ont eue pendant la période."
    ),
    Figure.REQUESTS: (
        "Reçues, répondues et closes pendant la période\u00a0; délai en jours de la réception à "
        "la réponse."
    ),
    Figure.PLAN: (
        "Actions ouvertes pendant la période, sauf abandonnées, comme elles étaient à sa "
        "fin\u00a0; en retard\u00a0: échéance passée. Toute la Mission Locale."
    ),
    Figure.THEMES: (
        "Sujets non résolus, dits pendant la période par {people} personnes au moins, «\u00a0Moi "
        "aussi\u00a0» compris, ou pendant {weeks} semaines."
    ),
    Figure.DONE: (
        "Actions, et contributions que tous peuvent lire, réalisées pendant la période, avec ce "
        "qui en a été dit\u00a0; les plus récentes d’abord."
    ),
    Figure.PARTICIPATION: (
        "Personnes de l’équipe qui ont dit quelque chose pendant la période, signé ou non, parmi "
        "celles qui veulent bien être sollicitées."
    ),
}

SKY = {
    Sky.SUNNY: "Ensoleillé",
    Sky.BRIGHT: "Éclaircies",
    Sky.CLOUDY: "Nuageux",
    Sky.RAINY: "Pluie",
}
SKY_ICON = {Sky.SUNNY: "☀️", Sky.BRIGHT: "🌤️", Sky.CLOUDY: "☁️", Sky.RAINY: "🌧️"}
OUT_OF_FIVE = "{mean} sur 5"
CONTENT = "{share}\u00a0% contents ou très contents"
YOUNG = ("jeune", "jeunes")
NO_WEATHER = "Pas encore de météo"
TOO_FEW_YOUNG = (
    "{count} pour l’instant\u00a0: en dessous de {fewest}, la météo dirait qui a répondu."
)
NO_YOUNG = "Aucune réponse de jeune pendant la période."
FACES = {
    5: "Très content",
    4: "Content",
    3: "Moyen",
    2: "Mécontent",
    1: "Très mécontent",
}

RECEIVED, TREATED = "Reçues", "Traitées"
RECEIVED_COUNTED = ("reçue", "reçues")
TREATED_COUNTED = ("traitée", "traitées")
KINDS = {
    Kind.BEST_PRACTICE: "Bonnes pratiques",
    Kind.IRRITANT: "Irritants",
    Kind.SUGGESTION: "Suggestions",
}
TREND = "Contributions reçues et traitées, sur quatre trimestres"
QUARTER = "Trimestre"

TO_REPLY = "avant la première réponse"
TO_DECIDE = "avant la décision"
NO_DELAY = "Aucune réponse pendant la période"
MEDIAN = "médiane\u00a0: {days}"
ON_COUNT = "sur {count}"
CONTRIBUTIONS = ("fiche", "fiches")

NATURES = {
    RequestNature.COMPLAINT: "Réclamations",
    RequestNature.PARTNERSHIP: "Partenariats",
}
NATURE_ONE = {
    RequestNature.COMPLAINT: "Réclamation",
    RequestNature.PARTNERSHIP: "Demande de partenariat",
}
ANSWERED, CLOSED, DELAY = "Répondues", "Closes", "Délai moyen"
DELAY_MEDIAN = "Médiane"

STATES = {
    ActionState.DONE: "Fait",
    ActionState.IN_PROGRESS: "En cours",
    ActionState.TO_DO: "À faire",
}
LATE = ("en retard", "en retard")
NO_ACTION = "Aucune action ouverte pendant la période"
PLAN = "Actions par état"

PEOPLE = ("personne", "personnes")
SITES = ("antenne", "antennes")
WEEKS = ("semaine", "semaines")
UNNAMED = "Sujet à nommer"
NO_THEME = "Aucun sujet récurrent pendant la période"
THEMES_COUNTED = ("sujet", "sujets")
MORE = "et {count} de plus"
NOTHING_DONE = "Rien de réalisé avec une réponse pendant la période"
DONE_COUNTED = ("réalisée", "réalisées")

PARTICIPATION = "{people} sur {staff}"
PARTICIPATION_UNTOLD = "Trop peu de personnes pour le dire"

BEFORE = "{period}\u00a0: {said}"
MASKED = "trop peu pour être dit"

DEFINITION = "Définition"
DATA = "Les chiffres du graphique"
SEE_LIST = "Voir la liste"
BACK = "Retour au tableau de bord"
PDF = "PDF"
FULL_PAGE = "Page complète"
OPEN = "Page complète et PDF"
PERIOD, SITE, SHOW = "Période", "Antenne", "Afficher"
CHOOSE = "Période et antenne"
PREVIOUS, NEXT = "Période précédente", "Période suivante"
DEFINITIONS_TITLE = "Ce que ces chiffres comptent"
PRINTED = "Flash Amélioration · {day}"
EXPIRED = (
    "Ce lien est personnel et valait une heure. Écrivez «\u00a0tableau de bord\u00a0» à Flash "
    "Amélioration pour en avoir un autre."
)
HIDDEN = "{count} de plus {counts}\u00a0: dites en privé, elles ne sont montrées à personne ici."
COUNT_VERB = ("compte", "comptent")
CAPPED = "Les {count} plus récentes. Pour les autres, posez la question à Flash Amélioration."
EMPTY_LIST = "Rien pendant cette période."
NOBODY_LISTED = (
    "Qui a dit quelque chose, ou non, n’est listé nulle part\u00a0: personne n’est montré du "
    "doigt."
)
COLUMNS = {
    "number": "Numéro",
    "kind": "Nature",
    "text": "Ce qui a été dit",
    "state": "État",
    "day": "Déposée",
    "replied": "Répondue",
    "days": "Jours",
    "nature": "Nature",
    "received": "Reçue",
    "answered": "Répondue",
    "closed": "Close",
    "title": "Action",
    "due": "Échéance",
    "theme": "Sujet",
    "irritants": "Irritants",
    "people": "Personnes",
    "sites": "Antennes",
    "weeks": "Semaines",
    "result": "Ce qui a changé",
    "done": "Fait le",
    "face": "Réponse",
    "count": "Nombre",
}

REPORT = "Tableau de bord à la direction"
REPORT_LINE = {
    (False, False): "Envoyé à personne sans être demandé",
    (True, False): "Chaque mois",
    (False, True): "Chaque trimestre",
    (True, True): "Chaque mois et chaque trimestre",
}
REPORT_WHY = (
    "Envoyé à la direction et aux référent·es qualité, le premier mardi du mois, avec les "
    "chiffres de la période qui vient de finir."
)
SEND = "Envoyer"
REPORT_SAVED = "C’est enregistré."
REPORT_MONTHLY = "Chaque mois"
REPORT_QUARTERLY = "Chaque trimestre"

GRAINS = {Grain.MONTH: "mois", Grain.QUARTER: "trimestre", Grain.YEAR: "année"}


def period(span: Span) -> str:
    """Return « T4 2026 », « novembre 2026 », « 2026 »."""
    match span.grain:
        case Grain.MONTH:
            return f"{MONTHS[span.first.month - 1]} {span.first.year}"
        case Grain.QUARTER:
            return f"T{span.number} {span.first.year}"
        case Grain.YEAR:
            return str(span.first.year)


def day(then: date) -> str:
    """Return « 1er octobre 2026 »."""
    number = "1er" if then.day == 1 else then.day
    return f"{number} {MONTHS[then.month - 1]} {then.year}"


def short_day(then: date | None) -> str:
    """Return « 03/10/2026 », « – » where there is none."""
    return f"{then:%d/%m/%Y}" if then else "–"


def decimal(value: float, digits: int = 1) -> str:
    """Return « 4,1 », « 6 »: no zeros after the comma."""
    said = f"{value:.{digits}f}"
    return (said.rstrip("0").rstrip(".") if digits else said).replace(".", ",")


def mean(value: float) -> str:
    """Return « 3,9 » for 3.96: a mean that is read as 4 would be another weather."""
    return decimal(int(value * 10 + 1e-9) / 10)


def days(value: float) -> str:
    """Return « 6,4 jours », « 1 jour », « moins d’un jour »."""
    said = decimal(value)
    if said == "0":
        return "moins d’un jour"
    return f"{said}\u00a0{'jour' if value < 2 else 'jours'}"  # noqa: PLR2004 -- French plural


def short_days(value: float | None) -> str:
    """Return « 6,4 j », « – » for none."""
    return "–" if value is None else f"{decimal(value)}\u00a0j"


def number(value: int) -> str:
    """Return « 12 345 » with narrow spaces."""
    return f"{value:,}".replace(",", "\u202f")


def voices(count: int) -> str:
    """Return « 4 personnes »; of one or two, who said what unsigned would be plain."""
    return f"moins de {FEW} personnes" if count < FEW else many(count, PEOPLE)


def voices_number(count: int) -> str:
    """Return the same in a column: « 4 », « moins de 3 »."""
    return f"moins de {FEW}" if count < FEW else number(count)


def many(count: int, words: tuple[str, str]) -> str:
    """Return « 1 reçue », « 61 reçues »."""
    return f"{number(count)} {counted(count, *words).partition(' ')[2]}"


RECOUNT_STOPPED = (
    "Arrêté\u00a0: mois vérifiés, {done} sur {all}, car la base ne répond plus. Voyez ce que dit "
    "doctor, puis relancez la même commande\u00a0: ce qui est refait le reste."
)
