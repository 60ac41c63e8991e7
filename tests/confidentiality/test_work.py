"""What is said again and again costs what it weighs; texts are bounded, then examined once."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.contributions.usecases import lifting
from bot.usecases.understand import listen, load_classifier
from domain.confidentiality import Clean, Found, Mask, Screen
from domain.tokens import LONGEST_WORD, remembered
from domain.words import stems
from tests.confidentiality.secrets import SAID
from tests.confidentiality.test_lifting import doubt, now
from tests.confidentiality.test_telling import told
from tests.counting import calls, examined
from tests.world import CLAIRE, NADIA, World, card_of, find_button, words_of

_STAFF = Screen(["Sandrine Keller", "Jean-Marc Schmitt", "Kévin Durand"])
_REPEATED = (
    "Kévin, ",
    "Kévin Muller, ",
    "Mme ",
    "M. Kévin ",
    "MULLER Kevin ",
    "Léa, Tom et ",
    "@Kévin Muller ",
    "jeune K.M. ",
    "dossiers Haas, ",
    "K. Muller ",
    "notre contact à Kévin, ",
    "conseillère de la CAF ",
    "06 39 98 12 34, ",
    "06.39.98.12.34",
    "+33 6 ",
    "né le 12/03/2006, ",
    "Kévin, 12/03/2006 ",
    "Kévin a 17 ans, ",
    "17 ans ",
    "Kévin est dépressif, ",
    "elle est enceinte ",
    "12 rue des Lilas 67000 ",
    "HABITE RUE ",
    "12 RUE DE LA ",
    "«\u202fKévin\u202f» ",
    '"Kévin" ',
    "kevin@example.org ",
    "a@",
    "https://imilo.example.org/dossier/123456 ",
    "https://imilo",
    "//imilo/",
    "?id=1&",
    "dossier n° 123456 ",
    "1 85 03 67 000 000 05 ",
    "12-",
    "(",
    "((Kévin ",
    "[",
    ",",
    "\n",
    "Kévin\n",
    "é\u0301",
    "e\u0301 ",
    "\u0301\u0323",
    "Ke\u200dvin ",
    "🙂",
    "# ",
    "#irritant ",
    "Irritant : Kévin\n",
    "Irritant : a. ",
    "Et si on ",
    "kevin_",
    "Kévin-",
    "cerise-",
    "KevinMuller.pdf ",
    "?file=Kevin%20Muller.pdf ",
    "+1 Kévin, ",
    "███ ",
)


def _heard(text: str) -> object:
    return listen(text, load_classifier(), _STAFF)


def _titled(text: str) -> object:
    return _heard(f"Irritant : rien\n{text}\nSuggestion : {text[:200]}")


def _stranger(text: str) -> object:
    return _STAFF.clean_of_stranger(text)


def _put_back(text: str) -> object:
    clean = Screen().clean(text)
    return _STAFF.put_back(clean, clean.masks, "Léa")


@pytest.mark.parametrize("work", [_heard, _titled, _stranger, _put_back])
def test_what_is_said_again_and_again_costs_what_it_weighs(work: Callable[[str], object]) -> None:
    grows = {}
    for said in _REPEATED:
        short, long = (said * (size // len(said)) for size in (800, 3_200))
        work(long)  # what is remembered of words is remembered now
        grows[said] = calls(lambda: work(long)) / (calls(lambda: work(short)) + 50)  # noqa: B023

    assert {said: round(grown, 1) for said, grown in grows.items() if grown > 5} == {}


def test_a_message_of_many_parts_is_examined_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Irritant : Kévin Muller attend depuis un mois, {} et cela n’avance pas du tout. "
    whole = "\n".join((line.format(n) * 4)[:330] for n in range(60))

    with examined(monkeypatch, lambda: None) as texts:
        heard = listen(whole, load_classifier(), Screen())

    assert len(heard.parts) == 60
    assert all(part.text.count("███") for part in heard.parts)
    assert sum(map(len, texts)) <= 2 * len(whole)


def test_what_the_whole_tells_counts_in_every_part() -> None:
    whole = "Irritant : le jeune Djidenko attend\nSuggestion : rappeler Djidenko (Djidenkovic)"

    clean, (first, second) = Screen().clean_parts(whole, [whole[11:35], whole[49:]])

    assert first == "le jeune ███ attend"
    assert second == "rappeler ███ (Djidenkovic)"
    assert clean.count("███") == 1


def test_a_name_is_put_back_after_one_look_at_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Clean("███ et ███ attendent. " * 150, [Mask(Found.PERSON, False)] * 300)

    with examined(monkeypatch, lambda: None) as texts:
        back = Screen().put_back(text, text.masks, "Kévin")
        nowhere = Screen().put_back(text, [Mask(Found.PHONE)] * 300, "Kévin")

    assert back is not None
    assert back.startswith("Kévin et ███ attendent. ███")
    assert nowhere is None
    assert len(texts) == 2, "once as anybody's name, once as one that is known"


async def test_names_are_looked_for_while_others_write(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        await lite.post(NADIA, f"Irritant : {n} " + "Kévin et Léa attendent. " * 50)
    card = (await told(lite))[-1]
    form = await doubt(lite, card)
    threads: list[str] = []

    with examined(monkeypatch, lambda: threads.append(threading.current_thread().name)) as texts:
        _, body = await lite.execute(NADIA, "mask.lift", {"name": "Rose-Marie Oberlin"})
        assert "remis" in str(body["value"])
        await lite.press(NADIA, form, "Le remettre", name="Kévin")

    assert len(texts) < 20
    assert not any("store" in name for name in threads), "no transaction waits for it"


async def test_a_text_that_changes_meanwhile_is_looked_at_again(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = await lite.made_by(await lite.post(NADIA, "Irritant : Rose-Marie Oberlin manque"))
    then = {"contribution": made.id, "text": "███ manque toujours", "kind": "irritant"}
    place, loop = lifting.place, asyncio.get_running_loop()
    done: list[object] = []

    def placed_late(*asked: object) -> object:
        found = place(*asked)  # type: ignore[arg-type]  # handed on as they came
        if not done:
            done.append(found)
            edited = lite.execute(NADIA, "contribution.save", then)
            asyncio.run_coroutine_threadsafe(edited, loop).result()
        return found

    monkeypatch.setattr(lifting, "place", placed_late)
    _, body = await lite.execute(
        NADIA, "mask.lift", {"contribution": made.id, "name": "Rose-Marie Oberlin"}
    )

    assert "remis" in words_of(body["value"])
    assert await now(lite, made) == "Rose-Marie Oberlin manque toujours"


async def test_a_field_that_is_too_long_is_refused_before_anything_is_examined(
    ml: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = find_button(card_of(await ml.say(NADIA, "nouveau")), "Envoyer")
    long = {"kind": "irritant", "text": SAID * 500}

    with examined(monkeypatch, lambda: None) as texts:
        _, body = await ml.execute(NADIA, action["verb"], action["data"] | long)
        _, other = await ml.execute(
            CLAIRE, "idea.answer", {"contribution": 1, "answer": long["text"]}
        )

    assert "10 000 caractères" in body["value"].replace("\u202f", " ").replace("\xa0", " ")
    assert other["value"] == body["value"]
    assert texts == []


def test_long_words_are_not_remembered() -> None:
    asked: list[str] = []

    @remembered(10)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    short, long = "x" * LONGEST_WORD, "x" * (LONGEST_WORD + 1)

    assert [length(word) for word in (short, short, long, long)] == [40, 40, 41, 41]
    assert asked == [short, long, long]
    assert stems("badges " + long) == ["badg", long]
