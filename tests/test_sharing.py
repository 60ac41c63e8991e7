"""What `make test` gives to one process, and what to any."""

from pathlib import Path

import pytest

from tests.sharing import ROOT, together


def test_all_that_share_something_of_a_module_stay_together() -> None:
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]
    sharing = [
        str(file.relative_to(ROOT))
        for file in files
        if 'scope="module"' in file.read_text("utf-8")
    ]

    assert "tests/week/test_kill.py" in sharing
    for file in sharing:
        assert together(f"{file}::test_a[x::y]") == together(f"{file}::test_b"), file


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tests/acceptance/test_week.py::a", "tests/acceptance/test_ideas.py::a", True),
        (
            "tests/contributions/test_moves.py::a[1]",
            "tests/contributions/test_moves.py::a[2]",
            True,
        ),
        ("tests/contributions/test_moves.py::a", "tests/domain/test_isoweek.py::a", False),
        ("tests/ideas/test_life.py::a[sqlite]", "tests/ideas/test_life.py::a[postgresql]", False),
    ],
)
def test_others_are_shared_as_finely_as_it_pays(one: str, other: str, expected: bool) -> None:
    assert (together(one) == together(other)) is expected
