"""Explicit signs: hashtags, titles and « Et si… », however people write them."""

import pytest

from domain.kinds import Kind
from domain.understanding.titles import Part, read_signs, split

I = Kind.IRRITANT  # noqa: E741 -- the table below reads better
B, S = Kind.BEST_PRACTICE, Kind.SUGGESTION

ONE_TITLE = [
    ("Irritant : le scan", I, "le scan"),
    ("irritant: le scan", I, "le scan"),
    ("IRRITANT : LE SCAN", I, "LE SCAN"),
    ("IRRITANT le scan", I, "le scan"),
    ("Irritants : le scan", I, "le scan"),
    ("Irritant(s) : le scan", I, "le scan"),
    ("Irritant - le scan", I, "le scan"),
    ("Irritant – le scan", I, "le scan"),
    ("Irritant → le scan", I, "le scan"),
    ("Irritant = le scan", I, "le scan"),
    ("Irritant. Le scan", I, "Le scan"),
    ("Irritant\nle scan", I, "le scan"),
    ("- Irritant : le scan", I, "le scan"),
    ("• Irritant : le scan", I, "le scan"),
    ("* Irritant : le scan", I, "le scan"),
    ("– Irritant : le scan", I, "le scan"),
    ("1. Irritant : le scan", I, "le scan"),
    ("1) Irritant : le scan", I, "le scan"),
    ("1/ Irritant : le scan", I, "le scan"),
    ("2° Irritant : le scan", I, "le scan"),
    ("1️⃣ Irritant : le scan", I, "le scan"),
    ("😤 Irritant : le scan", I, "le scan"),
    ("Irritant 😤 : le scan", I, "le scan"),
    ("**Irritant** : le scan", I, "le scan"),
    ("**Irritant :** le scan", I, "le scan"),
    ("**Irritant** le scan", I, "le scan"),
    ("**Irritant : le scan**", I, "le scan"),
    ("__Irritant__\nle scan", I, "le scan"),
    ("## Irritant\nle scan", I, "le scan"),
    ("[Irritant] le scan", I, "le scan"),
    ("irritan : le scan", I, "le scan"),
    ("Iritant : le scan", I, "le scan"),
    ("Irritatn : le scan", I, "le scan"),
    ("Mon irritant : le scan", I, "le scan"),
    ("Mon irritant de la semaine : le scan", I, "le scan"),
    ("Mon irritant de la semaine\nle scan", I, "le scan"),
    ("MON IRRITANT DE LA SEMAINE\nle scan", I, "le scan"),
    ("Mon irritant de la semaine c'est le scan", I, "le scan"),
    ("L'irritant de la semaine c'est le scan", I, "le scan"),
    ("Irritant n°1 : le scan", I, "le scan"),
    ("Irritant du jour : le scan", I, "le scan"),
    ("Irritant I-Milo : le scan", I, "I-Milo : le scan"),
    ("Bonjour à tous, mon irritant : le scan", I, "le scan"),
    ("Bonjour Nadia\nIrritant : le scan\nBon week-end !", I, "le scan"),
    ("Point bloquant : le scan", I, "le scan"),
    ("Blocage : le scan", I, "le scan"),
    ("Ce qui m'a agacé : le scan", I, "le scan"),
    ("Ce qui m’a agacé cette semaine\nle scan", I, "le scan"),
    ("Bonne pratique : appeler", B, "appeler"),
    ("bonne pratique - appeler", B, "appeler"),
    ("Bonne-pratique : appeler", B, "appeler"),
    ("Bonnes pratiques :\nappeler", B, "appeler"),
    ("Bonne pratque : appeler", B, "appeler"),
    ("BONNE PRATIQUE : appeler", B, "appeler"),
    ("Ma bonne pratique de la semaine : appeler", B, "appeler"),
    ("ma bonne pratique de la semaine\nappeler", B, "appeler"),
    ("mes bonnes pratiques\n- appeler\n- noter", B, "- appeler\n- noter"),
    ("BP : appeler", B, "appeler"),
    ("Astuce : appeler", B, "appeler"),
    ("💡 Astuce 💡\nappeler", B, "appeler"),
    ("Petite astuce : appeler", B, "appeler"),
    ("Astuce pour joindre : appeler", B, "pour joindre : appeler"),
    ("Trucs et astuces : appeler", B, "appeler"),
    ("Ce qui a marché : appeler", B, "appeler"),
    ("Suggestion : un QR code", S, "un QR code"),
    ("Ma suggestion\nun QR code", S, "un QR code"),
    ("Ma suggestion serait de changer", S, "de changer"),
    ("sugestion : un QR code", S, "un QR code"),
    ("Idée : un QR code", S, "un QR code"),
    ("idee: un QR code", S, "un QR code"),
    ("Ide\u0301e : un QR code", S, "un QR code"),
    ("Une idée : un QR code", S, "un QR code"),
    ("Proposition : un QR code", S, "un QR code"),
    ("Je propose : un QR code", S, "un QR code"),
    ("Et si on changeait ?", S, "Et si on changeait ?"),
    ("et si nous changions", S, "et si nous changions"),
    ("#irritant le scan", I, "le scan"),
    ("le scan #irritant", I, "le scan"),
    ("le scan\n#Irritant", I, "le scan"),
    ("un vrai #irritant que ce scan", I, "un vrai irritant que ce scan"),
    ("#bonnepratique appeler", B, "appeler"),
    ("#bonne-pratique appeler", B, "appeler"),
    ("#BonnesPratiques : appeler", B, "appeler"),
    ("#bp appeler", B, "appeler"),
    ("appeler #astuce", B, "appeler"),
    ("#suggestion un QR code", S, "un QR code"),
    ("#idée un QR code", S, "un QR code"),
    ("un QR code #idee", S, "un QR code"),
]


