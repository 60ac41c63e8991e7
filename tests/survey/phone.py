"""A young person's phone in front of a poster: it opens the page, answers, and keeps nothing."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork
from tests.world import CLAIRE, TENANT, World

TOKEN = "haguenau22"


async def hang(ml: World, token: str = TOKEN) -> int:
    """Hang a poster in Haguenau; return its id."""
    await ml.execute(CLAIRE, "sites.save", {"names": "Haguenau\nWissembourg"})

    def add(unit: UnitOfWork) -> int:
        organisation_id = unit.organisations.find(TENANT) or 0
        site = unit.sites.open_ones(organisation_id)[0]
        return unit.of(Survey).hang(organisation_id, site.id, token, ml.clock())

    return await ml.store.write(add)


class Form(HTMLParser):
    """Reads the fields of a page, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: list[str] = []
        self.said = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.attributes += attrs
        if told.get("type") == "hidden":
            self.hidden[str(told["name"])] = str(told["value"])

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.said += data


async def look(ml: World, path: str = f"/s/{TOKEN}", **headers: str) -> tuple[int, str, Any]:
    """Open a page."""
    async with ml.http.get(f"{ml.url}{path}", headers=headers) as response:
        return response.status, await response.text(), response.headers


async def send(
    ml: World, fields: dict[str, Any] | bytes, path: str = f"/s/{TOKEN}"
) -> tuple[int, str, Any]:
    """Send a form, and follow no redirection."""
    raw = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with ml.http.post(
        f"{ml.url}{path}", data=raw, headers=headers, allow_redirects=False
    ) as response:
        return response.status, await response.text(), response.headers


async def page(ml: World, path: str = f"/s/{TOKEN}") -> dict[str, str]:
    """Open the page and read it for some seconds; return its hidden fields."""
    _, html, _ = await look(ml, path)
    ml.clock.advance(seconds=5)
    return Form(html).hidden


async def answer(ml: World, face: int, words: str = "", path: str = f"/s/{TOKEN}") -> int:
    """Answer as people do; return the status."""
    hidden = await page(ml, path)
    return (await send(ml, hidden | {"face": str(face), "words": words}, path))[0]
