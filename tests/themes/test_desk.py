"""The quality lead and themes: grouping, naming, merging, taking apart, solving; and the list."""

from typing import Any

from domain.isoweek import Week
from domain.journal import Entry
from domain.themes.theme import ThemeView
from storage.themes.figures import ThemeFigures
from storage.themes.repository import Themes
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, find_button, walk, words_of

SAID = (
    "Irritant : I-Milo rame encore ce matin, 40 secondes par fiche",
    "Irritant : I-Milo rame, impossible de saisir une fiche avant l’entretien",
    "Irritant : I-Milo rame depuis lundi, une fiche prend une minute à saisir",
)
BADGE = "Irritant : le badge de la porte d’entrée ne marche pas"


async def say(ml: World, who: Somebody, text: str) -> dict[str, Any]:
    """Write in the chat and return the card that answers."""
    answered = await ml.say(who, text)
    card: dict[str, Any] = answered["attachments"][0]["content"]
    assert problems(card) == []
    return card


async def press(ml: World, who: Somebody, card: dict[str, Any], title: str, **typed: Any) -> Any:
    """Press and return the card that follows."""
    shown = (await ml.press(who, card, title, **typed))["value"]
    assert isinstance(shown, str) or problems(shown) == []
    return shown


async def one_theme(ml: World) -> dict[str, Any]:
    """Have three people say the same, each in another week; return the theme's card for Claire."""
    for who, text in zip((NADIA, AWA, CLAIRE), SAID, strict=True):
        await ml.post(who, text)
        if who is not NADIA:
            await ml.press(who, ml.cards[-1], "Oui, le même", chat=False)
        ml.clock.advance(days=7)
    listed = await say(ml, CLAIRE, "récurrents")
    return dict(await press(ml, CLAIRE, listed, "Ouvrir"))


async def views(ml: World) -> list[ThemeView]:
    """Return every theme in figures, as of now."""

    def read(unit: UnitOfWork) -> list[ThemeView]:
        organisation_id = unit.organisations.find(TENANT) or 0
        ids = [each.id for each in unit.of(Themes).latest(organisation_id, 99)]
        week = Week.of(ml.clock().date())
        return unit.of(ThemeFigures).summary(organisation_id, ids, week)

    return await ml.store.read(read)


async def journal(ml: World) -> list[str]:
    """Return what the journal tells of themes."""

    def read(unit: UnitOfWork) -> list[Entry]:
        return list(unit.journal.entries(unit.organisations.find(TENANT) or 0))

    return [each.what for each in await ml.store.read(read) if each.what.startswith("theme.")]


async def test_what_waits_is_grouped_or_kept_apart_one_after_the_other(ml: World) -> None:
    for text in SAID:
        await ml.post(NADIA, text)

    pair = await say(ml, CLAIRE, "à regrouper")
    assert "1 sur 2" in words_of(pair)
    assert "AC-2026-0003" in words_of(pair)
    later = await press(ml, CLAIRE, pair, "Plus tard")
    assert "2 sur 2" in words_of(later)
    apart = await press(ml, CLAIRE, pair, "Ce n’est pas le même")
    assert "Noté" in words_of(apart)
    while "Regrouper" in {each.get("title") for each in walk(apart)}:
        apart = await press(ml, CLAIRE, apart, "Regrouper")

    assert "Tout est regroupé" in words_of(apart)
    (view,) = await views(ml)
    assert view.figures.irritants >= 2
    assert {"theme.created", "theme.placed", "theme.refused"} <= set(await journal(ml))


async def test_only_a_quality_lead_groups(ml: World) -> None:
    await ml.post(NADIA, SAID[0])
    await ml.post(AWA, SAID[1])
    pair = await say(ml, CLAIRE, "à regrouper")

    for title in ("Regrouper", "Ce n’est pas le même"):
        no = await press(ml, AWA, pair, title)
        assert "réservée" in no
    assert "réservée" in (await ml.say(AWA, "à regrouper"))["text"]
    assert await views(ml) == []


async def test_anyone_reads_what_recurs_and_opens_it(ml: World) -> None:
    await one_theme(ml)

    listed = await say(ml, NADIA, "récurrents")
    assert "3 irritants · 3 personnes · 3 semaines" in words_of(listed)
    assert "12 semaines, 0 la dernière" in words_of(listed)
    card = await press(ml, NADIA, listed, "Ouvrir")

    shown = words_of(card)
    assert "🔁 Récurrent" in shown
    assert "I-Milo rame depuis lundi" in shown
    assert NADIA.name not in shown
    assert "Résolu" not in shown
    fiche = await press(ml, NADIA, card, "Ouvrir")
    assert "Sujet : I-Milo rame" in words_of(fiche)
    assert find_button(fiche, "Voir le sujet")


