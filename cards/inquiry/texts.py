"""The French sentences around the answer to a question."""

from cards.sheets import SheetWords

ASKED_NONE = "Je n’ai rien trouvé pour\u00a0: {asked}."
ASKED_NEAREST = "Les plus proches\u00a0:"
ASKED_WIDEN = "Élargir la recherche"
ASKED_EXPORT = "Exporter"
ASKED_MORE = "plus de {count}"
NOT_A_QUESTION = (
    "Je n’ai pas compris la question. Essayez par exemple\u00a0: « où en est l’idée 42 ? », "
    "« suggestions à l’étude », « irritants de Wissembourg en octobre », « refusées ce trimestre "
    "et pourquoi », « idées sans réponse depuis plus de 15 jours ». Le mot « aide » dit le reste."
)
SEARCH_NONE = "Aucune fiche trouvée"
_COLUMNS = {
    "asked": "question",
}
SHEETS = {
    "inquiries": SheetWords("Dernière question", 170, _COLUMNS),
}
"""The words of « mes données »."""
