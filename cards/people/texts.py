"""The French sentences of greeting, help, sites and roles."""

GREETING_TITLE = "Bonjour, je suis Flash Amélioration."
GREETING = (
    "Ce qui vous bloque, ce qui a marché, ce qu’on pourrait changer : dites-le en une phrase, "
    "dans le canal #{channel} ou ici. Je le note, je le numérote, et vous saurez ce que cela "
    "devient."
)
GREETING_PRIVACY = (
    "Ce que vous écrivez ici n’est pas publié dans le canal, sauf, sans votre nom, vos réponses "
    "aux trois questions de la semaine. Vous pouvez aussi rester anonyme. Merci de ne pas nommer "
    "les jeunes : si un nom vous échappe, je le masque avant de garder le texte."
)
HELP_TITLE = "Ce que vous pouvez m’écrire ici"
HELP = (
    ("nouveau", "remplir une fiche (anonyme si vous voulez)"),
    ("mes contributions", "retrouver ce que vous avez noté"),
    ("fiche AC-2026-0042", "ouvrir une contribution par son numéro"),
    (
        "où en est l’idée 42 ?",
        "et toute question : « irritants d’octobre », « refusées, pourquoi »",
    ),
    ("récurrents", "ce qui revient, et ce qu’on y fait"),
    ("tableau de bord", "les chiffres du trimestre sur une page"),
    ("mes actions", "ce qui vous est confié, et le plan d’action de l’équipe"),
    ("mon antenne", "dire où vous travaillez"),
    ("mon rythme", "congés, jours de repos, ne plus être sollicité·e"),
    ("ne plus me solliciter", "et « reprendre » quand vous voudrez"),
    ("mes données", "lire ce qui est gardé sur vous, ou effacer votre nom"),
    ("réclamations", "noter une réclamation reçue, et suivre les délais"),
    ("demandes", "la même chose pour les demandes de partenariat"),
    ("aide", "revoir cette page"),
)
HELP_LEAD = (
    ("à traiter", "lire, répondre, décider (référent·e qualité)"),
    ("à regrouper", "dire quels irritants sont le même problème (référent·e qualité)"),
    ("exporter", "toutes les fiches en tableur (référent·e qualité)"),
    ("rôles", "qui est référent·e qualité, qui est à la direction (référent·e qualité)"),
    ("réglages", "le rythme de la semaine, les fermetures (référent·e qualité)"),
    ("diffusion", "qui a reçu quoi, et réessayer (référent·e qualité)"),
    ("antennes", "tenir la liste des antennes (référent·e qualité)"),
    ("enquête", "les affiches de l’enquête auprès des jeunes (référent·e qualité)"),
    ("paroles de jeunes", "lire ce qu’ils ont écrit (référent·e qualité)"),
)
HELP_FREE = "Ou écrivez simplement votre remarque : je vous proposerai de la noter."
HELP_MASKED = (
    "Les noms, numéros et adresses de jeunes sont masqués (« ███ ») avant que je garde un "
    "texte. Si c’était quelqu’un d’autre, « Ce n’est pas un jeune » remet le nom."
)
SITE_TITLE = "Sur quelle antenne travaillez-vous ?"
SITE_WHY = (
    "Cela aide à voir ce qui revient d’une antenne à l’autre. Je ne le demande qu’une fois ; "
    "« mon antenne » permet d’en changer."
)
SITE_SAVED = "C’est noté : {site}."
SITE_LATER = "Plus tard"
NO_MATTER = "Entendu. « mon antenne » permet de le dire quand vous voudrez."
SITE_UNTOLD = "Aucune"
SITE_NONE = (
    "La liste des antennes n’est pas encore remplie. Votre référent·e qualité peut le faire."
)
SITES_TITLE = "Les antennes"
SITES_FIELD = "Une antenne par ligne"
SITES_FIELD_HINT = "« Siège » et « Plusieurs antennes » existent toujours."
SITES_PLACE = "Qui travaille où"
SITES_PERSON = "Collègue"
SITES_SAVED = "C’est enregistré."
SITES_PLACED = "C’est noté."


def hello(channel: str) -> str:
    """Return the three lines with which the bot enters its channel."""
    return (
        "Bonjour à toutes et à tous, je suis Flash Amélioration.\n\n"
        f"Dans « {channel} », dites en une phrase ce qui bloque, ce qui a marché ou ce qu’on "
        "pourrait changer : je le note sous votre message, avec un numéro.\n\n"
        "Je lis tout ce qui s’écrit dans ce canal, et rien d’autre dans l’équipe. Merci de ne "
        "pas nommer les jeunes : leurs noms et numéros sont masqués avant que je garde un message."
    )


def how_to(channel: str) -> str:
    """Return how to make the channel that the bot looks for."""
    return (
        f"Bonjour, je suis Flash Amélioration. Je cherche un canal nommé « {channel} » et ne le "
        "trouve pas dans cette équipe. Pour le créer : « ⋯ » à côté du nom de l’équipe, « Ajouter "
        f"un canal », puis donnez-lui le nom « {channel} ». Je m’y présenterai aussitôt."
    )


ROLES_TITLE = "Qui fait quoi"
ROLES = {
    "quality_lead": "Référent·e qualité",
    "management": "Direction",
    "member": "Membre de l’équipe",
}
ROLES_NONE = "Personne pour l’instant."
ROLES_CHANGE = "Donner un rôle"
ROLES_ROLE = "Rôle"
ROLES_FIXED = "nommé·e à l’installation"
ROLES_SAVED = "C’est enregistré."
ROLES_GIVEN_UP = (
    "C’est enregistré\u00a0: vous n’êtes plus référent·e qualité. Merci de l’avoir été."
)
