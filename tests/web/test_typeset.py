"""PDF: what people wrote is shown as they wrote it, whatever it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.web import typeset

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "fr", font: sys.inputs.font)
= #data.title
#for each in data.words [- #each
]
"""


@pytest.fixture(autouse=True)
def _probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = typeset.HERE / "fonts"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "probe.typ").write_text(TEMPLATE)
    (tmp_path / "fonts").symlink_to(fonts)
    monkeypatch.setattr(typeset, "HERE", tmp_path)


async def test_words_are_data_and_never_markup() -> None:
    words = ["#panic(1) *gras* $x$ @ref <a> [b] \\ // x", "⚡ 🌤️ Kévin Ștefan 中文", "\x07\ud800"]

    pdf = await typeset.typeset("probe", {"title": "Été : « œuf »", "words": words}, AT)

    assert pdf.startswith(b"%PDF")
    assert pdf == await typeset.typeset("probe", {"title": "Été : « œuf »", "words": words}, AT)


def test_what_the_font_cannot_draw_is_left_out_or_told_plainly() -> None:
    assert typeset.drawable("Été : « œuf » ⚡🌤️") == "Été : « œuf » "
    assert typeset.drawable("Ạnh 中") == "Anh ?"
