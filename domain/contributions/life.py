"""The life of a contribution: which status follows which, and what each move must say.

One table, by kind. « Lue » is a dated fact: any move away from « Reçue » means that it was read.
"""

import re
from collections.abc import Mapping
from datetime import date

from domain.confidentiality import Clean
from domain.contributions.contribution import Contribution, Facts, Status
from domain.deadlines import LONGEST_PROMISE
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind

S = Status

_COMMON: dict[Status, tuple[Status, ...]] = {
    S.RECEIVED: (S.READ, S.UNDER_REVIEW, S.ACCEPTED, S.REFUSED, S.MERGED, S.WITHDRAWN),
    S.READ: (S.UNDER_REVIEW, S.ACCEPTED, S.REFUSED, S.MERGED, S.WITHDRAWN),
    S.UNDER_REVIEW: (S.ACCEPTED, S.REFUSED, S.MERGED, S.WITHDRAWN),
    S.ACCEPTED: (S.IN_PROGRESS, S.DONE, S.UNDER_REVIEW, S.REFUSED, S.MERGED, S.WITHDRAWN),
    S.IN_PROGRESS: (S.DONE, S.UNDER_REVIEW, S.REFUSED, S.MERGED, S.WITHDRAWN),
    S.DONE: (S.IN_PROGRESS, S.UNDER_REVIEW, S.WITHDRAWN),
    S.REFUSED: (S.UNDER_REVIEW, S.MERGED, S.WITHDRAWN),
    S.MERGED: (S.UNDER_REVIEW, S.WITHDRAWN),
    S.WITHDRAWN: (),
}
_PRACTICE: dict[Status, tuple[Status, ...]] = {
    S.RECEIVED: (S.READ, S.SHARED, S.MERGED, S.WITHDRAWN),
    S.READ: (S.SHARED, S.ADOPTED, S.MERGED, S.WITHDRAWN),
    S.SHARED: (S.ADOPTED, S.READ, S.MERGED, S.WITHDRAWN),
    S.ADOPTED: (S.SHARED, S.MERGED, S.WITHDRAWN),
    S.MERGED: (S.READ, S.WITHDRAWN),
    S.WITHDRAWN: (),
}
MOVES: Mapping[Kind, Mapping[Status, tuple[Status, ...]]] = {
    Kind.SUGGESTION: _COMMON,
    Kind.IRRITANT: _COMMON
    | {
        S.READ: (S.UNDER_REVIEW, S.ACCEPTED, S.DONE, S.REFUSED, S.MERGED, S.WITHDRAWN),
    },
    Kind.BEST_PRACTICE: _PRACTICE,
}
"""What may follow each status. An irritant may be solved as soon as it is read: a cable is plugged
in. What was refused, done or merged can be taken up again; what was withdrawn is given back, which
is no move but « Rétablir »."""

UNREAD = (S.RECEIVED,)
UNDECIDED = (S.READ, S.UNDER_REVIEW)
"""Read, and without a decision: of good practices, not yet shared."""

DECIDED = frozenset({S.ACCEPTED, S.IN_PROGRESS, S.DONE, S.REFUSED, S.SHARED, S.ADOPTED, S.MERGED})
CLOSED = frozenset({S.DONE, S.REFUSED, S.ADOPTED, S.MERGED, S.WITHDRAWN})

MAX_ANSWER = 2_000
"""Characters of an answer: it is read in a chat."""

FEWEST_WORDS = 3
FEWEST_LETTERS = 10
"""A reason shorter than this explains nothing; the second figure is a constraint of the database,
too."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def moves(contribution: Facts) -> tuple[Status, ...]:
    """Return the statuses to which *contribution* may go."""
    return MOVES[contribution.kind].get(contribution.status, ())


def closes_by(contribution: Facts) -> tuple[Status, ...]:
    """Return the moves by which *contribution* is done, once what it asks for was done.

    What nobody had decided is accepted on the way. Empty for what cannot be done: a good practice,
    or what was refused, merged or taken back.
    """
    if S.DONE in moves(contribution):
        return (S.DONE,)
    undecided = contribution.status in (*UNREAD, *UNDECIDED)
    return (S.ACCEPTED, S.DONE) if undecided and S.ACCEPTED in moves(contribution) else ()


def check_move(
    contribution: Contribution, to: Status, answer: str, promised_on: date | None, today: date
) -> None:
    """Return if *contribution* may go to *to* with that *answer* and promise.

    Raises:
        RuleViolationError: ``NO_SUCH_MOVE``; ``NO_REASON``: a refusal without a reason of a few
            words; ``NO_PROMISE``: « À l'étude » without a day from *today* within a year.
    """
    if to not in moves(contribution) or to in (S.MERGED, S.WITHDRAWN):
        raise RuleViolationError(Reason.NO_SUCH_MOVE)
    if to is S.REFUSED:
        check_reason(answer)
    if to is S.UNDER_REVIEW:
        check_promise(promised_on, today)
    _check_length(answer)


def check_promise(day: date | None, today: date) -> None:
    """Return if an answer may be promised for *day*; ``NO_PROMISE`` if not."""
    if day is None or not today <= day <= today + LONGEST_PROMISE:
        raise RuleViolationError(Reason.NO_PROMISE)


def check_reason(text: str) -> str:
    """Return why something is refused, without the spaces around it.

    Raises:
        RuleViolationError: ``NO_REASON``: it has fewer than ``FEWEST_WORDS`` words.
    """
    reason = text.strip()
    if len(_WORD.findall(reason)) < FEWEST_WORDS or len(reason) < FEWEST_LETTERS:
        raise RuleViolationError(Reason.NO_REASON)
    return reason


def check_length(text: Clean) -> Clean:
    """Return an answer without the spaces around it; ``TOO_LONG`` beyond ``MAX_ANSWER``."""
    _check_length(text)
    return text.strip()


def _check_length(text: str) -> None:
    if len(text.strip()) > MAX_ANSWER:
        raise RuleViolationError(Reason.TOO_LONG)


def check_merge(merged: Contribution, into: Contribution) -> None:
    """Return if *merged* may point to *into*: another of the same kind that stands by itself.

    Raises:
        RuleViolationError: ``MERGED_BADLY`` or ``NO_SUCH_MOVE``.
    """
    if S.MERGED not in moves(merged):
        raise RuleViolationError(Reason.NO_SUCH_MOVE)
    stands = into.status not in (S.MERGED, S.WITHDRAWN)
    if merged.id == into.id or merged.kind is not into.kind or not stands:
        raise RuleViolationError(Reason.MERGED_BADLY)
