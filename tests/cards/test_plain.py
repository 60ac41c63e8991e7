import re
import unicodedata

import orjson
import pytest

from cards.kit import Card, TextBlock, size, to_dict
from cards.plain import escape_markdown, excerpt, fit, spoken, words
from tests.cards.oracle import problems

FSI, PDI, PDF, RLO, NBSP = "\u2068", "\u2069", "\u202c", "\u202e", "\u00a0"
WJ = "\N{WORD JOINER}"
FAMILY = "👩‍👩‍👧‍👦"
HOSTILE = {
    "markdown": "**gras** _it_ # titre [lien](http://x.fr) `code` 1. un > cit",
    "mention": "<at>Claire</at> et <b>gras</b> &lt;i&gt;",
    "override": f"avant {RLO}evil {RLO}gpj.exe",
    "closers": f"{PDI}{PDI}{PDF} après {PDI}",
    "deep": "\u202e" * 5_000 + "x" + "\u2067" * 5_000,
    "hebrew": "שלום לכולם (1).",
    "emoji": "😀" * 10_000,
    "families": FAMILY * 1_400,
    "zalgo": "".join(letter + "\u0316\u0317\u0301" * 60 for letter in "zalgo" * 11),
    "one heap": "e" + "\u0301" * 10_000,
    "tabs": "\tun\t\tdeux",
    "date": "{{DATE(2017-02-14T06:08:39Z,SHORT)}} {{{TIME(2017-02-14T06:08:39Z)}}}",
    "newlines": "\n" * 10_000,
    "lines": "a\n" * 5_000,
    "spaces": " " * 10_000 + "x",
    "quotes": '"\\' * 5_000,
    "controls": "a\x00b\x07c\x1b[31md\x7fe\x9bf\ud83d",
    "long": "Le copieur du 2e étage est en panne. " * 270,
}


def shown(text, **look):
    return [block["inlines"][0]["text"] for block in map(to_dict, words(text, **look))]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_card_of_hostile_words_is_valid_and_small_enough(text):
    title = TextBlock(text=escape_markdown(excerpt(text, 80)) or "…")
    said = spoken(excerpt(text, 200)) or "…"
    body = [title, *words(text)]
    assert problems(to_dict(Card(body=body, speak=said, fallbackText=said))) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_words_are_never_more_bytes_than_asked(text):
    blocks = [to_dict(block) for block in words(text, max_bytes=1_000)]
    assert size({"b": blocks}) - size({"b": []}) <= 1_000


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_line_opens_and_closes_its_own_direction(text):
    for line in shown(text):
        depth = 0
        for char in line:
            depth += (char in "\u2066\u2067\u2068") - (char == PDI)
            assert depth >= 0
        embeddings = sum(char in "\u202a\u202b\u202d\u202e" for char in line)
        assert depth == 0
        assert embeddings == line.count(PDF)


@pytest.mark.parametrize("name", ["markdown", "mention", "quotes", "long"])
def test_ordinary_characters_are_left_as_they_are(name):
    assert "\n".join(shown(HOSTILE[name])) == HOSTILE[name].rstrip()


def test_words_are_one_block_a_line_close_together():
    blocks = [to_dict(block) for block in words("un\n- deux\r\n\n\ntrois", weight="Bolder")]
    assert [block.get("spacing") for block in blocks] == [None, "None", "Medium"]
    assert blocks[1]["inlines"] == [{"type": "TextRun", "text": "- deux", "weight": "Bolder"}]


def test_spaces_that_html_would_swallow_are_kept():
    assert shown("  un   deux\n\ttrois") == [
        f"{NBSP * 2}un{NBSP * 2} deux",
        f"{NBSP * 4}trois",
    ]


def test_nothing_written_is_nothing_shown():
    assert words("") == words(" \n\t\n") == []


def test_more_lines_than_a_card_can_have_are_run_together_and_not_lost():
    lines = shown("\n".join(f"ligne{n}" for n in range(300)))
    assert len(lines) == 80
    assert " ".join(lines).split() == [f"ligne{n}" for n in range(300)]


def test_words_that_were_cut_say_so():
    assert shown("é" * 30_000)[-1].endswith("…")
    assert shown("un\n" * 40, max_bytes=500)[-1].endswith("…")
    assert "…" not in "".join(shown("é" * 10_000))


