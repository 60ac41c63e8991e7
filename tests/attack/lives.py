"""A Mission Locale with something of everything in it, and what its database holds."""

from collections import Counter, defaultdict
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from domain.confidentiality import Clean
from domain.survey.weather import Answer, Language
from domain.week.jobs import FRIDAY_PROMPT, MONDAY_FLASH
from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork
from tests.attack.forging import FORM
from tests.world import AWA, CLAIRE, NADIA, TENANT, Somebody, World

Row = tuple[str, tuple[tuple[str, str], ...]]
"""A row of a table, its values as text so that rows can be counted."""

_PASSING = frozenset({"inbound_activity", "pace", "journal", "journal_head", "journal_key"})
"""Tables that say only that something was heard, sent or changed."""

UNSURE = "ce serait bien d’ouvrir les ateliers le samedi matin"
PRIVATE = "Suggestion : fermer la porte du fond à clé le soir"


async def rows(ml: World, tenant: str = TENANT) -> Counter[Row]:
    """Return every row of an organisation."""

    def read(unit: UnitOfWork) -> Counter[Row]:
        connection, ours = unit.people._connection, unit.organisations.find(tenant)
        return Counter(
            (table.name, tuple((name, repr(value)) for name, value in row.items()))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in _PASSING and "organisation_id" in table.c
            for row in connection.execute(
                sa.select(table).where(table.c.organisation_id == ours)
            ).mappings()
        )

    return await ml.store.read(read)


async def ids(ml: World, tenant: str = TENANT) -> dict[str, list[int]]:
    """Return the ids of an organisation's rows, by table."""
    found: dict[str, list[int]] = defaultdict(list)
    for table, values in await rows(ml, tenant):
        named = dict(values)
        if "id" in named:
            found[table].append(int(named["id"]))
    return found


async def live_a_week(ml: World) -> None:
    """Have people use everything: so every kind of id exists, and cards were shown."""
    await ml.install_in_team()
    for who in (CLAIRE, NADIA, AWA):
        await ml.say(who, "bonjour")
    await ml.execute(CLAIRE, "sites.save", {"names": "Wissembourg\nHaguenau"})
    closing = {"first": "2026-12-24", "last": "2026-12-31", "name": "Inventaire d’hiver"}
    await ml.execute(CLAIRE, "rhythm.close", closing)
    for text in ("Irritant : le badge ne marche pas", "Astuce : appeler la veille"):
        await ml.post(NADIA, text)
    await ml.reply(AWA, await ml.post(NADIA, "Suggestion : un QR code"), "Bonne idée !")
    await ml.post(NADIA, "Irritant : Kévin attend sa carte depuis un mois")
    theme = {"contribution": 1, "called": "Ce que l’accueil répète"}
    await ml.execute(CLAIRE, "theme.attach", theme)
    await ml.post(NADIA, "Irritant : le badge ne marche toujours pas")
    await write_alone(ml, NADIA)
    await ml.execute(CLAIRE, "action.new", {"contribution": 1})
    await hear_from_outside(ml)
    await ml.run(FRIDAY_PROMPT, "2026-11-27T14:00+01:00")
    await ml.run(MONDAY_FLASH, "2026-11-30T09:00+01:00")
    await ml.until_calm()


async def write_alone(ml: World, who: Somebody) -> None:
    """Have somebody send a form and leave a question open, both in private."""
    form = {"form": FORM, "kind": "suggestion", "text": PRIVATE}
    await ml.execute(who, "form.send", form)
    await ml.say(who, UNSURE)


async def hear_from_outside(ml: World) -> None:
    """Have a young person answer the survey, and a complaint come to the desk."""
    await ml.execute(CLAIRE, "survey.hang", {"site": 1})
    complaint = {"form": FORM, "subject": "Trop de bruit dans le hall"}
    await ml.execute(NADIA, "request.send", complaint | {"received": "2026-11-23"})

    def answer(unit: UnitOfWork) -> None:
        (poster,) = unit.of(Survey).posters(unit.organisations.find(TENANT) or 0)
        said = Answer(2, Clean("Il faisait froid dans la salle"), Language.FRENCH)
        unit.of(Survey).keep(poster, ml.clock().date(), said, "young")

    await ml.store.write(answer)


def added(before: Counter[Row], after: Counter[Row]) -> set[str]:
    """Return the tables that have rows which they had not."""
    return {table for table, _ in after - before}


async def row_of(ml: World, table: str, **wanted: Any) -> dict[str, str]:
    """Return the row of a table that has these values."""
    looked_for = {name: repr(value) for name, value in wanted.items()}.items()
    (found,) = [
        dict(values)
        for name, values in await rows(ml)
        if name == table and looked_for <= dict(values).items()
    ]
    return found
