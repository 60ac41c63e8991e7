"""« Ce n'est pas un jeune »: a name that was masked is put back, and is not masked again."""

from collections.abc import Mapping, Sequence

from bot.confidentiality.usecases.masking import view
from bot.contributions.usecases.contributions import follow_changes, touch_flashes
from bot.contributions.usecases.readers import reader_of
from bot.usecases.turn import Actor, Turn, enter, note
from domain.confidentiality import Clean, Screen
from domain.confidentiality.subjects import MaskSubject
from domain.contributions.contribution import Change, Contribution, check_open
from domain.contributions.masked import MaskedView
from domain.contributions.view import View, view_for
from domain.errors import Reason, RuleViolationError
from domain.records import record
from storage.confidentiality.names import Names
from storage.contributions.comments import Comments
from storage.contributions.masked import Masking, Masks
from storage.contributions.questions import Questions
from storage.contributions.repository import Contributions, LockedContribution
from storage.unit_of_work import UnitOfWork

_LOOKED_THROUGH = 20
"""Texts of one's own, the newest, in which a name is looked for that no card pointed at."""


@record
class Doubt:
    """Where a name stood: in a text by its masking, in a contribution, or in what one wrote."""

    masking_id: int | None = None
    contribution_id: int | None = None


@record
class Lifted:
    """A name that is not masked again, and whether it was put back where it stood."""

    name: str
    is_back: bool
    contribution: View | None = None


@record
class MaskedText:
    """A text with masks that the actor may change."""

    masking: Masking
    text: str
    contribution: LockedContribution | None = None
    comment: tuple[str, str] | None = None


@record
class Placed:
    """A text with a name in the place where it was masked."""

    before: MaskedText
    back: Clean


def texts_of(unit: UnitOfWork, turn: Turn, doubt: Doubt) -> list[MaskedText]:
    """Return the texts in which a name may have been masked, the likeliest first.

    Raises:
        RuleViolationError: ``NOT_YOURS``; ``WITHDRAWN``; ``UNKNOWN``.
    """
    return _texts(unit, enter(unit, turn), doubt)


def place(screen: Screen, texts: Sequence[MaskedText], name: str) -> Placed | None:
    """Return the first of *texts* in which *name* was masked, with it; long work, no database."""
    for each in texts:
        back = screen.put_back(each.text, each.masking.masks, name)
        if back is not None:
            return Placed(each, back)
    return None


def lift(
    unit: UnitOfWork, turn: Turn, doubt: Doubt, name: str, placed: Placed | None
) -> Lifted | None:
    """Put *name* back where it was *placed*, and have it known for the organisation.

    None where the text has changed since it was placed. What was written is not kept, so the name
    is said again. Only its author or a quality lead may; a quality lead also where it stood in
    what is no contribution: it is known from now on.

    Raises:
        RuleViolationError: ``NOT_YOURS``; ``WITHDRAWN``; ``NO_PLACE``: no mask in the text can
            have been that name.
    """
    actor = enter(unit, turn)
    if placed is None:
        if not actor.person.leads_quality or doubt != Doubt():
            raise RuleViolationError(Reason.NO_PLACE)
        _know(unit, turn, actor, name)
        return Lifted(name, is_back=False)
    then = placed.before
    held = _held(unit, actor.organisation_id, [then.masking])
    masking = unit.of(Masks).get(actor.organisation_id, then.masking.id)
    here = _text(unit, actor, masking, held) if masking else None
    if here is None or (here.text, here.masking.masks) != (then.text, then.masking.masks):
        return None
    unnamed = here.contribution is not None and here.contribution.is_anonymous
    _know(unit, turn, actor, name, unnamed=unnamed)
    changed = _put(unit, turn, actor, here, placed.back)
    shown = view_for(changed, reader_of(unit, actor)) if changed else None
    return Lifted(name, is_back=True, contribution=shown)


def look(unit: UnitOfWork, turn: Turn, masking_id: int) -> MaskedView:
    """Return what is told about a message of the actor's in which something is masked.

    Raises:
        RuleViolationError: ``UNKNOWN``, ``NOT_YOURS``, ``WITHDRAWN``.
    """
    actor = enter(unit, turn)
    _texts(unit, actor, Doubt(masking_id))
    told = view(unit, turn.policy, actor.organisation_id, masking_id)
    if told is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return told


