"""How much a theme is said: by how many, how often, since when.

What counts is what stands: an irritant that was withdrawn, or that points to another as its
duplicate, keeps its place in its theme and counts no more until it stands again.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.contributions.contribution import Status
from domain.kinds import Kind
from domain.records import record
from domain.themes.theme import guess_name, shortened
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.tables import ContributionRow, VoteRow
from storage.sql import table
from storage.themes.tables import ThemeIrritantRow, ThemeRow

_T, _I, _C = table(ThemeRow), table(ThemeIrritantRow), table(ContributionRow)
_V = table(VoteRow)


def standing(contribution: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """What is an irritant, neither taken back nor a duplicate."""
    return (
        contribution.c.kind == Kind.IRRITANT,
        *(contribution.c.status != gone for gone in (Status.WITHDRAWN, Status.MERGED)),
    )


def members() -> sa.Join:
    """Return the irritants of themes, beside what they say."""
    return _I.join(_C, _C.c.id == _I.c.contribution_id)


@record
class Counted:
    """How much a theme is said; of nothing that stands, nothing."""

    irritants: int = 0
    people: int = 0
    weeks: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


def said_of(*conditions: sa.ColumnElement[bool]) -> sa.CTE:
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
        .select_from(members())
        .where(*standing(_C), *conditions)
        .cte("said")
        .prefix_with("MATERIALIZED")
    )


def count_said(connection: Connection, said: sa.CTE) -> dict[int, Counted]:
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
        theme_id: Counted(
            irritants, max(1, named[theme_id] + max(0, unnamed) - surplus), weeks, first, last
        )
        for theme_id, irritants, weeks, first, last, unnamed, surplus in rows
    }


def forget_words(connection: Connection, contribution_ids: Collection[int]) -> None:
    """Rename what is named by the words of these, which are about to be forgotten."""
    rows = connection.execute(
        sa.select(_T.c.id, _T.c.name, _C.c.text)
        .select_from(members().join(_T, _T.c.id == _I.c.theme_id))
        .where(_I.c.contribution_id.in_(contribution_ids))
    ).all()
    for row in rows:
        if row.name == shortened(row.text.in_one_line()):
            others = connection.execute(
                CONTRIBUTION.join(_I, _I.c.contribution_id == _C.c.id)
                .where(_I.c.theme_id == row.id, _C.c.is_public, *standing(_C))
                .order_by(_C.c.support.desc(), _C.c.id)
                .limit(1)
            )
            name = guess_name([contribution_of(other) for other in others])
            connection.execute(sa.update(_T).where(_T.c.id == row.id).values(name=name))


@contextmanager
def as_many_people(connection: Connection, contribution_ids: Sequence[int]) -> Iterator[None]:
    """Keep the themes of these at the number of people who said them before, or fewer.

    Names may be removed meanwhile: that makes nobody more.
    """
    theirs = sa.select(_I.c.theme_id).where(_I.c.contribution_id.in_(contribution_ids)).distinct()
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
    counted = count_said(connection, said_of(_I.c.theme_id.in_(theme_ids)))
    return {theme_id: each.people for theme_id, each in counted.items()}
