"""Provisional."""

from domain.inquiry import Inquiry, Lexicon


def read(text: str, lexicon: Lexicon, before: Inquiry | None = None) -> Inquiry | None:
    """Provisional."""
    return None


def is_question_like(text: str) -> bool:
    """Provisional."""
    return False