@pytest.mark.parametrize(("text", "kind", "kept"), ONE_TITLE)
def test_a_title_names_the_kind_and_leaves_the_text(text, kind, kept):
    assert split(text) == [Part(kind, kept)]


@pytest.mark.parametrize(
    "text",
    [
        "cet irritant est réglé",
        "Mon irritant est réglé",
        "irritant réglé : le scan marche",
        "bonne pratique à diffuser",
        "bonne idée !",
        "Une idée ?",
        "Idée cadeau pour Martine : un plaid",
        "Proposition de date : mardi",
        "BP 42 : l'adresse postale",
        "on verra et si besoin je rappelle",
        "Et si quelqu'un cherche les clés, elles sont à l'accueil",
        "le canal #amélioration-continue est ouvert",
        "Point positif : il fait beau",
        "Irritant / bonne pratique / suggestion : on remplit avant 14 h",
        "",
    ],
)
def test_a_title_word_inside_a_sentence_is_no_sign(text):
    assert read_signs(text) is None


@pytest.mark.parametrize(
    "nothing",
    ["RAS", "r.a.s.", "rien", "néant", "/", "-", "", "aucun", "aucune cette semaine", "…"],
)
def test_a_title_with_nothing_under_it_makes_no_part(nothing):
    assert split(f"Suggestion : {nothing}\nIrritant : le scan") == [Part(I, "le scan")]


@pytest.mark.parametrize(
    "nothing",
    ["pas de suggestion", "Rien à signaler", "pas d'idée", "non", "tout va bien 😊"],
)
def test_a_sentence_that_says_nothing_makes_no_part(nothing):
    assert split(f"Suggestion : {nothing}\nIrritant : le scan") == [Part(I, "le scan")]


def test_titles_with_nothing_under_any_are_signs_all_the_same():
    signs = read_signs("Irritant : RAS\nSuggestion : rien")

    assert signs is not None
    assert signs.parts == ()


@pytest.mark.parametrize(
    "text",
    [
        """Ma bonne pratique de la semaine : appeler
Mon irritant de la semaine : le scan
Ma suggestion : un QR code""",
        "1. Bonne pratique - appeler\n2. Irritant - le scan\n3. Suggestion - un QR code",
        "**Bonne pratique**\nappeler\n\n**Irritant**\nle scan\n\n**Suggestion**\nun QR code",
        "Bonne pratique : appeler, irritant : le scan, suggestion : un QR code",
        "#bp appeler #irritant le scan #suggestion un QR code",
        "appeler #bp\nle scan #irritant\nun QR code #suggestion",
        "BP appeler\nIrritant le scan\nSuggestion un QR code",
        "Bonjour tous\r\nBP : appeler\r\nIrritant : le scan\r\nIdée : un QR code\r\nBonne soirée",
    ],
)
def test_a_message_under_several_titles_makes_several_parts(text):
    assert split(text) == [Part(B, "appeler"), Part(I, "le scan"), Part(S, "un QR code")]


def test_everyday_words_are_titles_beside_each_other():
    text = "Positif : atelier plein\nNégatif : le scan"

    assert split(text) == [Part(B, "atelier plein"), Part(I, "le scan")]


def test_several_items_under_one_title_stay_together_and_repeated_titles_do_not():
    assert split("Irritants :\n- le scan\n- le bruit") == [Part(I, "- le scan\n- le bruit")]
    assert split("Irritant : le scan\nIrritant : le bruit") == [
        Part(I, "le scan"),
        Part(I, "le bruit"),
    ]


def test_text_before_the_first_title_is_kept_when_it_says_something():
    text = "Le scan tombe chaque matin.\nSuggestion : en acheter un"

    assert split(text) == [Part(S, "Le scan tombe chaque matin.\nen acheter un")]


def test_et_si_opens_a_part_of_its_own_except_under_a_suggestion():
    assert split("Irritant : le scan\nEt si on le changeait ?") == [
        Part(I, "le scan"),
        Part(S, "Et si on le changeait ?"),
    ]
    assert split("Suggestion :\nEt si on partait ?\nEt si on restait ?") == [
        Part(S, "Et si on partait ?\nEt si on restait ?")
    ]


def test_the_signs_are_named_as_written():
    signs = read_signs("**Astuce** : appeler")

    assert signs is not None
    assert signs.labels == ("titre « Astuce »",)
