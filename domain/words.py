"""The stems of French words: what is searched for and what is searched in, made alike."""

import re

import snowballstemmer

from domain.names import fold
from domain.tokens import remembered

_STOP = """
    c d j l m n s t qu jusqu lorsqu puisqu quoiqu presqu y a
    le la les un une de du des au aux ce cet cette ces ceci cela ca celui celle ceux celles
    je tu il elle on nous vous ils elles me te se moi toi lui leur eux soi en
    mon ma mes ton ta tes son sa ses notre nos votre vos leurs
    et ou ni mais donc or que qui quoi dont quand comme si lorsque puisque
    quel quelle quels quelles lequel laquelle lesquels lesquelles
    pour par sur sous dans avec sans chez vers entre depuis pendant avant apres jusque
    ne pas non plus moins tres trop aussi encore deja bien alors puis
    tout tous toute toutes meme memes autre autres
    ai as avons avez ont avait avaient avoir suis es est sommes etes sont etait etaient etre soit
    fait faire faut peut peux peuvent
    ici voici voila aujourd hui aujourdhui
"""
STOP = frozenset(_STOP.split())
"""Words that tell nothing of what a text is about, folded and without their apostrophes."""

_WORD = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_LETTER = re.compile(r"\b([ei])[-‐‑ ](?=[a-z]{3})")
"""« I-Milo » and « e-mail », which are as often written « imilo » and « i milo »."""
_ENDING = re.compile(r"(?<=[a-z])ees?$")
"""« refusée », which without its accent the stemmer does not know for a participle."""


def stems(text: str, *, small: bool = False) -> list[str]:
    """Return what *text* is searched by, in its order: lower-case letters and digits, no accents.

    Words that differ by number, gender or accents give the same stem; stop words give none, but
    with *small* true.
    """
    return [stem for word, stem in stemmed(text) if small or word not in STOP]


def stemmed(text: str) -> list[tuple[str, str]]:
    """Return the words of *text*, folded, each with its stem; those of ``STOP``, too."""
    said = _LETTER.sub(r"\1", fold(text).translate(_LIGATURES))
    return [(word, _stem(word)) for word in _WORD.findall(said)]


@remembered(20_000)
def _stem(word: str) -> str:
    # A stemmer of its own: it holds the word that it works on, and threads index at once.
    stemmer = snowballstemmer.stemmer("french")
    # « badgees » first, or its stem would be that of another word than « badge ».
    return str(stemmer.stemWord(_ENDING.sub("e", word)))
