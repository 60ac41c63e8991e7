"""« Ce n'est pas un jeune »: who may put a name back, and what may never be."""

from typing import Any

import pytest

from domain.confidentiality import EMPTY, Clean, Screen
from domain.confidentiality.screen import check_name
from domain.contributions.contribution import Contribution
from domain.errors import RuleViolationError
from storage.confidentiality.names import Names
from storage.contributions.comments import Comments
from storage.contributions.repository import Contributions
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.confidentiality.secrets import PHONE
from tests.confidentiality.test_telling import told
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, card_of, find_button, words_of

PARTNER = "Irritant : Rose-Marie Oberlin est toujours absente le jeudi"
BACK = PARTNER.removeprefix("Irritant : ")


async def doubt(ml: World, card: dict[str, Any], who: Somebody = NADIA) -> dict[str, Any]:
    """Press « Ce n'est pas un jeune »; return the form."""
    form: dict[str, Any] = (await ml.press(who, card, "Ce n’est pas un jeune"))["value"]
    assert problems(form) == []
    return form


async def lift(ml: World, form: dict[str, Any], name: str, who: Somebody = NADIA) -> str:
    """Type the name again; return what is said."""
    shown = (await ml.press(who, form, "Le remettre", name=name))["value"]
    assert problems(shown) == []
    return words_of(shown)


async def now(ml: World, contribution: Contribution) -> str:
    """Return what a contribution says now."""
    ids = (contribution.organisation_id, contribution.id)

    def read(unit: UnitOfWork) -> str:
        found = unit.of(Contributions).get(*ids)
        return found.text if found else ""

    return await ml.store.read(read)


async def test_the_author_has_a_name_put_back_and_it_is_not_masked_again(ml: World) -> None:
    (made,) = await ml.made_by(await ml.post(NADIA, PARTNER))
    assert made.text == "███ est toujours absente le jeudi"
    (card,) = await told(ml)

    said = await lift(ml, await doubt(ml, card), "Rose-Marie Oberlin")

    assert "Rose-Marie Oberlin" in said
    assert await now(ml, made) == BACK
    changes = [(line.change, line.after.get("text")) for line in await ml.history(made)]
    assert changes[-1] == ("edited", BACK)
    await ml.until_calm()
    assert any(BACK in words_of(card_of(each.activity)) for each in ml.teams.updated)
    (again,) = await ml.made_by(await ml.post(AWA, PARTNER))
    assert again.text == BACK


async def test_one_may_think_again(lite: World) -> None:
    await lite.post(NADIA, PARTNER)
    (card,) = await told(lite)
    form = await doubt(lite, card)

    assert (await lite.press(NADIA, form, "Annuler"))["value"] == card
    _, refused = await lite.execute(AWA, "mask.show", {"masking": 1})
    assert "Seul·e l’auteur·rice" in refused["value"]


async def test_the_masks_of_numbers_stay(lite: World) -> None:
    text = f"Irritant : {PHONE} ne répond plus, Kévin attend"
    (made,) = await lite.made_by(await lite.post(NADIA, text))
    (card,) = await told(lite)

    await lift(lite, await doubt(lite, card), "Kévin")

    assert await now(lite, made) == "███ ne répond plus, Kévin attend"


@pytest.mark.parametrize(
    "name", ["", "K", PHONE, "kevin@example.org", "Kévin 06", "x" * 61, "né le 3 mars 2007"]
)
async def test_what_is_no_name_is_refused_kindly_and_known_to_nobody(
    lite: World, name: str
) -> None:
    await lite.post(NADIA, "Irritant : Kévin attend")
    (card,) = await told(lite)

    assert "Écrivez le nom seul" in await lift(lite, await doubt(lite, card), name)
    assert await lite.store.read(lambda unit: unit.of(Names).corrections()) == []


async def test_a_name_that_does_not_fit_is_not_put_anywhere(lite: World) -> None:
    (made,) = await lite.made_by(
        await lite.post(NADIA, f"Irritant : rappeler le {PHONE}, c’est long")
    )
    _, body = await lite.execute(NADIA, "mask.lift", {"contribution": made.id, "name": "Kévin"})

    assert "Je ne trouve pas où remettre ce nom" in words_of(body["value"])
    assert await now(lite, made) == "rappeler le ███, c’est long"


async def test_only_the_author_or_a_quality_lead_may(lite: World) -> None:
    (made,) = await lite.made_by(await lite.post(NADIA, PARTNER))
    name = {"contribution": made.id, "name": "Rose-Marie Oberlin"}

    _, refused = await lite.execute(AWA, "mask.lift", name)
    assert "Seul·e l’auteur·rice" in refused["value"]
    assert await now(lite, made) != BACK
    await lite.execute(CLAIRE, "mask.lift", name)
    assert await now(lite, made) == BACK


