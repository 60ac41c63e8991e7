"""What actions answer to: themes, with all that tells them, and single contributions."""

import sqlalchemy as sa

from domain.actions.action import Action
from domain.actions.views import ThemeNamed
from storage.actions.repository import Actions, LockedAction
from storage.actions.tables import ActionCauseRow
from storage.contributions.tables import ContributionRow
from storage.repository import Repository
from storage.sql import table
from storage.themes.tables import ThemeIrritantRow, ThemeRow

_AC, _T, _I = table(ActionCauseRow), table(ThemeRow), table(ThemeIrritantRow)
_C = table(ContributionRow)


class Causes(Repository):
    """The causes of the organisations' actions."""

    def theme(self, organisation_id: int, theme_id: int) -> ThemeNamed | None:
        """Return a theme of that organisation; one that was merged, as what it joined."""
        into = _T.alias("into")
        row = self._connection.execute(
            sa.select(
                sa.func.coalesce(into.c.id, _T.c.id), sa.func.coalesce(into.c.name, _T.c.name)
            )
            .select_from(_T.outerjoin(into, into.c.id == _T.c.merged_into_id))
            .where(_T.c.organisation_id == organisation_id, _T.c.id == theme_id)
        ).first()
        return ThemeNamed(*row) if row else None

    def themes_of(self, action: Action) -> list[ThemeNamed]:
        """Return the themes that an action answers to; one that was merged, as what it joined."""
        into = _T.alias("into")
        rows = self._connection.execute(
            sa.select(
                sa.func.coalesce(into.c.id, _T.c.id), sa.func.coalesce(into.c.name, _T.c.name)
            )
            .select_from(
                _AC.join(_T, _T.c.id == _AC.c.theme_id).outerjoin(
                    into, into.c.id == _T.c.merged_into_id
                )
            )
            .where(_AC.c.action_id == action.id)
            .order_by(_AC.c.id)
        )
        found: dict[int, str] = {row[0]: row[1] for row in rows}
        return [ThemeNamed(*each) for each in found.items()]

    def contributions_of(self, action: Action, *, of_themes: bool = False) -> list[int]:
        """Return the ids of what an action answers to; *of_themes* also its themes' irritants."""
        ids = list(
            self._connection.scalars(
                sa.select(_AC.c.contribution_id)
                .where(_AC.c.action_id == action.id, _AC.c.contribution_id.is_not(None))
                .order_by(_AC.c.id)
            )
        )
        themes = [each.id for each in self.themes_of(action)] if of_themes else []
        if themes:
            ids += self._connection.scalars(
                sa.select(_I.c.contribution_id)
                .where(_I.c.organisation_id == action.organisation_id, _I.c.theme_id.in_(themes))
                .order_by(_I.c.contribution_id)
            )
        return list(dict.fromkeys(ids))

    def pass_on(self, action: LockedAction, new: LockedAction) -> None:
        """Make *new* answer to all that *action* answers to."""
        themes = [each.id for each in self.themes_of(action)]
        answered = self.contributions_of(action)
        Actions(self._connection, self._journal).answer_to(new, themes, answered)

    def answering(self, organisation_id: int, contribution_id: int) -> list[Action]:
        """Return what was done about a contribution, itself or its theme, the newest first.

        Of a duplicate also what was done about what it points to.
        """
        this = sa.select(_C.c.id).where(_C.c.id == contribution_id)
        target = sa.select(_C.c.merged_into_id).where(_C.c.id == contribution_id)
        these = this.union_all(target.where(_C.c.merged_into_id.is_not(None)))
        theme = sa.select(_I.c.theme_id).where(_I.c.contribution_id.in_(these))
        merged = sa.select(_T.c.id).where(_T.c.merged_into_id.in_(theme))
        ids = sa.select(_AC.c.action_id).where(
            _AC.c.organisation_id == organisation_id,
            sa.or_(
                _AC.c.contribution_id.in_(these),
                _AC.c.theme_id.in_(theme),
                _AC.c.theme_id.in_(merged),
            ),
        )
        return Actions(self._connection, self._journal).done_among(organisation_id, ids)
