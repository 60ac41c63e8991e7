"""Asking in plain French: what is understood, what is found, and what comes near."""

from dataclasses import replace

from bot.contributions.usecases.readers import everybody, reader_of
from bot.ideas.usecases.reading import viewer
from bot.usecases.turn import Actor, Turn, enter
from domain.contributions.contribution import Contribution, Number
from domain.contributions.view import View, may_read, view_for
from domain.errors import Reason, RuleViolationError
from domain.inquiry import Asked, Inquiry, Lexicon, Named, Order, Shape
from domain.inquiry.grammar import read
from domain.numbers import whole_number
from domain.pages import PAGE
from domain.people import check_leads_quality
from domain.records import record
from storage.contributions.repository import Contributions
from storage.contributions.visibility import Viewer
from storage.contributions.votes import Votes
from storage.inquiry.repository import Inquiries
from storage.unit_of_work import UnitOfWork

_NEAREST = 3
_TOLD_WHOLE = 200
"""Up to so many an answer says how many stand where."""


@record
class Listening:
    """What is needed to understand a question: the names it may hold, and the one before."""

    lexicon: Lexicon
    before: Inquiry | None

    def understand(self, text: str) -> Inquiry | None:
        """Return what *text* asks for; None where it is no question that is understood.

        It takes milliseconds, so no transaction waits for it.
        """
        return read(text, self.lexicon, self.before)


def listen(unit: UnitOfWork, turn: Turn, engagements: tuple[Named, ...]) -> Listening:
    """Return what is needed to understand the actor's questions."""
    actor = enter(unit, turn)
    lexicon = _lexicon(unit, turn, actor, engagements)
    return Listening(lexicon, unit.of(Inquiries).last(actor.person))


def ask(
    unit: UnitOfWork, turn: Turn, inquiry: Inquiry, *, in_public: bool = False
) -> Asked | View:
    """Return the answer to a question; one contribution where it is asked for by its number.

    The next question may go on from it. Where others read the answer, *in_public*, it holds what
    all may see and no more.

    Raises:
        RuleViolationError: ``UNKNOWN``: no such number, or not for the actor.
    """
    actor = enter(unit, turn)
    inquiry = replace(inquiry, text=turn.screen.clean(inquiry.text))  # it is kept, and said again
    if inquiry.shape is Shape.ONE:
        return _one(unit, turn, _viewer(turn, actor, in_public=in_public), inquiry)
    unit.of(Inquiries).keep(actor.person, inquiry)
    return answer(unit, turn, inquiry, in_public=in_public)


def _viewer(turn: Turn, actor: Actor, *, in_public: bool) -> Viewer:
    return replace(viewer(turn, actor), in_public=in_public)


def of_thread(unit: UnitOfWork, turn: Turn, conversation_id: str) -> View | None:
    """Return the contribution under which a thread goes on, as all may have it, or None."""
    organisation_id = enter(unit, turn).organisation_id
    found = unit.of(Contributions).begun_by(organisation_id, conversation_id)
    return view_for(found, everybody(unit, organisation_id)) if found else None


def answer(
    unit: UnitOfWork, turn: Turn, inquiry: Inquiry, page: int = 0, *, in_public: bool = False
) -> Asked:
    """Return a page of what is asked for."""
    actor = enter(unit, turn)
    who = _viewer(turn, actor, in_public=in_public)
    reader = reader_of(unit, who)
    number = max(0, page)
    found = unit.of(Inquiries).answer(inquiry, who, limit=PAGE, offset=number * PAGE)
    told = replace(inquiry, order=Order.NEWEST) if inquiry.text else inquiry
    whole = not (inquiry.statuses or found.is_more) and 0 < found.total <= _TOLD_WHOLE
    states = unit.of(Inquiries).states(told, who) if whole else {}
    near = found.contributions or not inquiry.text
    return Asked(
        inquiry,
        tuple(view_for(each, reader) for each in found.contributions),
        found.is_more,
        tuple(
            site.name
            for site in unit.sites.open_ones(actor.organisation_id)
            if site.id in inquiry.sites
        ),
        tuple(
            person.name
            for person in unit.people.everyone(actor.organisation_id)
            if person.id in inquiry.authors
        )
        if inquiry.authors
        else (),
        tuple(sorted(states.items(), key=lambda pair: -pair[1])),
        ()
        if near
        else tuple(
            view_for(each, reader) for each in unit.of(Inquiries).like(inquiry.text, who, _NEAREST)
        ),
        number=number,
        total=found.total,
        in_public=in_public,
        may_export=actor.person.leads_quality and not in_public,
        supported=frozenset(
            unit.of(Votes).supported_by(actor.person, [each.id for each in found.contributions])
        ),
    )


def search(unit: UnitOfWork, turn: Turn, text: str, limit: int, offset: int = 0) -> list[View]:
    """Return what has these words or this number, the newest without any.

    For a message extension: what is found is put before others, so it is what all may see.
    """
    who = _viewer(turn, enter(unit, turn), in_public=True)
    reader = reader_of(unit, who)
    found = _search(unit, who, turn.year, text, limit, offset)
    return [view_for(each, reader) for each in found if may_read(each, reader)]


def _search(
    unit: UnitOfWork, who: Viewer, year: int, text: str, limit: int, offset: int
) -> list[Contribution]:
    number = Number.parse(text)
    if number is not None:
        found = unit.of(Contributions).find(who.person.organisation_id, number)
        return [found] if found is not None else []
    said = text.strip().lstrip("#")
    if said.isdecimal():
        one = unit.of(Inquiries).by_serial(who, whole_number(said) or 0, year)
        return [one] if one else []
    order = Order.RANK if said else Order.NEWEST
    inquiry = Inquiry(text=said, order=order)
    page = unit.of(Inquiries).answer(inquiry, who, limit=limit, offset=offset).contributions
    return list(page) if page or offset else unit.of(Inquiries).like(said, who, limit)


def may_export(unit: UnitOfWork, turn: Turn) -> Actor:
    """Return the actor, who may take lists out.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return actor


def _one(unit: UnitOfWork, turn: Turn, who: Viewer, inquiry: Inquiry) -> View:
    if inquiry.number is not None:
        found = unit.of(Contributions).find(who.person.organisation_id, inquiry.number)
    else:
        found = unit.of(Inquiries).by_serial(who, inquiry.serial or 0, turn.year)
    reader = reader_of(unit, who)
    if found is None or not may_read(found, reader):
        raise RuleViolationError(Reason.UNKNOWN)
    return view_for(found, reader)


def _lexicon(
    unit: UnitOfWork, turn: Turn, actor: Actor, engagements: tuple[Named, ...]
) -> Lexicon:
    sites = unit.sites.open_ones(actor.organisation_id)
    people = unit.people.everyone(actor.organisation_id)
    return Lexicon(
        turn.day,
        tuple(Named(site.id, site.name) for site in sites),
        tuple(Named(person.id, person.name) for person in people if person.name),
        tuple(unit.of(Contributions).tags(actor.organisation_id)),
        engagements,
        actor.person.site_id,
    )
