"""Themes: which irritants tell the same problem, what seems to, and what is said in figures.

What counts is what stands: an irritant that was withdrawn, or that points to another as its
duplicate, keeps its place in its theme and counts no more until it stands again.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.actions.action import ActionState
from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Status
from domain.isoweek import Week
from domain.kinds import Kind
from domain.people import SiteNature
from domain.themes.recurrence import Similar
from domain.themes.theme import (
    WEEKS,
    Doing,
    Figures,
    Recurrence,
    Theme,
    ThemeView,
    guess_name,
    shortened,
)
from domain.week.flash import SMALLEST_SITE
from storage.actions.tables import ActionCauseRow, ActionRow
from storage.contributions.repository import CONTRIBUTION, contribution_of
from storage.contributions.tables import ContributionRow, VoteRow
from storage.contributions.visibility import Viewer, visible
from storage.people import People
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SiteRow
from storage.themes.tables import LikenessRow, NotTheSameRow, ThemeIrritantRow, ThemeRow

_T, _I, _L, _N = (table(row) for row in (ThemeRow, ThemeIrritantRow, LikenessRow, NotTheSameRow))
_C, _V, _P, _S = (table(row) for row in (ContributionRow, VoteRow, PersonRow, SiteRow))
_A, _AC = table(ActionRow), table(ActionCauseRow)

MOST_COUNTED = 100
"""Where counting what waits stops."""

_GONE = (Status.WITHDRAWN, Status.MERGED)
_THEME = sa.select(
    _T.c.id,
    _T.c.organisation_id,
    _T.c.name,
    _T.c.created_at,
    _T.c.solved_at,
    _T.c.came_back_at,
    _T.c.was_solved_at,
    _T.c.recurrent_at,
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """That an irritant seems to tell the same as *other*; ``place`` is 1 for the most alike."""

    contribution_id: int
    other_id: int
    place: int


@dataclass(frozen=True, slots=True)
class Times:
    """How often a theme was said, how often lately, and when last."""

    all: int
    lately: int
    last_at: datetime


class Themes(Repository):
    """The themes of the organisations; every reading names the organisation."""

    # --- themes -------------------------------------------------------------------------------

    def add(self, organisation_id: int, name: Clean, now: datetime) -> Theme:
        """Make a theme without irritants."""
        values = {
            "organisation_id": organisation_id,
            "name": name,
            "created_at": now,
            "surplus": 0,
        }
        id_: int = self._connection.execute(
            insert(self._connection.dialect.name, ThemeRow).returning(_T.c.id), values
        ).scalar_one()
        return Theme(id_, organisation_id, name, now)

    def get(self, organisation_id: int, theme_id: int) -> Theme | None:
        """Return a theme of that organisation, or None; of one that was merged, the other."""
        into = sa.select(sa.func.coalesce(_T.c.merged_into_id, _T.c.id)).where(
            _T.c.organisation_id == organisation_id, _T.c.id == theme_id
        )
        row = self._connection.execute(
            _THEME.where(
                _T.c.organisation_id == organisation_id, _T.c.id == into.scalar_subquery()
            )
        ).first()
        return Theme(*row) if row else None

    def of(self, organisation_id: int, contribution_ids: Collection[int]) -> dict[int, Theme]:
        """Return the themes of those of these irritants that have one."""
        if not contribution_ids:
            return {}
        rows = self._connection.execute(
            _THEME.add_columns(_I.c.contribution_id)
            .join(_I, _I.c.theme_id == _T.c.id)
            .where(
                _I.c.organisation_id == organisation_id,
                _I.c.contribution_id.in_(contribution_ids),
            )
        )
        return {row[-1]: Theme(*row[:-1]) for row in rows}

    def some(self, organisation_id: int, theme_ids: Collection[int]) -> dict[int, Theme]:
        """Return themes of that organisation by their ids."""
        rows = self._connection.execute(
            _THEME.where(_T.c.organisation_id == organisation_id, _T.c.id.in_(theme_ids))
        )
        return {row.id: Theme(*row) for row in rows}

    def latest(self, organisation_id: int, limit: int) -> list[Theme]:
        """Return the newest themes that have irritants."""
        has_some = sa.exists().where(_I.c.theme_id == _T.c.id)
        rows = self._connection.execute(
            _THEME.where(
                _T.c.organisation_id == organisation_id, _T.c.merged_into_id.is_(None), has_some
            )
            .order_by(_T.c.id.desc())
            .limit(limit)
        )
        return [Theme(*row) for row in rows]

    def place(
        self,
        organisation_id: int,
        theme_id: int,
        contribution_ids: Collection[int],
        now: datetime,
    ) -> None:
        """Have irritants tell the problem of a theme, and of no other; they are asked no more."""
        adding = insert(self._connection.dialect.name, ThemeIrritantRow)
        placing = adding.on_conflict_do_update(
            index_elements=["contribution_id"],
            set_={"theme_id": adding.excluded.theme_id, "placed_at": adding.excluded.placed_at},
        )
        self._connection.execute(
            placing,
            [
                {
                    "contribution_id": each,
                    "organisation_id": organisation_id,
                    "theme_id": theme_id,
                    "placed_at": now,
                }
                for each in contribution_ids
            ],
        )
        self._connection.execute(sa.delete(_L).where(_L.c.contribution_id.in_(contribution_ids)))

    def take_out(self, organisation_id: int, contribution_ids: Collection[int]) -> None:
        """Have irritants tell the problem of no theme."""
        self._connection.execute(
            sa.delete(_I).where(
                _I.c.organisation_id == organisation_id, _I.c.contribution_id.in_(contribution_ids)
            )
        )

    def rename(self, organisation_id: int, theme_id: int, name: Clean) -> None:
        """Give a theme another name."""
        self._set(organisation_id, theme_id, name=name)

    def merge(self, organisation_id: int, theme: Theme, into: Theme) -> None:
        """Have *theme* be *into*: its irritants, what it was merged of, and its actions follow."""
        ours = _I.c.organisation_id == organisation_id
        self._connection.execute(
            sa.update(_I).where(ours, _I.c.theme_id == theme.id).values(theme_id=into.id)
        )
        self._follow_causes(theme.id, into.id)
        self._connection.execute(
            sa.update(_T)
            .where(
                _T.c.organisation_id == organisation_id,
                sa.or_(_T.c.merged_into_id == theme.id, _T.c.id == theme.id),
            )
            .values(merged_into_id=into.id)
        )
        surplus = sa.select(_T.c.surplus).where(_T.c.id == theme.id).scalar_subquery()
        self._set(organisation_id, into.id, surplus=_T.c.surplus + surplus)

    def _follow_causes(self, theme_id: int, into_id: int) -> None:
        """Have the actions of a theme be those of another; one that is of both, once."""
        of_both = sa.select(_AC.c.action_id).where(_AC.c.theme_id == into_id)
        mine = _AC.c.theme_id == theme_id
        self._connection.execute(sa.delete(_AC).where(mine, _AC.c.action_id.in_(of_both)))
        self._connection.execute(sa.update(_AC).where(mine).values(theme_id=into_id))

    def solve(self, organisation_id: int, theme_id: int, at: datetime) -> None:
        """Say that a theme is solved; one that is already stays so from then on."""
        self._set(
            organisation_id,
            theme_id,
            _T.c.solved_at.is_(None),
            solved_at=at,
            came_back_at=None,
            recurrent_at=None,
        )

    def reopen(self, organisation_id: int, theme_id: int) -> None:
        """Take back that a theme is solved."""
        self._set(organisation_id, theme_id, solved_at=None)

    def come_back(self, organisation_id: int, theme_id: int, at: datetime) -> None:
        """Say that a solved theme is said again."""
        self._set(
            organisation_id,
            theme_id,
            was_solved_at=_T.c.solved_at,
            came_back_at=at,
            solved_at=None,
        )

    def mark_recurrent(self, organisation_id: int, theme_id: int, at: datetime) -> None:
        """Remember that the quality leads are told that a theme is recurrent."""
        self._set(organisation_id, theme_id, recurrent_at=at)

    def _set(
        self,
        organisation_id: int,
        theme_id: int,
        *conditions: sa.ColumnElement[bool],
        **values: Any,
    ) -> None:
        this = (_T.c.organisation_id == organisation_id, _T.c.id == theme_id)
        self._connection.execute(sa.update(_T).where(*this, *conditions).values(**values))

    # --- what is in them ----------------------------------------------------------------------

    def irritants(
        self, theme: Theme, viewer: Viewer, *, limit: int, offset: int
    ) -> tuple[list[Contribution], int]:
        """Return a page of the irritants that *viewer* may see, newest first, and how many."""
        theirs = (_I.c.theme_id == theme.id, *visible(viewer), *_standing(_C))
        inside = sa.select(_C.c.id).select_from(_members()).where(*theirs)
        page = inside.order_by(_C.c.id.desc()).limit(limit).offset(offset)
        ids = [row.id for row in self._connection.execute(page)]
        rows = self._connection.execute(CONTRIBUTION.where(_C.c.id.in_(ids)))
        found = {row.id: contribution_of(row) for row in rows}
        counting = sa.select(sa.func.count()).select_from(inside.subquery())
        return [found[each] for each in ids], self._connection.scalar(counting) or 0

    def ids_in(self, organisation_id: int, theme_id: int, limit: int) -> list[int]:
        """Return the ids of a theme's irritants, newest first."""
        return list(
            self._connection.scalars(
                sa.select(_I.c.contribution_id)
                .where(_I.c.organisation_id == organisation_id, _I.c.theme_id == theme_id)
                .order_by(_I.c.contribution_id.desc())
                .limit(limit)
            )
        )

    # --- figures ------------------------------------------------------------------------------

    def recurrent(
        self,
        organisation_id: int,
        recurrence: Recurrence,
        since: Week,
        among: Collection[int] | None = None,
    ) -> list[int]:
        """Return the themes said by so many people, or in so many weeks, from *since* on.

        Solved ones included; the most people first, then the most irritants, then the latest.
        """
        wanted = [_I.c.organisation_id == organisation_id, _C.c.week >= str(since)]
        if among is not None:
            wanted.append(_I.c.theme_id.in_(among))
        counted = _counted(
            self._connection, _said(*wanted, _C.c.organisation_id == organisation_id)
        )
        found = [
            (each.people, each.irritants, each.last_at, theme_id)
            for theme_id, each in counted.items()
            if each.people >= recurrence.people or each.weeks >= recurrence.weeks
        ]
        return [theme_id for *_, theme_id in sorted(found, reverse=True)]

    def summary(
        self, organisation_id: int, theme_ids: Sequence[int], week: Week
    ) -> list[ThemeView]:
        """Return these themes in figures, as of *week*, with their actions, in that order."""
        themes = self.some(organisation_id, theme_ids)
        figures = self._figures(organisation_id, list(themes), week)
        doing = self._doing(list(themes))
        return [
            ThemeView(themes[each], figures[each], actions=tuple(doing.get(each, ())))
            for each in theme_ids
            if each in themes
        ]

    def _figures(
        self, organisation_id: int, theme_ids: Collection[int], week: Week
    ) -> dict[int, Figures]:
        said = _said(_I.c.organisation_id == organisation_id, _I.c.theme_id.in_(theme_ids))
        counted = _counted(self._connection, said)
        recent = self._recent(said, week)
        sites = self._sites(organisation_id, said)
        empty = _Counted()
        figures = {}
        for each in theme_ids:
            known, places = counted.get(each, empty), sites.get(each, {})
            figures[each] = Figures(
                known.irritants,
                known.people,
                known.weeks,
                len(places),
                tuple(name for name, is_named in places.items() if is_named),
                known.first_at,
                known.last_at,
                tuple(recent.get((each, str(week.plus(back))), 0) for back in range(1 - WEEKS, 1)),
            )
        return figures

    def _recent(self, said: sa.CTE, week: Week) -> dict[tuple[int, str], int]:
        """Return how many irritants each theme has in each of the last weeks."""
        rows = self._connection.execute(
            sa.select(said.c.theme_id, said.c.week, sa.func.count())
            .where(said.c.week > str(week.plus(-WEEKS)))
            .group_by(said.c.theme_id, said.c.week)
        )
        return {(row[0], row[1]): row[2] for row in rows}

    def _sites(self, organisation_id: int, said: sa.CTE) -> dict[int, dict[str, bool]]:
        """Return the sites of known authors by theme, and whether they may be named."""
        sizes = People(self._connection, self._journal).site_sizes(organisation_id)
        rows = self._connection.execute(
            sa.select(said.c.theme_id, _S.c.name)
            .select_from(said.join(_S, _S.c.id == said.c.site_id))
            .where(said.c.author_id.is_not(None), _S.c.nature != SiteNature.SEVERAL)
            .distinct()
            .order_by(said.c.theme_id, _S.c.name)
        )
        found: dict[int, dict[str, bool]] = {}
        for row in rows:
            found.setdefault(row[0], {})[row[1]] = sizes.get(row[1], 0) >= SMALLEST_SITE
        return found

    def _doing(self, theme_ids: Collection[int]) -> dict[int, list[Doing]]:
        rows = self._connection.execute(
            sa.select(
                _AC.c.theme_id,
                _A.c.id,
                _A.c.title,
                _A.c.state,
                sa.func.coalesce(_P.c.name, ""),
                _A.c.done_at,
            )
            .select_from(
                _AC.join(_A, _A.c.id == _AC.c.action_id).outerjoin(_P, _P.c.id == _A.c.owner_id)
            )
            .where(_AC.c.theme_id.in_(theme_ids), _A.c.state != ActionState.DROPPED)
            .order_by(_A.c.id)
        )
        found: dict[int, list[Doing]] = {}
        for row in rows:
            found.setdefault(row[0], []).append(Doing(*row[1:]))
        return found

    def times(
        self, organisation_id: int, theme_ids: Collection[int], lately: Week
    ) -> dict[int, Times]:
        """Return how often themes were said, and from *lately* on."""
        if not theme_ids:
            return {}
        said = _said(_I.c.organisation_id == organisation_id, _I.c.theme_id.in_(theme_ids))
        recent = sa.case((said.c.week >= str(lately), 1), else_=0)
        rows = self._connection.execute(
            sa.select(
                said.c.theme_id,
                sa.func.count(),
                sa.func.sum(recent),
                sa.func.max(said.c.created_at),
            ).group_by(said.c.theme_id)
        )
        return {row[0]: Times(*row[1:]) for row in rows}

    # --- what seems to be the same ------------------------------------------------------------

    def propose(
        self, organisation_id: int, contribution_id: int, found: Sequence[Similar]
    ) -> None:
        """Keep what an irritant is like, best first, until somebody says whether it is."""
        if not found:
            return
        adding = insert(self._connection.dialect.name, LikenessRow).on_conflict_do_nothing()
        self._connection.execute(
            adding,
            [
                {
                    "contribution_id": contribution_id,
                    "other_id": each.contribution_id,
                    "organisation_id": organisation_id,
                    "place": place,
                    "score": each.score,
                }
                for place, each in enumerate(found, 1)
            ],
        )

    def was_compared(self, organisation_id: int, contribution_id: int) -> bool:
        """Tell whether somebody is asked, or has said, what an irritant is the same as."""
        asked = sa.exists().where(
            _L.c.organisation_id == organisation_id, _L.c.contribution_id == contribution_id
        )
        placed = sa.exists().where(
            _I.c.organisation_id == organisation_id, _I.c.contribution_id == contribution_id
        )
        return bool(self._connection.scalar(sa.select(sa.or_(asked, placed))))

    def refuse(self, organisation_id: int, contribution_id: int, others: Collection[int]) -> None:
        """Remember that an irritant is not the same problem as these, which were proposed."""
        pairs = [tuple(sorted((contribution_id, other))) for other in others]
        adding = insert(self._connection.dialect.name, NotTheSameRow).on_conflict_do_nothing()
        if pairs:
            self._connection.execute(
                adding,
                [
                    {"first_id": first, "second_id": second, "organisation_id": organisation_id}
                    for first, second in pairs
                ],
            )
        between = sa.or_(
            (_L.c.contribution_id == contribution_id) & _L.c.other_id.in_(others),
            _L.c.contribution_id.in_(others) & (_L.c.other_id == contribution_id),
        )
        self._connection.execute(sa.delete(_L).where(between))

    def refused(self, organisation_id: int, contribution_id: int) -> set[int]:
        """Return the irritants of which somebody said that they are another problem."""
        ours = _N.c.organisation_id == organisation_id
        after = sa.select(_N.c.second_id).where(ours, _N.c.first_id == contribution_id)
        before = sa.select(_N.c.first_id).where(ours, _N.c.second_id == contribution_id)
        return set(self._connection.scalars(after.union_all(before)))

    def alike(
        self, organisation_id: int, contribution_ids: Collection[int]
    ) -> dict[int, list[Likeness]]:
        """Return what stands and seems to be the same as these irritants, the most alike first."""
        rows = self._connection.execute(
            sa.select(_L.c.contribution_id, _L.c.other_id, _L.c.place)
            .join(_C, _C.c.id == _L.c.other_id)
            .where(
                _L.c.organisation_id == organisation_id,
                _L.c.contribution_id.in_(contribution_ids),
                *_standing(_C),
            )
            .order_by(_L.c.contribution_id, _L.c.place)
        )
        found: dict[int, list[Likeness]] = {}
        for row in rows:
            found.setdefault(row[0], []).append(Likeness(*row))
        return found

    def waiting(self, organisation_id: int, *, limit: int, offset: int) -> list[Likeness]:
        """Return the irritants that wait to be grouped, each with what is most like it.

        The most alike first; those that were withdrawn, or are duplicates, wait for nothing.
        """
        rows = self._connection.execute(_waiting(organisation_id).limit(limit).offset(offset))
        return [Likeness(*row) for row in rows]

    def count_waiting(self, organisation_id: int) -> int:
        """Return how many irritants wait to be grouped, counted up to ``MOST_COUNTED`` and one."""
        some = _waiting(organisation_id).limit(MOST_COUNTED + 1).subquery()
        return self._connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def _waiting(organisation_id: int) -> sa.Select[Any]:
    """What waits, in the order of its index: SQLite would rather read everybody's."""
    this, other = _C.alias("this"), _C.alias("other")
    better, another = _L.alias("better"), _C.alias("another")
    is_first = ~sa.exists().where(
        better.c.contribution_id == _L.c.contribution_id,
        better.c.place < _L.c.place,
        another.c.id == better.c.other_id,
        *_standing(another),
    )
    return (
        sa.select(_L.c.contribution_id, _L.c.other_id, _L.c.place)
        .join(this, this.c.id == _L.c.contribution_id)
        .join(other, other.c.id == _L.c.other_id)
        .where(
            _L.c.organisation_id == organisation_id,
            *_standing(this),
            *_standing(other),
            is_first,
        )
        .order_by(_L.c.score.desc(), _L.c.contribution_id.desc())
    )


