"""What a message is: its explicit signs first, then a small classifier."""

from domain.understanding.model import KINDS, Classifier, Understanding, parse_model
from domain.understanding.titles import Part

__all__ = ["KINDS", "Classifier", "Part", "Understanding", "parse_model"]
