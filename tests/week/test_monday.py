"""Monday: what the channel reads, who may do what with it, and how it stays true."""

from typing import Any

from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.week.moments import FRIDAY, MONDAY, NEXT_MONDAY
from tests.world import (
    AWA,
    CHANNEL,
    CLAIRE,
    NADIA,
    TENANT,
    Somebody,
    World,
    card_of,
    find_button,
    words_of,
)

TROUBLE = "Irritant : I-Milo rame encore ce matin"
TIP = "Astuce : j’appelle la veille, 9 présents sur 10"
IDEA = "Suggestion : un QR code à l’accueil"


async def monday(ml: World, at: str = MONDAY) -> dict[str, Any]:
    """Run Monday; return the card that the channel got."""
    await ml.run(MONDAY_FLASH, at)
    sent = [each for each in ml.teams.sent if "Flash de la semaine" in str(each.activity)]
    assert sent[-1].conversation_id == CHANNEL
    assert sent[-1].reply_to is None
    return card_of(sent[-1].activity)


async def press(
    ml: World, card: dict[str, Any], title: str, who: Somebody = CLAIRE, **inputs: Any
) -> Any:
    return (await ml.press(who, card, title, chat=False, **inputs))["value"]


async def place(ml: World, site: str, *people: Somebody) -> None:
    """Have people work on a site."""

    def write(unit: UnitOfWork) -> None:
        organisation_id = unit.organisations.find(TENANT) or 0
        names = [each.name for each in unit.sites.open_ones(organisation_id)]
        unit.sites.set_branches(organisation_id, [*names[:-2], site])
        (found,) = [s for s in unit.sites.open_ones(organisation_id) if s.name == site]
        for each in people:
            person = unit.people.meet(organisation_id, each.aad, each.id, each.name)
            unit.people.update(person, site_id=found.id)

    await ml.store.write(write)


