"""Letters and figures that only look like ours, and signs that nobody sees: read as they look.

The look-alikes are those of Unicode's *confusables* (UTS 39) that are one Latin letter each, in
Greek, Cyrillic and phonetic script, and the few that look like one in small letters only.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PLAIN = (
    "\x00-\xac\xae-\u024f\u1e00-\u1eff\u2011\u2013-\u2027\u202f-\u205e\u20a0-\u20cf\u2190-\u245f"
    "\u2500-\u2bff\U0001f1e6-\U0001faff\U0001f000-\U0001f0ff"
)
"""What most messages are made of: read as it is."""
_ODD = re.compile(f"[^{_PLAIN}]")
_ESCAPED = re.compile("%[0-9A-Fa-f]{2}")
_PIECES = re.compile(
    rf"(?P<escaped>(?:%[0-9A-Fa-f]{{2}})+)|(?P<plain>(?:(?!%)[{_PLAIN}])+(?![{_MARKS}{_UNSEEN}]))"
    rf"|(?s:.)[{_MARKS}{_UNSEEN}]*"
)
_MOST_MARKS = 8
"""So many marks on one letter are read: each is compared with all others of its heap."""
_IS_UNSEEN = re.compile(f"[{_UNSEEN}{_MARKS}]")

_LOOKS = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχϲϳ" + "АВЕКМНОРСТУХЅІЈавекмнорстухѕіјԁһԛԝѵ" + "ɑɡɩɪᴀᴄᴇᴋᴍᴏᴜᴠᴡᴢℓ‐‒",
    "ABEZHIKMNOPTYXaeiknoptuxcj" + "ABEKMHOPCTYXSIJabekmhopctyxsijdhqwv" + "agiiacekmouvwzl--",
)


class Read(NamedTuple):
    """A text as it looks; the places are those of each character in it, empty where none moved."""

    text: str
    starts: list[int]
    ends: list[int]


def read(raw: str) -> Read:
    """Return *raw* as it looks: accents composed, and each letter the one for which it is taken.

    What an address escapes is read, too: « Kevin%20Muller » is « Kevin_Muller ».
    """
    if not (_ODD.search(raw) or ("%" in raw and _ESCAPED.search(raw))):
        return Read(raw, [], [])
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECES.finditer(raw):
        start, end, piece = match.start(), match.end(), match.group()
        if match["plain"] is not None:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            piece = _unescaped(piece) if match["escaped"] else _looks(piece)
            starts += [start] * len(piece)
            ends += [end] * len(piece)
        pieces.append(piece)
    return Read("".join(pieces), starts, ends)


def _unescaped(piece: str) -> str:
    """Return what is escaped, a space as « _ », which ends no address; else what stands there."""
    try:
        said = unquote(piece, errors="strict")
    except UnicodeDecodeError:
        return piece
    return re.sub(r"\s", "_", unicodedata.normalize("NFC", said))


def _looks(piece: str) -> str:
    """Return what one letter with its marks looks like; nothing where nobody sees anything."""
    decomposed = unicodedata.normalize("NFKD", piece[:_MOST_MARKS]).translate(_LOOKS)
    figures = "".join(_figure(char) for char in decomposed)
    composed = unicodedata.normalize("NFC", figures)
    return _IS_UNSEEN.sub("", composed)


def _figure(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char
