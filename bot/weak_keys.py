"""What makes a secret key worth nothing: too short, or to be guessed."""

import re
from itertools import pairwise

LEAST = 16
"""Characters that nobody can guess: 64 bits, even where they are hexadecimal."""

_LEAST_DISTINCT = 6
"""Of 16 random hexadecimal digits fewer than six are different once in a million keys."""

_WORDS = re.compile(
    r"changeme|change|password|passwd|motdepasse|secret|azerty|qwerty|openssl|randhex|example"
    r"|exemple|flash|amelioration|anonymity|anonymat|[^a-z0-9]+"
)
"""What people write where a key is asked for, and what stands between words."""


def is_guessable(key: str) -> bool:
    """Tell whether *key* is too short, or made of what everybody tries first.

    That is one character or piece again and again, a row such as 0123456789, and words that stand
    where a key is asked for; what a generator gives is none of these.
    """
    piece = _repeated(key)
    rows = sum(abs(ord(one) - ord(other)) <= 1 for one, other in pairwise(piece))
    left = _WORDS.sub("", piece.lower())
    return len(left) < LEAST or len(set(left)) < _LEAST_DISTINCT or rows * 2 > len(piece)


def _repeated(key: str) -> str:
    """Return the piece of which *key* is made, which is mostly the whole of it."""
    lengths = range(1, len(key) // 2 + 1)
    return next((key[:each] for each in lengths if key[each:] == key[:-each]), key)
