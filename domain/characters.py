"""Characters that nobody sees: they say nothing, and forge lines where they are shown."""

import re

_NEW_LINE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters, but tab and new line
    "\xad\u200b\u2060\ufeff"  # of no width: « Lé\u200ba » would hide from who looks for a name
    "\u202a-\u202e\u2066-\u2069]"  # bidirectional controls, which show a text in another order
)


def visible(text: str) -> str:
    """Return *text* without what nobody sees; every end of a line is a new line.

    Joiners stay, which emoji and some scripts need, and the marks of a direction.
    """
    return _UNSEEN.sub("", _NEW_LINE.sub("\n", text))


def one_line(text: str) -> str:
    """Return *text* as a name: on one line, single spaces, none around it."""
    return " ".join(visible(text).split())
