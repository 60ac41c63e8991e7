"""What the command that makes the demonstration says."""

NOT_EMPTY = (
    "Cette base contient déjà une organisation : la démonstration ne s’ajoute qu’à une base vide. "
    "Donnez-lui la sienne avec FLASH_DATABASE_URL."
)
FILLED = (
    "La Mission Locale de démonstration est prête : {contributions} contributions en deux ans."
)
