"""How `make test` shares the tests among processes."""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
BROWSER = "tests/acceptance/"
# Collected by the thousand and done in a moment: handing them out one by one would take longer.
SMALL = ("tests/cards/", "tests/domain/")
SHARES_A_LOOP = 'pytest.mark.asyncio(loop_scope="module")'


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
    with an event loop of its own, for they share processes of the bot; and the small ones.
    """
    module = nodeid.partition("::")[0]
    if module.startswith(BROWSER):
        return BROWSER
    return module if module.startswith(SMALL) or _shares_a_loop(module) else nodeid


@cache
def _shares_a_loop(module: str) -> bool:
    return SHARES_A_LOOP in (ROOT / module).read_text("utf-8")
