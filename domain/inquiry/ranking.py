"""Which of what was found is nearest to the words that were asked for."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence


def rank(asked: Sequence[str], found: Mapping[int, Sequence[str]]) -> list[int]:
    """Return the ids in *found* (id to stems, newest first), the nearest to *asked* first.

    As BM25 does (Robertson and Zaragoza, 2009, *The Probabilistic Relevance Framework*): a rare
    word tells more than a common one, its second time less than its first, and a long text is
    not near for having many words. Among equals the order of *found* stays.
    """
    wanted = set(asked)
    counts = {id_: Counter(stem for stem in said if stem in wanted) for id_, said in found.items()}
    spread = Counter(stem for counted in counts.values() for stem in counted)
    usual = sum(map(len, found.values())) / max(1, len(found)) or 1.0

    def score(id_: int) -> float:
        length = _K * (1 - _B + _B * len(found[id_]) / usual)
        return sum(
            math.log(1 + len(found) / spread[stem]) * times * (_K + 1) / (times + length)
            for stem, times in counts[id_].items()
        )

    return sorted(found, key=score, reverse=True)


_K, _B = 1.2, 0.75
"""The usual constants of BM25."""
