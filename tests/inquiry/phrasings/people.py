"""Whose it is, and of which antenne."""

from datetime import date

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Order, Period
from domain.kinds import Kind
from tests.inquiry.phrasings.town import LAST_WEEK, OCTOBER, SINCE_SEPTEMBER, THIS_YEAR, Meant

S, K = Status, Kind

PEOPLE: list[Meant] = [
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(4,), period=OCTOBER),
        ["irritants de Wissembourg en octobre", "iritants de Wisembourg en octrobre"],
    ),
    (
        Inquiry(authors=(2,)),
        ["idées de Nadia", "idées de Benali", "idées de nadja benali", "idées nadia"],
    ),
    (Inquiry(authors=(3,)), ["idées d'Awa"]),
    (Inquiry(kinds=(K.SUGGESTION,), authors=(3,)), ["où en sont les suggestions d'Awa ?"]),
    (
        Inquiry(sites=(4,), period=LAST_WEEK),
        ["qu'est-ce qui a été dit à Wissembourg la semaine dernière ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(5,), period=SINCE_SEPTEMBER),
        ["Bonjour, pourrais-tu me montrer les irritants de Saverne depuis la rentrée, merci"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), authors=(5,)),
        [
            "montre-moi les irritants de Jean-Pierre",
            "irritants de schmitt",
            "irritants de jean pierre schmitt",
            "irritants de Jean-Piere",
        ],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(3, 5), period=OCTOBER),
        ["irritants du mois dernier à Haguenau et Saverne"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT, K.SUGGESTION), authors=(4,)),
        ["suggestions et irritants de bruno"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), sites=(3,)),
        ["suggestions Haguenau", "suggestions du site de Haguenau"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(5,)),
        [
            "iritans de saverne",
            "irritants de l'antenne de Saverne",
            "irritants Saverne",
            "on en est où avec les irritants de saverne",
            "quels irritants à Saverne ?",
        ],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(3,), period=LAST_WEEK),
        ["irritants de la semaine derniere a hagueneau"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), authors=(4,)),
        [
            "Bonsoir ! Pouvez-vous lister les suggestions de Bruno ? Merci d'avance",
            "les 3 dernières suggestions de Bruno",
        ],
    ),
    (Inquiry(authors=(2, 3)), ["idées d'Awa et de Nadia"]),
    (
        Inquiry(kinds=(K.IRRITANT,), authors=(1,)),
        ["irritants de Claire Moreau", "irritants de Moreau Claire"],
    ),
    (Inquiry(authors=(4,), period=OCTOBER), ["idées écrites par Bruno en octobre"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), sites=(3,), authors=(2,)),
        ["suggestions de Mme Benali à Haguenau"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(3,), order=Order.SUPPORT),
        ["les irritants les plus soutenus à Haguenau"],
    ),
    (
        Inquiry(sites=(3,)),
        [
            "c'est quoi les dernières idées de Haguenau",
            "les idées de mon antenne",
            "les idées de mon équipe",
        ],
    ),
    (
        Inquiry(sites=(5,)),
        ["les idées des collègues de Saverne", "qui a proposé des idées à Saverne ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(3,)),
        ["derniers irritants de Haguenau", "on a quoi comme irritants à Haguenau ?"],
    ),
    (
        Inquiry(
            kinds=(K.IRRITANT,),
            statuses=(S.DONE,),
            sites=(5,),
            period=THIS_YEAR,
            dated=Dated.STATUS,
        ),
        ["quels sont les irritants résolus cette année à Saverne ?"],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), authors=(2,)), ["suggestions de madame Benali"]),
    (Inquiry(authors=(4,)), ["idées de M. Keller"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.IN_PROGRESS,), sites=(5,)),
        ["quelles sont les suggestions en cours à Saverne"],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), authors=(1,)), ["les dernières suggestions de Claire"]),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(5,), period=LAST_WEEK),
        ["est-ce qu'il y a eu des irritants à Saverne la semaine dernière ?"],
    ),
    (Inquiry(kinds=(K.IRRITANT,), sites=(4,)), ["où en est-on des irritants de Wissembourg ?"]),
    (
        Inquiry(
            kinds=(K.IRRITANT,), sites=(3,), period=Period(date(2026, 11, 16), date(2026, 11, 29))
        ),
        ["irritants de Haguenau cette semaine et la semaine dernière"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), authors=(3,), period=Period(date(2026, 10, 25))),
        ["irritants par Awa depuis un mois"],
    ),
]
