"""Anything at all, for the grammar: words that hurt, words that people say, and odd values."""

from typing import Any

from hypothesis import strategies as st

Json = Any
IDS = 16
"""Ids up to here are those of rows that exist, or nearly."""

_HOSTILE = [
    "",
    " ",
    "\u202egnp.exe",
    "\u202e\u2066\u2067\u2068",
    "a\u0000b\u0007\u001b[2J\u001b]0;x\u0007\u0085\u2028",
    "\r\nSet-Cookie: x=1",
    "' OR '1'='1'; DROP TABLE contribution; --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[clic](javascript:alert(1)) ![x](data:text/html,x) **gras** <at>Tous</at>",
    "{{DATE(2026-01-01,SHORT)}} {{7*7}} ${7*7} %s %n {0}",
    '=HYPERLINK("https://evil.example","x")',
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f👩‍👩‍👧‍👦" * 5,
    "Z̸̢̨̛͎̳͍͔̙̮̬͙͇̦̞̙̿̑̈́͗̑̅̓̆̋" * 30,
    "ﷺ" * 200,
    "İıſK" * 50,
    "a" * 9_999,
    "é" * 21_000,
    "mot " * 6_000,
    "AC-2026-0001 AC-9999-999999999 AC-٢٠٢٦-٠٠٠١",
    "où en est l’idée 999999999999999999999 ?",
    "refusées du 31/02/2026 au 99/99/9999 à Haguenau et pourquoi ?",
    "en congé jusqu’au 31/12/9999",
    "<div>" * 300 + "x",
    "&#x0;&#55296;&#1114112;&lt;at&gt;",
]

_FRENCH = [
    "Irritant : I-Milo rame encore ce matin",
    "Astuce : appeler la veille, 9 présents sur 10",
    "Suggestion : un QR code à l’accueil",
    "ce serait bien d’ouvrir les ateliers le samedi",
    "merci !",
    "rien cette semaine",
    "aide",
    "nouveau",
    "mes contributions",
    "à traiter",
    "rôles",
    "réglages",
    "diffusion",
    "antennes",
    "exporter",
    "fiche AC-2026-0002",
    "où en est l’idée 2 ?",
    "refusées ce trimestre et pourquoi",
    "et à Haguenau ?",
    "ne plus me solliciter",
    "reprendre",
    "en congé jusqu’au 12/12",
    "mon antenne",
]


def mostly(usual: st.SearchStrategy[Json], odd: st.SearchStrategy[Json]) -> Any:
    """Return what is usual in eleven cases of twelve."""
    return st.sampled_from([usual] * 11 + [odd]).flatmap(lambda strategy: strategy)


words = st.one_of(st.sampled_from(_FRENCH), st.sampled_from(_HOSTILE), st.text(max_size=200))

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.sampled_from([0, 1, -1, 2**31, 2**53, 10**18, 1e308, -0.0, 1.5]),
    words,
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["id", "type", "verb", "data", "x", "\u0000"]), inner),
    ),
    max_leaves=12,
)


def nested(levels: int) -> Json:
    """Return an object inside an object, so many times."""
    value: Json = "x"
    for _ in range(levels):
        value = {"a": value}
    return value


deep = st.integers(1, 200).map(nested)
some_id = st.one_of(st.integers(1, IDS), st.integers(-1, 2**31), st.integers(1, IDS).map(str))
times = mostly(
    st.one_of(
        st.sampled_from(["2026-11-24T08:12:00Z", "2026-11-24T09:12:00.1234567+01:00"]),
        st.datetimes().map(lambda moment: moment.isoformat()),
        st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
    ),
    words,
)