def test_date_functions_are_not_run():
    for text in (*shown(HOSTILE["date"]), excerpt(HOSTILE["date"], 300)):
        assert "{{" not in text
        assert text.replace("\u2060", "") == HOSTILE["date"]
    assert "{{" not in escape_markdown(HOSTILE["date"])


def test_a_direction_override_ends_with_its_line():
    assert shown(f"a {RLO}b\nc") == [f"{FSI}a {RLO}b{PDF}{PDI}", "c"]


def test_a_stray_closer_does_not_open_the_line_to_the_next():
    assert shown(f"{PDI}{PDF}a") == [f"{FSI}a{PDI}"]


def test_an_isolate_closes_the_embeddings_inside_it():
    assert shown(f"{FSI}a{RLO}b{PDI}c") == [f"{FSI}{FSI}a{RLO}b{PDF}{PDI}c{PDI}"]


def test_control_characters_and_half_characters_are_gone():
    assert shown(HOSTILE["controls"]) == ["abc[31mdef\ufffd"]


def test_marks_heaped_on_a_letter_are_thinned_and_accents_are_not():
    (line,) = shown(HOSTILE["one heap"] + " déjà de\u0301ja\u0300")
    assert line == "e" + "\u0301" * 6 + " déjà de\u0301ja\u0300"


def test_an_excerpt_is_one_line_cut_after_a_word():
    assert excerpt("Le  copieur\n du\t2e étage, encore", 22) == "Le copieur du 2e…"
    assert excerpt("Le copieur", 10) == "Le copieur"
    assert excerpt("anticonstitutionnellement", 10) == "anticonst…"


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 7, 40, 200])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_excerpt_keeps_to_its_limit(text, limit):
    line = excerpt(text, limit)
    assert len(line) <= limit
    assert not re.search(r"[\n\t\u202e]", line)


@pytest.mark.parametrize(
    "cluster", [FAMILY, "🇫🇷", "👍🏽", "e\u0301", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥"], ids=lambda c: unicodedata.name(c[0])
)
def test_what_looks_like_one_character_is_never_cut_in_two(cluster):
    for limit in range(1, 4 * len(cluster)):
        rest = excerpt(cluster * 5, limit).removesuffix("…")
        assert rest.replace(cluster, "") == ""
        rest = fit(cluster * 5, 4 * limit).removesuffix("…")
        assert rest.replace(cluster, "") == ""


@pytest.mark.parametrize("text", ['"\\' * 50, "é\n\t" * 50, "😀" * 50, "\x00" * 50, "\ud83d" * 9])
@pytest.mark.parametrize("room", [0, 2, 3, 10, 59, 100])
def test_fit_counts_bytes_as_json_writes_them(text, room):
    assert len(orjson.dumps(fit(text, room))) - 2 <= room


def test_what_fits_is_left_alone():
    assert fit('é"\n', 6) == 'é"\n'
    assert fit('é"\n', 5) == "é…"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**gras** _it_", r"\*\*gras\*\* \_it\_"),
        ("[lien](http://x.fr)", r"\[lien\]\(http://x.fr\)"),
        ("<at>Claire</at> & co", "&lt;at&gt;Claire&lt;/at&gt; &amp; co"),
        ("1. un\n- deux\n# trois", f"1{WJ}. un\n{WJ}- deux\n{WJ}# trois"),
        ("le 12.11, AC-2026-0042 !", "le 12.11, AC-2026-0042 !"),
        ("titre\n===", f"titre\n{WJ}==="),
        (r"a\*b `c` ~~d~~ |e| !f +g", rf"a\{WJ}\*b ˋcˋ ~{WJ}~d~{WJ}~ |e| !f +g"),
        ("    code", NBSP * 4 + "code"),
    ],
)
def test_markdown_is_escaped(text, escaped):
    assert escape_markdown(text) == escaped


def test_what_is_said_holds_no_xml():
    assert spoken(f"<break/> Claire & Paul\n<at>{RLO}x</at>") == "break/ Claire et Paul at x /at"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_backslash_is_added_that_a_phone_would_show(text):
    escaped = escape_markdown(text)

    assert re.findall(r"\\[^*_\[\]()]", escaped) == re.findall(rf"\\{WJ}", escaped)
