"""`make doors`: write what a proxy lets through, computed from the bot's routes."""

from bot.app import public_doors
from bot.web.doors import patterns_of
from deploy.node import ROOT

FILE = ROOT / "deploy" / "doors.caddy"
"""Imported by the Caddyfile of the containers and by the one of docs/installer.md."""

_RULE = """\
# Written by « make doors » from the bot's routes: what comes in from outside. All else is for this
# machine and its network alone.
@doors path {patterns}
"""


def rule() -> str:
    """Return the content of the file."""
    return _RULE.format(patterns=" ".join(patterns_of(public_doors())))


if __name__ == "__main__":
    FILE.write_text(rule(), "utf-8")
