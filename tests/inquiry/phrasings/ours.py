"""What is mine: said, supported or to be dealt with by who asks."""

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Order
from domain.kinds import Kind
from tests.inquiry.phrasings.town import SEPTEMBER, SINCE_SEPTEMBER, THIS_YEAR, UNDECIDED, Meant

S, K = Status, Kind

OURS: list[Meant] = [
    (
        Inquiry(mine=True),
        [
            "mes idées",
            "où en sont mes idées",
            "que deviennent mes idées ?",
            "slt tu peux me montrer mes idees stp",
            "mon idée a été acceptée ?",
            "des nouvelles de mes idées ?",
            "statut de mes idées",
            "suivi de mes idées",
            "rappelle moi mes idées",
            "ce que j'ai proposé",
            "ce que j'ai dit",
            "mes contributions",
            "mes dernières remarques",
            "mes retours",
            "ma dernière idée",
            "voir mes idées",
            "mon idée est acceptée ?",
        ],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), statuses=(S.IN_PROGRESS,), mine=True),
        ["mes irritants en cours"],
    ),
    (
        Inquiry(supported_by_me=True),
        ["ce que j'ai soutenu", "mes soutiens", "les idées que j'ai soutenues"],
    ),
    (
        Inquiry(assigned_to_me=True),
        [
            "ce qui m'est confié",
            "à instruire par moi",
            "les idées que je dois instruire",
            "ce que je dois traiter",
            "mes dossiers à instruire",
        ],
    ),
    (Inquiry(statuses=(S.READ,), mine=True), ["est-ce que mes idées ont été lues ?"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), mine=True, text="badge", order=Order.RANK),
        ["où en est ma suggestion sur le badge ?"],
    ),
    (Inquiry(mine=True, period=SEPTEMBER), ["idées que j'ai proposées en septembre"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), mine=True),
        [
            "dis-moi où en est ma suggestion",
            "ma dernière suggestion",
            "qu'est devenue ma suggestion ?",
            "est-ce que ma suggestion est lue ?",
        ],
    ),
    (Inquiry(statuses=(S.ACCEPTED,), mine=True), ["mes idées acceptées"]),
    (
        Inquiry(
            kinds=(K.SUGGESTION,),
            statuses=(S.UNDER_REVIEW,),
            mine=True,
            period=SINCE_SEPTEMBER,
            dated=Dated.STATUS,
        ),
        ["mes suggestions à l'étude depuis la rentrée"],
    ),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), mine=True, tags=("CEJ",)),
        ["mes bonnes pratiques sur le CEJ"],
    ),
    (Inquiry(kinds=(K.SUGGESTION,), assigned_to_me=True), ["suggestions qui me sont confiées"]),
    (Inquiry(assigned_to_me=True, overdue=True), ["à instruire par moi en retard"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.UNDER_REVIEW,), assigned_to_me=True),
        ["suggestions confiées à moi à l'étude"],
    ),
    (Inquiry(mine=True, period=THIS_YEAR), ["qu'est-ce que j'ai proposé cette année ?"]),
    (Inquiry(kinds=(K.IRRITANT,), mine=True), ["mon dernier irritant"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), mine=True, text="casiers", order=Order.RANK),
        ["bonjour je voudrais savoir où en est ma suggestion sur les casiers"],
    ),
    (
        Inquiry(statuses=(S.REFUSED,), mine=True, wants_reasons=True),
        ["pourquoi mon idée a été refusée ?"],
    ),
    (
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.REFUSED,), mine=True, wants_reasons=True),
        ["pourquoi ma suggestion a-t-elle été refusée"],
    ),
    (Inquiry(statuses=UNDECIDED, mine=True), ["quelles sont mes idées en attente ?"]),
    (Inquiry(mine=True, unanswered_for=0), ["mes idées en attente de réponse"]),
]
