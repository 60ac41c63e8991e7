"""A person's words in a card: shown as they were written, never read as markup or as a mention.

What a renderer does was seen with Microsoft's JavaScript one (npm `adaptivecards` 3.0.6): a
`TextRun` shows markdown, HTML, `<at>` and entities letter by letter, yet expands `{{DATE(…)}}` and
`{{TIME(…)}}` just as a `TextBlock` does. Teams on phones has renderers of its own: not seen.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import orjson

from cards import kit
from cards.kit import Color, Spacing, TextSize, Weight

# Leaves 8 KB of a card's 28 for its frame and its buttons.
WORDS_BYTES = 20 * 1024
WORDS_LINES = 80

_ELLIPSIS = "…"
_NBSP = "\N{NO-BREAK SPACE}"
_GRAVE = "\N{MODIFIER LETTER GRAVE ACCENT}"
_WORD_JOINER = "\N{WORD JOINER}"  # no width, no line break, and two braces no longer touch
_JOINER = "\N{ZERO WIDTH JOINER}"

_NEWLINE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: JSON cannot carry it
_DOUBLE_BRACE = re.compile(r"\{(?=\{)")
_SPACES = re.compile(r"^ +| {2,}", re.MULTILINE)
_MARKDOWN = re.compile(r"[*_\[\]()]")
"""What Teams on phones shows as it is behind a backslash; behind another it shows both."""
_BEGINS = re.compile(r"^(\s*\d*)(?=[#+\-=|.~]|:-)", re.MULTILINE)
"""Before what makes a title, a list or a table of a line: « 1. », « - », « # »."""
_TOUCHING = re.compile(r"\\(?=[!-/:-@\[-`{-~])|~(?=~)")
"""What becomes a mark by what follows it."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_HEAP = re.compile(f"([{_MARKS}]{{6}})[{_MARKS}]+")  # heaped marks ("zalgo") cover other lines

# Bidirectional controls, and what each opening one is closed by: Unicode UAX #9, section 2.
_FSI, _PDI, _PDF = "\u2068", "\u2069", "\u202c"
_CLOSER = {
    **dict.fromkeys("\u2066\u2067\u2068", _PDI),
    **dict.fromkeys("\u202a\u202b\u202d\u202e", _PDF),
}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BIDI_DEPTH = 8  # deeper is nobody's writing, and every level costs bytes to close
_ISOLATION_BYTES = 3 * (2 + _BIDI_DEPTH)

_CLUSTER_LIMIT = 32  # code points: a stream-safe text has 30 marks in a row at most, UAX #15


def words(
    text: str,
    *,
    size: TextSize | None = None,
    weight: Weight | None = None,
    color: Color | None = None,
    subtle: bool | None = None,
    max_bytes: int = WORDS_BYTES,
) -> list[kit.RichTextBlock]:
    """One block a line, at most *max_bytes* of JSON together; what does not fit ends in "…"."""

    def block(line: str, spacing: Spacing | None) -> kit.RichTextBlock:
        run = kit.TextRun(text=line, size=size, weight=weight, color=color, isSubtle=subtle)
        return kit.RichTextBlock(inlines=[run], spacing=spacing)

    frame = _frame(size, weight, color, subtle)
    smallest = frame + _ISOLATION_BYTES + len(_ELLIPSIS.encode())
    lines = _lines(text)
    blocks: list[kit.RichTextBlock] = []
    for number, (line, spacing) in enumerate(lines, start=1):
        shown = _isolated(line)
        after = max_bytes - frame - _bytes(shown)
        if after < (0 if number == len(lines) else smallest):
            if max_bytes >= smallest:
                cut = _cut(line, max_bytes - frame - _ISOLATION_BYTES)
                blocks.append(block(_isolated(cut), spacing))
            break
        blocks.append(block(shown, spacing))
        max_bytes = after
    return blocks


def only_line(text: str) -> str:
    """Return what ``words`` shows of a short *text* that is one line; nothing of any other."""
    lines = _lines(text)
    return _isolated(lines[0][0]) if len(lines) == 1 else ""


@cache
def _frame(
    size: TextSize | None,
    weight: Weight | None,
    color: Color | None,
    subtle: bool | None,
) -> int:
    """Bytes that a block takes besides its words."""
    run = kit.TextRun(text="", size=size, weight=weight, color=color, isSubtle=subtle)
    return kit.size(kit.to_dict(kit.RichTextBlock(inlines=[run], spacing="Default"))) + len(",")


def excerpt(text: str, limit: int) -> str:
    """One line of at most *limit* characters for a `TextRun`, cut after a word if it must be."""
    line = _guarded(" ".join(_BIDI.sub("", _printable(text)).split()))
    if _RIGHT_TO_LEFT.search(line):
        limit -= len(_FSI + _PDI)
    if len(line) <= limit:
        return _isolated(line)
    if limit < 1:
        return ""
    kept = _whole(line, limit - 1)
    word_end = len(kept) if line[len(kept)] == " " else kept.rfind(" ")
    if word_end >= limit // 2:  # else one long word: better cut than lost
        kept = kept[:word_end]
    return _isolated(kept.rstrip(" ,;:") + _ELLIPSIS)


def short(text: str, limit: int) -> str:
    """As ``excerpt``, in at most about twice as many bytes: a list of many lines stays a card."""
    return excerpt(fit(text, 2 * limit), limit)


def fit(text: str, max_bytes: int) -> str:
    """The longest beginning of *text* that takes *max_bytes* as UTF-8 JSON, without the quotes."""
    text = _SURROGATE.sub("\ufffd", text)
    return text if _bytes(text) <= max_bytes else _cut(text, max_bytes)


def escape_markdown(text: str) -> str:
    r"""*text* such that it can stand inside a `TextBlock` or a message and is shown literally.

    Only ``* _ [ ] ( )`` get a backslash: Teams on phones undoes it before these alone. Elsewhere a
    character without width keeps a mark from being one, and a backtick becomes an accent that
    looks the same. Seen with Microsoft's JavaScript renderer and markdown-it. A `TextRun` needs
    none of this.
    """
    apart = _TOUCHING.sub(rf"\g<0>{_WORD_JOINER}", _spaced(_printable(text)))
    apart = _BEGINS.sub(rf"\g<1>{_WORD_JOINER}", apart).replace("`", _GRAVE)
    escaped = _MARKDOWN.sub(r"\\\g<0>", apart)
    # Entities for these three: a message also reads XML (`<at>`), where a backslash means nothing.
    return _guarded(html.escape(escaped, quote=False))


def unmarked(text: str) -> str:
    """*text* for the title of a choice: without the characters that begin markdown.

    Some renderers read markdown there, others show a backslash as it is: seen in the Playground.
    """
    return _guarded(re.sub(r"[\\`*_\[\]<>#~|]", "", _printable(text)))


def spoken(text: str) -> str:
    """*text* on one line for a card's `speak`, which may be read as SSML: no XML character."""
    said = _BIDI.sub("", _printable(text)).replace("&", " et ")
    return _guarded(" ".join(re.sub("[<>]", " ", said).split()))


