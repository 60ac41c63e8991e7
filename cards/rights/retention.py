"""The row and the form of « Réglages » on how long what is kept."""

from typing import Any

from cards.fields import number_field
from cards.kit import Element
from cards.parts import hint
from cards.rights import texts as rights_texts
from cards.rights import verbs as rights_verbs
from cards.settings.settings import setting_form
from domain.rights.retention import Retention


def retention_form(
    kept: Retention, *, typed: rights_verbs.SaveRetention | None = None, problem: str = ""
) -> dict[str, Any]:
    """Return the form of how long what is kept."""
    leavers = str(kept.leavers) if typed is None else typed.leavers
    names = str(kept.names) if typed is None else typed.names
    withdrawn = str(kept.withdrawn) if typed is None else typed.withdrawn
    body: list[Element] = [
        hint(rights_texts.RETENTION_WHY),
        *(
            number_field(field, label, value)
            for field, label, value in (
                ("leavers", rights_texts.RETENTION_LEAVERS, leavers),
                ("names", rights_texts.RETENTION_NAMES, names),
                ("withdrawn", rights_texts.RETENTION_WITHDRAWN, withdrawn),
            )
        ),
    ]
    return setting_form(rights_texts.RETENTION, body, rights_verbs.SaveRetention(), problem)


def retention_said(kept: Retention) -> str:
    """Return for how long what is kept, in a line."""
    return rights_texts.RETENTION_LINE.format(
        leavers=rights_texts.months(kept.leavers),
        names=rights_texts.months(kept.names),
        withdrawn=rights_texts.months(kept.withdrawn),
    )
