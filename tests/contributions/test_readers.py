"""Who reads what: a name and a site by every door, and all that each kind of reader can get."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.exchange.usecases import exporting
from domain.people import Role
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.contributions.visibility import Viewer
from storage.unit_of_work import UnitOfWork
from tests.week.moments import FRIDAY, MONDAY
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, card_of, walk

HIDDEN = "Benali", "Haguenau"
"""She who said what is looked for, and the site on which nobody else works."""

BORIS = Somebody("Boris Kern", "00000000-0000-4000-8000-000000000004")
DIRA = Somebody("Dira Traoré", "00000000-0000-4000-8000-000000000005")
MANY = (AWA, BORIS, DIRA, CLAIRE)

UNSIGNED = "Le copieur du deuxième broie les conventions"
ANONYMOUS = "La pointeuse bipe pendant les entretiens"
PRIVATE = "Le chauffage de mon bureau souffle du froid"
TAKEN_BACK = "Les stylos fuient dans les tiroirs"
WORDS = ("copieur", "pointeuse", "chauffage", "stylos")

QUESTIONS = (
    *("à traiter", "récurrents", "tableau de bord", "mes contributions", "plan d'action"),
    *(
        "les idées",
        "les irritants",
        "les irritants à Haguenau",
        "combien d'irritants à Haguenau ?",
    ),
    *("les idées de Nadia Benali", "les irritants de Nadia", "contributions retirées"),
    *("irritants retirés à Haguenau", "les idées retirées de Nadia Benali", "fiches retirées"),
    *(f"irritants sur {each}" for each in WORDS),
    *(f"contributions retirées sur {each}" for each in WORDS),
    *(f"fiche AC-2026-000{serial}" for serial in range(1, 6)),
    *(f"où en est l'idée {serial} ?" for serial in range(1, 6)),
)


@pytest.fixture
async def office(ml: World) -> World:
    """Return a Mission Locale in which Nadia, alone in Haguenau, has said all sorts of things."""
    ml.teams.members = [each.member for each in (*MANY, NADIA)]
    await ml.install_in_team()
    for who in (CLAIRE, NADIA, AWA, BORIS, DIRA):
        await ml.say(who, "aide")
    places = await ml.open_branches("Haguenau", "Wissembourg")
    for who in MANY:
        await ml.execute(who, "site.choose", {"site": str(places["Wissembourg"])})
    await ml.execute(NADIA, "site.choose", {"site": str(places["Haguenau"])})
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    await ml.press(NADIA, ml.to(NADIA)[-1], "Envoyer", irritant=UNSIGNED)
    home: dict[str, Any] = {"kind": "irritant", "site": str(places["Haguenau"])}
    for text, hidden in ((ANONYMOUS, "true"), (PRIVATE, "false")):
        form = card_of(await ml.say(NADIA, "nouveau"))
        await ml.press(NADIA, form, "Envoyer", text=text, anonymous=hidden, **home)
    message = await ml.post(NADIA, f"Irritant : {TAKEN_BACK}")
    (taken_back,) = await ml.made_by(message)
    await ml.execute(NADIA, "contribution.withdraw", {"contribution": taken_back.id})
    await ml.run(MONDAY_FLASH, MONDAY)
    return ml


READING = (
    *("contribution.show", "contribution.open", "contribution.edit", "contribution.support"),
    *("idea.open", "idea.support", "idea.choose_merge", "idea.write_answer", "inbox.show"),
    *("inquiry.show", "mine.list", "theme.list", "theme.open", "theme.pairs", "theme.choose"),
    *("action.new", "action.plan", "action.open", "board.show", "board.figure"),
    *("flash.show", "flash.page", "flash.support"),
)
"""What a press shows something by, and changes nothing that hides."""


async def _press_all(
    ml: World, who: Somebody, card: Any, pressed: set[str] | None = None
) -> list[str]:
    """Press what stands on a card, and on what that shows, each once; return all that is shown."""
    pressed = set() if pressed is None else pressed
    shown = [json.dumps(card, ensure_ascii=False)]
    for part in list(walk(card)) if isinstance(card, dict) else []:
        button = f"{part.get('verb')} {part.get('data')}"
        if str(part.get("verb")).startswith(READING) and button not in pressed:
            pressed.add(button)
            status, body = await ml.execute(who, part["verb"], part.get("data", {}))
            assert status == 200
            shown += await _press_all(ml, who, body.get("value"), pressed)
    return shown


async def _asked(ml: World, who: Somebody) -> list[str]:
    """Return all that somebody is shown who asks for everything, and presses everything."""
    shown: list[str] = []
    pressed: set[str] = set()
    for question in QUESTIONS:
        said = await ml.say(who, question)
        if said.get("attachments"):
            shown += await _press_all(ml, who, card_of(said), pressed)
        else:
            shown.append(str(said.get("text")))
    return shown


async def _in_channel(ml: World, who: Somebody) -> list[str]:
    before = len(ml.teams.sent)
    for question in QUESTIONS:
        await ml.post(who, question, mention=True)
    await ml.until_calm()
    return [json.dumps(each.activity, ensure_ascii=False) for each in ml.teams.sent[before:]]


async def _searched(ml: World, who: Somebody) -> list[str]:
    shown = []
    for text in ("", *WORDS, *HIDDEN, *map(str, range(1, 6))):
        value = {
            "commandId": "searchContributions",
            "parameters": [{"name": "searchText", "value": text}],
        }
        query = {"type": "invoke", "name": "composeExtension/query", "value": value}
        _, body = await ml.deliver(ml.chat_activity(who) | query)
        shown.append(json.dumps(body, ensure_ascii=False))
    return shown


def _beside(words: str, shown: list[str]) -> set[str]:
    """Return what names the author in all that shows these words."""
    return {name for each in shown if words in each for name in HIDDEN if name in each}


@pytest.mark.parametrize("door", [_asked, _in_channel, _searched])
async def test_a_colleague_never_finds_who_said_what_is_unsigned_nor_where(
    office: World, door: Any
) -> None:
    shown = await door(office, AWA)

    assert any(UNSIGNED in each for each in shown), "it is public"
    assert _beside(UNSIGNED, shown) == set()
    assert _beside(ANONYMOUS, shown) == set()
    for words in (TAKEN_BACK, PRIVATE, ANONYMOUS):
        assert [each for each in shown if words in each] == [], words


async def test_what_all_are_sent_names_nobody_who_did_not_sign(office: World) -> None:
    flash = [
        json.dumps(each, ensure_ascii=False) for each in office.cards if UNSIGNED in str(each)
    ]

    assert flash, "the flash tells it"
    assert _beside(UNSIGNED, flash) == set()


async def test_nothing_is_found_by_a_small_site_or_by_a_name_that_does_not_stand_there(
    office: World,
) -> None:
    for question in ("les irritants à Haguenau", "les irritants de Nadia Benali"):
        for in_channel in (False, True):
            if in_channel:
                await office.post(AWA, question, mention=True)
            else:
                await office.say(AWA, question)
            told = json.dumps(office.teams.sent[-1].activity, ensure_ascii=False)
            assert not any(words in told for words in (UNSIGNED, ANONYMOUS, PRIVATE, TAKEN_BACK))


async def test_a_quality_lead_reads_who_did_not_hide_and_never_who_did(office: World) -> None:
    shown = await _asked(office, CLAIRE)

    assert any(UNSIGNED in each and "Nadia Benali" in each for each in shown)
    found = [each for each in shown if ANONYMOUS in each]
    cards = [each for each in found if UNSIGNED not in each and PRIVATE not in each]
    assert cards, "its fiche"
    assert _beside(ANONYMOUS, [each for each in cards if "Input." not in each]) == set()
    assert [each for each in shown if TAKEN_BACK in each] == []
    at_home = await office.say(CLAIRE, "les irritants à Haguenau")
    assert ANONYMOUS not in json.dumps(at_home, ensure_ascii=False)


async def test_old_cards_show_whoever_leads_no_more_what_everybody_reads(office: World) -> None:
    async def become(role: Role) -> None:
        person = await office.person(AWA)

        def give(unit: UnitOfWork) -> None:
            unit.roles.give(unit.organisations.for_change(person.organisation_id), person, role)

        await office.store.write(give)

    await become(Role.QUALITY_LEAD)
    old = [card_of(await office.say(AWA, each)) for each in ("à traiter", "les irritants")]
    assert PRIVATE in str(old)
    await become(Role.MEMBER)

    shown: list[str] = []
    for card in old:
        shown += (await _press_all(office, AWA, card))[1:]

    assert any(UNSIGNED in each for each in shown)
    assert _beside(UNSIGNED, shown) == set()
    for words in (TAKEN_BACK, PRIVATE, ANONYMOUS):
        assert [each for each in shown if words in each] == [], words


async def test_a_file_that_is_taken_out_holds_nothing_that_was_taken_back(office: World) -> None:
    claire = await office.person(CLAIRE)
    who = Viewer(claire, "", office.clock.now, ZoneInfo("Europe/Paris"))
    lines, _ = await office.store.read(exporting.part, exporting.EVERYTHING, who)

    assert {TAKEN_BACK, ANONYMOUS, UNSIGNED} & {each.text for each in lines} == {
        ANONYMOUS,
        UNSIGNED,
    }
    (hidden,) = [each for each in lines if each.text == ANONYMOUS]
    assert (hidden.author, hidden.site) == ("", "")


async def test_an_anonymous_fiche_keeps_no_site_and_its_form_offers_none(office: World) -> None:
    mine = card_of(await office.say(NADIA, "mes contributions"))
    shown = await _press_all(office, NADIA, mine)

    forms = [each for each in shown if ANONYMOUS in each and '"id": "site"' in each]
    assert forms == []
    kept = await office.store.read(
        lambda unit: [
            (row.author_key, row.site_id)
            for row in unit._connection.exec_driver_sql(
                "SELECT author_key, site_id FROM contribution WHERE author_key IS NOT NULL"
            )
        ]
    )
    assert [site for _, site in kept] == [None]
