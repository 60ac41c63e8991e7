"""Reading a question about contributions, as people type it.

What is understood is taken away from what was written, one table of words after the other
(``domain.inquiry.lexicon``). What is left is the topic of a question or the sign that somebody
tells something: then it is a remark, and remarks are noted, not answered. So where in doubt, it is
none.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from domain.contributions.contribution import Number, Status
from domain.inquiry import Dated, Inquiry, Lexicon, Order, Period, Shape, naming, periods
from domain.inquiry import lexicon as words
from domain.inquiry.lexicon import Opener
from domain.inquiry.said import TOPIC_MARK, Fragment, Said
from domain.kinds import NOTABLE, Kind

_MOST_WORDS = 25
_WORD = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"[!;:…]|\?(?=.*\w)|(?<!\bm)(?<!janv)(?<!sept)\.(?=\D*[^\W\d])")
"""Ends of a sentence with something after it."""

_TOPIC, _LINKED, _LOOSE, _SOUGHT = 6, 3, 2, 4
"""How many words may be left: after « sur », after « de », after nothing, after « cherche »."""


def read(text: str, lexicon: Lexicon, before: Inquiry | None = None) -> Inquiry | None:
    """Return the question asked, or None for what is no question about contributions.

    « et à Haguenau ? » goes on from *before*, the question before it.
    """
    if len(_WORD.findall(text)) > _MOST_WORDS:
        return None
    heard = _hear(text, lexicon)
    if heard is None:
        return None
    if heard.number or heard.serial is not None:
        return _one(heard)
    if before is not None and heard.goes_on:
        return _continued(heard, before)
    return _made(heard) if _is_asked(heard) else None


def asks_about_this(text: str) -> bool:
    """Tell whether « cette idée » is asked about: the one under which it is written."""
    return is_question_like(text) and _THIS.search(Said(text, ()).folded) is not None


_THIS = re.compile(
    r"\b(?:cet(?:te)?|ce) (?:idee|fiche|suggestion|irritant|contribution|remarque|pratique|bonne)"
)


def is_question_like(text: str) -> bool:
    """Tell whether somebody asks something, be it understood or not."""
    said = Said(text, ())
    return said.raw.rstrip(" »\"').!").endswith("?") or bool(words.ASKING.search(said.folded))


@dataclass(slots=True)
class _Heard:
    """What was understood so far."""

    said: Said
    openers: set[Opener] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)
    number: Number | None = None
    serial: int | None = None
    noun: str = ""
    """The word for contributions, in the plural."""
    leads: bool = True
    """Nothing that tells something stands before what was understood."""
    is_asking: bool = False
    """It has a question mark."""
    follows: bool = False
    """It begins with « et »."""
    stands_alone: bool = False
    """What is understood asks by itself, as « les plus soutenues » does."""
    is_topical: bool = False
    """A topic was named, and not as « tag … » or « engagement … »."""
    tells: bool = False
    """« sont refusées »: a sentence, unless it is a question."""
    fragments: list[Fragment] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """True when it can only be understood from the question before."""
        named = self.values or self.text
        fits = not self.is_remark and all(each.is_topic for each in self.fragments if each.text)
        if not fits or not (named or "shape" in self.values):
            return False
        if self.follows:
            return True
        opened = self.openers - {Opener.COUNT}
        return self.is_asking and not (self.noun or opened or self.stands_alone)

    @property
    def is_remark(self) -> bool:
        """True when words of a sentence are left over."""
        left = {word for each in self.fragments for word in each.words}
        return bool(left & words.SENTENCE)

    @property
    def text(self) -> str:
        """What is left, in the words of who asks."""
        return " ".join(each.text for each in self.fragments if each.text)


def _hear(text: str, lexicon: Lexicon) -> _Heard | None:
    """Return what is understood of *text*; None where it is of several sentences."""
    lines = " ; ".join(text.strip().splitlines())  # a title and what stands under it are two
    said = Said(lines, words.CORRECTED | set(naming.known_words(lexicon)))
    while said.take(words.POLITE_FIRST) or said.take(words.POLITE_LAST):
        pass
    heard = _Heard(said, is_asking=said.folded.rstrip(" ·.;!»\"')").endswith("?"))
    heard.follows = said.take(words.FOLLOWS) is not None
    _hear_openers(heard)
    if _SEVERAL.search(said.folded.strip(" ·,.;!?…")):
        return None
    _hear_number(heard)
    _hear_waiting(heard, lexicon)
    _hear_person(heard)
    _hear_period(heard, lexicon)
    _hear_order(heard)
    _hear_status(heard)
    _hear_kinds(heard)
    _hear_names(heard, lexicon)
    if heard.openers:
        said.take(words.FILLERS)
    while said.take(words.TOPIC, TOPIC_MARK):
        pass
    heard.fragments = said.fragments()
    _hear_topics(heard, lexicon)
    return heard


def _hear_openers(heard: _Heard) -> None:
    def one() -> bool:
        for opener, pattern in words.OPENERS:
            if heard.said.take(pattern):
                heard.openers.add(opener)
                return True
        return False

    if heard.said.take(words.WHERE_LAST):
        heard.openers.add(Opener.WHERE)
    while one():
        pass
    if Opener.COUNT in heard.openers:
        heard.values["shape"] = Shape.COUNT
    if Opener.WHY in heard.openers:
        heard.values["wants_reasons"] = True


def _hear_number(heard: _Heard) -> None:
    if found := heard.said.take(words.FULL_NUMBER):
        heard.number = Number(int(found[1] or found[3]), int(found[2] or found[4]))
    elif found := heard.said.take(words.SERIAL):
        heard.serial = int(found[1]) or None
    elif (found := words.BARE_SERIAL.search(heard.said.folded)) and (
        heard.openers or heard.is_asking or found["sign"]
    ):
        heard.said.cut(*found.span())
        heard.serial = int(found["serial"]) or None


def _hear_waiting(heard: _Heard, lexicon: Lexicon) -> None:
    """« sans réponse depuis plus de 15 jours », « promesses dépassées »."""
    if found := heard.said.take(words.UNANSWERED_FOR):
        figure, unit = (each for each in found.groups() if each)
        heard.values["unanswered_for"] = periods.days(figure, unit)
        heard.stands_alone |= heard.is_asking or "plus" in found[0]
    elif found := heard.said.take(words.OLDER):
        heard.values["period"] = periods.older(found[1], found[2], lexicon.today)
    if found := heard.said.take(words.UNANSWERED):
        heard.values.setdefault("unanswered_for", 0)
        heard.tells |= found[0].startswith("n'ont")
    if found := heard.said.take(words.OVERDUE):
        heard.values["overdue"] = True
        heard.stands_alone |= found["alone"] is not None


def _hear_person(heard: _Heard) -> None:
    """« ce qui m'est confié », « ce que j'ai soutenu », « que j'ai proposées »."""
    for name, pattern in (
        ("assigned_to_me", words.ASSIGNED),
        ("supported_by_me", words.SUPPORTED),
    ):
        if heard.said.take(pattern):
            heard.values[name] = heard.stands_alone = True
    if found := heard.said.take(words.MINE_SAID):
        heard.values["mine"] = True
        # « ce que j'ai fait » begins many a story.
        heard.stands_alone |= found[0].startswith("ce") and "j'ai fait" not in found[0]


