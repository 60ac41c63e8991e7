"""The Mission Locale in which all is asked, on which day, and what its words mean."""

from datetime import date

from domain.contributions.contribution import Status
from domain.inquiry import Inquiry, Lexicon, Named, Period

S = Status

Meant = tuple[Inquiry, list[str]]
"""A question, with the ways in which people ask it."""

LEXICON = Lexicon(
    today=date(2026, 11, 24),
    sites=(Named(3, "Haguenau"), Named(4, "Wissembourg"), Named(5, "Saverne")),
    people=(
        Named(1, "Claire Moreau"),
        Named(2, "Nadia Benali"),
        Named(3, "Awa Diallo"),
        Named(4, "Bruno Keller"),
        Named(5, "Jean-Pierre Schmitt"),
    ),
    tags=("CEJ", "accueil", "I-Milo"),
    engagements=(
        Named(1, "Accueil téléphonique efficace, courtois et professionnel"),
        Named(2, "Information sur les services, disponible sur place"),
        Named(3, "Analyse des besoins, premier parcours, diagnostic écrit"),
        Named(4, "Actions personnalisées"),
        Named(5, "Chaque entretien commence par un objectif clair"),
        Named(6, "Aide à rencontrer les entreprises, pour un emploi durable"),
        Named(7, "Suivi jusqu’à six mois après l’embauche"),
        Named(8, "Confidentialité des échanges"),
        Named(9, "Continuité du service"),
    ),
    here=3,
)
"""A Tuesday in a Mission Locale."""

LAST_YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
THIS_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
THIS_SEMESTER = Period(date(2026, 7, 1), date(2026, 12, 31))
THIS_QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
THIS_MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))
LAST_WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))
THIS_WEEK = Period(date(2026, 11, 23), date(2026, 11, 29))
YESTERDAY = Period(date(2026, 11, 23), date(2026, 11, 23))
TODAY = Period(date(2026, 11, 24), date(2026, 11, 24))
SINCE_SEPTEMBER = Period(date(2026, 9, 1))

UNDECIDED = (S.RECEIVED, S.READ, S.UNDER_REVIEW)
UNSOLVED = (S.RECEIVED, S.READ, S.UNDER_REVIEW, S.ACCEPTED, S.IN_PROGRESS)
TREATED = (S.ACCEPTED, S.IN_PROGRESS, S.DONE, S.REFUSED, S.SHARED, S.ADOPTED, S.MERGED)
CLOSED = (S.DONE, S.REFUSED, S.ADOPTED, S.MERGED, S.WITHDRAWN)
