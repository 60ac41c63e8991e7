"""What the « ███ » in texts stand for."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from domain.confidentiality import Clean, Found, Mask
from storage.confidentiality.tables import MaskingRow
from storage.sql import insert, table

_T = table(MaskingRow)
CONTRIBUTION, COMMENT, QUESTION = "contribution_id", "comment_id", "question_id"
"""What a text belongs to: the column of ``masking`` that names it."""

_SOFT = "?"


def keep_masks(
    connection: Connection, organisation_id: int, owner: str, owner_id: int, text: Clean | str
) -> None:
    """Keep what the « ███ » in a text stand for, now that *text* is what it says.

    *owner* is ``CONTRIBUTION``, ``COMMENT`` or ``QUESTION``. Those that stood in the text before
    stay what they were.
    """
    there = _T.c[owner] == owner_id
    masks = text.masks if isinstance(text, Clean) else ()
    former: list[str] = connection.scalar(sa.select(_T.c.masks).where(there)) or []
    written = _filled([_written(mask) for mask in masks], former)
    if former:
        connection.execute(sa.update(_T).where(there).values(masks=written))
    elif written:
        connection.execute(
            insert(connection.dialect.name, MaskingRow),
            {"organisation_id": organisation_id, owner: owner_id, "masks": written, "link": ""},
        )


def forget_masks(
    connection: Connection, owner: str, ids: Collection[int] | sa.Select[tuple[int]]
) -> None:
    """Forget what was masked in texts that are gone; *owner* is as for ``keep_masks``."""
    connection.execute(sa.delete(_T).where(_T.c[owner].in_(ids)))


def _filled(masks: list[str], former: list[str]) -> list[str]:
    """Return *masks*, those that stood there before as they are known, where that is plain."""
    if masks.count("") != len(former):
        return masks
    known = iter(former)
    return [mask or next(known) for mask in masks]


def _written(mask: Mask | None) -> str:
    return f"{mask.type}{'' if mask.firm else _SOFT}" if mask else ""


def read_mask(written: str) -> Mask | None:
    """Return what a kept « ███ » stands for; None where it came with the text."""
    firm = not written.endswith(_SOFT)
    return Mask(Found(written.removesuffix(_SOFT)), firm) if written else None
