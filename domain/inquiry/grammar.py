"""Reading a question about contributions, as people type it.

What is understood is taken away from what was written, one table of words after the other
(``domain.inquiry.lexicon``). What is left is the topic of a question or the sign that somebody
tells something: then it is a remark, and remarks are noted, not answered. So where in doubt, it is
none.
"""

import re
from dataclasses import replace
from typing import Any

from domain.contributions.contribution import Status
from domain.inquiry import Dated, Inquiry, Lexicon, Order, Shape
from domain.inquiry import lexicon as words
from domain.inquiry.hearing import WORD, Heard, hear
from domain.inquiry.lexicon import Opener
from domain.inquiry.said import Fragment, Said

_MOST_WORDS = 25
_LONGEST = 1_000
"""Characters that a question has at most, so many words of 40; to read more holds the loop."""

_TOPIC, _LINKED, _LOOSE, _SOUGHT = 6, 3, 2, 4
"""How many words may be left: after « sur », after « de », after nothing, after « cherche »."""


def read(text: str, lexicon: Lexicon, before: Inquiry | None = None) -> Inquiry | None:
    """Return the question asked, or None for what is no question about contributions.

    « et à Haguenau ? » goes on from *before*, the question before it.
    """
    text = text.strip()
    if len(text) > _LONGEST or len(WORD.findall(text)) > _MOST_WORDS:
        return None
    heard = hear(text, lexicon)
    if heard is None:
        return None
    if heard.number or heard.serial is not None:
        return _one(heard)
    if before is not None and heard.goes_on:
        return _continued(heard, before)
    return _made(heard) if _is_asked(heard) else None


def asks_about_this(text: str) -> bool:
    """Tell whether « cette idée » is asked about, at the beginning of what may be long."""
    return is_question_like(text) and _THIS.search(_begun(text).folded) is not None


_THIS = re.compile(
    r"\b(?:cet(?:te)?|ce) (?:idee|fiche|suggestion|irritant|contribution|remarque|pratique|bonne)"
)


def is_question_like(text: str) -> bool:
    """Tell whether somebody asks something, be it understood or not."""
    ends = " ".join(text.split()).rstrip(" »\"').!").endswith("?")
    return ends or words.ASKING.search(_begun(text).folded) is not None


def _begun(text: str) -> Said:
    """Return how *text* begins, which is all of it where it may be a question."""
    return Said(text.lstrip()[:_LONGEST], ())


def _one(heard: Heard) -> Inquiry | None:
    left = sum(fragment.size for fragment in heard.fragments)
    if heard.openers - {Opener.HAVE}:
        is_asked = left <= _TOPIC
    else:
        told = heard.is_remark or (heard.tells and not heard.is_asking)
        is_asked = not told and (not left or (heard.is_asking and left <= _LOOSE))
    if not is_asked:
        return None
    return Inquiry(shape=Shape.ONE, number=heard.number, serial=heard.serial)


def _is_asked(heard: Heard) -> bool:
    if heard.is_remark or (heard.tells and not (heard.openers or heard.is_asking)):
        return False
    if heard.noun in words.WEAK_NOUNS and not (heard.openers or heard.values or heard.text):
        return False
    if heard.noun:
        return heard.leads and all(_is_topic(heard, each) for each in heard.fragments if each.text)
    if Opener.SEEK in heard.openers:
        return _is_sought(heard)
    if Opener.TELL in heard.openers:
        return bool(heard.values) and all(each.is_topic for each in heard.fragments if each.text)
    return not heard.text and heard.leads and _is_enough(heard)


def _is_enough(heard: Heard) -> bool:
    """Tell whether what was understood asks, where no contributions are named.

    « terminées » is an answer; « doublons dans I-Milo » is told.
    """
    named = set(heard.values)
    if heard.openers - {Opener.HAVE}:
        return heard.stands_alone or bool(_NARROWING & named)
    is_word = named == {"statuses"} and len(WORD.findall(heard.said.raw)) == 1
    return heard.stands_alone and not (heard.is_topical or is_word)


_NARROWING = {"statuses", "order", "mine", "unanswered_for", "overdue", "sites", "authors"}


def _is_topic(heard: Heard, fragment: Fragment) -> bool:
    """Tell whether what is left over may be what is asked about."""
    if fragment.is_topic:
        return fragment.size <= _TOPIC
    if Opener.HAVE in heard.openers or heard.noun in words.WEAK_NOUNS or "," in fragment.text:
        return False
    asks = bool(heard.openers) or heard.is_asking
    if fragment.words[0] in words.WEAK_LINKS:
        return fragment.size <= (_TOPIC if asks else _LINKED)
    return fragment.size <= (_LINKED if asks else _LOOSE) and (asks or not _is_verb(fragment))


def _is_verb(fragment: Fragment) -> bool:
    """« les irritants fatiguent l'équipe »."""
    return re.fullmatch(r"[a-z]{2,}(?<!m)ent|[a-z]+aient", fragment.words[0]) is not None


def _is_sought(heard: Heard) -> bool:
    told = [fragment for fragment in heard.fragments if fragment.words]
    if "period" in heard.values:  # « cherche covoiturage lundi »
        return False
    if not told or not heard.text:
        return bool(heard.values)
    size = sum(fragment.size for fragment in told)
    return size <= _SOUGHT and told[0].words[0] not in words.LOST and "," not in heard.text


def _made(heard: Heard) -> Inquiry:
    values = dict(heard.values)
    is_one = "mine" in values and heard.noun and not heard.noun.endswith("s")
    if is_one and heard.tells and Opener.WHY not in heard.openers:
        # « mon idée est acceptée ? » is answered by where it stands, whatever that is.
        values.pop("statuses", None)
    return _finished(replace(Inquiry(text=heard.text), **values), heard)


def _finished(inquiry: Inquiry, heard: Heard) -> Inquiry:
    """Return *inquiry* with its order and its date as they follow from the rest."""
    order = heard.values.get("order") or (Order.RANK if inquiry.text else inquiry.order)
    # What was only received has come to no status.
    moved = inquiry.statuses and Status.RECEIVED not in inquiry.statuses
    is_moved = moved and inquiry.period is not None and "dated" not in heard.values
    return replace(inquiry, order=order, dated=Dated.STATUS if is_moved else Dated.SAID)


def _continued(heard: Heard, before: Inquiry) -> Inquiry:
    """Return *before* with what is asked for instead."""
    instead = dict(heard.values)
    for names in _INSTEAD:
        if any(name in instead for name in names):
            instead = {name: _NOTHING[name] for name in names} | instead
    if heard.text:
        instead = {"text": heard.text, "tags": (), "engagement": None} | instead
    return _finished(replace(before, **instead), heard)


_INSTEAD = (
    ("authors", "mine"),
    ("statuses", "unanswered_for", "overdue"),
    ("tags", "engagement", "text"),
)
"""What names the same in several ways: one takes the place of the others."""
_NOTHING: dict[str, Any] = {name: getattr(Inquiry(), name) for names in _INSTEAD for name in names}
