"""What the Monday flash tells: chosen by one stated rule, so that every run chooses the same."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from domain.actions.action import Action
from domain.amounts import Among
from domain.contributions.contribution import Contribution, Status
from domain.contributions.life import CLOSED
from domain.contributions.view import View
from domain.isoweek import Week
from domain.kinds import Kind
from domain.pages import ListPage
from domain.records import record
from domain.themes.theme import ThemeView

MOST = 3
"""Contributions in one section: the flash is read in a minute and talked through in fifteen."""

WEEKS_BACK = 3
"""An irritant is told again in the three weeks after its own, while people support it."""


class Section(StrEnum):
    """A part of the flash, in the order in which it is told."""

    ANSWERED = "answered"
    PRACTICES = "practices"
    REUSED = "reused"
    RECURRING = "recurring"
    UNSEEN = "unseen"
    SUGGESTIONS = "suggestions"


CANDIDATES = MOST * len(Section)
"""So many of a section, the first by the rule, are enough to choose from: the others' sections can
take no more from it."""

Picks = dict[str, list[int]]
"""Contributions' ids by section, and under ``THEMES`` those of the themes told as recurring."""

THEMES = "themes"


@record
class Counts:
    """A week in figures; private contributions count, nobody reads them here."""

    total: int
    kinds: Mapping[Kind, int]
    sites: Mapping[str, int]
    """By site of the author; empty name: anonymous, unknown, or a site too small to be named."""


PAGE = 8
"""Contributions on one page of « Tout voir »."""


@record
class Decision:
    """What a stand-up decided, and who takes it; both empty before that."""

    text: str = ""
    owner: str = ""


@record
class FlashView:
    """A flash as it stands."""

    id: int
    week: Week
    counts: Counts
    participation: Among
    """How many of those who could be asked said something; never who."""
    sections: Mapping[Section, tuple[View, ...]]
    replies: Mapping[int, str]
    """What a quality lead last answered, by the contribution's id."""
    closed_weeks: tuple[Week, ...]
    """The weeks just before without questions, the organisation being closed."""
    decision: Decision
    last_decision: Decision
    themes: tuple[ThemeView, ...] = ()
    """What recurs, told before the irritants that people support."""
    done: tuple[Action, ...] = ()
    """The actions that were done since the flash before: told first among what was answered, of
    which there are ``MOST`` in all."""

    @property
    def is_empty(self) -> bool:
        """True when nothing of that week, or before, is to be told."""
        said = (self.counts.total, self.done, self.themes, *self.sections.values())
        return not any(said)


@record
class FlashPage(ListPage):
    """A page of what all may read of the week, oldest first."""

    size: ClassVar[int] = PAGE

    flash_id: int
    week: Week
    contributions: tuple[View, ...]


def choose(
    week: str,
    recent: Sequence[Contribution],
    comments: Mapping[int, int],
    answered: Collection[int],
    reused: Sequence[int] = (),
    themes: Sequence[int] = (),
) -> Picks:
    """Return what the flash of *week* tells, at most ``MOST`` a section.

    *recent* is what all may read of *week* and the ``WEEKS_BACK`` before it, with what is answered
    or reused; or of these the first ``CANDIDATES`` of each section. *comments* is how many stand
    under each, *answered* the ids of those that were answered or decided this week, *reused* those
    of the good practices that were tried most this month, the most tried first; *themes* what
    recurs, which is told before the irritants that recur by themselves.

    The rule: most supported first, then most commented, then the oldest number; so what nobody
    has looked at is told oldest first. Each is told once, in the first section that takes it;
    what was read has been looked at.
    """
    mine = [said for said in recent if said.week == week]
    begins = str(Week.parse(week).plus(-WEEKS_BACK))
    irritants = [
        said
        for said in recent
        if said.kind is Kind.IRRITANT and said.week >= begins and said.status not in CLOSED
    ]
    candidates = {
        Section.ANSWERED: [said for said in recent if said.id in answered],
        Section.PRACTICES: [said for said in mine if said.kind is Kind.BEST_PRACTICE],
        Section.REUSED: [said for said in recent if said.id in reused],
        Section.RECURRING: [said for said in irritants if said.support],
        Section.UNSEEN: [said for said in irritants if _is_unseen(said, comments)],
        Section.SUGGESTIONS: [said for said in mine if said.kind is Kind.SUGGESTION],
    }
    picks: Picks = {THEMES: list(themes)} if themes else {}
    told: set[int] = set()
    for section, found in candidates.items():
        ranked = sorted(
            (said for said in found if said.id not in told),
            key=lambda said: (
                reused.index(said.id) if section is Section.REUSED else 0,
                -said.support,
                -comments[said.id],
                said.number,
            ),
        )
        most = MOST - len(themes) if section is Section.RECURRING else MOST
        picks[section] = [said.id for said in ranked[:most]]
        told.update(picks[section])
    return picks


def _is_unseen(said: Contribution, comments: Mapping[int, int]) -> bool:
    touched = said.support or comments[said.id] or said.status is not Status.RECEIVED
    return not touched


Tally = Mapping[tuple[Kind, str, bool], int]
"""How much was said of a kind, of a site by its name, and anonymously."""


def add_up(tally: Tally, large_sites: Collection[str]) -> Counts:
    """Return a week in figures; only *large_sites* are named, and never beside what is anonymous.

    All else is counted together: the site of one of few, and of whoever did not say who they are.
    """
    kinds: Counter[Kind] = Counter()
    sites: Counter[str] = Counter()
    for (kind, site, anonymous), number in tally.items():
        kinds[kind] += number
        sites["" if anonymous or site not in large_sites else site] += number
    return Counts(
        kinds.total(),
        kinds,
        dict(sorted(sites.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))),
    )


def stands(contribution: Contribution) -> bool:
    """Tell whether a contribution that was chosen may still be told."""
    return contribution.is_public and contribution.status is not Status.WITHDRAWN
