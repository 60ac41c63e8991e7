"""The French sentences of the survey for its quality lead, beside ``cards.texts``."""

from cards.texts import counted
from domain.survey.weather import Sky, Weather

TITLE = "Enquête auprès des jeunes"
WHAT = (
    "Une question, cinq visages, un mot si on veut\u00a0: un jeune scanne l’affiche avec son "
    "téléphone et répond en dix secondes. C’est anonyme\u00a0: seuls le jour et l’antenne sont "
    "gardés."
)
NONE = "Aucune affiche pour l’instant. Choisissez une antenne pour créer la première."
EVERYWHERE = "Toutes antennes"
NEW = "Nouvelle affiche"
NEW_SITE = "Antenne de la nouvelle affiche"
HANG = "Créer l’affiche"
ANSWERS_SINCE = "{count} depuis le {day}"
WEATHER = "Météo sur {days}\u00a0jours\u00a0: {said}"
WORDS_WAIT = "Paroles à lire"
NO_ADDRESS = (
    "L’adresse {url} ne s’ouvre que sur cette machine\u00a0: les téléphones n’y arriveront pas. "
    "Réglez FLASH_PUBLIC_URL (l’adresse publique du bot) avant d’imprimer."
)

POSTER = "Affiche\u00a0: {site}"
POSTER_SINCE = "Créée le {day} · {count}"
POSTER_ADDRESS = "Adresse de la page\u00a0: {address}"
POSTER_LINKS = "Les liens des affiches valent dix minutes et ne servent qu’une fois."
POSTER_OPEN = ("Affiche A4 (PDF)", "Affiche A5 (PDF)")
POSTER_SEE = "Voir la page"
REVOKE_ASK = "Révoquer ou remplacer…"
REVOKE_TITLE = "Cette affiche ne servira plus"
REVOKE_WHAT = (
    "Son QR code affichera un mot gentil au lieu de la question. Les réponses déjà reçues "
    "restent. «\u00a0Remplacer\u00a0» crée tout de suite une autre affiche pour la même antenne, "
    "à imprimer."
)
REVOKE = "Révoquer"
RENEW = "Remplacer"
REVOKED = "L’affiche ne sert plus."
BACK = "Retour aux affiches"

WORDS_TITLE = "Paroles de jeunes"
WORDS_NONE = "Rien à lire\u00a0: tout a été lu, ou personne n’a encore écrit."
WORDS_WAITING = ("1 parole à lire", "{count} paroles à lire")
WORDS_NOTE = "Noter en contribution\u00a0:"
WORDS_WHAT = (
    "Notée, elle devient une contribution sans auteur que l’équipe peut lire. Si elle aboutit, "
    "votre réponse s’affichera sur la page de remerciement des jeunes."
)
WORDS_READ = "Lu, rien à noter"
WORDS_READ_PAGE = "Tout lu, rien à noter"
WORDS_WERE_READ = ("1 parole lue", "{count} paroles lues")
WORDS_BACK = "Retour aux paroles"
WORDS_NOTED = "Déjà notée."

FACE = {5: "Très bien", 4: "Bien", 3: "Moyen", 2: "Mal", 1: "Très mal"}
FACE_ICON = {5: "😀", 4: "🙂", 3: "😐", 2: "🙁", 1: "😞"}

SKY = {
    Sky.SUNNY: "ensoleillé",
    Sky.BRIGHT: "éclaircies",
    Sky.CLOUDY: "nuageux",
    Sky.RAINY: "pluie",
}
SKY_ICON = {Sky.SUNNY: "☀️", Sky.BRIGHT: "🌤️", Sky.CLOUDY: "☁️", Sky.RAINY: "🌧️"}
RULE = (
    "Moyenne des visages de 1 (très mal) à 5 (très bien)\u00a0: ensoleillé à partir de 4, "
    "éclaircies à partir de 3,5, nuageux à partir de 2,5, pluie en dessous."
)

FEWEST = "Météo des jeunes"
FEWEST_EDIT = "Régler la météo"
FEWEST_LINE = "dite à partir de {count}"
FEWEST_FIELD = "Nombre de réponses à partir duquel la météo est dite"
FEWEST_WHY = (
    "En dessous, aucune moyenne n’est montrée\u00a0: trop peu de réponses trahiraient quelqu’un."
)

PAGE_TITLE = "Affiche de l’enquête"
PAGE_WHAT = "L’affiche à imprimer et à poser à l’accueil."
PAGE_ONCE = "Ce bouton ne sert qu’une fois\u00a0; la même affiche peut être redemandée."
PAGE_BUTTON = "Télécharger l’affiche"
PAGE_GONE = (
    "Ce lien a déjà servi ou ses dix minutes sont passées. Écrivez «\u00a0enquête\u00a0» à "
    "Flash Amélioration pour en avoir un autre."
)
PAGE_REFUSED = "Les affiches sont réservées aux référent·es qualité."
FILE = "affiche-{site}-{form}.pdf"


def weather_said(weather: Weather) -> str:
    """Return « 🌤️ éclaircies (3,8 sur 5, 68 % contents, 42 réponses) », or that it is too early."""
    if weather.sky is None or weather.mean is None or weather.content is None:
        return f"pas encore assez de réponses ({weather.count} sur {weather.fewest})"
    mean = f"{weather.mean:.1f}".replace(".", ",")
    return (
        f"{SKY_ICON[weather.sky]} {SKY[weather.sky]} ({mean} sur 5, "
        f"{weather.content:.0%} de réponses contentes, {answers(weather.count)})"
    ).replace("%", "\u00a0%")


def answers(count: int) -> str:
    """Return « 1 réponse », « 12 réponses »."""
    return counted(count, "réponse")


def face_said(face: int) -> str:
    """Return « 🙁 Mal »."""
    return f"{FACE_ICON[face]} {FACE[face]}"
