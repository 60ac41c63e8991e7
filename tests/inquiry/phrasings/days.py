"""When it was said."""

from datetime import date

from domain.inquiry import Inquiry, Order, Period
from domain.kinds import Kind
from tests.inquiry.phrasings.town import (
    LAST_WEEK,
    LAST_YEAR,
    THIS_MONTH,
    THIS_SEMESTER,
    THIS_WEEK,
    THIS_YEAR,
    TODAY,
    YESTERDAY,
    Meant,
)

K = Kind

DAYS: list[Meant] = [
    (Inquiry(period=THIS_WEEK), ["idées reçues cette semaine"]),
    (Inquiry(kinds=(K.IRRITANT,), period=THIS_WEEK), ["c quoi les irritants de la semaine"]),
    (Inquiry(period=Period(date(2026, 10, 3), date(2026, 10, 15))), ["idées du 3 au 15 octobre"]),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(None, date(2026, 10, 11))),
        ["irritants avant le 12/10"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 10, 3), date(2026, 11, 15))),
        ["irritants entre le 3 octobre et le 15 novembre"],
    ),
    (Inquiry(kinds=(K.IRRITANT,), period=LAST_WEEK), ["irritants S47"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), period=Period(date(2026, 7, 1), date(2026, 9, 30))),
        ["suggestions au T3"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(None, date(2026, 9, 25))),
        ["les irritants vieux de plus de deux mois"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=THIS_MONTH),
        [
            "irritants en novenbre",
            "kels sont les irritants du mois",
            "peux tu me sortir les irritants de novembre",
        ],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 10, 1))),
        ["irritants depuis le 1er octobre"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 10, 12), date(2026, 10, 12))),
        ["irritants du 12/10"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2025, 10, 1), date(2025, 10, 31))),
        ["irritants d'octobre 2025"],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), period=LAST_YEAR), ["suggestions de l'an dernier"]),
    (
        Inquiry(period=Period(date(2026, 10, 25), date(2026, 11, 24))),
        ["idées des 30 derniers jours"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 11, 3), date(2026, 11, 24))),
        ["irritants de ces 3 dernières semaines"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2025, 10, 13))),
        ["irritants après le 12/10/2025"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), period=Period(None, date(2026, 3, 31))),
        ["suggestions jusqu'au 31 mars"],
    ),
    (Inquiry(kinds=(K.IRRITANT,), period=TODAY), ["les irritants d'aujourd'hui"]),
    (Inquiry(kinds=(K.BEST_PRACTICE,), period=THIS_SEMESTER), ["bonnes pratiques du 2e semestre"]),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 9, 1), date(2026, 10, 31))),
        ["irritants de septembre à octobre"],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), period=THIS_WEEK), ["liste des suggestions de cette semaine"]),
    (Inquiry(period=YESTERDAY), ["qu'a t on dit hier"]),
    (Inquiry(period=THIS_MONTH, order=Order.SUPPORT), ["l'idée la plus soutenue du mois"]),
    (Inquiry(kinds=(K.IRRITANT,), period=YESTERDAY), ["irritants lundi", "irritants d'hier"]),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), period=THIS_YEAR),
        ["toutes les bonnes pratiques de l'année"],
    ),
    (Inquiry(period=TODAY), ["les idées que tu as reçues aujourd'hui"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), period=Period(date(2026, 11, 9), date(2026, 11, 24))),
        ["suggestions des 15 derniers jours"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), period=Period(date(2026, 11, 9))),
        ["suggestions depuis quinze jours"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 1, 1), date(2026, 6, 30))),
        ["irritants au premier semestre"],
    ),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), period=Period(date(2026, 11, 2), date(2026, 11, 8))),
        ["bonnes pratiques de la semaine 45"],
    ),
]
