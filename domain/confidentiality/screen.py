"""The one way by which text becomes clean: examined with the names that an organisation knows."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from domain.confidentiality.clean import Clean, Mask, masked
from domain.confidentiality.examining import examine
from domain.confidentiality.roster import Roster
from domain.confidentiality.spans import MASK, Found, Span
from domain.errors import Reason, RuleViolationError

Spared = Callable[[Span], bool]
"""Tells what may stand in a text of a certain kind."""

_SEPARATORS = re.compile(r"[_+.\-–()\[\]]")
_ENDING = re.compile(r"\.\w{1,5}$")
_OFFICE_HOSTS = ("sharepoint.com", "onedrive.com", "office.com", "microsoft.com", "office.net")
"""Where Teams keeps files: the ids in such an address are files', not people's."""
_ONES_OWN = re.compile(r"/personal/[^/]+/")
"""The drive of a member of staff is named after them (Microsoft Learn, *OneDrive URLs*)."""


def nothing(_: Span) -> bool:
    """Spare nothing."""
    return False


def lone_names(span: Span) -> bool:
    """Spare first names alone, where colleagues are named: « Qui s'en charge »."""
    return not span.firm


def names_and_places(span: Span) -> bool:
    """Spare names and addresses, where places are named: « Antenne Simone-Veil »."""
    return span.type in (Found.PERSON, Found.ADDRESS)


_LONGEST_NAME = 60
_MOST_WORDS = 4
_NAME = re.compile(r"[^\W\d_]+(?:['’.\- ]{1,2}[^\W\d_]+)*\.?")


def check_name(said: str) -> str:
    """Return a name that was typed, in one line.

    Raises:
        RuleViolationError: ``NOT_A_NAME``: it has more than letters, it is long, or what it tells
            is more than a name.
    """
    name = " ".join(said.split())
    is_name = _NAME.fullmatch(name) and 1 < len(name) <= _LONGEST_NAME
    told = {span.type for span in examine(name).spans} - {Found.PERSON}
    if not is_name or told or len(name.split(" ")) > _MOST_WORDS:
        raise RuleViolationError(Reason.NOT_A_NAME)
    return name


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _is_name(mask: Mask | None, spans: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether what stands between *start* and *end* can be what the mask stands for."""
    if mask is not None and mask.type is not Found.PERSON:
        return False
    here = [span for span in spans if _touches(span, start, end)]
    exact = [(span.type, span.start, span.end) for span in here] == [(Found.PERSON, start, end)]
    return exact or (mask is not None and not here)


class Screen:
    """Makes text clean for one organisation."""

    def __init__(self, staff: Collection[str] = (), known: Collection[str] = ()) -> None:
        """*staff* by name; *known*: names that the organisation says are no young person's."""
        self._staff, self._known = tuple(staff), tuple(known)
        self._roster = Roster(self._staff, self._known)

    def knowing(self, staff: Collection[str] = (), known: Collection[str] = ()) -> "Screen":
        """Return the same that knows more staff, or more names."""
        return Screen([*self._staff, *staff], [*self._known, *known])

    def knows(self, staff: str) -> bool:
        """Tell whether that member of staff is known."""
        return staff in self._staff

    def examine(self, text: str) -> tuple[Span, ...]:
        """Return what in *text* may identify a young person."""
        return examine(text, self._roster).spans

    def clean(self, text: str, spared: Spared = nothing) -> Clean:
        """Return *text* as it may be kept."""
        if isinstance(text, Clean):
            return text
        return masked(text, (span for span in self.examine(text) if not spared(span)))

    def clean_of_stranger(self, text: str) -> Clean:
        """Return *text*, which somebody from outside wrote, as it may be kept.

        Whoever is named in it is masked, staff and who writes included; only places and the names
        that the organisation says are nobody's stay.
        """
        found = examine(text, Roster((), self._known), by_staff=False)
        return masked(text, found.spans)

    def clean_part(self, part: str, whole: str) -> Clean:
        """Return a part of *whole* as it may be kept: what the whole tells counts in it."""
        found = self.examine(whole)
        if not found:
            return Clean(part)
        spans = list(self.examine(part))
        for span in found:
            said = re.escape(whole[span.start : span.end])
            spans += [
                replace(span, start=match.start(), end=match.end())
                for match in re.finditer(rf"(?<!\w){said}(?!\w)", part)
            ]
        return masked(part, spans)

    def put_back(self, text: str, masks: Sequence[Mask | None], name: str) -> Clean | None:
        """Return *text* with *name* in the place where it was masked, or None if there is none.

        *masks* tell what each « ███ » of *text* stands for. Only a person's place can be it, and
        one where the name would be masked again whatever is known of it (« le jeune ») is none.
        """
        places = [match.start() for match in re.finditer(MASK, text)]
        if len(places) != len(masks):
            return None
        informed = self.knowing(known=[name])
        for number in sorted(range(len(masks)), key=lambda each: masks[each] is None):
            mask, start = masks[number], places[number]
            end = start + len(name)
            said = text[:start] + name + text[start + len(MASK) :]
            if _is_name(mask, self.examine(said), start, end) and not any(
                _touches(span, start, end) for span in informed.examine(said)
            ):
                return Clean(said, (*masks[:number], *masks[number + 1 :]))
        return None

    def clean_file(self, name: str) -> Clean:
        """Return the name of a file as it may be kept: « CV ███.pdf »."""
        stem = _SEPARATORS.sub(" ", _ENDING.sub("", name))
        if stem.islower() and len(stem.title()) == len(stem):  # « cv-muller-kevin »
            stem = stem.title()
        return masked(name, self.examine(stem))

    def clean_address(self, url: str) -> Clean:
        """Return the address of a file, or nothing if it tells whose file it is."""
        parts = urlsplit(url)
        path = unquote(_ONES_OWN.sub("/", parts.path))
        told = any(self.clean_file(step).masks for step in path.split("/") if step)
        ids = not str(parts.hostname or "").endswith(_OFFICE_HOSTS) and bool(self.examine(url))
        return Clean() if told or ids else Clean(url)
