"""Where it stands: read, under review, refused, done…"""

from datetime import date

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Period
from domain.kinds import Kind
from tests.inquiry.phrasings.town import (
    CLOSED,
    LAST_YEAR,
    OCTOBER,
    SEPTEMBER,
    SINCE_SEPTEMBER,
    THIS_MONTH,
    THIS_QUARTER,
    THIS_SEMESTER,
    THIS_YEAR,
    TREATED,
    UNDECIDED,
    UNSOLVED,
    Meant,
)

S, K = Status, Kind

STATUSES: list[Meant] = [
    (
        Inquiry(statuses=(S.UNDER_REVIEW,)),
        [
            "idées à l'étude",
            "IDÉES À L'ÉTUDE",
            "idees a l'etude svp",
            "Idées à l’étude ?",
            "idées en réflexion",
            "qu'est ce qui est à l'étude ?",
            "affiche moi tout ce qui est à l'étude",
        ],
    ),
    (
        Inquiry(statuses=(S.DONE,), period=THIS_YEAR, dated=Dated.STATUS),
        ["qu'a-t-on réalisé cette année ?", "qu'a-t-on fait cette année ?"],
    ),
    (Inquiry(statuses=(S.MERGED,)), ["les doublons", "idées fusionnées"]),
    (Inquiry(statuses=(S.WITHDRAWN,)), ["les idées retirées"]),
    (Inquiry(statuses=(S.ACCEPTED,)), ["quelles idées ont été acceptées ?"]),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=(S.DONE,)),
        ["liste des irritants résolus", "irritants réglés"],
    ),
    (
        Inquiry(
            kinds=(K.SUGGESTION,), statuses=(S.REFUSED,), period=THIS_QUARTER, dated=Dated.STATUS
        ),
        ["sugestions refusee ce trimestre"],
    ),
    (Inquiry(statuses=(S.RECEIVED,)), ["idées non lues", "idées pas encore lues"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=UNDECIDED),
        ["les suggestions en attente", "suggestions non traitées", "les suggestions à trancher"],
    ),
    (Inquiry(kinds=(K.BEST_PRACTICE,), statuses=(S.SHARED,)), ["bonnes pratiques diffusées"]),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), statuses=(S.ADOPTED,)),
        ["bonnes pratiques au recueil", "bonnes pratiques adoptées"],
    ),
    (
        Inquiry(statuses=TREATED, period=THIS_MONTH, dated=Dated.STATUS),
        ["idées traitées ce mois-ci", "qu'est-ce qu'on a décidé ce mois-ci ?"],
    ),
    (
        Inquiry(statuses=(S.REFUSED,), period=THIS_QUARTER, dated=Dated.STATUS),
        ["qu'est-ce qu'on a refusé ce trimestre ?", "refusées ce trimestre"],
    ),
    (
        Inquiry(statuses=TREATED, period=OCTOBER, dated=Dated.STATUS),
        ["qu'est ce qui a été décidé en octobre"],
    ),
    (
        Inquiry(statuses=(S.REFUSED,)),
        ["les refusées", "les idées qu'on a refusées", "où en sont les refusées ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=UNSOLVED),
        ["je voudrais voir les irritants non résolus", "irritants pas encore résolus"],
    ),
    (
        Inquiry(
            kinds=(K.SUGGESTION,), statuses=(S.ACCEPTED,), period=THIS_SEMESTER, dated=Dated.STATUS
        ),
        ["quelles suggestions a-t-on acceptées ce semestre ?"],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), statuses=(S.ACCEPTED,)), ["suggestions acceptées"]),
    (Inquiry(statuses=(S.READ,)), ["idées déjà lues"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.RECEIVED,)),
        ["suggestions qui n'ont pas été lues"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.REFUSED,)),
        [
            "suggestions non retenues",
            "suggestion refusées",
            "sugestion refusées",
            "les suggestions qui ont été refusées",
            "liste moi les suggestions refusees stp",
        ],
    ),
    (Inquiry(statuses=CLOSED), ["idées closes"]),
    (
        Inquiry(statuses=(S.DONE,), period=LAST_YEAR, dated=Dated.STATUS),
        ["les idées mises en place en 2025"],
    ),
    (
        Inquiry(
            kinds=(K.BEST_PRACTICE,), statuses=(S.SHARED,), period=THIS_MONTH, dated=Dated.STATUS
        ),
        ["j'aimerais voir les bonnes pratiques diffusées ce mois-ci"],
    ),
    (Inquiry(kinds=(K.IRRITANT,), statuses=UNDECIDED), ["affiche les irritants ouverts"]),
    (
        Inquiry(statuses=(S.REFUSED,), period=OCTOBER, dated=Dated.STATUS),
        ["qu'est-ce qui a été refusé en octobre ?"],
    ),
    (Inquiry(statuses=(S.IN_PROGRESS,)), ["qu'est-ce qui est en cours ?"]),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=UNDECIDED, period=Period(None, date(2026, 10, 25))),
        ["peux-tu me donner la liste des irritants ouverts depuis plus d'un mois ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=(S.DONE,), period=THIS_MONTH, dated=Dated.STATUS),
        ["a-t-on résolu des irritants ce mois-ci ?"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.IN_PROGRESS,)),
        ["quelles suggestions sont en cours ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=(S.DONE,), period=OCTOBER, dated=Dated.STATUS),
        ["quels irritants ont été résolus en octobre ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=UNDECIDED, period=SINCE_SEPTEMBER),
        ["irritants non traités depuis septembre"],
    ),
    (
        Inquiry(
            kinds=(K.SUGGESTION,), statuses=(S.ACCEPTED,), period=SEPTEMBER, dated=Dated.STATUS
        ),
        ["toutes les suggestions acceptées en septembre 2026"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.ACCEPTED, S.IN_PROGRESS)),
        ["suggestions acceptées et en cours"],
    ),
]
