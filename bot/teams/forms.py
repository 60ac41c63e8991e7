"""A form that fails and comes back with what was typed: nothing that people write is lost."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.teams.desk import Shown
from cards import texts
from domain.errors import Reason, RuleViolationError

Again = Callable[[str], Awaitable[dict[str, Any]]]
"""Returns the form once more, with what was typed and what is wrong with it."""

BESIDE = frozenset(
    {
        Reason.UNKNOWN,
        Reason.UNKNOWN_ACTION,
        Reason.UNKNOWN_THEME,
        Reason.NOT_FOR_MEMBERS,
        Reason.NOT_QUALITY_LEAD,
        Reason.NOT_YOURS,
        Reason.NOT_YOUR_ACTION,
        Reason.NOT_STEERING,
        Reason.NOT_DECIDING,
        Reason.WITHDRAWN,
        Reason.NO_SUCH_MOVE,
        Reason.TRIAL_OPEN,
        Reason.NOT_DONE,
    }
)
"""What no other typing would mend: said beside the form. Everything else is said in it."""


async def done_or_again(doing: Awaitable[Shown], again: Again) -> Shown:
    """Return what *doing* shows; where the rule says no, the form again with what was typed.

    Raises:
        RuleViolationError: for a reason that is said ``BESIDE`` the form.
    """
    try:
        return await doing
    except RuleViolationError as no:
        if no.reason in BESIDE:
            raise
        return Shown(await again(texts.REASON[no.reason]), is_private_form=True)