async def test_the_week_is_told_once_in_a_new_thread(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    for text in (TROUBLE, TIP, IDEA):
        await ml.post(NADIA, text)

    card = await monday(ml)
    await ml.run(MONDAY_FLASH, MONDAY)

    assert problems(card) == []
    told = words_of(card)
    assert "Flash de la semaine 48" in told
    assert "3 contributions · participation non dite" in told
    for words in ("I-Milo rame", "j’appelle la veille", "un QR code", "Reçue"):
        assert words in told
    flashes = [each for each in ml.teams.sent if "Flash de la semaine" in str(each.activity)]
    assert len(flashes) == 1


async def test_an_empty_week_is_told_kindly_with_one_question(ml: World) -> None:
    told = words_of(await monday(ml))

    assert "Une semaine calme" in told
    assert told.count("?") == 1


async def test_what_was_said_in_private_counts_and_is_not_read_out(ml: World) -> None:
    form = card_of(await ml.say(NADIA, "nouveau"))
    await ml.press(NADIA, form, "Envoyer", kind="irritant", text="Un mot en privé")

    told = words_of(await monday(ml))

    assert "1 contribution" in told
    assert "en privé" not in told


async def test_an_irritant_that_people_share_comes_back_the_week_after(ml: World) -> None:
    message = await ml.post(NADIA, TROUBLE)
    card = ml.cards[-1]
    await ml.press(AWA, card, "Moi aussi", chat=False)

    await monday(ml)
    told = words_of(await monday(ml, NEXT_MONDAY))

    assert "Ça revient" in told
    assert "Moi aussi · 1" in told
    before = len(ml.teams.updated)
    await ml.delete(message)
    await ml.settle(before + 3)
    shown = [words_of(card_of(each.activity)) for each in ml.teams.updated[before:]]
    assert not any("I-Milo rame" in each for each in shown), "what is deleted is not told"


async def test_moi_aussi_in_the_flash_counts_once_and_all_see_it(ml: World) -> None:
    await ml.post(NADIA, TROUBLE)
    card = await monday(ml)

    shown = await press(ml, card, "Moi aussi", who=AWA)
    assert find_button(shown, "Moi aussi · 1")

    await ml.settle(2)
    updated = [card_of(each.activity) for each in ml.teams.updated]
    assert all("Moi aussi · 1" in words_of(each) for each in updated)
    assert len(updated) == 2, "the flash and the card in the thread, one update each"


async def test_the_answer_of_a_quality_lead_is_told(ml: World) -> None:
    message = await ml.post(NADIA, IDEA)
    await ml.reply(AWA, message, "Oh oui")
    reply = await ml.reply(CLAIRE, message, "Le questionnaire passera par SMS en janvier.")

    told = words_of(await monday(ml))

    assert "voici la réponse" in told
    assert "par SMS en janvier" in told
    assert "Oh oui" not in told
    await ml.delete(reply)
    await ml.settle(1)
    assert "par SMS" not in words_of(card_of(ml.teams.updated[-1].activity))


async def test_names_are_told_for_the_channel_and_for_who_agreed_only(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await ml.press(NADIA, ml.to(NADIA)[-1], "Envoyer", best_practice="Le SMS", signature="cited")
    await ml.press(AWA, ml.to(AWA)[-1], "Envoyer", best_practice="Le tableau")
    await ml.press(
        CLAIRE,
        ml.to(CLAIRE)[-1],
        "Envoyer",
        best_practice="La photo",
        signature="anonymous",
    )

    told = words_of(await monday(ml))

    assert "Le SMS" in told
    assert NADIA.name in told
    assert "Le tableau" in told
    assert AWA.name not in told
    assert CLAIRE.name not in told


async def test_a_small_site_is_not_named(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await place(ml, "Haguenau", NADIA)
    await ml.post(NADIA, TROUBLE)
    assert "Haguenau" not in words_of(await monday(ml))

    await place(ml, "Haguenau", NADIA, AWA, CLAIRE)
    assert "Haguenau" in words_of(await _now(ml))


async def _now(ml: World) -> dict[str, Any]:
    """Return the flash as it would be shown now."""
    _, body = await ml.execute(AWA, "flash.show", {"flash": 1}, chat=False)
    shown: dict[str, Any] = body["value"]
    return shown


async def test_a_long_week_pages_and_stays_light(ml: World) -> None:
    for number in range(20):
        await ml.post(NADIA, f"Irritant : la panne numéro {number}, " + "très longue " * 60)

    page = await press(ml, await monday(ml), "Tout voir")
    assert problems(page) == []
    assert "page 1 sur 3" in words_of(page)
    assert "numéro 7," in words_of(page)
    following = await press(ml, page, "Page suivante")
    assert "numéro 8," in words_of(following)
    assert "Flash de la semaine 48" in words_of(await press(ml, following, "Retour au flash"))


async def test_only_a_quality_lead_hosts_and_decides(ml: World) -> None:
    card = await monday(ml)

    assert "réservée" in await press(ml, card, "Animer", who=NADIA)
    _, body = await ml.execute(NADIA, "flash.decide", {"flash": 1, "decision": "x"}, chat=False)
    assert "réservée" in body["value"]

    step = await press(ml, card, "Animer")
    for _ in range(3):
        assert problems(step) == []
        step = await press(ml, step, "Suite")
    last = await press(ml, step, "Garder la décision", decision="Des rappels", owner="Bruno")
    assert "Étape 5" in words_of(last)
    ml.clock.advance(minutes=2)
    await ml.settle(1)
    assert "Des rappels (Bruno)" in words_of(card_of(ml.teams.updated[-1].activity))
    assert "Des rappels (Bruno)" in words_of(await monday(ml, NEXT_MONDAY)), "told the week after"


async def test_the_page_for_the_wall_opens_with_a_link_of_ones_own_for_an_hour(ml: World) -> None:
    await ml.post(NADIA, "Irritant : <b>I-Milo</b> & co rame")
    shown = await press(ml, await monday(ml), "Imprimer", who=AWA)
    (link,) = [each["url"] for each in shown["actions"] if "url" in each]
    path = "/flash/" + link.rpartition("/")[2]

    async with ml.http.get(ml.url + path) as response:
        page = await response.text()
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
    assert "Flash de la semaine 48" in page
    assert "<script" not in page
    async with ml.http.get(f"{ml.url}{path}x") as response:
        assert response.status == 403
    ml.clock.advance(minutes=61)
    async with ml.http.get(ml.url + path) as response:
        assert response.status == 403
        assert "Imprimer" in await response.text()


async def test_without_a_channel_the_quality_lead_is_told_and_nothing_is_lost(ml: World) -> None:
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await ml.team_event("channelDeleted", {"id": CHANNEL, "name": "amélioration continue"})

    await ml.run(MONDAY_FLASH, MONDAY)

    assert "je ne trouve pas le canal" in words_of(ml.to(CLAIRE)[-1])
    assert len(ml.to(NADIA)) == 1
