"""How `make test` shares the tests among processes."""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
BROWSER = "tests/acceptance/"
WAITING = ("async def test", "database_url", "commands", "subprocess", "tmp_path")
"""What tests ask for that take a while; those of a module without any of it are done in a moment,
collected by the thousand, and handing them out one by one would take longer."""
FOR_THE_MODULE = 'scope="module"'


class Sharing(LoadScopeScheduling):
    """Gives each test to whichever process is free; what stays together begins first.

    (`--dist loadgroup` would tell by marks, but with pytest 9.2 it forgets them: pytest-xdist
    #1386.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def together(nodeid: str) -> str:
    """Return a name that a test has in common with those which stay in one process with it.

    Together stay those with the browser, which follow each other as a day does; those of a module
    with fixtures of its own, such as processes; and the small ones.
    """
    module = nodeid.partition("::")[0]
    if module.startswith(BROWSER):
        return BROWSER
    return module if _stays_together(module) else nodeid


@cache
def _stays_together(module: str) -> bool:
    source = (ROOT / module).read_text("utf-8")
    return FOR_THE_MODULE in source or not any(each in source for each in WAITING)
