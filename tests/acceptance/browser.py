"""A headless Chromium on the Playground's page; nothing of it reaches beyond this machine."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from playwright.async_api import BrowserContext, Page, Route, async_playwright

from deploy.node import PlaygroundError, environment, install
from deploy.playground import Playground
from tests.acceptance.bot_process import free_port
from tests.acceptance.playground import TeamsPage
from tests.acceptance.wire import Wire
from tests.machine import LONG_ENOUGH, find_chromium

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    # Chromium asks its maker's hosts whatever the flags above say: no name is found but ours.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_TRIES = 4
_OUTSIDE = re.compile(r"^(?!(https?|wss?)://(localhost|127\.0\.0\.1)[:/])")


@asynccontextmanager
async def playground_page(bot: str, folder: Path) -> AsyncIterator[TeamsPage]:
    """Give the page of a new Playground beside the bot at *bot*, its files in *folder*."""
    server = await _started(bot, folder)
    try:
        async with chromium(folder / "chromium") as context:
            yield await _open(context.pages[0], server, folder)
    finally:
        await server.stop()


async def _started(bot: str, folder: Path) -> Playground:
    """Return a Playground that runs: a port that was free may be another test's meanwhile."""
    record = ("--enable-events-recording",)
    for attempt in range(_TRIES):
        server = Playground(f"{bot}/api/messages", free_port(), folder, record)
        try:
            await server.start(install())
        except PlaygroundError:
            if attempt == _TRIES - 1:
                raise
        else:
            return server
    raise AssertionError("the last attempt returns or raises")


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[BrowserContext]:
    """Give a browser of its own, which reaches this machine alone."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile,
            executable_path=find_chromium(),
            env={**environment(LD_PRELOAD="")},  # no page opens under libfaketime
            args=_FLAGS,
            viewport={"width": 1400, "height": 1000},
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        context.set_default_timeout(LONG_ENOUGH * 1000)
        await context.route(_OUTSIDE, _abort)
        try:
            yield context
        finally:
            await context.close()


async def _abort(route: Route) -> None:
    await route.abort()


async def _open(page: Page, server: Playground, folder: Path) -> TeamsPage:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{server.url}/_internal/v1/config")
        tenant = (await answer.json())["config"]
    wire = Wire(page)

    async def go() -> None:
        await page.goto(server.url)
        await page.get_by_role("treeitem").first.wait_for()

    await wire.install(go)
    return TeamsPage(page, server, tenant, wire, folder)
