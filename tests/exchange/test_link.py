"""The link of a list: a page whose button gives the file once, to who may have it still."""

import asyncio
import io
import json
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.app import PLUGS, Parts, policy_of
from bot.exchange.usecases.exporting import EVERYTHING
from bot.usecases.links import Links
from bot.usecases.tenants import everything_of
from bot.usecases.turn import Author, Turn
from cards.exchange import texts as exchange_texts
from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Contribution, Origin
from domain.exchange import Column
from domain.kinds import Kind
from domain.people import Role
from storage.contributions.draft import Draft
from storage.contributions.repository import Contributions
from storage.inquiry.repository import Inquiries
from storage.people import Member
from storage.unit_of_work import UnitOfWork
from tests.exchange.box import PARIS, rows
from tests.week.test_page import Page
from tests.world import AWA, CLAIRE, NADIA, STRANGER, Somebody, World, card_of, walk

FORMS = ("xlsx", "csv", "json")


async def _links(ml: World, question: str = "exporter") -> dict[str, str]:
    """Ask for a list as a file; return the links by form, as paths."""
    before = len(ml.cards)
    card = card_of(await ml.say(CLAIRE, question))
    shown: Any = ml.cards[before:]  # a question about the site may follow
    if question != "exporter":
        shown = await ml.press(CLAIRE, card, "Exporter")
    urls = [each["url"] for each in walk(shown) if each.get("type") == "Action.OpenUrl"]
    return dict(zip(FORMS, (url.removeprefix(ml.settings.pages_url) for url in urls), strict=True))


async def _get(ml: World, path: str) -> tuple[int, str, Any]:
    async with ml.http.get(f"{ml.url}{path}") as response:
        return response.status, await response.text(), response.headers


async def _post(ml: World, path: str) -> tuple[int, bytes, Any]:
    async with ml.http.post(f"{ml.url}{path}") as response:
        return response.status, await response.read(), response.headers


async def _idea(ml: World, who: Somebody, text: str) -> Contribution:
    (made,) = await ml.made_by(await ml.post(who, text))
    return made


@pytest.fixture
async def path(ml: World) -> str:
    """Return a link of Claire's to everything as CSV."""
    await ml.say(CLAIRE, "aide")
    await _idea(ml, NADIA, "Suggestion : un QR code pour donner son avis")
    return (await _links(ml))["csv"]


async def test_looking_at_the_page_spends_nothing_and_its_button_gives_the_file_once(
    ml: World, path: str
) -> None:
    for _ in range(3):
        assert (await _get(ml, path))[0] == 200
    _, html, headers = await _get(ml, path)
    page = Page(html)
    assert page.open == []
    assert ("lang", "fr") in page.attributes
    assert ("method", "post") in page.attributes
    assert exchange_texts.PAGE_BUTTON in page.words
    assert not {"script", "img", "iframe", "link", "a"} & set(page.tags)
    assert "form-action 'self'" in headers["Content-Security-Policy"]

    status, raw, headers = await _post(ml, path)
    assert status == 200
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    named = 'attachment; filename="contributions-2026-11-24.csv"'
    assert headers["Content-Disposition"] == named
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    (row,) = rows(raw)
    assert (row["number"], row["author"]) == ("AC-2026-0001", NADIA.upn)

    for again in (await _post(ml, path), await _get(ml, path)):
        assert again[0] == 410
    assert (await _post(ml, path))[1].decode() == exchange_texts.PAGE_GONE


async def test_of_many_hands_at_once_one_gets_the_file(ml: World, path: str) -> None:
    answers = await asyncio.gather(*(_post(ml, path) for _ in range(6)))

    assert sorted(status for status, _, _ in answers) == [200, 410, 410, 410, 410, 410]


async def test_a_link_is_over_after_ten_minutes(ml: World, path: str) -> None:
    ml.clock.advance(minutes=10)

    for status, said in ((await _get(ml, path))[:2], (await _post(ml, path))[:2]):
        assert status == 403
        assert (said if isinstance(said, str) else said.decode()) == exchange_texts.PAGE_GONE


def _turn(ml: World, who: Somebody) -> Turn:
    return Turn(policy_of(ml.settings), Author(who.tenant, who.aad), "1", ml.clock())


async def test_a_forged_link_opens_nothing(ml: World, path: str) -> None:
    forged = Links(ml.settings.pages_url, b"another key").export(_turn(ml, CLAIRE), "", "csv")
    torn = path[:-4] + "AAAA"
    for wrong in (forged.removeprefix(ml.settings.pages_url), torn, "/export/x", "/export/a.b.c"):
        assert (await _get(ml, wrong))[0] == 403
        assert (await _post(ml, wrong))[0] == 403


@pytest.mark.parametrize(("asked", "form"), [("", "exe"), ("[]", "csv"), ('{"x":1}', "csv")])
async def test_a_link_to_nothing_that_can_be_asked_opens_nothing(
    ml: World, path: str, asked: str, form: str
) -> None:
    assert path
    mine = Links(ml.settings.pages_url, b"a key for tests that nobody guesses")
    url = mine.export(_turn(ml, CLAIRE), asked, form).removeprefix(ml.settings.pages_url)

    assert (await _post(ml, url))[0] == 403


@pytest.mark.parametrize("who", [NADIA, AWA, STRANGER])
async def test_a_link_of_who_leads_no_quality_opens_nothing(
    ml: World, path: str, who: Somebody
) -> None:
    assert path
    await ml.say(NADIA, "aide")
    mine = Links(ml.settings.pages_url, b"a key for tests that nobody guesses")
    url = mine.export(_turn(ml, who), "", "csv").removeprefix(ml.settings.pages_url)

    for status, said in ((await _get(ml, url))[:2], (await _post(ml, url))[:2]):
        assert status == 403
        assert (said if isinstance(said, str) else said.decode()) == exchange_texts.PAGE_REFUSED


