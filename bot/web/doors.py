"""The doors that are for people and Teams: what a proxy lets through, and nothing else.

They are computed from the routes: a new page has its door by being one.
"""

import re
from collections.abc import Iterable

from aiohttp import web

from domain.records import record

INSIDE = "inside."
"""How the name of a route begins that is for this machine and its network alone."""

_VARIABLE = re.compile(r"\{\w+\}")
_NOBODYS = "essai"
"""Stands for what varies in an address; no link is called so."""


@record
class Door:
    """A way in: the method that is asked for there, and an address that opens nothing."""

    method: str
    path: str
    pattern: str
    """What a proxy lets through for it: the path, or all that is below its fixed part."""


def doors_of(routes: Iterable[web.RouteDef]) -> list[Door]:
    """Return the public doors among *routes*."""
    return [
        Door(
            "POST" if each.method == "*" else each.method,
            _VARIABLE.sub(_NOBODYS, each.path),
            each.path if "{" not in each.path else f"{each.path.partition('{')[0]}*",
        )
        for each in routes
        if not str(each.kwargs.get("name", "")).startswith(INSIDE)
    ]


def patterns_of(doors: Iterable[Door]) -> list[str]:
    """Return what a proxy lets through, each once."""
    return list(dict.fromkeys(each.pattern for each in doors))
