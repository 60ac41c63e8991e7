"""Searching in people's words: one column of stems, indexed by each database in its own way.

The stems come from ``domain.words`` on both, so that both find the same. What is searched for and
what may be seen are narrowed in one index: the organisation is a term like the others.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from domain.records import record
from domain.words import stems
from storage.contributions.tables import ContributionRow
from storage.sql import table

_C = table(ContributionRow)
_FTS = sa.table("contribution_words", sa.column("rowid"), sa.column("contribution_words"))


NOWHERE = "org0"
"""A stem that no text has: what is asked for where nothing of a question may be looked for."""


@record
class Matches:
    """Where words are found: what to select from, the condition, and the contribution's id."""

    source: sa.FromClause
    condition: sa.ColumnElement[bool]
    id: sa.ColumnElement[int]
    contains: sa.ColumnElement[bool]
    """The same as a condition on contributions."""


def index_words(organisation_id: int, *texts: str, tags: Iterable[str] = ()) -> str:
    """Return what is kept in ``contribution.words``: a tag is found like any other word."""
    said = [stem for text in (*texts, *tags) for stem in stems(text)]
    return " ".join([_scope(organisation_id), *said])


def matches(
    dialect: str,
    organisation_id: int,
    asked: Sequence[str],
    tags: Iterable[str],
    *,
    every: bool = True,
    begun: bool = True,
) -> Matches | None:
    """Return where all stems, or with *every* false one of them, and all tags stand.

    With *begun* the last one may be the beginning of a word, so that a search finds while it is
    typed. None where nothing is asked for.
    """
    needed = [_scope(organisation_id), *(stem for tag in tags for stem in stems(tag))]
    if len(needed) == 1 and not asked:
        return None
    if dialect == "postgresql":
        terms = [*asked[:-1], f"{asked[-1]}{':*' if begun else ''}"] if asked else []
        words = (" & " if every else " | ").join(terms)
        query = " & ".join([*needed, *([f"({words})"] if words else [])])
        vector = sa.func.to_tsvector(sa.text("'simple'"), _C.c.words)
        found = vector.op("@@")(sa.func.to_tsquery(sa.text("'simple'"), query))
        return Matches(_C, sa.and_(*_glimpsed(asked, every=every), found), _C.c.id, found)
    terms = [f'"{term}"' for term in asked]
    if terms and begun:
        terms[-1] += "*"
    words = (" AND " if every else " OR ").join(terms)
    query = " AND ".join([*(f'"{term}"' for term in needed), *([f"({words})"] if words else [])])
    joined = _FTS.join(_C, _C.c.id == _FTS.c.rowid)
    condition = _FTS.c.contribution_words.op("MATCH")(query)
    contains = _C.c.id.in_(sa.select(_FTS.c.rowid).where(condition))
    return Matches(joined, condition, _FTS.c.rowid, contains)


def _glimpsed(asked: Sequence[str], *, every: bool) -> list[sa.ColumnElement[bool]]:
    """What must be seen in the words where they match, at a tenth of the cost of parsing them.

    PostgreSQL looks for a common word from the newest contribution on, and has to parse each.
    """
    seen = [sa.func.strpos(_C.c.words, f" {term}") > 0 for term in asked]
    return seen if every or not seen else [sa.or_(*seen)]


def _scope(organisation_id: int) -> str:
    return f"org{organisation_id}"