def _know(unit: UnitOfWork, turn: Turn, actor: Actor, name: str, *, unnamed: bool = False) -> None:
    """Make a name known; the journal tells that, neither the name nor who wrote unnamed."""
    unit.of(Names).know(actor.organisation_id, name)
    note(unit, turn, None if unnamed else actor, "name.known")


def _texts(unit: UnitOfWork, actor: Actor, doubt: Doubt) -> list[MaskedText]:
    """Return the masked texts that *doubt* points at; no other process changes them meanwhile."""
    held = _held(unit, actor.organisation_id, _doubted(unit, actor, doubt))
    found = _doubted(unit, actor, doubt)
    if not found and doubt != Doubt():
        raise RuleViolationError(Reason.UNKNOWN)
    texts = [_text(unit, actor, each, held) for each in found]
    return [each for each in texts if each is not None]


def _held(
    unit: UnitOfWork, organisation_id: int, doubted: Sequence[Masking]
) -> dict[int, LockedContribution]:
    """Hold what the masked texts are the texts of; return the contributions by their ids."""
    ids = {each.contribution_id for each in doubted if each.contribution_id is not None}
    for each in doubted:
        if each.comment_id is not None:
            unit.of(Comments).hold(each.comment_id)
        elif each.question_id is not None:
            unit.of(Questions).for_change(organisation_id, each.question_id)
    return unit.of(Contributions).for_change(organisation_id, ids)


def _doubted(unit: UnitOfWork, actor: Actor, doubt: Doubt) -> list[Masking]:
    organisation_id = actor.organisation_id
    if doubt.contribution_id is not None:
        return unit.of(Masks).of_contribution(organisation_id, doubt.contribution_id)
    if doubt.masking_id is not None:
        masking = unit.of(Masks).get(organisation_id, doubt.masking_id)
        here = masking.message if masking else None
        return unit.of(Masks).of_message(organisation_id, *here)[::-1] if here else []
    return unit.of(Masks).written_by(actor.person, actor.key, _LOOKED_THROUGH)


def _text(
    unit: UnitOfWork, actor: Actor, masking: Masking, held: Mapping[int, LockedContribution]
) -> MaskedText | None:
    """Return a masked text that *actor* may change; None for one that is gone.

    Raises:
        RuleViolationError: ``NOT_YOURS``, ``WITHDRAWN``.
    """
    organisation_id = actor.organisation_id
    contribution = comment = None
    text, is_own = "", False
    if masking.contribution_id is not None:
        contribution = held.get(masking.contribution_id)
        if contribution is not None:
            check_open(contribution)
            text, is_own = contribution.text, contribution.is_by(actor.person, actor.key)
    elif masking.comment_id is not None:
        comment = unit.of(Comments).get(organisation_id, masking.comment_id)
        if comment is not None:
            text, is_own = comment.text, comment.author_id == actor.id
    else:
        question = unit.of(Questions).get(organisation_id, masking.question_id or 0)
        if question is not None:
            text, is_own = question.text, question.author_id == actor.id
    if not text:
        return None
    if not (is_own or actor.person.leads_quality):
        raise RuleViolationError(Reason.NOT_YOURS)
    key = (comment.conversation_id, comment.message_id) if comment is not None else None
    return MaskedText(masking, text, contribution, key)


def _put(
    unit: UnitOfWork, turn: Turn, actor: Actor, text: MaskedText, back: Clean
) -> Contribution | None:
    """Change a text to *back*; return the contribution that it is the text of."""
    masking, organisation_id = text.masking, actor.organisation_id
    unit.outbox.touch(organisation_id, (MaskSubject.MASKED, masking.id), turn.now)
    if text.contribution is not None:
        change = Change.EDITED
        return follow_changes(unit, turn, actor, text.contribution, change, {"text": back})
    if text.comment is not None:
        above = unit.of(Comments).change(organisation_id, text.comment, text=back)
        touch_flashes(unit, turn.now, organisation_id, above or 0)
        return None
    question = unit.of(Questions).for_change(organisation_id, masking.question_id or 0)
    if question is not None:
        unit.of(Questions).change(question, text=back)
    return None
