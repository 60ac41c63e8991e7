"""How many there are."""

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Shape
from domain.kinds import Kind
from tests.inquiry.phrasings.town import LAST_YEAR, THIS_MONTH, THIS_WEEK, THIS_YEAR, Meant

S, K = Status, Kind

COUNTS: list[Meant] = [
    (
        Inquiry(shape=Shape.COUNT, kinds=(K.IRRITANT,), period=THIS_WEEK),
        [
            "combien d'irritants cette semaine ?",
            "est ce que tu peux me dire combien d'irritants on a eu cette semaine",
            "cb d'irritants cette semaine",
        ],
    ),
    (
        Inquiry(shape=Shape.COUNT, kinds=(K.IRRITANT,), unanswered_for=15),
        ["combien d'irritants sans réponse depuis plus de 15 jours"],
    ),
    (
        Inquiry(
            shape=Shape.COUNT,
            kinds=(K.SUGGESTION,),
            statuses=(S.ACCEPTED,),
            period=LAST_YEAR,
            dated=Dated.STATUS,
        ),
        ["combien de suggestions acceptées en 2025"],
    ),
    (
        Inquiry(shape=Shape.COUNT, authors=(1,), period=THIS_YEAR),
        ["nombre d'idées par Claire cette année"],
    ),
    (Inquiry(shape=Shape.COUNT, mine=True), ["combien ai-je proposé d'idées ?"]),
    (Inquiry(shape=Shape.COUNT, statuses=(S.UNDER_REVIEW,)), ["combien d idees a l etude"]),
    (
        Inquiry(shape=Shape.COUNT, statuses=(S.REFUSED,), period=THIS_YEAR, dated=Dated.STATUS),
        ["nb d'idées refusées cette année"],
    ),
    (Inquiry(shape=Shape.COUNT), ["combien d'idées au total ?", "combien d'idées en tout"]),
    (
        Inquiry(
            shape=Shape.COUNT,
            kinds=(K.IRRITANT,),
            statuses=(S.DONE,),
            period=THIS_MONTH,
            dated=Dated.STATUS,
        ),
        ["combien a-t-on résolu d'irritants ce mois-ci ?"],
    ),
    (
        Inquiry(shape=Shape.COUNT, kinds=(K.IRRITANT,), statuses=(S.DONE,)),
        ["combien d'irritants résolus ?"],
    ),
    (
        Inquiry(
            shape=Shape.COUNT,
            kinds=(K.BEST_PRACTICE,),
            statuses=(S.SHARED,),
            period=THIS_YEAR,
            dated=Dated.STATUS,
        ),
        ["combien de bonnes pratiques diffusées cette année"],
    ),
    (Inquiry(shape=Shape.COUNT, period=THIS_YEAR), ["combien d'idées avons-nous eues en 2026 ?"]),
    (
        Inquiry(shape=Shape.COUNT, kinds=(K.IRRITANT,), sites=(5,)),
        ["compte les irritants de Saverne"],
    ),
    (
        Inquiry(shape=Shape.COUNT, kinds=(K.SUGGESTION,), authors=(2,)),
        ["nombre de suggestions par Nadia"],
    ),
]
