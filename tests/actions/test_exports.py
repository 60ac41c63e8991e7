"""The plan taken out: by a link that works once, or by a command."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from bot.app import PLUGS
from storage.people import Member
from storage.unit_of_work import UnitOfWork
from tests.actions.steps import finish, id_of, make, open_action, pressed
from tests.commands import Commands
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World, card_of, walk, words_of

FORMS = ("xlsx", "csv", "ics")


async def _links(ml: World, who: Somebody, *, mine: bool = False) -> dict[str, str]:
    """Ask for the plan as a file; return the links by form, as paths."""
    plan = (await ml.execute(who, "action.plan", {"mine": mine}))[1]["value"]
    shown = await pressed(ml, who, plan, "Exporter")
    urls = [each["url"] for each in walk(shown) if each.get("type") == "Action.OpenUrl"]
    return dict(zip(FORMS, (url.removeprefix(ml.settings.pages_url) for url in urls), strict=True))


async def _post(ml: World, path: str) -> tuple[int, bytes, Any]:
    async with ml.http.post(f"{ml.url}{path}") as response:
        return response.status, await response.read(), response.headers


def _rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))


async def test_the_page_gives_the_file_once(ml: World) -> None:
    await make(ml)
    path = (await _links(ml, AWA))["csv"]

    async with ml.http.get(f"{ml.url}{path}") as page:
        assert page.status == 200
        assert "Export du plan d’action" in await page.text()
    status, raw, headers = await _post(ml, path)
    again = await _post(ml, path)

    assert status == 200
    assert headers["Content-Disposition"] == 'attachment; filename="plan-d-action-2026-11-24.csv"'
    assert [row["number"] for row in _rows(raw)] == ["PA-2026-0001"]
    assert again[0] == 410
    assert (await _post(ml, path[:-3] + "abc"))[0] == 403


async def test_a_spreadsheet_computes_nothing_and_has_french_faces_and_days(ml: World) -> None:
    await make(ml, what="=HYPERLINK(1)", engagement="2")
    links = await _links(ml, CLAIRE)

    (row,) = _rows((await _post(ml, links["csv"]))[1])
    assert (row["title"], row["state"], row["due_on"]) == ("'=HYPERLINK(1)", "todo", "2026-12-18")
    sheet = load_workbook(io.BytesIO((await _post(ml, links["xlsx"]))[1])).active
    assert sheet is not None
    titles, told = ([cell.value for cell in line] for line in sheet.iter_rows())
    by_title = dict(zip(titles, told, strict=True))
    assert by_title["Action"] == "=HYPERLINK(1)"
    assert sheet["B2"].data_type == "s"
    assert by_title["État"] == "À faire"
    assert by_title["Échéance"].strftime("%d/%m/%Y") == "18/12/2026"


async def test_a_calendar_holds_the_days_to_come_under_ids_that_stay(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    trial: dict[str, Any] = {"hypothesis": "Moins d’erreurs", "until": "2026-12-08"}
    await make(
        ml, what="Afficher, et dire\nles horaires", person=str(await id_of(ml, AWA)), **trial
    )
    await make(ml, what="À Claire")
    await finish(ml, number="PA-2026-0002", check_on="2027-02-22")

    async def events(*, mine: bool = False) -> dict[str, Any]:
        raw = (await _post(ml, (await _links(ml, AWA, mine=mine))["ics"]))[1]
        calendar = Calendar.from_ical(raw)
        return {str(each["uid"]): each for each in calendar.walk("VEVENT")}

    plan, mine, again = await events(), await events(mine=True), await events()
    ids = [
        f"pa-2026-0001-due-{TENANT}@flash-amelioration",
        f"pa-2026-0001-trial-{TENANT}@flash-amelioration",
        f"pa-2026-0002-check-{TENANT}@flash-amelioration",
    ]
    gone = f"pa-2026-0002-due-{TENANT}@flash-amelioration"
    assert sorted(plan) == sorted(again) == [*ids, gone]
    assert {uid for uid, each in plan.items() if each["status"] == "CANCELLED"} == {gone}
    assert sorted(mine) == ids[:2]
    due = plan[ids[0]]
    assert due["dtstart"].dt.isoformat() == "2026-12-18"
    assert str(due["summary"]) == "PA-2026-0001 · Afficher, et dire les horaires"
    assert AWA.name in str(due["description"])


@pytest.mark.parametrize("days", [0, 40])
async def test_a_day_that_is_no_longer_waited_for_is_cancelled(ml: World, days: int) -> None:
    await make(ml)
    ml.clock.advance(days=days)  # past its day, it is late

    async def event() -> Any:
        ml.clock.advance(minutes=1)
        calendar = Calendar.from_ical((await _post(ml, (await _links(ml, CLAIRE))["ics"]))[1])
        (due,) = (each for each in calendar.walk("VEVENT") if "-due-" in str(each["uid"]))
        return due

    awaited = await event()
    await finish(ml)
    cancelled = await event()

    assert (awaited["status"], cancelled["status"]) == ("CONFIRMED", "CANCELLED")
    assert awaited["uid"] == cancelled["uid"]
    assert awaited["sequence"] < cancelled["sequence"]


async def test_a_calendar_without_a_day_says_so(ml: World, commands: Commands) -> None:
    await ml.say(CLAIRE, "bonjour")

    where = {"FLASH_DATABASE_URL": ml.settings.database_url}
    written = commands.run("plan", "--format", "ics", **where)

    (only,) = Calendar.from_ical(written.stdout).walk("VEVENT")
    assert str(only["summary"]) == "Aucune action du plan n’attend de jour"


async def test_numbers_of_private_contributions_go_only_to_who_may_see_them(ml: World) -> None:
    form = card_of(await ml.say(NADIA, "nouveau"))
    await ml.press(NADIA, form, "Envoyer", kind="suggestion", text="Changer de chef de service")
    await ml.say(CLAIRE, "bonjour")
    wanted = {"what": "Revoir l’organisation", "due": "2026-12-18", "form": "a" * 32}
    person = {"contribution": 1, "person": await id_of(ml, CLAIRE)}
    await ml.execute(CLAIRE, "action.add", wanted | person)

    seen = {
        who: _rows((await _post(ml, (await _links(ml, who))["csv"]))[1])[0]["contributions"]
        for who in (CLAIRE, AWA)
    }

    assert seen == {CLAIRE: "AC-2026-0001", AWA: ""}


async def test_the_command_writes_the_plan(ml: World, commands: Commands, tmp_path: Path) -> None:
    await make(ml)
    where = {"FLASH_DATABASE_URL": ml.settings.database_url}

    shown = commands.run("plan", **where)
    file = tmp_path / "plan.ics"
    written = commands.run("plan", "--format", "ics", "--output", str(file), **where)
    sheet = commands.run("plan", "--format", "xlsx", **where)

    assert (shown.returncode, written.returncode, sheet.returncode) == (0, 0, 0), shown.stderr
    assert [row["owner"] for row in _rows(shown.stdout)] == [CLAIRE.name]
    assert len(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == 1
    assert load_workbook(io.BytesIO(sheet.stdout)).active is not None


async def test_who_left_the_team_is_told_apart(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    await make(ml, person=str(await id_of(ml, AWA)))

    def leave(unit: UnitOfWork) -> None:
        staff = [Member(each.aad, each.id, each.name, each.upn) for each in (CLAIRE, NADIA)]
        everyone = [*staff, Member(AWA.aad, AWA.id, AWA.name, AWA.upn)]
        organisation = unit.organisations.find(TENANT) or 0
        unit.people.keep_roster(organisation, everyone, ml.clock().date(), PLUGS.holds)
        unit.people.keep_roster(organisation, staff, ml.clock().date(), PLUGS.holds)

    await ml.store.write(leave)

    assert "n’est plus dans l’équipe" in words_of(await open_action(ml, CLAIRE))
    plan = (await ml.execute(CLAIRE, "action.plan", {}))[1]["value"]
    unowned = await pressed(ml, CLAIRE, plan, "Afficher", picked="unowned")
    assert "PA-2026-0001" in words_of(unowned)
