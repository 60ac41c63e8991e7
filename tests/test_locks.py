"""The locks: every library at one version and by its hashes, as pip-audit and pip read them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = sorted(ROOT.glob("requirements*.txt"))
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _lines(lock: Path) -> list[str]:
    """Return the lines of a lock as pip reads them: joined where they go on."""
    joined = lock.read_text("utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_library_is_pinned_by_its_hashes_and_by_nothing_else(lock: Path) -> None:
    lines = _lines(lock)

    assert len(lines) > 20
    for line in lines:
        named, *hashes = re.split(r"\s+(?=--)", line.strip())
        requirement = Requirement(named)
        assert [(each.operator) for each in requirement.specifier] == ["=="], named
        assert requirement.url is None
        assert hashes
        assert all(_HASH.fullmatch(each) for each in hashes), named


def test_what_the_project_asks_for_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    locked = {
        canonicalize_name(Requirement(line.split(" --")[0]).name)
        for line in _lines(ROOT / "requirements.txt")
    }

    assert asked <= locked