def _printable(text: str) -> str:
    """Without control characters (but newline and tab), half characters and heaps of marks."""
    text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
    return _HEAP.sub(r"\1", _SURROGATE.sub("\ufffd", text))


def _guarded(text: str) -> str:
    return _DOUBLE_BRACE.sub("{" + _WORD_JOINER, text)


def _spaced(text: str) -> str:
    """With the spaces that HTML would swallow; the last of several still lets the line break."""

    def kept(match: re.Match[str]) -> str:
        spaces = len(match[0])
        at_start = match.start() == 0 or text[match.start() - 1] == "\n"
        return _NBSP * spaces if at_start else _NBSP * (spaces - 1) + " "

    text = text.replace("\t", "    ")
    return _SPACES.sub(kept, text)


def _lines(text: str) -> list[tuple[str, Spacing | None]]:
    """The lines that say something; an empty one becomes space above the next."""
    lines: list[tuple[str, Spacing | None]] = []
    gap = False
    # A newline inside a TextRun is a new line in browsers only, so each line is a block.
    for line in _guarded(_spaced(_printable(text))).split("\n"):
        if not line.strip():
            gap = bool(lines)
            continue
        spacing: Spacing | None = ("Medium" if gap else "None") if lines else None
        lines.append((line.rstrip(), spacing))
        gap = False
    if len(lines) <= WORDS_LINES:
        return lines
    last, spacing = lines[WORDS_LINES - 1]
    rest = " ".join([last, *(line for line, _ in lines[WORDS_LINES:])])
    return [*lines[: WORDS_LINES - 1], (rest, spacing)]


def _isolated(line: str) -> str:
    """Its direction kept to itself, if any of it runs, or is made to run, from right to left."""
    if not _RIGHT_TO_LEFT.search(line):
        return line
    closers: list[str] = []
    inside = "".join(_balanced(char, closers) for char in line)
    return _FSI + inside + "".join(reversed(closers)) + _PDI


def _balanced(char: str, closers: list[str]) -> str:
    """What to write for *char*; *closers* are the controls that are still to be closed."""
    if char in _CLOSER:
        if len(closers) == _BIDI_DEPTH:
            return ""
        closers.append(_CLOSER[char])
        return char
    if char == _PDF:
        return closers.pop() if closers[-1:] == [_PDF] else ""
    if char == _PDI:
        return _closed_isolate(closers)
    return char


def _closed_isolate(closers: list[str]) -> str:
    if _PDI not in closers:
        return ""  # it would close the isolate that we put around the line
    closed = closers.pop()
    while closed[-1] != _PDI:
        closed += closers.pop()
    return closed


def _bytes(text: str) -> int:
    return len(orjson.dumps(text)) - len('""')


def _cut(text: str, max_bytes: int) -> str:
    room = max_bytes - len(_ELLIPSIS.encode())
    if room < 0:
        return ""
    end = 0
    for cluster in _clusters(text):
        room -= _bytes(cluster)
        if room < 0:
            break
        end += len(cluster)
    return text[:end].rstrip() + _ELLIPSIS


def _whole(text: str, limit: int) -> str:
    """The whole clusters among the first *limit* characters."""
    end = 0
    for cluster in _clusters(text):
        if end + len(cluster) > limit:
            break
        end += len(cluster)
    return text[:end]


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character, nearly: accents, skin tones, flags, families."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or end - start == _CLUSTER_LIMIT or not _belongs(text, start, end):
            yield text[start:end]
            start = end


def _belongs(text: str, start: int, here: int) -> bool:
    """Whether the character *here* belongs to the cluster begun at *start*."""
    char, before = text[here], text[here - 1]
    if char < "\u0300":
        return False
    if _JOINER in (before, char) or unicodedata.category(char).startswith("M"):
        return True
    if _is_flag_letter(char):
        return here - start == 1 and _is_flag_letter(before)
    return "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
