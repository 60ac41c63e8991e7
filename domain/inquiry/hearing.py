"""What of a question is heard: its opener, its number, its days, its names and its topic."""

import re
from dataclasses import dataclass, field
from typing import Any

from domain.contributions.contribution import Number, Status
from domain.inquiry import Dated, Lexicon, Period, Shape, naming, periods
from domain.inquiry import lexicon as words
from domain.inquiry.lexicon import Opener
from domain.inquiry.said import TOPIC_MARK, Fragment, Said
from domain.kinds import NOTABLE, Kind


@dataclass(slots=True)
class Heard:
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


def hear(text: str, lexicon: Lexicon) -> Heard | None:
    """Return what is understood of *text*; None where it is of several sentences."""
    lines = " ; ".join(text.strip().splitlines())  # a title and what stands under it are two
    said = Said(lines, words.CORRECTED | set(naming.known_words(lexicon)))
    while said.take(words.POLITE_FIRST) or said.take(words.POLITE_LAST):
        pass
    heard = Heard(said, is_asking=said.folded.rstrip(" ·.;!»\"')").endswith("?"))
    heard.follows = said.take(words.FOLLOWS) is not None
    _hear_openers(heard)
    if SEVERAL.search(said.folded.strip(" ·,.;!?…")):
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


def _hear_openers(heard: Heard) -> None:
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


def _hear_number(heard: Heard) -> None:
    if found := heard.said.take(words.FULL_NUMBER):
        heard.number = Number(int(found[1] or found[3]), int(found[2] or found[4]))
    elif found := heard.said.take(words.SERIAL):
        heard.serial = int(found[1]) or None
    elif (found := words.BARE_SERIAL.search(heard.said.folded)) and (
        heard.openers or heard.is_asking or found["sign"]
    ):
        heard.said.cut(*found.span())
        heard.serial = int(found["serial"]) or None


def _hear_waiting(heard: Heard, lexicon: Lexicon) -> None:
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


def _hear_person(heard: Heard) -> None:
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


def _hear_period(heard: Heard, lexicon: Lexicon) -> None:
    named: list[Period] = []
    while found := periods.find(heard.said.folded, lexicon.today):
        named.append(found[0])
        heard.said.cut(*found[1])
    if named:
        heard.values["period"] = periods.together(named)


def _hear_order(heard: Heard) -> None:
    for order, pattern in words.ORDERS:
        if found := heard.said.take(pattern):
            heard.values["order"] = order
            heard.stands_alone |= words.RANKED.search(found[0]) is not None
            if words.MINE.search(found[0]):
                heard.values["mine"] = True
            return


def _hear_status(heard: Heard) -> None:
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


def _hear_kinds(heard: Heard) -> None:
    kinds: set[Kind] = set()
    for named, pattern in words.KINDS:
        at = 0
        while found := pattern.search(heard.said.folded, at):
            at = found.end()
            if _is_noun(heard, found):
                kinds.update(named)
    if kinds:
        heard.values["kinds"] = tuple(kind for kind in NOTABLE if kind in kinds)


def _is_noun(heard: Heard, found: re.Match[str]) -> bool:
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


def _hear_names(heard: Heard, lexicon: Lexicon) -> None:
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


def _hear_topics(heard: Heard, lexicon: Lexicon) -> None:
    """Take what is left for a tag or an engagement where it is one, and note how it begins."""
    head = heard.said.folded.split("·")[0].split(TOPIC_MARK)[0]
    heard.leads = set(WORD.findall(head)) <= words.LEADING
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


WORD = re.compile(r"[^\W_]+")
SEVERAL = re.compile(r"[!;:…]|\?(?=.*\w)|(?<!\bm)(?<!janv)(?<!sept)\.(?=\D*[^\W\d])")
"""Ends of a sentence with something after it."""