def _hear_period(heard: _Heard, lexicon: Lexicon) -> None:
    named: list[Period] = []
    while found := periods.find(heard.said.folded, lexicon.today):
        named.append(found[0])
        heard.said.cut(*found[1])
    if named:
        heard.values["period"] = periods.together(named)


def _hear_order(heard: _Heard) -> None:
    for order, pattern in words.ORDERS:
        if found := heard.said.take(pattern):
            heard.values["order"] = order
            heard.stands_alone |= words.RANKED.search(found[0]) is not None
            if words.MINE.search(found[0]):
                heard.values["mine"] = True
            return


def _hear_status(heard: _Heard) -> None:
    if found := heard.said.take(words.SAID_WHEN):
        heard.values["dated"] = Dated.SAID
        heard.tells |= bool(words.FINITE.search(found["aux"]))
    statuses: set[Status] = set()
    for named, pattern in words.STATUSES:
        while found := heard.said.take(pattern):
            statuses.update(named)
            is_told = words.FINITE.search(found["aux"]) or "n'ont" in found[0]
            heard.tells |= bool(is_told) and not found["who"]
            is_several = found[0].endswith("s") and not found[0].endswith("en cours")
            heard.stands_alone |= is_several or heard.is_asking
    if statuses:
        heard.values["statuses"] = tuple(status for status in Status if status in statuses)
    if heard.said.take(words.REASONS):
        heard.values["wants_reasons"] = True


def _hear_kinds(heard: _Heard) -> None:
    kinds: set[Kind] = set()
    for named, pattern in words.KINDS:
        at = 0
        while found := pattern.search(heard.said.folded, at):
            at = found.end()
            if _is_noun(heard, found):
                kinds.update(named)
    if kinds:
        heard.values["kinds"] = tuple(kind for kind in NOTABLE if kind in kinds)