async def test_another_organisation_can_lift_nothing(lite: World) -> None:
    (made,) = await lite.made_by(await lite.post(NADIA, PARTNER))
    stranger = Somebody("Zoé Ailleurs", "s", "22222222-2222-4222-8222-222222222222")

    for what in ({"contribution": made.id}, {"masking": 1}):
        named = what | {"name": "Rose-Marie Oberlin"}
        _, body = await lite.execute(stranger, "mask.lift", named)
        assert "Je ne trouve pas" in str(body["value"])
    assert await now(lite, made) != BACK


async def test_who_wrote_anonymously_may_too_and_stays_unnamed(ml: World) -> None:
    form = card_of(await ml.say(NADIA, "nouveau"))
    filled: dict[str, Any] = {"kind": "irritant", "text": BACK, "anonymous": "true"}
    shown = (await ml.press(NADIA, form, "Envoyer", **filled))["value"]
    assert "J’ai masqué un nom" in words_of(shown)

    said = await lift(ml, await doubt(ml, shown), "Rose-Marie Oberlin")

    assert "C’est remis" in said
    found = await ml.store.read(lambda unit: unit.of(Contributions).some(1, [1])[1])
    assert found.text == BACK
    assert [line.actor_id for line in await ml.history(found)] == [None, None]


async def test_a_comment_and_an_unclear_message_get_their_name_back(lite: World) -> None:
    message = await lite.post(AWA, "Irritant : le badge")
    await lite.reply(NADIA, message, "Rose-Marie Oberlin le dit aussi")
    (card,) = await told(lite)

    assert "C’est remis" in await lift(lite, await doubt(lite, card), "Rose-Marie Oberlin")

    (made,) = await lite.made_by(message)
    (comment,) = await lite.store.read(lambda unit: unit.of(Comments).of(made))
    assert comment.text == "Rose-Marie Oberlin le dit aussi"


async def test_a_lead_has_a_name_known_that_was_masked_in_an_answer(lite: World) -> None:
    (made,) = await lite.made_by(await lite.post(NADIA, "Irritant : le badge"))
    answer = {"contribution": made.id, "answer": "Rose-Marie Oberlin s’en occupe lundi"}
    _, body = await lite.execute(CLAIRE, "idea.answer", answer)
    assert "███ s’en occupe lundi" in words_of(body["value"])
    form = (await lite.press(CLAIRE, body["value"], "Ce n’est pas un jeune"))["value"]

    assert "je ne masquerai plus" in await lift(lite, form, "Rose-Marie Oberlin", CLAIRE)

    _, body = await lite.execute(CLAIRE, "idea.answer", answer)
    assert "Rose-Marie Oberlin s’en occupe" in words_of(body["value"])


async def test_the_fiche_offers_it_to_who_may_change_it(lite: World) -> None:
    (made,) = await lite.made_by(await lite.post(NADIA, PARTNER))
    fiches = {
        who: card_of(await lite.say(who, f"fiche {made.number}")) for who in (CLAIRE, NADIA, AWA)
    }

    assert find_button(fiches[CLAIRE], "Ce n’est pas un jeune")
    assert find_button(fiches[NADIA], "Ce n’est pas un jeune")
    assert "Ce n’est pas un jeune" not in words_of(fiches[AWA])


# --- the rule ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "back"),
    [
        ("{} attend", "Kévin", "Kévin attend"),
        ("le jeune {} attend", "Kévin", None),
        ("rien n’est masqué", "Kévin", None),
        ("{}, {} et Tom", "Léa", "Léa, ███ et ███"),
    ],
)
def test_a_name_is_put_where_it_can_have_stood(text: str, name: str, back: str | None) -> None:
    screen = Screen()
    clean = screen.clean(text.format(name, "Zoé"))

    assert screen.put_back(clean, clean.masks, name) == back


def test_a_name_is_letters() -> None:
    assert check_name("  Rose-Marie   d’Aubigné ") == "Rose-Marie d’Aubigné"
    with pytest.raises(RuleViolationError, match="not_a_name"):
        check_name("12 rue des Lilas")


def test_what_is_cut_from_a_clean_text_keeps_its_masks() -> None:
    clean = Screen().clean(f" Kévin ({PHONE})\nattend ")

    assert clean.strip().masks == clean.masks
    assert clean.in_one_line() == "███ (███) attend"
    assert len(clean.cut(5).masks) == 1
    assert [type(line) for line in clean.lines()] == [Clean, Clean]
    assert EMPTY.masks == ()
