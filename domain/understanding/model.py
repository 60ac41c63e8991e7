"""The classifier: a linear model over the features of a message, read from one small file.

It is trained with scikit-learn (``python -m tests.corpus train``) and applied in plain Python: the
same text always gets the same answer, on any machine, and every answer can be explained.
"""

import json
import math
import re
from base64 import b64decode
from collections import Counter
from struct import Struct

from domain.kinds import NOTABLE, Kind
from domain.records import record
from domain.understanding.features import extract
from domain.understanding.lexicon import FRENCH
from domain.understanding.nothing import is_nothing
from domain.understanding.numbered import numbered
from domain.understanding.titles import Part, Signs, read_signs

KINDS = (Kind.IRRITANT, Kind.BEST_PRACTICE, Kind.SUGGESTION, Kind.OTHER)
"""The order of the weights in the model."""

NUMBERS = Struct(f"<{1 + len(KINDS)}h")
"""What the model keeps of a feature, in whole hundredths: its rarity, then a weight a kind."""

_GROUP = re.compile(rf"\bP?({'|'.join(FRENCH)})\b")
_STRONGEST = 5
_SEVERAL = 2
_FAMILY_NAMES = {"w": "mots", "c": "lettres", "m": "tournure", "k": "indice"}


@record
class Understanding:
    """What a message is taken for; ``parts`` holds what its own signs announce, if any."""

    kind: Kind
    ask: bool = False
    parts: tuple[Part, ...] = ()
    explicit: bool = False
    scores: tuple[tuple[Kind, float], ...] = ()
    reasons: tuple[str, ...] = ()

    def contributions(self, text: str) -> tuple[Part, ...]:
        """Return what is to be noted of *text*: its parts, the whole of it, or nothing."""
        if self.explicit:
            return self.parts
        return (Part(self.kind, text),) if self.kind in NOTABLE else ()


