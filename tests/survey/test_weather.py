"""The weather is a stated rule: by the mean, and only from enough answers on."""

import pytest

from domain.errors import Reason, RuleViolationError
from domain.survey.weather import Sky, check_fewest, weather


@pytest.mark.parametrize(
    ("answers", "sky", "mean", "content"),
    [
        ({5: 5}, Sky.SUNNY, 5.0, 1.0),
        ({5: 1, 4: 3, 3: 1}, Sky.SUNNY, 4.0, 0.8),
        ({5: 99, 4: 300, 3: 101, 2: 0}, Sky.BRIGHT, 3.996, 0.798),
        ({4: 5, 3: 5}, Sky.BRIGHT, 3.5, 0.5),
        ({4: 49, 3: 51}, Sky.CLOUDY, 3.49, 0.49),
        ({3: 5, 2: 5}, Sky.CLOUDY, 2.5, 0.0),
        ({3: 49, 2: 51}, Sky.RAINY, 2.49, 0.0),
        ({1: 7}, Sky.RAINY, 1.0, 0.0),
    ],
)
def test_the_mean_makes_the_weather(
    answers: dict[int, int], sky: Sky, mean: float, content: float
) -> None:
    told = weather(answers, fewest=5)

    assert told.sky is sky
    assert told.is_told
    assert told.mean == pytest.approx(mean)
    assert told.content == pytest.approx(content)
    assert told.count == sum(answers.values())


@pytest.mark.parametrize("answers", [{}, {5: 0}, {5: 4}, {1: 2, 5: 2}])
def test_too_few_answers_tell_no_figure(answers: dict[int, int]) -> None:
    told = weather(answers, fewest=5)

    assert not told.is_told
    assert (told.sky, told.mean, told.content) == (None, None, None)
    assert (told.count, told.fewest) == (sum(answers.values()), 5)


@pytest.mark.parametrize("number", [3, 5, 100])
def test_a_minimum_count_can_be_set(number: int) -> None:
    assert check_fewest(number) == number


@pytest.mark.parametrize("number", [None, -1, 0, 2, 101])
def test_a_minimum_count_that_protects_nobody_is_refused(number: int | None) -> None:
    with pytest.raises(RuleViolationError) as no:
        check_fewest(number)

    assert no.value.reason is Reason.BAD_FEWEST_ANSWERS