async def test_who_lost_the_role_gets_no_file_and_the_link_is_not_spent(ml: World) -> None:
    await ml.say(NADIA, "aide")

    def give(unit: UnitOfWork, role: Role) -> None:
        ours = unit.organisations.for_change(unit.organisations.find(NADIA.tenant) or 0)
        nadia = unit.people.find(ours, NADIA.aad)
        assert nadia is not None
        unit.roles.give(ours, nadia, role)

    mine = Links(ml.settings.pages_url, b"a key for tests that nobody guesses")
    url = mine.export(_turn(ml, NADIA), "", "csv").removeprefix(ml.settings.pages_url)

    statuses = []
    for role in (Role.QUALITY_LEAD, Role.MANAGEMENT, Role.MEMBER, Role.QUALITY_LEAD):
        await ml.store.write(give, role)
        statuses.append((await _get(ml, url))[0])
        if role is not Role.QUALITY_LEAD:
            assert (await _post(ml, url))[0] == 403
    assert statuses == [200, 403, 403, 200]
    assert (await _post(ml, url))[0] == 200


async def test_a_list_goes_out_as_it_was_asked_for_and_in_every_form(ml: World) -> None:
    await _idea(ml, NADIA, "Suggestion : un QR code pour donner son avis")
    await _idea(ml, AWA, "Irritant : le badge de l’accueil")

    links = await _links(ml, "irritants")

    (row,) = rows((await _post(ml, links["csv"]))[1])
    assert row["text"] == "le badge de l’accueil"
    (told,) = json.loads((await _post(ml, links["json"]))[1])
    assert told["kind_fr"] == "Irritant"
    status, raw, headers = await _post(ml, links["xlsx"])
    assert status == 200
    assert headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert load_workbook(io.BytesIO(raw)).active.max_row == 2


async def test_who_is_anonymous_stays_so_and_a_small_site_is_not_told(ml: World) -> None:
    for who in (CLAIRE, NADIA, AWA):
        await ml.say(who, "aide")
    places = await ml.open_branches("Haguenau", "Saverne")

    def keep(unit: Any) -> None:
        staff = [
            Member(f"aad-{n}", f"29:{n}", f"Collègue {n}", f"c{n}@ml.example") for n in range(5)
        ]
        unit.people.keep_roster(1, staff, date(2026, 11, 24), PLUGS.holds)
        for n in range(5):
            person = unit.people.find(1, f"aad-{n}")
            place = places["Haguenau"] if n < 3 else places["Saverne"]
            unit.people.update(person, site_id=place)
        for name in ("Haguenau", "Saverne"):
            unit.of(Contributions).add(
                1,
                Draft(
                    Kind.IRRITANT,
                    Clean(f"sans nom à {name}"),
                    Origin.FORM,
                    author_key=name.ljust(64, "0"),
                    site_id=places[name],
                ),
                2026,
                ml.clock(),
            )

    await ml.store.write(keep)

    raw = (await _post(ml, (await _links(ml))["csv"]))[1]

    large, small = rows(raw)
    assert (large["author"], large["site"]) == ("", "Haguenau")
    assert (small["author"], small["site"]) == ("", "")


async def test_spent_links_are_forgotten_after_a_week(ml: World, path: str) -> None:
    await _post(ml, path)

    def spent(unit: Any) -> int:
        return int(unit.spent_links.forget_before(ml.clock()))

    async with Parts(ml.settings, ml.clock).working() as work:
        ml.clock.advance(days=6)
        await work.courier.forget()
        assert (await _get(ml, path))[0] == 403
        ml.clock.advance(days=2)
        await work.courier.forget()
    assert await ml.store.write(spent) == 0


async def test_the_spreadsheet_has_french_titles_real_dates_and_no_formulas(ml: World) -> None:
    await _idea(ml, NADIA, "Suggestion : un QR code")

    def nasty(unit: Any) -> None:
        unit.of(Contributions).change(
            unit.of(Inquiries).all(*_all(unit, ml))[0],
            Change.EDITED,
            ml.clock(),
            None,
            text=Clean('=HYPERLINK("http://x")'),
            answer=Clean("http://exemple.fr"),
        )

    await ml.store.write(nasty)
    raw = (await _post(ml, (await _links(ml))["xlsx"]))[1]

    sheet = load_workbook(io.BytesIO(raw)).active
    titles = [cell.value for cell in sheet[1]]
    assert titles[: len(Column)] == list(exchange_texts.HEADERS.values())
    assert titles[len(Column) :] == ["created_at", "read_at", "promised_at", "decided_at"]
    line = dict(zip(titles, sheet[2], strict=True))
    said = ml.clock().astimezone(PARIS)
    assert line["Créée le"].is_date
    assert line["Créée le"].value == said.replace(tzinfo=None)
    assert line["Créée le"].number_format == "dd/mm/yyyy hh:mm"
    assert line["created_at"].value == said.isoformat()
    assert (line["Nature"].value, line["État"].value) == ("Suggestion", "Reçue")
    assert line["Texte"].value == '=HYPERLINK("http://x")'
    assert line["Texte"].data_type == "s"
    assert line["Réponse"].hyperlink is None
    assert line["Lue le"].value is None


def _all(unit: Any, ml: World) -> tuple[Any, ...]:
    who = everything_of(unit.organisations.find(NADIA.tenant), ml.clock(), PARIS)
    return EVERYTHING, who, 0, 10
