"""A contribution as it is read from its row, with what others say of it."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from domain.confidentiality import Clean
from domain.contributions.contribution import Attachment, Contribution, Number
from domain.kinds import Kind
from storage.contributions.tables import CommentRow, ContributionRow, TrialRow
from storage.sql import table
from storage.tables import PersonRow, SiteRow

_C, _T, _M = table(ContributionRow), table(TrialRow), table(CommentRow)
_P, _S = table(PersonRow), table(SiteRow)
_ANSWERING, _ASSIGNED, _INTO = _P.alias("answering"), _P.alias("assigned"), _C.alias("into")

_COMMENTS = (
    sa.select(sa.func.count())
    .where(_M.c.contribution_id == _C.c.id, ~_M.c.deleted)
    .scalar_subquery()
)
_TRIED = sa.select(sa.func.count()).where(_T.c.contribution_id == _C.c.id).scalar_subquery()
CONTRIBUTION: sa.Select[Any] = sa.select(
    *(column for column in _C.c if column.name != "words"),
    sa.func.coalesce(_P.c.name, "").label("author_name"),
    sa.func.coalesce(_S.c.name, "").label("site_name"),
    sa.func.coalesce(_ANSWERING.c.name, "").label("answered_by_name"),
    sa.func.coalesce(_ASSIGNED.c.name, "").label("assigned_to_name"),
    _COMMENTS.label("comments"),
    _INTO.c.year.label("into_year"),
    _INTO.c.serial.label("into_serial"),
    sa.case((_C.c.kind == Kind.BEST_PRACTICE, _TRIED), else_=0).label("tried"),
).select_from(
    _C.outerjoin(_P, _P.c.id == _C.c.author_id)
    .outerjoin(_S, _S.c.id == _C.c.site_id)
    .outerjoin(_ANSWERING, _ANSWERING.c.id == _C.c.answered_by_id)
    .outerjoin(_ASSIGNED, _ASSIGNED.c.id == _C.c.assigned_to_id)
    .outerjoin(_INTO, _INTO.c.id == _C.c.merged_into_id)
)
"""A contribution with the names of those who have to do with it; read by ``contribution_of``."""


def kept_files(kept: Iterable[Mapping[str, str]]) -> tuple[Attachment, ...]:
    """Return the files that a row names."""
    return tuple(Attachment(Clean(file["name"]), Clean(file["url"])) for file in kept)


def contribution_of(row: Row[Any]) -> Contribution:
    """Return what a row of ``CONTRIBUTION`` says."""
    return Contribution(
        id=row.id,
        organisation_id=row.organisation_id,
        number=Number(row.year, row.serial),
        kind=row.kind,
        status=row.status,
        text=row.text,
        created_at=row.created_at,
        author_id=row.author_id,
        author_key=row.author_key,
        author_name=row.author_name,
        site_id=row.site_id,
        site_name=row.site_name,
        engagement=row.engagement,
        origin=row.origin,
        link=row.link,
        attachments=kept_files(row.attachments),
        support=row.support,
        week=row.week,
        is_public=row.is_public,
        is_cited=row.is_cited,
        tags=tuple(row.tags),
        status_at=row.status_at,
        read_at=row.read_at,
        read_by_id=row.read_by_id,
        promised_on=row.promised_on,
        decided_at=row.decided_at,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by_id=row.answered_by_id,
        answered_by_name=row.answered_by_name,
        merged_into_id=row.merged_into_id,
        merged_into=Number(row.into_year, row.into_serial) if row.merged_into_id else None,
        assigned_to_id=row.assigned_to_id,
        assigned_to_name=row.assigned_to_name,
        assigned_until=row.assigned_until,
        asked_back=row.asked_back,
        is_asked_back=row.asked_back_open,
        tried=row.tried,
        comments=row.comments,
    )
