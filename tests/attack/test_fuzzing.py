"""A few hundred cases of the fuzzing, the same each time; ``make fuzz`` does ten thousand."""

from tests.attack.fuzzing import fuzzed


def test_whatever_comes_in_is_answered_and_no_garbage_is_kept(database_url: str) -> None:
    with fuzzed(database_url) as bot:
        figures = bot.fuzz(250, seed=1)

    assert figures.cases >= 250
    assert figures.statuses[200] > 100
