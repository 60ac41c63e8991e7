"""Plain words out of the HTML that Teams sends with a message.

Teams puts a mention in ``<span itemtype=".../Mention">``, an emoji in ``<emoji alt>`` or
``<img alt>``, and a quoted reply in ``<blockquote itemtype=".../Reply">`` (Microsoft Learn,
*Format your bot messages* and *Channel and group conversations with a bot*).
"""

import re
from html.parser import HTMLParser

from domain.characters import visible

_BREAKS_BEFORE = frozenset({"p", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "pre", "br"})
_SILENT = frozenset({"script", "style"})
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr"})
_MAX_DEPTH = 200
_LONGEST = 200_000
"""Characters of HTML that are read: a message of Teams holds some 28 KB."""

_NO_ELEMENT = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,4000}>)")
"""A bracket that opens no tag. Python's parser looks for the end of each to the end of the text,
again and again: 28 KB of them stopped the bot for 25 seconds (CVE-2025-6069 is one such case)."""


class _Words(HTMLParser):
    """Collects words; what stands in a quoted reply is another's and is left out."""

    def __init__(self, bot_name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._bot = bot_name
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._mention: list[str] | None = None
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BREAKS_BEFORE:
            self._say("\n")
        if tag == "li":
            self._say("- ")
        if tag in ("img", "emoji"):
            self._say(values.get("alt", ""))
        if tag in _VOID or len(self._open) >= _MAX_DEPTH:
            return
        hides = tag in _SILENT or (tag == "blockquote" and "Reply" in values.get("itemtype", ""))
        self._open.append((tag, hides))
        self._hidden += hides
        if tag == "at" or "Mention" in values.get("itemtype", ""):
            self._mention = []
        if tag == "a":
            self._link = values.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while True:
            name, hides = self._open.pop()
            self._hidden -= hides
            if name == tag:
                break
        if tag in ("at", "span") and self._mention is not None:
            self._end_mention()
        if tag == "a":
            self._end_link()
        if tag in _BREAKS_BEFORE:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if self._mention is not None:
            self._mention.append(data)
        else:
            self._say(re.sub(r"[ \t\r\n]+", " ", data))

    def _say(self, words: str) -> None:
        if not self._hidden:
            self.words.append(words)

    def _end_mention(self) -> None:
        name = "".join(self._mention or ()).strip()
        self._mention = None
        if name and name != self._bot:
            self._say(f"@{name}")

    def _end_link(self) -> None:
        """Keep the address of a link whose words do not already say it."""
        address, self._link = self._link, ""
        said = "".join(self.words[-3:])
        if address.startswith(("https://", "http://")) and address.rstrip("/") not in said:
            self._say(f" ({address})")


def plain_words(html: str, bot_name: str) -> str:
    """Return what a person wrote: paragraphs as lines, mentions as ``@Name`` but the bot's."""
    parser = _Words(bot_name)
    parser.feed(_NO_TAG.sub("&lt;", _NO_ELEMENT.sub("", html[:_LONGEST])))
    parser.close()
    return tidy("".join(parser.words))


def tidy(text: str) -> str:
    """Return *text* as it is read: without spaces at the ends of lines, single empty lines."""
    lines = [line.strip(" \t\xa0") for line in visible(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
