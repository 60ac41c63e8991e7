"""Names and numbers that are joined, escaped, or written in signs that only look like ours."""

from typing import Any

import pytest

from domain.confidentiality import Screen, examine
from tests.confidentiality.finding import STAFF, found_in
from tests.confidentiality.secrets import NIR
from tests.world import NADIA, World


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Kévin Muller attend", "Kévin Muller"),
        ("@kevin muller attend", "kevin muller"),
        ("@kevin.muller attend", "kevin.muller"),
        ("Kévin-Muller attend", "Kévin-Muller"),
        ("Jean-Pierre-Muller attend", "Jean-Pierre-Muller"),
        ("MULLER-Kévin attend", "MULLER-Kévin"),
        ("voir #KevinMuller", "KevinMuller"),
        ("voir #kevin_muller", "kevin_muller"),
        ("joint : KevinMuller.pdf", "KevinMuller.pdf"),
        ("joint : CV_Kevin_Muller_2026.pdf", "CV_Kevin_Muller_2026.pdf"),
        ("joint : muller-kevin.docx", "muller-kevin.docx"),
        ("joint : kevin.muller2006.docx", "kevin.muller2006.docx"),
        ("joint : Kevin%20Muller.pdf", "Kevin%20Muller.pdf"),
        ("K\u200dé\u200bvin Mul\u2060ler attend", "K\u200dé\u200bvin Mul\u2060ler"),
        ("Ｋｅｖｉｎ Ｍｕｌｌｅｒ attend", "Ｋｅｖｉｎ Ｍｕｌｌｅｒ"),
        ("Кеvin Мuller attend", "Кеvin Мuller"),
        ("Κеvіn Μullеr attend", "Κеvіn Μullеr"),
        ("𝐊𝐞𝐯𝐢𝐧 𝐌𝐮𝐥𝐥𝐞𝐫 attend", "𝐊𝐞𝐯𝐢𝐧 𝐌𝐮𝐥𝐥𝐞𝐫"),
        ("K̶e̶v̶i̶n̶ M̶u̶l̶l̶e̶r̶ attend", "K̶e̶v̶i̶n̶ M̶u̶l̶l̶e̶r̶"),
    ],
)
def test_a_name_in_disguise_is_found_where_it_stands(text: str, said: str) -> None:
    assert found_in(f"👋🏽 ﬁche : {text}", STAFF) == [("person", said)]


@pytest.mark.parametrize(
    "number",
    [
        "06·39·98·12·34",
        "06_39_98_12_34",
        "06–39–98–12–34",
        "06 - 39 - 98 - 12 - 34",
        "06|39|98|12|34",
        "0 6 3 9 9 8 1 2 3 4",
        "06\u200d39\u200b98 12 34",
        "０６ ３９ ９８ １２ ３４",
        "+33·6·39·98·12·34",
        "06%2039%2098%2012%2034",
        "063 998 1234",
        "0639 981 234",
        "0 639 981 234",
        "063·998·1234",
        "063\u00a0998\u202f1234",
        "063 / 998 / 1234",
        "06.399-81·234",
        "063) 998-1234",
        "+33 639 981 234",
        "+33 (0)63 998 1234",
    ],
)
def test_a_telephone_number_is_found_however_its_figures_are_parted(number: str) -> None:
    assert found_in(f"rappeler {number} demain") == [("phone", number)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "nir",
            "·".join((NIR[:1], NIR[1:3], NIR[3:5], NIR[5:7], NIR[7:10], NIR[10:13], NIR[13:])),
        ),
        ("nir", "\u200d".join(NIR)),
        ("email", "kevin＠example.org"),
        ("email", "kev\u200bin@exam\u200dple.org"),
        ("email", "kevin%40example.org"),
        ("email", "kevin (at) example (dot) org"),
        ("email", "kevin arobase example point org"),
        ("url_with_id", "https://ml.example.org/dossier/%31%32%33%34"),
        ("url_with_id", "https://ml.example.org/x?file=Kevin%20Muller.pdf"),
        ("url_with_id", "https://ml.example.org/x?prenom=kevin"),
        ("url_with_id", "https://ml.example.org/cv/kevin-muller"),
    ],
)
def test_other_kinds_are_found_in_the_same_disguises(kind: str, said: str) -> None:
    assert found_in(f"voir {said} pour la suite") == [(kind, said)]


@pytest.mark.parametrize(
    "text",
    [
        "Rien ne marche plus cerise-cerise-cerise-cerise",
        "@Sandrine Keller, tu regardes ?",
        "@Bruno Caron tu peux regarder ?",
        "cc @Julie",
        "#SandrineKeller et SandrineKeller.pdf",
        "planning_sandrine_keller.xlsx, jean-marc.schmitt",
        "le lycée Jean-Rostand, LycéeJeanRostand, la rue Victor-Hugo",
        "Saint-Louis, Saint-Étienne, Port-Louis, Mont-Saint-Michel",
        "PowerPoint, YouTube, BlaBlaCar et AliExpress",
        "https://ml.example.org/actu/kevin-muller, https://example.org/sandrine-keller",
        "le rendez-vous d’après-midi, est-ce bien 100 % à Bas-Rhin ?",
        "les semaines 01, 02, 03, 04, 05",
        "le 03/12/2026 9h30, le 03.12.2026 930 et 05/2026 120 000",
        "les codes 06000 12345, et 0123 4567 8901 2345 de la carte",
        "👩‍👩‍👧 ❤️ 1️⃣ ok",
    ],
)
def test_nobody_is_found_where_nobody_is(text: str) -> None:
    assert found_in(text, STAFF) == []


@pytest.mark.parametrize(
    "said",
    [
        "kevin_tchoupi",
        "Kevin_Tchoupi.pdf",
        "KevinTchoupi",
        "Muller_kevin",
        "kevin_0639981234",
    ],
)
def test_no_half_of_a_name_stays(said: str) -> None:
    assert Screen().clean(f"voir {said} demain") == "voir ███ demain"
    assert not {"kevin", "tchoupi", "muller"} & set(Screen().clean_file(f"{said}.odt").lower())
    assert "evin" not in Screen().clean_file(f"{said}.odt")
    assert "uller" not in Screen().clean_file(f"{said}.odt")
    assert "choupi" not in Screen().clean_file(f"{said}.odt")


@pytest.mark.parametrize("long", ["a" * 120, "a" * 5_000, "_".join(["kevin_muller"] * 400)])
def test_no_half_of_a_name_stays_however_long_the_word(long: str) -> None:
    assert Screen().clean(f"voir kevin_muller_{long}_tchoupi demain") == "voir ███ demain"
    assert Screen().clean(f"voir tchoupi_{long}_kevin_muller demain") == "voir ███ demain"


async def test_whom_teams_mentions_is_no_young_person(lite: World) -> None:
    guest: dict[str, Any] = {"id": "29:guest", "name": "Rose-Marie Oberlin"}
    at = "<at>Rose-Marie Oberlin</at>"
    entities = [{"type": "mention", "mentioned": guest, "text": at}]
    said = f"Irritant : {at} manque"

    (mentioned,) = await lite.made_by(await lite.post(NADIA, said, entities=entities))
    (typed,) = await lite.made_by(await lite.post(NADIA, "Irritant : @Rose-Marie Oberlin manque"))

    assert mentioned.text == "@Rose-Marie Oberlin manque"
    assert typed.text == "@███ manque"


def test_the_rest_of_a_heap_of_marks_is_no_work() -> None:
    heap = "e" + "\u0301\u0323" * 20_000

    assert examine(f"{heap} Kévin Muller").spans[0].start == len(heap) + 1
