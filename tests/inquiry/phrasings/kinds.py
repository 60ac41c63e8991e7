"""Of which kind, and in which order; or simply all."""

from domain.inquiry import Inquiry, Order
from domain.kinds import Kind
from tests.inquiry.phrasings.town import Meant

K = Kind

KINDS: list[Meant] = [
    (
        Inquiry(order=Order.SUPPORT),
        [
            "les plus soutenues",
            "top 5",
            "quelles sont les idées les plus soutenues ?",
            "meilleures idées",
            "idée la plus soutenue",
            "les 5 plus soutenues",
            "quelle est l'idée la plus soutenue ?",
        ],
    ),
    (
        Inquiry(),
        ["dernières idées", "toutes les idées", "idées", "donne-moi la liste complète des idées"],
    ),
    (Inquiry(order=Order.OLDEST), ["les plus anciennes"]),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,)),
        [
            "bonne pratiques",
            "donne moi les 10 dernières bonnes pratiques",
            "bonnes pratiques",
            "la dernière bonne pratique",
        ],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,)),
        [
            "hello montre moi tt les irritants",
            "les irritants",
            "les irritants svp",
            "irritants les plus récents",
        ],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), order=Order.SUPPORT), ["top 10 des suggestions"]),
    (Inquiry(kinds=(K.SUGGESTION,)), ["suggestions", "voir toutes les suggestions"]),
    (Inquiry(kinds=(K.IRRITANT,), order=Order.SUPPORT), ["quel est l'irritant le plus soutenu ?"]),
    (Inquiry(kinds=(K.IRRITANT,), order=Order.OLDEST), ["irritant le plus ancien"]),
]
