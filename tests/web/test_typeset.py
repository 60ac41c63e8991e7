"""PDF: what people wrote is shown as they wrote it, whatever it is."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from bot.survey.poster import poster_pdf
from bot.web import typeset
from cards import texts
from domain.survey.weather import Poster

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


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("Été : « œuf » ⚡🌤️", "Été : « œuf »"),
        ("Haguenau 🏥 Nord", "Haguenau Nord"),
        ("Ạnh 中", "Anh"),
        ("Haguenau · هاغناو", "Haguenau ·"),
        ("هاغناو - المركز", texts.OTHER_SCRIPT),
        ("🏥", texts.OTHER_SCRIPT),
        ("", ""),
        ("·", "·"),
        ("Où ?", "Où ?"),
    ],
)
def test_what_the_font_cannot_draw_is_left_out(said: str, drawn: str) -> None:
    assert typeset.drawable(said) == drawn


@pytest.mark.parametrize("name", ["هاغناو", "🏥"])
async def test_a_poster_of_a_site_that_cannot_be_drawn_has_no_question_mark(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []

    def compiled(*_args: object, sys_inputs: dict[str, str], **_named: object) -> bytes:
        told.append(orjson.loads(sys_inputs["data"]))
        return b"%PDF"

    monkeypatch.setattr("typst.compile", compiled)
    poster = Poster(1, 1, 2, name, "t" * 22, AT)

    await poster_pdf(poster, "https://flash.example.fr/s/t", "a4", AT)

    assert told[0]["site"] == texts.OTHER_SCRIPT