async def test_a_theme_is_renamed_and_an_empty_name_comes_back(ml: World) -> None:
    form = await press(ml, CLAIRE, await one_theme(ml), "Renommer")

    again = await press(ml, CLAIRE, form, "Enregistrer", called="  ")
    assert "Donnez un nom" in words_of(again)
    card = await press(ml, CLAIRE, again, "Enregistrer", called="I-Milo lent le matin")

    assert "I-Milo lent le matin" in words_of(card)
    no = await press(ml, AWA, form, "Enregistrer", called="Autre")
    assert "réservée" in no
    assert [each.theme.name for each in await views(ml)] == ["I-Milo lent le matin"]


async def test_irritants_are_taken_out_into_a_new_theme_and_merged_back(ml: World) -> None:
    card = await one_theme(ml)
    form = await press(ml, CLAIRE, card, "Séparer")
    choices = next(each for each in walk(form) if each.get("id") == "ids")["choices"]
    newest = choices[0]["value"]

    empty = await press(ml, CLAIRE, form, "En faire un sujet")
    assert "au moins un irritant" in words_of(empty)
    new = await press(ml, CLAIRE, form, "En faire un sujet", ids=newest)
    assert "I-Milo rame depuis lundi" in words_of(new)
    assert sorted(each.figures.irritants for each in await views(ml)) == [1, 2]

    form = await press(ml, CLAIRE, new, "Fusionner")
    assert "autre sujet" in words_of(await press(ml, CLAIRE, form, "Fusionner"))
    target = next(each for each in walk(form) if each.get("id") == "target")["choices"][0]
    merged = await press(ml, CLAIRE, form, "Fusionner", target=target["value"])
    assert "3 irritants" in words_of(merged)
    old = await press(ml, CLAIRE, new, "Renommer")
    assert "I-Milo rame encore" in words_of(old), "what was merged leads to where it went"
    (view,) = await views(ml)
    assert view.figures.irritants == 3


async def test_irritants_are_detached_and_attached_by_hand(ml: World) -> None:
    card = await one_theme(ml)
    form = await press(ml, CLAIRE, card, "Séparer")
    newest = next(each for each in walk(form) if each.get("id") == "ids")["choices"][0]["value"]
    await press(ml, CLAIRE, form, "Les détacher", ids=newest)
    assert [each.figures.irritants for each in await views(ml)] == [2]

    (badge,) = await ml.made_by(await ml.post(AWA, BADGE))
    fiche = await say(ml, CLAIRE, f"fiche {badge.number}")
    form = await press(ml, CLAIRE, fiche, "Rattacher à un sujet")
    fiche = await press(ml, CLAIRE, form, "Rattacher", called="Portes et badges")
    assert "Sujet : Portes et badges" in words_of(fiche)
    form = await press(ml, CLAIRE, fiche, "Changer de sujet")
    fiche = await press(ml, CLAIRE, form, "Rattacher", target="0")
    assert "Sujet :" not in words_of(fiche)
    form = await press(ml, CLAIRE, fiche, "Rattacher à un sujet")
    fiche = await press(ml, CLAIRE, form, "Rattacher", called="portes et BADGES")
    assert "Sujet : Portes et badges" not in words_of(fiche), "an empty theme is not found again"


async def test_a_solved_theme_comes_back_with_the_next_irritant(ml: World) -> None:
    solved = await press(ml, CLAIRE, await one_theme(ml), "Résolu")
    assert "✔ Résolu" in words_of(solved)
    assert "Résolus" in words_of(await say(ml, NADIA, "récurrents"))

    ml.clock.advance(days=3)
    await ml.post(AWA, SAID[1])
    assert "résolu le 15 décembre" in words_of(ml.cards[-1])
    await ml.press(AWA, ml.cards[-1], "Oui, le même", chat=False)

    listed = await say(ml, NADIA, "récurrents")
    assert "↩ Revenu" in words_of(listed)
    card = await press(ml, NADIA, listed, "Ouvrir")
    assert "résolu le 15 décembre, redit depuis le 18 décembre" in words_of(card)
    assert "theme.came_back" in await journal(ml)


async def test_a_solved_theme_is_reopened_by_hand(ml: World) -> None:
    solved = await press(ml, CLAIRE, await one_theme(ml), "Résolu")

    card = await press(ml, CLAIRE, solved, "Rouvrir")

    assert "Récurrent" in words_of(card)
    assert (await journal(ml))[-2:] == ["theme.solved", "theme.reopened"]


async def test_when_it_is_recurrent_is_set_by_the_organisation(ml: World) -> None:
    await one_theme(ml)
    settings = await say(ml, CLAIRE, "réglages")
    assert "À partir de 3 personnes ou de 3 semaines" in words_of(settings)
    (row,) = [
        each
        for each in walk(settings)
        if each.get("type") == "ColumnSet" and "Sujets récurrents" in words_of(each)
    ]

    form = await press(ml, CLAIRE, row, "Modifier")
    again = await press(ml, CLAIRE, form, "Enregistrer", people="un", weeks="4")
    assert "entre 2 et 50" in words_of(again)
    saved = await press(ml, CLAIRE, form, "Enregistrer", people="4", weeks="5")

    assert "À partir de 4 personnes ou de 5 semaines" in words_of(saved)
    assert "Rien ne revient" in words_of(await say(ml, NADIA, "récurrents"))
