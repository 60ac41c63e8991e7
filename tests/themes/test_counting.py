"""A theme in figures: each person once, nobody named who is not, whatever names are removed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.contributions.contribution import Contribution
from domain.isoweek import Week
from domain.themes.theme import Figures
from storage.rights.old_words import OldWords
from storage.themes.figures import ThemeFigures
from storage.themes.repository import Themes
from storage.unit_of_work import UnitOfWork
from tests.themes.test_desk import SAID, press, say
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, words_of

ALONE = "I-Milo rame aussi chez nous, une fiche prend une minute à saisir"


async def figures(ml: World) -> Figures:
    """Return the only theme in figures."""

    def read(unit: UnitOfWork) -> Figures:
        (theme,) = unit.of(Themes).latest(1, 9)
        (view,) = unit.of(ThemeFigures).summary(1, [theme.id], Week.of(ml.clock().date()))
        return view.figures

    return await ml.store.read(read)


async def twice(ml: World, first: Somebody = NADIA, second: Somebody = AWA) -> list[Contribution]:
    """Have two people say the same in the channel, and one of them that it is."""
    made = [*await ml.made_by(await ml.post(first, SAID[0]))]
    made += await ml.made_by(await ml.post(second, SAID[1]))
    await ml.press(second, ml.cards[-1], "Oui, le même", chat=False)
    return made


async def by_form(ml: World, who: Somebody, text: str = ALONE, **typed: Any) -> dict[str, Any]:
    """Send a form in the chat; return the card of what it made."""
    form = await say(ml, who, "nouveau")
    return dict(await press(ml, who, form, "Envoyer", kind="irritant", text=text, **typed))


async def test_a_person_counts_once_whether_they_say_or_support_it(ml: World) -> None:
    made = await twice(ml, NADIA, NADIA)
    assert (await figures(ml)).people == 1

    for who in (NADIA, AWA, CLAIRE):
        await ml.execute(who, "contribution.support", {"contribution": made[0].id})
    await ml.execute(AWA, "contribution.support", {"contribution": made[1].id})

    told = await figures(ml)
    assert (told.irritants, told.people, told.weeks) == (2, 3, 1)


async def test_an_anonymous_author_counts_by_their_key_and_is_never_shown(ml: World) -> None:
    await twice(ml)
    for text in (ALONE, f"{ALONE}, encore"):
        card = await by_form(ml, CLAIRE, text, anonymous="true")
        await press(ml, CLAIRE, card, "Oui, le même")

    told = await figures(ml)
    assert (told.irritants, told.people) == (4, 3)
    listed = await say(ml, NADIA, "récurrents")
    shown = words_of(await press(ml, NADIA, listed, "Ouvrir"))
    assert "2 autres dits en privé" in shown
    assert "une minute" not in shown
    assert CLAIRE.name not in shown
    noted = await ml.store.read(
        lambda unit: [
            each
            for each in unit.journal.entries(1)
            if each.what == "theme.placed" and not each.who
        ]
    )
    assert len(noted) == 2, "the journal does not name who placed their own anonymous words"


async def test_a_small_site_is_counted_and_not_named(ml: World) -> None:
    await ml.execute(CLAIRE, "sites.save", {"names": "Wissembourg\nHaguenau"})
    sites = {
        site.name: site.id for site in await ml.store.read(lambda unit: unit.sites.open_ones(1))
    }
    for who in (NADIA, AWA):
        await ml.say(who, "bonjour")
        await ml.execute(who, "site.choose", {"site": sites["Wissembourg"]})
    await twice(ml)

    assert ((await figures(ml)).sites, (await figures(ml)).named_sites) == (1, ())


async def test_what_is_withdrawn_or_no_irritant_counts_no_more(ml: World) -> None:
    made = await twice(ml)

    await ml.execute(NADIA, "contribution.withdraw", {"contribution": made[0].id})
    assert (await figures(ml)).irritants == 1
    await ml.execute(NADIA, "contribution.restore", {"contribution": made[0].id})
    assert (await figures(ml)).irritants == 2
    kind = {"contribution": made[0].id, "kind": "suggestion"}
    await ml.execute(NADIA, "contribution.set_kind", kind)
    assert (await figures(ml)).irritants == 1


async def test_what_a_duplicate_points_to_takes_its_place(ml: World) -> None:
    made = await twice(ml)
    (other,) = await ml.made_by(await ml.post(CLAIRE, "Irritant : panne du logiciel de suivi"))

    merging = {"contribution": made[0].id, "into": str(other.number)}
    await ml.execute(CLAIRE, "idea.merge", merging)

    told = await figures(ml)
    assert (told.irritants, told.people) == (2, 2)
    themes = await ml.store.read(lambda unit: unit.of(Themes).of(1, [other.id]))
    assert set(themes) == {other.id}


async def test_removing_a_name_makes_a_theme_said_by_no_more_people(ml: World) -> None:
    made = await twice(ml, AWA, AWA)
    await ml.execute(NADIA, "contribution.support", {"contribution": made[0].id})
    for contribution in made:
        await ml.execute(CLAIRE, "contribution.support", {"contribution": contribution.id})
    before = await figures(ml)
    assert (before.people, before.irritants) == (3, 2)

    for who in (AWA, NADIA):
        await ml.execute(who, "rights.erase", {})

    after = await figures(ml)
    assert replace(after, sites=before.sites) == before


async def test_the_bars_and_the_weeks_follow_the_calendar(ml: World) -> None:
    await twice(ml)
    ml.clock.now += timedelta(days=28)
    await ml.post(NADIA, SAID[2])
    await ml.press(NADIA, ml.cards[-1], "Oui, le même", chat=False)

    told = await figures(ml)
    assert told.weeks == 2
    assert told.recent[-5:] == (2, 0, 0, 0, 1)
    assert (told.trend.now, told.trend.before) == (1, 2)


async def test_private_words_are_shown_to_nobody_else_and_name_no_theme(ml: World) -> None:
    await by_form(ml, NADIA)
    await ml.post(AWA, SAID[2])
    assert "Oui, le même" not in words_of(ml.cards[-1]), (
        "what is private is not proposed to others"
    )

    pair = await say(ml, CLAIRE, "à regrouper")
    assert "une minute à saisir" in words_of(pair)
    await press(ml, CLAIRE, pair, "Regrouper")

    themes = await ml.store.read(lambda unit: unit.of(Themes).latest(1, 9))
    assert [each.name for each in themes] == [
        "I-Milo rame depuis lundi, une fiche prend une minute à…"
    ]


async def test_words_that_are_forgotten_name_no_theme(ml: World) -> None:
    made = await twice(ml)
    await ml.execute(NADIA, "contribution.withdraw", {"contribution": made[0].id})

    after = ml.clock() + timedelta(days=1)
    await ml.store.write(lambda unit: unit.of(OldWords).empty_withdrawn(1, after))

    themes = await ml.store.read(lambda unit: unit.of(Themes).latest(1, 9))
    assert [each.name for each in themes] == ["I-Milo rame, impossible de saisir une fiche avant…"]