def _is_noun(heard: _Heard, found: re.Match[str]) -> bool:
    """Take away a word for contributions with what stands before it, if it asks for them.

    « une idée » is one that somebody has.
    """
    which = words.DETERMINERS.search(heard.said.folded[: found.start()])
    start = which.start() if which else found.start()
    before = heard.said.folded[start : found.start()]
    is_mine = bool(words.MINE.search(before))
    is_one = not found[0].endswith("s")
    is_meant = "order" in heard.values or ("statuses" in heard.values and heard.stands_alone)
    if is_one and not (is_mine or is_meant or _ONE_NAMED & heard.openers):
        return False
    if before.strip() in {"des", "du", "un", "une"} and not (heard.openers or heard.follows):
        return False
    heard.noun = heard.noun or found["which"]
    if is_mine:
        heard.values["mine"] = True
    heard.said.cut(start, found.end())
    return True


_ONE_NAMED = {Opener.WHERE, Opener.WHY}


def _hear_names(heard: _Heard, lexicon: Lexicon) -> None:
    if engagement := naming.take_engagement(heard.said):
        heard.values["engagement"] = engagement
        heard.stands_alone = True
    if tags := naming.take_tag(heard.said, lexicon):
        heard.values["tags"] = tags
        heard.stands_alone = True
    if sites := naming.take_sites(heard.said, lexicon):
        heard.values["sites"] = sites
    if lexicon.here is not None and heard.said.take(words.HERE):
        heard.values["sites"] = (lexicon.here,)
    is_named = bool(heard.noun) or heard.follows
    if authors := naming.take_people(heard.said, lexicon, is_named=is_named):
        heard.values["authors"] = authors


def _hear_topics(heard: _Heard, lexicon: Lexicon) -> None:
    """Take what is left for a tag or an engagement where it is one, and note how it begins."""
    head = heard.said.folded.split("·")[0].split(TOPIC_MARK)[0]
    heard.leads = set(_WORD.findall(head)) <= words.LEADING
    if Opener.SEEK in heard.openers and not heard.noun:
        return
    for fragment in list(heard.fragments):
        tag = naming.tag_named(fragment.text, lexicon)
        engagement = None if tag else naming.engagement_named(fragment.text, lexicon)
        heard.is_topical |= bool(tag or engagement)
        if tag:
            heard.values["tags"] = tuple(dict.fromkeys((*heard.values.get("tags", ()), tag)))
        elif engagement and fragment.is_topic:
            heard.values["engagement"] = engagement
        else:
            continue
        heard.fragments.remove(fragment)


def _one(heard: _Heard) -> Inquiry | None:
    left = sum(fragment.size for fragment in heard.fragments)
    if heard.openers - {Opener.HAVE}:
        is_asked = left <= _TOPIC
    else:
        told = heard.is_remark or (heard.tells and not heard.is_asking)
        is_asked = not told and (not left or (heard.is_asking and left <= _LOOSE))
    if not is_asked:
        return None
    return Inquiry(shape=Shape.ONE, number=heard.number, serial=heard.serial)


def _is_asked(heard: _Heard) -> bool:
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


def _is_enough(heard: _Heard) -> bool:
    """Tell whether what was understood asks, where no contributions are named.

    « terminées » is an answer; « doublons dans I-Milo » is told.
    """
    named = set(heard.values)
    if heard.openers - {Opener.HAVE}:
        return heard.stands_alone or bool(_NARROWING & named)
    is_word = named == {"statuses"} and len(_WORD.findall(heard.said.raw)) == 1
    return heard.stands_alone and not (heard.is_topical or is_word)


_NARROWING = {"statuses", "order", "mine", "unanswered_for", "overdue", "sites", "authors"}


def _is_topic(heard: _Heard, fragment: Fragment) -> bool:
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


def _is_sought(heard: _Heard) -> bool:
    told = [fragment for fragment in heard.fragments if fragment.words]
    if "period" in heard.values:  # « cherche covoiturage lundi »
        return False
    if not told or not heard.text:
        return bool(heard.values)
    size = sum(fragment.size for fragment in told)
    return size <= _SOUGHT and told[0].words[0] not in words.LOST and "," not in heard.text


def _made(heard: _Heard) -> Inquiry:
    values = dict(heard.values)
    is_one = "mine" in values and heard.noun and not heard.noun.endswith("s")
    if is_one and heard.tells and Opener.WHY not in heard.openers:
        # « mon idée est acceptée ? » is answered by where it stands, whatever that is.
        values.pop("statuses", None)
    return _finished(replace(Inquiry(text=heard.text), **values), heard)


def _finished(inquiry: Inquiry, heard: _Heard) -> Inquiry:
    """Return *inquiry* with its order and its date as they follow from the rest."""
    order = heard.values.get("order") or (Order.RANK if inquiry.text else inquiry.order)
    # What was only received has come to no status.
    moved = inquiry.statuses and Status.RECEIVED not in inquiry.statuses
    is_moved = moved and inquiry.period is not None and "dated" not in heard.values
    return replace(inquiry, order=order, dated=Dated.STATUS if is_moved else Dated.SAID)


def _continued(heard: _Heard, before: Inquiry) -> Inquiry:
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
