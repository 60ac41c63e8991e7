"""Within how many days people are answered, as their organisation sets it."""

from datetime import timedelta

from domain.errors import Reason, RuleViolationError
from domain.records import record

LONGEST_PROMISE = timedelta(days=366)


@record
class Deadlines:
    """Within how many days an organisation answers."""

    nudge: int = 7
    """Without an answer for so long, it is in the weekly message to the quality leads."""
    late: int = 30
    """For so long, in the message to management, too; also the promise proposed."""

    def check(self) -> "Deadlines":
        """Return these if they can be kept; ``BAD_DEADLINES`` if crossed or beyond a year."""
        if not 1 <= self.nudge <= self.late <= LONGEST_PROMISE.days:
            raise RuleViolationError(Reason.BAD_DEADLINES)
        return self


USUAL_DEADLINES = Deadlines()
