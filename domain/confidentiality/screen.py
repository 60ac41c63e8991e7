"""The one way by which text becomes clean: examined with the names that an organisation knows."""

import re
from collections.abc import Callable, Collection, Sequence
from urllib.parse import unquote, urlsplit

from domain.confidentiality.clean import Clean, Mask, masked
from domain.confidentiality.examining import examine
from domain.confidentiality.roster import Roster
from domain.confidentiality.spans import MASK, Found, Span, near
from domain.confidentiality.telling import Told
from domain.errors import Reason, RuleViolationError

Spared = Callable[[Span], bool]
"""Tells what may stand in a text of a certain kind."""

_SEPARATORS = re.compile(r"[_+.\-–()\[\]]")
_ENDING = re.compile(r"\.\w{1,5}$")
_BEGUN = re.compile(r"(?<!\w)[^\W\d_]")
_OFFICE_HOSTS = ("sharepoint.com", "onedrive.com", "office.com", "microsoft.com", "office.net")
"""Where Teams keeps files: the ids in such an address are files', not people's."""
_ONES_OWN = re.compile(r"/personal/[^/]+/")
"""The drive of a member of staff is named after them (Microsoft Learn, *OneDrive URLs*)."""


def _with_capital(begun: re.Match[str]) -> str:
    capital = begun[0].upper()
    return capital if len(capital) == 1 else begun[0]


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
    is_name = 1 < len(name) <= _LONGEST_NAME and _NAME.fullmatch(name)
    if not is_name or len(name.split(" ")) > _MOST_WORDS or not _names_only(name):
        raise RuleViolationError(Reason.NOT_A_NAME)
    return name


def _names_only(name: str) -> bool:
    return all(span.type is Found.PERSON for span in examine(name).spans)


def _touching(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    return [span for span in near(spans, start, end) if span.start < end and start < span.end]


_BESIDE = re.compile(r"[ \u00a0\u202f.-]{0,2}")
_MOST_FILLED = 20_000
"""Characters of a name that are put into a text at most, to see where it can have stood."""


def _filled(
    pieces: Sequence[str], masks: Sequence[Mask | None], name: str
) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a text with *name* in all places where it can have been masked, and these places.

    Of two masks beside each other the first alone: else one longer name would stand there.
    """
    said, length = [pieces[0]], len(pieces[0])
    places: dict[int, tuple[int, int]] = {}
    most = _MOST_FILLED // max(len(name), 1)
    for number, (mask, piece) in enumerate(zip(masks, pieces[1:], strict=True)):
        is_alone = number - 1 not in places or not _BESIDE.fullmatch(pieces[number])
        is_name = mask is None or mask.type is Found.PERSON
        fits = is_alone and is_name and len(places) < most
        here = name if fits else MASK
        if fits:
            places[number] = (length, length + len(name))
        said += [here, piece]
        length += len(here) + len(piece)
    return "".join(said), places


def _is_name(mask: Mask | None, spans: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether what stands between *start* and *end* can be what the mask stands for."""
    here = _touching(spans, start, end)
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

    def clean_parts(self, whole: str, parts: Sequence[str]) -> tuple[Clean, list[Clean]]:
        """Return *whole* and its *parts* as they may be kept: what the whole tells counts in each.

        The whole is examined once, and each part that is not the whole.
        """
        found = self.examine(whole)
        clean = masked(whole, found)
        if not found:
            return clean, [Clean(part) for part in parts]
        said = Told(whole, found)
        return clean, [
            clean if part == whole else masked(part, [*self.examine(part), *said.again_in(part)])
            for part in parts
        ]

    def put_back(self, text: str, masks: Sequence[Mask | None], name: str) -> Clean | None:
        """Return *text* with *name* in the place where it was masked, or None if there is none.

        *masks* tell what each « ███ » of *text* stands for. Only a person's place can be it, and
        one where the name would be masked again whatever is known of it (« le jeune ») is none.
        """
        pieces = text.split(MASK)
        if len(pieces) - 1 != len(masks):
            return None
        said, places = _filled(pieces, masks, name)
        spans = self.examine(said) if places else ()
        fitting = [number for number, at in places.items() if _is_name(masks[number], spans, *at)]
        if not fitting:
            return None
        again = self.knowing(known=[name]).examine(said)
        for number in sorted(fitting, key=lambda each: masks[each] is None):
            if not _touching(again, *places[number]):
                before, after = pieces[: number + 1], pieces[number + 1 :]
                back = MASK.join(before) + name + MASK.join(after)
                return Clean(back, (*masks[:number], *masks[number + 1 :]))
        return None

    def clean_file(self, name: str) -> Clean:
        """Return the name of a file as it may be kept: « CV ███.pdf »."""
        stem = _SEPARATORS.sub(" ", _ENDING.sub("", name))
        stem = _BEGUN.sub(_with_capital, stem)  # « cv-muller-kevin »
        return masked(name, self.examine(stem))

    def clean_address(self, url: str) -> Clean:
        """Return the address of a file, or nothing if it tells whose file it is."""
        parts = urlsplit(url)
        path = unquote(_ONES_OWN.sub("/", parts.path))
        told = any(self.clean_file(step).masks for step in path.split("/") if step)
        ids = not str(parts.hostname or "").endswith(_OFFICE_HOSTS) and bool(self.examine(url))
        return Clean() if told or ids else Clean(url)
