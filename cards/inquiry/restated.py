"""A question said again as it was understood: « 12 suggestions refusées, en octobre »."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from cards import texts
from cards.inquiry import texts as inquiry_texts
from cards.plain import short
from domain.contributions.contribution import Status
from domain.contributions.life import UNDECIDED, UNREAD
from domain.inquiry import Asked, Dated, Inquiry, Order, Period
from domain.kinds import Kind

_OPEN = frozenset((*UNREAD, *UNDECIDED))
_DECEMBER = 12
_NAME = 40


def restated(asked: Asked) -> str:
    """Return what was understood, with how many were found."""
    said = ", ".join((_what(asked), *_how(asked)))
    if not asked.total:
        return inquiry_texts.ASKED_NONE.format(asked=said)
    count = str(asked.total)
    if asked.is_more:
        count = inquiry_texts.ASKED_MORE.format(count=f"{asked.total:,}".replace(",", "\u202f"))
    return f"{count} {said}"


def _what(asked: Asked) -> str:
    """Return « suggestions refusées », in the singular where it is one."""
    inquiry, many = asked.inquiry, asked.total != 1
    noun = _noun(inquiry.kinds, many)
    words = [noun, _state(inquiry, many)]
    if inquiry.dated is Dated.REPLIED:
        words.append("répondues ou décidées" if many else "répondue ou décidée")
    if inquiry.order is Order.SUPPORT:
        words.append("les plus soutenues d’abord" if many else "soutenue")
    if inquiry.mine:
        words.append("de vous")
    return " ".join(word for word in words if word)


def _noun(kinds: Sequence[Kind], many: bool) -> str:
    named = [texts.KIND_COUNTED[kind][many] for kind in kinds]
    if not named:
        return "contributions" if many else "contribution"
    return " et ".join(named)


def _state(inquiry: Inquiry, many: bool) -> str:
    if inquiry.statuses and frozenset(inquiry.statuses) == _OPEN:
        return "sans décision"
    is_irritant = inquiry.kinds == (Kind.IRRITANT,)
    return " ou ".join(_adjective(state, many, is_irritant) for state in inquiry.statuses)


def _adjective(state: Status, many: bool, is_irritant: bool) -> str:
    said = texts.STATUS[state].lower()
    if state is Status.MERGED:
        return "en double"
    if not texts.STATUS_IS_ADJECTIVE[state]:
        return said
    if is_irritant:
        said = "résolu" if state is Status.DONE else said.removesuffix("e")
    return f"{said}s" if many else said


def _how(asked: Asked) -> list[str]:
    inquiry = asked.inquiry
    told = [
        f"à {_listed(asked.sites)}" if asked.sites else "",
        f"de {_listed(asked.authors)}" if asked.authors else "",
        texts.counted_days(inquiry.unanswered_for) if inquiry.unanswered_for else "",
        "sans réponse" if inquiry.unanswered_for == 0 else "",
        "dont la promesse est dépassée" if inquiry.overdue else "",
        "qui vous sont confiées" if inquiry.assigned_to_me else "",
        "que vous soutenez" if inquiry.supported_by_me else "",
        f"engagement {inquiry.engagement}" if inquiry.engagement else "",
        *(f"sur {short(tag, _NAME)}" for tag in inquiry.tags),
        period_said(inquiry.period) if inquiry.period else "",
        f"« {inquiry.text[:80]} »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
        if inquiry.text
        else "",
    ]
    return [part for part in told if part]


def _listed(names: Sequence[str]) -> str:
    *before, last = (short(name, _NAME) for name in names)
    return f"{', '.join(before)} ou {last}" if before else last


def period_said(period: Period) -> str:
    """Return « en octobre 2026 », « du 1er juillet au 30 septembre 2026 », « depuis le … »."""
    first, last = period.first, period.last
    if first and last:
        return _between(first, last)
    if first:
        return f"depuis le {_day(first, None)}"
    return f"jusqu’au {_day(last, None)}" if last else ""


def _between(first: date, last: date) -> str:
    if first == last:
        return f"le {_day(first, None)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, _DECEMBER, 31):
        return f"en {first.year}" if first.year == last.year else f"de {first.year} à {last.year}"
    is_month = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
    if is_month:
        return f"en {texts.MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"du {_number(first)} au {_day(last, None)}"
    return f"du {_day(first, last)} au {_day(last, None)}"


def _number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _day(day: date, beside: date | None) -> str:
    said = f"{_number(day)} {texts.MONTHS[day.month - 1]}"
    return said if beside is not None and beside.year == day.year else f"{said} {day.year}"
