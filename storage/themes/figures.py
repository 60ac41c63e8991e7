"""Themes in figures, with what is done about them."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from domain.actions.action import ActionState
from domain.isoweek import Week
from domain.people import SiteNature
from domain.records import record
from domain.themes.theme import WEEKS, Doing, Figures, Recurrence, ThemeView
from storage.actions.tables import ActionCauseRow, ActionRow
from storage.contributions.tables import ContributionRow
from storage.repository import Repository
from storage.sites import Sites
from storage.sql import table
from storage.tables import PersonRow, SiteRow
from storage.themes.counting import Counted, count_said, said_of
from storage.themes.repository import Themes
from storage.themes.tables import ThemeIrritantRow

_I, _C, _P = table(ThemeIrritantRow), table(ContributionRow), table(PersonRow)
_S, _A, _AC = table(SiteRow), table(ActionRow), table(ActionCauseRow)


@record
class Times:
    """How often a theme was said, how often lately, and when last."""

    all: int
    lately: int
    last_at: datetime


class ThemeFigures(Repository):
    """What the themes of the organisations come to."""

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
        counted = count_said(
            self._connection, said_of(*wanted, _C.c.organisation_id == organisation_id)
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
        themes = Themes(self._connection, self._journal).some(organisation_id, theme_ids)
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
        said = said_of(_I.c.organisation_id == organisation_id, _I.c.theme_id.in_(theme_ids))
        counted = count_said(self._connection, said)
        recent = self._recent(said, week)
        sites = self._sites(organisation_id, said)
        empty = Counted()
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
        large = Sites(self._connection, self._journal).large(organisation_id)
        rows = self._connection.execute(
            sa.select(said.c.theme_id, _S.c.name)
            .select_from(said.join(_S, _S.c.id == said.c.site_id))
            .where(said.c.author_id.is_not(None), _S.c.nature != SiteNature.SEVERAL)
            .distinct()
            .order_by(said.c.theme_id, _S.c.name)
        )
        found: dict[int, dict[str, bool]] = {}
        for row in rows:
            found.setdefault(row[0], {})[row[1]] = row[1] in large
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
        said = said_of(_I.c.organisation_id == organisation_id, _I.c.theme_id.in_(theme_ids))
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