@record
class Classifier:
    """Weights of features: packed, as 40,000 tuples of floats would take eleven MiB more."""

    places: dict[str, int]
    """Where the ``NUMBERS`` of each feature begin in ``packed``."""
    packed: bytes
    scale: int
    """What one is in ``packed``."""
    bias: tuple[float, ...]
    ask_below: float
    """The lead of the best kind over the second, under which the author is asked."""

    def understand(self, text: str, *, explain: bool = False) -> Understanding:
        """Return what *text* is: by its numbers, its explicit signs, else by the model."""
        return self._by_numbers(text) or self._of_one(text, explain=explain)

    def _of_one(self, text: str, *, explain: bool = False) -> Understanding:
        signs = read_signs(text)
        return self._by_model(text, explain=explain) if signs is None else _by_signs(signs)

    def _by_numbers(self, text: str) -> Understanding | None:
        """Return what a numbered list says, item by item, where at least two of them are clear.

        Of three, one of which nothing is understood answers the question in its place.
        """
        items = numbered(text)
        understood = [self._of_one(item) for item in items]
        settled = [
            each.explicit or is_nothing(item) for each, item in zip(understood, items, strict=True)
        ]
        clear = [
            is_clear or (each.kind in NOTABLE and not each.ask)
            for each, is_clear in zip(understood, settled, strict=True)
        ]
        if sum(clear) < _SEVERAL:
            return None
        parts: list[Part] = []
        for place, (each, item) in enumerate(zip(understood, items, strict=True)):
            made = () if is_nothing(item) else each.contributions(item)
            if made or settled[place]:
                parts.extend(made)
            elif len(items) == len(NOTABLE):
                parts.append(Part(NOTABLE[place], item))
            elif parts:  # nothing is lost
                parts[-1] = Part(parts[-1].kind, f"{parts[-1].text}\n{item}")
            else:
                return None
        kind = parts[0].kind if parts else Kind.OTHER
        reasons = ("liste numérotée",)
        return Understanding(kind, parts=tuple(parts), explicit=True, reasons=reasons)

    def _by_model(self, text: str, *, explain: bool) -> Understanding:
        families = extract(text)
        chances = _chances(self._totals(families))
        best, second = sorted(range(len(KINDS)), key=chances.__getitem__, reverse=True)[:2]
        return Understanding(
            kind=KINDS[best],
            ask=chances[best] - chances[second] < self.ask_below,
            scores=tuple(zip(KINDS, (round(chance, 4) for chance in chances), strict=True)),
            reasons=_strongest(self._pulls(families), best, second) if explain else (),
        )

    def _totals(self, families: dict[str, Counter[str]]) -> list[float]:
        """Return what speaks for each kind: the sums of `_pulls`, in one pass over each family."""
        places, packed, unpack = self.places, self.packed, NUMBERS.unpack_from
        totals = list(self.bias)
        for counted in families.values():
            squares = one = two = three = four = 0.0
            for name, count in counted.items():
                place = places.get(name)
                if place is not None:
                    rarity, first, second, third, fourth = unpack(packed, place)
                    value = rarity if count == 1 else (1.0 + math.log(count)) * rarity
                    squares += value * value
                    one += value * first
                    two += value * second
                    three += value * third
                    four += value * fourth
            length = (math.sqrt(squares) or 1.0) * self.scale
            for index, total in enumerate((one, two, three, four)):
                totals[index] += total / length
        return totals

    def _pulls(self, families: dict[str, Counter[str]]) -> dict[str, list[float]]:
        """Return how much each feature speaks for each kind; every family weighs as much."""
        pulls: dict[str, list[float]] = {}
        for counted in families.values():
            values = self._rare(counted)
            length = math.sqrt(sum(value * value for value in values.values())) or 1.0
            for name, value in values.items():
                share = value / length
                pulls[name] = [share * weight for weight in self._numbers(name)[1:]]
        return pulls

    def _rare(self, counted: Counter[str]) -> dict[str, float]:
        return {
            name: (1.0 + math.log(count)) * self._numbers(name)[0]
            for name, count in counted.items()
            if name in self.places
        }

    def _numbers(self, name: str) -> list[float]:
        packed = NUMBERS.unpack_from(self.packed, self.places[name])
        return [number / self.scale for number in packed]


def parse_model(raw: bytes) -> Classifier:
    """Return the classifier that *raw*, the content of ``kind_model.json``, describes."""
    model = json.loads(raw)
    features = model["features"]
    return Classifier(
        places={name: row * NUMBERS.size for row, name in enumerate(features)},
        packed=b64decode(model["numbers"]),
        scale=model["scale"],
        bias=tuple(number / model["scale"] for number in model["bias"]),
        ask_below=model["ask_below"],
    )


def _by_signs(signs: Signs) -> Understanding:
    kind = signs.parts[0].kind if signs.parts else Kind.OTHER
    reasons = tuple(f"signe : {label}" for label in signs.labels)
    return Understanding(kind, parts=signs.parts, explicit=True, reasons=reasons)


def _chances(totals: list[float]) -> list[float]:
    highest = max(totals)
    powers = [math.exp(total - highest) for total in totals]
    return [power / sum(powers) for power in powers]


def _strongest(pulls: dict[str, list[float]], best: int, second: int) -> tuple[str, ...]:
    """Return what spoke most for the best kind rather than the second."""
    lead = {name: pull[best] - pull[second] for name, pull in pulls.items()}
    ranked = sorted(lead, key=lambda name: (-abs(lead[name]), name))[:_STRONGEST]
    return tuple(
        f"{_FAMILY_NAMES[name[0]]} « {_readable(name[2:].strip())} » {lead[name]:+.2f} "
        f"({KINDS[best]} plutôt que {KINDS[second]})"
        for name in ranked
    )


def _readable(name: str) -> str:
    """Return a feature's name with the lexicon's groups in French: « PBAD>=2 » is « ennui ×2 »."""
    named = _GROUP.sub(lambda match: FRENCH.get(match[1], match[0].lower()), name)
    return named.replace(">=1", "").replace(">=", " ×").replace("&", " et ")
