"""Plain words out of the HTML that Teams sends with a message.

Teams puts a mention in ``<span itemtype=".../Mention">``, an emoji in ``<emoji alt>`` or
``<img alt>``, a quoted reply in ``<blockquote itemtype=".../Reply">``, a message that is passed on
in ``<blockquote itemtype=".../Forward">`` (Microsoft Learn, *Format your bot messages* and
*Channel and group conversations with a bot*; the last as Teams was seen to send it).
"""

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from html.parser import HTMLParser

from domain.characters import visible
from domain.records import record

_BLOCKS = frozenset(
    {"p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"pre", "codeblock", "caption", "br", "hr"}
)
"""What stands on lines of its own."""

_SILENT = frozenset({"script", "style"})
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr"})
_ENDS = {
    "li": frozenset({"li", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
}
"""Elements that another ends by beginning, for their own end may be left out (HTML, 13.1.2.4)."""

_OTHERS = frozenset({"mri", "time"})
"""The property by which a quoted or forwarded message says who wrote it, and when."""

_MAX_DEPTH = 200
MOST_MENTIONS = 100
_LONGEST = 100_000
"""Characters of HTML that are read: twice the 100 KB in UTF-16 that a message of Teams may have
(Microsoft Learn, *Message size limits*)."""

_NO_ELEMENT = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,4000}>)")
"""A bracket that opens no tag. Python's parser looks for the end of each to the end of the text,
again and again: 28 KB of them stopped the bot for 25 seconds (CVE-2025-6069 is one such case)."""

_PARAGRAPH = re.compile(r"<p>([^<>]*)</p>")
"""What most messages are: a parser would take ten times as long to find nothing in it."""

_End = Callable[[str], str]
"""What is read of an element, from the words inside it."""


@record
class Written:
    """What stands in a message."""

    text: str
    is_forwarded: bool = False
    """Somebody else wrote it, or a part of it."""
    has_picture: bool = False
    is_cut: bool = False
    """There was more than is kept of a message."""
    mentioned: tuple[str, ...] = ()
    """Whom Teams mentions in it, by their names."""


class _Words(HTMLParser):
    """Collects words; what stands in a quoted reply is another's and is left out."""

    def __init__(self, bot_name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.is_forwarded = False
        self.has_picture = False
        self.mentioned: list[str] = []
        self._bot = bot_name
        self._open: list[tuple[str, _End | None]] = []
        self._said: list[list[str]] = [[]]
        """The words, and those of each open element of which something else is read."""
        self._rows: list[list[str]] = []
        """The cells of each open row of a table."""
        self._lists: list[int | None] = []
        """Of each open list the number of its next item, None where they have a dash."""
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        ends = _ENDS.get(tag, ())
        while self._open and self._open[-1][0] in ends:
            self._close()
        if tag in _BLOCKS:
            self._say("\n")
        if tag in ("img", "emoji"):
            self._say(self._picture(tag, values))
        if tag in _VOID or len(self._open) >= _MAX_DEPTH:
            return
        end = self._end_of(tag, values)
        self._open.append((tag, end))
        if end is not None:
            self._said.append([])

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._close() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._say(data if self._preformatted else _in_one_line(data))

    def words(self) -> str:
        """Return all words, those of elements that nothing closed included."""
        while self._open:
            self._close()
        return "".join(self._said[0])

    def _say(self, words: str) -> None:
        self._said[-1].append(words)

    def _close(self) -> str:
        tag, end = self._open.pop()
        if end is not None:
            self._say(end("".join(self._said.pop())))
        if tag in ("ul", "ol"):
            self._lists.pop()
        self._preformatted -= tag == "pre"
        if tag in _BLOCKS:
            self._say("\n")
        return tag

    def _end_of(self, tag: str, values: dict[str, str]) -> _End | None:
        kind = values.get("itemtype", "")
        if tag in _SILENT or values.get("itemprop") in _OTHERS:
            return _nothing
        if tag == "blockquote":
            self.is_forwarded |= "Forward" in kind
            return _nothing if "Reply" in kind else None
        if tag == "at" or "Mention" in kind:
            return self._mention
        if tag == "a":
            return partial(_link, values.get("href", ""))
        if tag in ("li", "td", "th", "tr"):
            return self._begin_part(tag)
        if tag in ("ul", "ol"):
            first = values.get("start", "1")
            number = int(first) if re.fullmatch("[0-9]{1,4}", first) else 1
            self._lists.append(number if tag == "ol" else None)
        self._preformatted += tag == "pre"
        return None

    def _begin_part(self, tag: str) -> _End:
        if tag == "tr":
            self._rows.append([])
            return self._row
        return self._item if tag == "li" else self._cell

    def _picture(self, tag: str, values: dict[str, str]) -> str:
        """Return an emoji; other pictures are no words, and what stands for them says nothing."""
        said = values.get("alt", "")
        if tag == "emoji" or "Emoji" in values.get("itemtype", ""):
            return said
        if said and not any(each.isalnum() for each in said):
            return said
        self.has_picture = True
        return ""

    def _mention(self, said: str) -> str:
        name = said.strip()
        if not name or name == self._bot:
            return ""
        self.mentioned.append(name)
        return f"@{name}"

    def _item(self, said: str) -> str:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        words = re.sub(r"\n{2,}", "\n", said.strip())
        return f"\n{'-' if number is None else f'{number}.'} {words}" if words else ""

    def _cell(self, said: str) -> str:
        if not self._rows:
            return f" {said} "
        lines = (line.strip(_SPACES) for line in said.split("\n"))
        self._rows[-1].append(" / ".join(line for line in lines if line))
        return ""

    def _row(self, said: str) -> str:
        """Return the cells of a row on one line: two as what is said of something, else apart."""
        cells = [cell for cell in self._rows.pop() if cell]
        if len(cells) == _PAIR:
            cells = [f"{cells[0].rstrip(_SPACES + ':')} : {cells[1]}"]
        return "\n" + said + " | ".join(cells)


_PAIR = 2
_SPACES = " \t\xa0\u202f"


def _in_one_line(data: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", data)


def _nothing(_: str) -> str:
    return ""


def _link(address: str, said: str) -> str:
    """Keep the address of a link whose words do not already say it."""
    if address.startswith(("https://", "http://")) and address.rstrip("/") not in said:
        return f"{said} ({address})"
    return said


def read_html(html: str, bot_name: str) -> Written:
    """Return what a person wrote: paragraphs, items and rows as lines, mentions as ``@Name``.

    The mention of the bot is left out.
    """
    if len(html) <= _LONGEST and (paragraph := _PARAGRAPH.fullmatch(html)):
        return Written(tidy(_in_one_line(unescape(paragraph[1]))))
    parser = _Words(bot_name)
    parser.feed(_NO_TAG.sub("&lt;", _NO_ELEMENT.sub("", html[:_LONGEST])))
    parser.close()
    is_cut = len(html) > _LONGEST
    words, mentioned = tidy(parser.words()), tuple(parser.mentioned[:MOST_MENTIONS])
    return Written(words, parser.is_forwarded, parser.has_picture, is_cut, mentioned)


def tidy(text: str) -> str:
    """Return *text* as it is read: without spaces at the ends of lines, single empty lines."""
    lines = [line.strip(" \t\xa0") for line in visible(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
