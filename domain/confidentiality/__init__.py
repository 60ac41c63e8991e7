"""Confidentiality of exchanges: what, in a message, may identify a young person.

Engagement 8 of the service standard (AFAQ référentiel 209, « confidentialité des échanges »). The
rules look for what the data protection law calls directly or indirectly identifying (GDPR,
article 4) and for health (article 9). Staff, organisations, towns and tools are nobody's secret.
"""

from domain.confidentiality.clean import EMPTY, Clean, Mask, masked
from domain.confidentiality.examining import examine
from domain.confidentiality.screen import Screen
from domain.confidentiality.spans import MASK, Examined, Found, Span

__all__ = [
    "EMPTY",
    "MASK",
    "Clean",
    "Examined",
    "Found",
    "Mask",
    "Screen",
    "Span",
    "examine",
    "masked",
]