def _standing(contribution: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """What is an irritant, neither taken back nor a duplicate."""
    return (contribution.c.kind == Kind.IRRITANT, contribution.c.status.not_in(_GONE))


def _members() -> sa.Join:
    return _I.join(_C, _C.c.id == _I.c.contribution_id)


# --- counting -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Counted:
    irritants: int = 0
    people: int = 0
    weeks: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


def _said(*conditions: sa.ColumnElement[bool]) -> sa.CTE:
    """What counts of the themes, a row an irritant; ``who`` is its author, or stands for them."""
    who = sa.func.coalesce(_C.c.author_key, sa.cast(_C.c.author_id, sa.String))
    return (
        sa.select(
            _I.c.theme_id,
            _C.c.id,
            _C.c.week,
            _C.c.created_at,
            _C.c.site_id,
            _C.c.author_id,
            _C.c.support,
            who.label("who"),
        )
        .select_from(_members())
        .where(*_standing(_C), *conditions)
        .cte("said")
        .prefix_with("MATERIALIZED")
    )


def _counted(connection: Connection, said: sa.CTE) -> dict[int, _Counted]:
    """Return irritants, people, weeks, first and last moment of each theme.

    Votes without a name (of an old idea box, of who had theirs removed) are as many people as one
    irritant has of them: the same may stand under several.
    """
    votes = sa.select(sa.func.count()).where(_V.c.contribution_id == said.c.id).scalar_subquery()
    rows = connection.execute(
        sa.select(
            said.c.theme_id,
            sa.func.count(),
            sa.func.count(said.c.week.distinct()),
            sa.func.min(said.c.created_at),
            sa.func.max(said.c.created_at),
            sa.func.max(said.c.support - votes),
            sa.func.max(_T.c.surplus),
        )
        .select_from(said.join(_T, _T.c.id == said.c.theme_id))
        .group_by(said.c.theme_id)
    ).all()
    supporters = sa.select(
        said.c.theme_id, sa.cast(_V.c.person_id, sa.String).label("who")
    ).select_from(said.join(_V, _V.c.contribution_id == said.c.id))
    voices = sa.select(said.c.theme_id, said.c.who).union(supporters).subquery()
    named = {
        row[0]: row[1]
        for row in connection.execute(
            sa.select(voices.c.theme_id, sa.func.count()).group_by(voices.c.theme_id)
        )
    }
    return {
        theme_id: _Counted(
            irritants, max(1, named[theme_id] + max(0, unnamed) - surplus), weeks, first, last
        )
        for theme_id, irritants, weeks, first, last, unnamed, surplus in rows
    }


def forget_words(connection: Connection, contribution_ids: Collection[int]) -> None:
    """Have no theme be named by the words of these, which are about to be forgotten."""
    rows = connection.execute(
        sa.select(_T.c.id, _T.c.name, _C.c.text)
        .select_from(_members().join(_T, _T.c.id == _I.c.theme_id))
        .where(_I.c.contribution_id.in_(contribution_ids))
    ).all()
    for row in rows:
        if row.name == shortened(row.text.in_one_line()):
            others = connection.execute(
                CONTRIBUTION.join(_I, _I.c.contribution_id == _C.c.id)
                .where(_I.c.theme_id == row.id, _C.c.is_public, *_standing(_C))
                .order_by(_C.c.support.desc(), _C.c.id)
                .limit(1)
            )
            name = guess_name([contribution_of(other) for other in others])
            connection.execute(sa.update(_T).where(_T.c.id == row.id).values(name=name))


@contextmanager
def as_many_people(connection: Connection, contributions: sa.SelectBase) -> Iterator[None]:
    """Have the themes of these be said by no more people afterwards than before.

    Names may be removed meanwhile: that makes nobody more.
    """
    theirs = sa.select(_I.c.theme_id).where(_I.c.contribution_id.in_(contributions)).distinct()
    themes = list(connection.scalars(theirs))
    before = _people_of(connection, themes)
    yield
    for theme_id, people in _people_of(connection, themes).items():
        if people > before[theme_id]:
            connection.execute(
                sa.update(_T)
                .where(_T.c.id == theme_id)
                .values(surplus=_T.c.surplus + people - before[theme_id])
            )


def _people_of(connection: Connection, theme_ids: Sequence[int]) -> dict[int, int]:
    """Return how many people say each of these themes."""
    counted = _counted(connection, _said(_I.c.theme_id.in_(theme_ids)))
    return {theme_id: each.people for theme_id, each in counted.items()}
