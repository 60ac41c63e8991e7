"""What goes on from the question before it."""

from domain.contributions.contribution import Status
from domain.inquiry import Inquiry, Order, Shape
from domain.kinds import Kind
from tests.inquiry.phrasings.town import LAST_WEEK, OCTOBER

S, K = Status, Kind

BEFORE = Inquiry(kinds=(K.SUGGESTION,), authors=(3,), sites=(4,))
"""« les suggestions d'Awa à Wissembourg »."""

ASKED_AFTER: list[tuple[str, Inquiry]] = [
    ("et à Haguenau ?", Inquiry(kinds=(K.SUGGESTION,), sites=(3,), authors=(3,))),
    ("et Saverne", Inquiry(kinds=(K.SUGGESTION,), sites=(5,), authors=(3,))),
    ("à Saverne ?", Inquiry(kinds=(K.SUGGESTION,), sites=(5,), authors=(3,))),
    ("et a haguenau et saverne ?", Inquiry(kinds=(K.SUGGESTION,), sites=(3, 5), authors=(3,))),
    ("et en octobre ?", Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), period=OCTOBER)),
    (
        "la semaine dernière ?",
        Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), period=LAST_WEEK),
    ),
    ("et les irritants ?", Inquiry(kinds=(K.IRRITANT,), sites=(4,), authors=(3,))),
    ("seulement les irritants", Inquiry(kinds=(K.IRRITANT,), sites=(4,), authors=(3,))),
    (
        "et les refusées ?",
        Inquiry(kinds=(K.SUGGESTION,), statuses=(S.REFUSED,), sites=(4,), authors=(3,)),
    ),
    (
        "et sans réponse ?",
        Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), unanswered_for=0),
    ),
    ("et Nadia ?", Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(2,))),
    ("et de Bruno", Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(4,))),
    ("et les miennes ?", Inquiry(kinds=(K.SUGGESTION,), sites=(4,), mine=True)),
    ("et combien ?", Inquiry(shape=Shape.COUNT, kinds=(K.SUGGESTION,), sites=(4,), authors=(3,))),
    (
        "et pourquoi ?",
        Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), wants_reasons=True),
    ),
    ("et sur le CEJ ?", Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), tags=("CEJ",))),
    (
        "et sur le parking ?",
        Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), text="parking", order=Order.RANK),
    ),
    (
        "et les plus soutenues ?",
        Inquiry(kinds=(K.SUGGESTION,), sites=(4,), authors=(3,), order=Order.SUPPORT),
    ),
]
