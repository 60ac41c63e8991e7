"""What people and time do about what is kept, and what the tables hold then."""

import asyncio
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.usecases.understand import load_classifier
from cards.rights import texts as rights_texts
from domain.rights.jobs import MONTHLY_PURGE
from storage.database import database_url as address_of
from storage.database import open_engine
from tests.cards.oracle import problems
from tests.corpus.data import kept_apart
from tests.world import Somebody, World, card_of, walk, words_of


async def erase(ml: World, who: Somebody) -> dict[str, Any]:
    card = card_of(await ml.say(who, "effacer mon nom"))
    assert problems(card) == []
    assert "Effacer mon nom" in words_of(card)
    done: dict[str, Any] = (await ml.press(who, card, rights_texts.ERASE_CONFIRM))["value"]
    return done


async def purge(ml: World, at: str) -> None:
    """Run the purge while time passes: cards that follow wait a second for more changes."""
    purging = asyncio.create_task(ml.run(MONTHLY_PURGE, at))
    while not purging.done():
        await asyncio.wait([purging], timeout=0.1)
        ml.clock.advance(seconds=1)
    await purging


def everything(ml: World) -> str:
    """Return all that every table holds, as text."""
    engine = open_engine(address_of(ml.settings.database_url), writes=False, connections=1)
    with engine.connect() as connection:
        told = [
            str(tuple(row))
            for table in SQLModel.metadata.tables.values()
            for row in connection.execute(sa.select(table))
        ]
    engine.dispose()
    return "\n".join(told)


def column(ml: World, query: str) -> list[Any]:
    engine = open_engine(address_of(ml.settings.database_url), writes=False, connections=1)
    with engine.connect() as connection:
        found = [row[0] for row in connection.execute(sa.text(query))]
    engine.dispose()
    return found


def change(ml: World, statement: str) -> None:
    """Change the tables by hand, as an older version had left them."""
    ml.is_tampered = True
    engine = open_engine(address_of(ml.settings.database_url), writes=True, connections=1)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def unclear() -> str:
    """Return a message of which today's classifier is unsure."""
    classifier = load_classifier()
    return next(each.text for each in kept_apart() if classifier.understand(each.text).ask)


async def my_file(ml: World, who: Somebody, form: int) -> tuple[int, bytes]:
    """Ask for one's data; return what the button of the link's page gives."""
    card = card_of(await ml.say(who, "mes données"))
    assert problems(card) == []
    urls = [each["url"] for each in walk(card) if each.get("type") == "Action.OpenUrl"]
    path = urls[form].removeprefix(ml.settings.pages_url)
    async with ml.http.get(f"{ml.url}{path}") as page:
        assert page.status == 200
    async with ml.http.post(f"{ml.url}{path}") as response:
        raw = await response.read()
    async with ml.http.post(f"{ml.url}{path}") as again:
        assert again.status == 410
    return response.status, raw
