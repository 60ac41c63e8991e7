"""One adaptive card on the page, used as a person would: by the labels that are read on it."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator

from tests.acceptance.wire import Wire


@dataclass(frozen=True)
class ShownCard:
    """A card that is displayed, in a conversation or in a dialog."""

    place: Locator
    wire: Wire

    async def text(self) -> str:
        """Return what is read on it, one line per line."""
        return re.sub(r"\n{2,}", "\n", await self.place.inner_text()).strip()

    async def tree(self) -> str:
        """Return it as a screen reader has it: fields, values, buttons, states."""
        return await self.place.aria_snapshot()

    async def buttons(self) -> list[str]:
        """Return the titles of the buttons that are visible, those of « … » excepted."""
        titles = await self.place.locator("button:visible").all_inner_texts()
        return [title.strip() for title in titles if title.strip()]

    async def press(self, title: str) -> int | None:
        """Press a button, also one under « … »; None when the page sent nothing to the bot."""
        button = self.place.get_by_role("button", name=title, exact=True)
        folded = self.place.get_by_role("button", name="More options")
        await button.or_(folded).first.wait_for()  # a card that is drawn again is empty meanwhile
        if not await button.count():
            await folded.click()
            button = self.place.page.get_by_role("menuitem", name=title, exact=True)
        return await self.wire.press(button.first)

    async def fill(self, label: str, value: str) -> None:
        """Type into the text or number field of that label."""
        text = self.place.get_by_role("textbox", name=label)
        field = text.or_(self.place.get_by_role("spinbutton", name=label)).first
        await field.fill(value)
        await field.press("Tab")

    async def choose(self, label: str, *options: str) -> None:
        """Choose in a choice set, drop-down or laid open."""
        menu = self.place.get_by_role("combobox", name=label)
        if await menu.count():
            await self._choose_in(menu.first, options)
            return
        for option in options:
            radio = self.place.get_by_role("radio", name=option, exact=True)
            box = self.place.get_by_role("checkbox", name=option, exact=True)
            await radio.or_(box).first.check()

    async def _choose_in(self, menu: Locator, options: tuple[str, ...]) -> None:
        page = self.place.page
        entries = page.locator("[role=option]:visible, [role=menuitemcheckbox]:visible")
        for option in options:
            if not await entries.count():
                await menu.click()
            whole = re.compile(rf"^\s*{re.escape(option)}\s*$")
            await entries.filter(has_text=whole).first.click()
        await page.keyboard.press("Escape")

    async def tick(self, label: str, *, on: bool = True) -> None:
        """Set a toggle."""
        await self.place.get_by_role("checkbox", name=label).set_checked(on)

    async def choose_person(self, label: str, name: str) -> None:
        """Choose in a people picker."""
        # Its field carries no accessible name in the Playground: take the one after the label.
        title = self.place.get_by_text(label, exact=True).first
        await title.locator("xpath=following::input[1]").click()
        await self.place.page.keyboard.type(name[:4], delay=60)
        await self.place.page.get_by_role("option", name=name).click()
