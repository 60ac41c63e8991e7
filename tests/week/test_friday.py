"""Friday: who is asked, what they see, and how their answers are kept."""

from domain.rhythm import Job
from tests.cards.oracle import problems
from tests.world import AWA, CLAIRE, NADIA, World, words_of

FRIDAY = "2026-11-27T14:00+01:00"


async def test_everybody_on_the_roster_is_asked_once(ml: World) -> None:
    await ml.run(Job.FRIDAY_PROMPT, FRIDAY)
    await ml.run(Job.FRIDAY_PROMPT, FRIDAY)

    for who in (CLAIRE, NADIA, AWA):
        (card,) = ml.to(who)
        assert problems(card) == []
        assert "Mon irritant de la semaine" in words_of(card)
