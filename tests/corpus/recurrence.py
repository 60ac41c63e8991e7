"""Irritants that were put together by hand, and how well the same is found again."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from domain.themes.recurrence import Crowd, put_together, weighed

FOLDER = Path(__file__).parent / "recurrence"
MODEL = Path(__file__).parents[2] / "domain" / "themes" / "recurrence" / "likeness_model.json"


@dataclass(frozen=True)
class Said:
    id: str
    group: str
    text: str


@dataclass(frozen=True)
class Figures:
    """Shares, of those that have another of their group: where the first of it stands."""

    size: int
    asked: int
    first: float
    in_three: float
    in_five: float
    proposals: int
    proposals_right: float
    """Of the (at most three) that are proposed, to those too that are alone."""
    grouped: int
    grouped_right: float
    """Of the pairs that are put together unasked."""


def learnt_from() -> dict[str, list[Said]]:
    """Return the parts that the lexicon was mended on and the weights were learnt from."""
    return {name: read(name) for name in ("learn", "fresh_voices")}


def kept_apart() -> list[Said]:
    """Return the part whose groups and voices nothing was learnt from."""
    return read("kept_apart")


def parts() -> dict[str, list[Said]]:
    """Return all parts, the one that is kept apart last."""
    return learnt_from() | {"kept_apart": kept_apart()}


def read(name: str) -> list[Said]:
    """Return the irritants of a part."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [Said(**json.loads(line)) for line in lines]


def figures(part: Sequence[Said]) -> Figures:
    """Return how well the groups of *part* are found again in it."""
    crowd = Crowd({place: weighed(said.text) for place, said in enumerate(part)})
    groups = [said.group for said in part]
    alike = {place: crowd.like(one, but=place) for place, one in crowd.held.items()}
    found = [
        [groups[key] == groups[place] for key, _ in near[:5]] for place, near in alike.items()
    ]
    members = Counter(groups)
    asked = [hits for hits, group in zip(found, groups, strict=True) if members[group] > 1]
    proposed = [hit for hits in found for hit in hits[:3]]
    together = [
        groups[one] == groups[other]
        for group in put_together(alike)
        for one, other in combinations(group, 2)
    ]
    return Figures(
        size=len(part),
        asked=len(asked),
        first=_share([any(hits[:1]) for hits in asked]),
        in_three=_share([any(hits[:3]) for hits in asked]),
        in_five=_share([any(hits) for hits in asked]),
        proposals=len(proposed),
        proposals_right=_share(proposed),
        grouped=len(together),
        grouped_right=_share(together),
    )


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / max(1, len(hits))


def table(found: Figures) -> str:
    """Return figures as lines for people."""
    return (
        f"  {found.size} irritants, {found.asked} with another of their group: it is first "
        f"{found.first:.3f} · in the first three {found.in_three:.3f} · five {found.in_five:.3f}\n"
        f"  proposals right {found.proposals_right:.3f} of {found.proposals} · "
        f"pairs put together unasked right {found.grouped_right:.3f} of {found.grouped}"
    )
