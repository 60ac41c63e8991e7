"""What waits for an answer, is late with it, or why it was decided so."""

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Order
from domain.kinds import Kind
from tests.inquiry.phrasings.town import THIS_QUARTER, Meant

S, K = Status, Kind

ANSWERS: list[Meant] = [
    (
        Inquiry(
            kinds=(K.SUGGESTION,),
            statuses=(S.REFUSED,),
            period=THIS_QUARTER,
            dated=Dated.STATUS,
            wants_reasons=True,
        ),
        ["les suggestions refusées ce trimestre et pourquoi"],
    ),
    (
        Inquiry(unanswered_for=15),
        [
            "idées sans réponse depuis plus de 15 jours",
            "idées en attente depuis plus de 15 jours",
            "sans réponse depuis plus de quinze jours",
        ],
    ),
    (
        Inquiry(overdue=True),
        [
            "idées en retard",
            "promesses dépassées",
            "idées hors délai",
            "promesses en retard",
            "réponses en retard",
            "qu'est-ce qui est en retard ?",
            "idées dont la promesse est dépassée",
            "idées en retard de réponse",
        ],
    ),
    (
        Inquiry(unanswered_for=0),
        [
            "idées sans réponse",
            "idées qui attendent une réponse",
            "liste les idées en attente de réponse",
            "idées toujours sans réponse",
            "quelles idées n'ont pas eu de réponse ?",
        ],
    ),
    (
        Inquiry(statuses=(S.REFUSED,), text="parking", order=Order.RANK, wants_reasons=True),
        ["pourquoi les idées sur le parking ont été refusées ?"],
    ),
    (Inquiry(statuses=(S.REFUSED,), wants_reasons=True), ["idées refusées avec les motifs"]),
    (Inquiry(unanswered_for=14), ["idées sans réponse depuis deux semaines"]),
    (Inquiry(unanswered_for=30), ["idées sans réponse depuis un mois"]),
    (Inquiry(unanswered_for=0, order=Order.OLDEST), ["la plus ancienne sans réponse"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), unanswered_for=0, order=Order.OLDEST),
        ["les plus anciennes suggestions sans réponse"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.REFUSED,), wants_reasons=True),
        ["suggestions refusées et pourquoi ?", "pourquoi les suggestions ont été refusées ?"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), unanswered_for=0),
        ["les suggestions auxquelles on n'a pas répondu"],
    ),
    (Inquiry(kinds=(K.IRRITANT,), unanswered_for=0), ["montre les irritants sans réponse"]),
]
