"""Themes: which irritants tell the same problem, and whether it is solved."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NewType

import sqlalchemy as sa

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution
from domain.themes.theme import Theme
from storage.actions.tables import ActionCauseRow
from storage.compiled import Compiled
from storage.contributions.repository import LockedContribution
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.tables import ContributionRow
from storage.contributions.visibility import Viewer, visible
from storage.repository import Repository
from storage.sql import among, insert, not_by, table
from storage.themes.counting import members, standing
from storage.themes.tables import LikenessRow, ThemeIrritantRow, ThemeRow

_T, _I, _L = table(ThemeRow), table(ThemeIrritantRow), table(LikenessRow)
_C, _AC = table(ContributionRow), table(ActionCauseRow)

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


@Compiled
def _of(dialect: str) -> Any:
    return (
        _THEME.add_columns(_I.c.contribution_id)
        .join(_I, _I.c.theme_id == _T.c.id)
        .where(
            not_by(_I.c.organisation_id) == sa.bindparam("organisation"),
            among(dialect, _I.c.contribution_id, "ids"),
        )
    )


LockedTheme = NewType("LockedTheme", Theme)
"""A theme as it stands while nobody else may change it: read by ``for_change``."""


class Themes(Repository):
    """The themes of the organisations; every reading names the organisation."""

    # --- themes -------------------------------------------------------------------------------

    def add(self, organisation_id: int, name: Clean, now: datetime) -> LockedTheme:
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
        return LockedTheme(Theme(id_, organisation_id, name, now))

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

    def for_change(
        self, organisation_id: int, theme_ids: Collection[int]
    ) -> dict[int, LockedTheme]:
        """Return themes by these ids, of merged ones the others; no other process changes them."""
        held: set[int] = set()
        while True:
            found = {each: self.get(organisation_id, each) for each in theme_ids}
            themes = {id_: LockedTheme(each) for id_, each in found.items() if each is not None}
            wanted = {*themes, *(each.id for each in themes.values())}
            if wanted <= held:
                return themes
            self._hold(_T.c.id, wanted)  # one may have been merged by then: look again
            held |= wanted

    def of_for_change(
        self, organisation_id: int, contribution_ids: Collection[int]
    ) -> dict[int, LockedTheme]:
        """As ``of``; no other process changes the themes until this work is done."""
        themes = {each.id for each in self.of(organisation_id, contribution_ids).values()}
        self.for_change(organisation_id, themes)
        now = self.of(organisation_id, contribution_ids)  # one may have been merged by then
        held = self.for_change(organisation_id, {each.id for each in now.values()})
        return {id_: held[each.id] for id_, each in now.items()}

    def of(self, organisation_id: int, contribution_ids: Collection[int]) -> dict[int, Theme]:
        """Return the themes of those of these irritants that have one."""
        if not contribution_ids:
            return {}
        values = {"organisation": organisation_id, "ids": sorted(contribution_ids)}
        rows = _of.all(self._connection, values)
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
        theme: LockedTheme,
        irritants: Collection[LockedContribution],
        now: datetime,
    ) -> None:
        """Put irritants in a theme, and in no other; they are asked no more."""
        contribution_ids = [each.id for each in irritants]
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
                    "organisation_id": theme.organisation_id,
                    "theme_id": theme.id,
                    "placed_at": now,
                }
                for each in contribution_ids
            ],
        )
        self._connection.execute(sa.delete(_L).where(_L.c.contribution_id.in_(contribution_ids)))

    def take_out(self, theme: LockedTheme, irritants: Collection[LockedContribution]) -> None:
        """Take irritants out of a theme."""
        ids = [each.id for each in irritants]
        self._connection.execute(
            sa.delete(_I).where(_I.c.theme_id == theme.id, _I.c.contribution_id.in_(ids))
        )

    def rename(self, theme: LockedTheme, name: Clean) -> None:
        """Give a theme another name."""
        self._set(theme, name=name)

    def merge(self, theme: LockedTheme, into: LockedTheme) -> None:
        """Merge *theme* into *into*: its irritants, its actions and all merged in it follow."""
        self._connection.execute(
            sa.update(_I).where(_I.c.theme_id == theme.id).values(theme_id=into.id)
        )
        self._follow_causes(theme.id, into.id)
        self._connection.execute(
            sa.update(_T)
            .where(
                sa.or_(_T.c.merged_into_id == theme.id, _T.c.id == theme.id),
            )
            .values(merged_into_id=into.id)
        )
        surplus = sa.select(_T.c.surplus).where(_T.c.id == theme.id).scalar_subquery()
        self._set(into, surplus=_T.c.surplus + surplus)

    def _follow_causes(self, theme_id: int, into_id: int) -> None:
        """Give the actions of a theme to another; one that is of both, once."""
        of_both = sa.select(_AC.c.action_id).where(_AC.c.theme_id == into_id)
        mine = _AC.c.theme_id == theme_id
        self._connection.execute(sa.delete(_AC).where(mine, _AC.c.action_id.in_(of_both)))
        self._connection.execute(sa.update(_AC).where(mine).values(theme_id=into_id))

    def solve(self, theme: LockedTheme, at: datetime) -> None:
        """Say that a theme is solved; one that is already stays so from then on."""
        self._set(
            theme,
            _T.c.solved_at.is_(None),
            solved_at=at,
            came_back_at=None,
            recurrent_at=None,
        )

    def reopen(self, theme: LockedTheme) -> None:
        """Take back that a theme is solved."""
        self._set(theme, solved_at=None)

    def come_back(self, theme: LockedTheme, at: datetime) -> None:
        """Say that a solved theme is said again."""
        self._set(
            theme,
            was_solved_at=_T.c.solved_at,
            came_back_at=at,
            solved_at=None,
        )

    def mark_recurrent(self, theme: LockedTheme, at: datetime) -> None:
        """Remember that the quality leads are told that a theme is recurrent."""
        self._set(theme, recurrent_at=at)

    def _set(
        self,
        theme: LockedTheme,
        *conditions: sa.ColumnElement[bool],
        **values: Any,
    ) -> None:
        this = _T.c.id == theme.id
        self._connection.execute(sa.update(_T).where(this, *conditions).values(**values))

    # --- what is in them ----------------------------------------------------------------------

    def irritants(
        self, theme: Theme, viewer: Viewer, *, limit: int, offset: int
    ) -> tuple[list[Contribution], int]:
        """Return a page of the irritants that *viewer* may see, newest first, and how many."""
        theirs = (_I.c.theme_id == theme.id, *visible(viewer), *standing(_C))
        inside = sa.select(_C.c.id).select_from(members()).where(*theirs)
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
