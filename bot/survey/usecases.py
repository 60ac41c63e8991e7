"""The young people's survey: what its page does, and what the quality lead does with it."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from secrets import choice, token_hex

from bot.contributions.usecases.readers import reader_of
from bot.usecases.here import today_here
from bot.usecases.links import FileGrant, bearer
from bot.usecases.turn import Actor, Policy, Turn, enter, enter_to_settle, note
from domain.confidentiality import Clean, Screen
from domain.contributions.contribution import Origin, check_kind
from domain.contributions.view import View, view_for
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind
from domain.pages import PAGE
from domain.people import Site, SiteNature, check_leads_quality
from domain.rights.retention import READ_WORDS, UNREAD_WORDS, months_before
from domain.survey.answering import Outcome
from domain.survey.weather import (
    FORM_FROM,
    FORM_UNTIL,
    LONGEST_WORDS,
    MOST_A_DAY,
    WEATHER_DAYS,
    Answer,
    Hung,
    Poster,
    Posters,
    Waiting,
    Weather,
    Words,
    check_fewest,
    weather,
)
from storage.confidentiality.names import Names
from storage.contributions.draft import Draft
from storage.contributions.repository import Contributions
from storage.holdings.walking import After, Stretch
from storage.organisations import LockedOrganisation
from storage.survey.repository import Survey
from storage.unit_of_work import UnitOfWork

DONE = 3
"""Things done that the page of thanks tells."""

_DONE_FOR = timedelta(days=365)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody mistakes for another when it is typed from a poster."""
_TOKEN_LENGTH = 10
_PURPOSE = b"survey"
_SKEW = timedelta(minutes=1)


# --- the page ---------------------------------------------------------------------------------


class Forms:
    """Makes and reads what a page carries: a form of ours, for one poster, of a known age.

    It names a page, not a person; nobody can make one up, so an answer costs a page each, and the
    seconds for which it has to stand.
    """

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.new(secret, _PURPOSE, hashlib.sha256).digest()

    def new(self, token: str, now: datetime) -> str:
        """Return a form for a page of the poster *token* that is made at *now*."""
        said = f"{int(now.timestamp())}.{token_hex(16)}"
        return f"{said}.{self._signed(token, said)}"

    def read(self, form: str, token: str, now: datetime) -> str | Outcome:
        """Return the id of a form that may be sent at *now*, or why it may not."""
        said, _, signature = form.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signed(token, said).encode()):
            return Outcome.STALE
        made, _, form_id = said.partition(".")
        age = now - datetime.fromtimestamp(int(made), UTC)
        if not -_SKEW <= age <= FORM_UNTIL:
            return Outcome.STALE
        return form_id if age >= FORM_FROM else Outcome.TOO_SOON

    def _signed(self, token: str, said: str) -> str:
        return hmac.new(self._key, f"{token}.{said}".encode(), hashlib.sha256).hexdigest()


def hangs(unit: UnitOfWork, token: str) -> bool:
    """Tell whether a poster hangs with *token* in its QR code."""
    return _of_token(unit, token) is not None


def _of_token(unit: UnitOfWork, token: str) -> Poster | None:
    poster = unit.of(Survey).of_token(token)
    return poster if poster and poster.is_hanging else None


def clean_words(unit: UnitOfWork, token: str, words: str) -> Clean:
    """Return what was written under the question as it may be kept."""
    poster = _of_token(unit, token)
    known = unit.of(Names).known_names(poster.organisation_id) if poster else ()
    said = words.strip()[:LONGEST_WORDS]
    return Screen(known=known).clean_of_stranger(said).cut(LONGEST_WORDS)


def answer(
    unit: UnitOfWork, policy: Policy, token: str, said: Answer, form: str, now: datetime
) -> Outcome:
    """Keep an answer under the day of *now*, once; nothing tells the moment."""
    poster = _of_token(unit, token)
    if poster is None:
        return Outcome.CLOSED
    unit.of(Survey).hold_poster(poster)
    day = today_here(unit, policy, poster.organisation_id, now)
    if unit.of(Survey).count_of_day(poster, day) >= MOST_A_DAY:
        return Outcome.AGAIN if unit.of(Survey).was_sent(form) else Outcome.TOO_MANY
    return Outcome.KEPT if unit.of(Survey).keep(poster, day, said, form) else Outcome.AGAIN


def done(unit: UnitOfWork, token: str, now: datetime) -> list[str] | None:
    """Return what was done about what young people said, as it was answered to them.

    None where no poster hangs with *token*.
    """
    poster = _of_token(unit, token)
    return unit.of(Survey).done(poster.organisation_id, now - _DONE_FOR, DONE) if poster else None


# --- posters (quality lead) -------------------------------------------------------------------


def posters(unit: UnitOfWork, turn: Turn, page: int = 0) -> Posters:
    """Return a page of the posters.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = _lead(unit, turn)
    found = unit.of(Survey).posters(actor.organisation_id)
    taken = {each.site_id for each in found}
    today = today_here(unit, turn.policy, actor.organisation_id, turn.now)
    shown = found[page * PAGE : (page + 1) * PAGE]
    return Posters(
        tuple(_hung(unit, turn, each) for each in shown),
        tuple(each for each in _places(unit, actor) if each.id not in taken),
        None not in taken,
        unit.of(Survey).waiting(actor.organisation_id, 1, 0)[1],
        _weather(unit, actor.organisation_id, today),
        number=page,
        total=len(found),
    )


def poster(unit: UnitOfWork, turn: Turn, poster_id: int) -> Hung:
    """Return a poster that hangs.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``.
    """
    actor = _lead(unit, turn)
    return _hung(unit, turn, _hanging(unit, actor, poster_id))


def hang(unit: UnitOfWork, turn: Turn, site_id: int | None) -> Hung:
    """Make a poster for a site, or for all of them; return the one that hangs there, if any.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN_SITE``.
    """
    actor, _ = _lead_to_settle(unit, turn)
    if site_id is not None and site_id not in {each.id for each in _places(unit, actor)}:
        raise RuleViolationError(Reason.UNKNOWN_SITE)
    return _hung(unit, turn, _of_site(unit, turn, actor, site_id))


def revoke(unit: UnitOfWork, turn: Turn, poster_id: int) -> None:
    """Revoke a poster's QR code; revoked already, it stays so.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``.
    """
    actor, _ = _lead_to_settle(unit, turn)
    found = unit.of(Survey).poster(actor.organisation_id, poster_id)
    if found is None:
        raise RuleViolationError(Reason.UNKNOWN)
    if found.is_hanging:
        unit.of(Survey).revoke(found, turn.now)
        note(unit, turn, actor, "poster.revoked", f"poster:{found.id}", site=found.site_id)


def renew(unit: UnitOfWork, turn: Turn, poster_id: int) -> Hung:
    """Revoke a poster and make another for the same site; pressed twice, one other.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``.
    """
    revoke(unit, turn, poster_id)
    actor = _lead(unit, turn)
    before = unit.of(Survey).poster(actor.organisation_id, poster_id)
    assert before is not None  # noqa: S101 -- it was revoked in this transaction
    return _hung(unit, turn, _of_site(unit, turn, actor, before.site_id))


def set_fewest(unit: UnitOfWork, turn: Turn, number: int | None) -> None:
    """Set the number of answers from which the weather is told.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``BAD_FEWEST_ANSWERS``.
    """
    actor, organisation = _lead_to_settle(unit, turn)
    fewest = check_fewest(number)
    kept = fewest_of(unit, actor.organisation_id)
    if kept != fewest:
        unit.steering.set(organisation, fewest_answers=fewest)
        note(unit, turn, actor, "setting.survey", before=kept, after=fewest)


def fewest_of(unit: UnitOfWork, organisation_id: int) -> int:
    """Return the number of answers from which an organisation's weather is told."""
    kept: int = unit.steering.of(organisation_id)["fewest_answers"]
    return kept


def fewest(unit: UnitOfWork, turn: Turn) -> int:
    """Return that number.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    return fewest_of(unit, _lead(unit, turn).organisation_id)


def _lead(unit: UnitOfWork, turn: Turn) -> Actor:
    actor = enter(unit, turn)
    check_leads_quality(actor.person)
    return actor


def _lead_to_settle(unit: UnitOfWork, turn: Turn) -> tuple[Actor, LockedOrganisation]:
    actor, organisation = enter_to_settle(unit, turn)
    check_leads_quality(actor.person)
    return actor, organisation


def _places(unit: UnitOfWork, actor: Actor) -> list[Site]:
    """Return the sites at which a poster can hang: « plusieurs » is no place."""
    sites = unit.sites.open_ones(actor.organisation_id)
    return [each for each in sites if each.nature is not SiteNature.SEVERAL]


def _hanging(unit: UnitOfWork, actor: Actor, poster_id: int) -> Poster:
    found = unit.of(Survey).poster(actor.organisation_id, poster_id)
    if found is None or not found.is_hanging:
        raise RuleViolationError(Reason.UNKNOWN)
    return found


def _of_site(unit: UnitOfWork, turn: Turn, actor: Actor, site_id: int | None) -> Poster:
    organisation_id = actor.organisation_id
    for each in unit.of(Survey).posters(organisation_id):
        if each.site_id == site_id:
            return each
    token = "".join(choice(_LETTERS) for _ in range(_TOKEN_LENGTH))
    poster_id = unit.of(Survey).hang(organisation_id, site_id, token, turn.now)
    note(unit, turn, actor, "poster.hung", f"poster:{poster_id}", site=site_id)
    return _hanging(unit, actor, poster_id)


def _hung(unit: UnitOfWork, turn: Turn, found: Poster) -> Hung:
    since = today_here(unit, turn.policy, found.organisation_id, found.created_at)
    return Hung(found, unit.of(Survey).count_since(found, since))


def _weather(unit: UnitOfWork, organisation_id: int, today: date) -> Weather:
    faces = unit.of(Survey).faces(organisation_id, today - timedelta(days=WEATHER_DAYS), today)
    return weather(faces, fewest_of(unit, organisation_id))


def look_at_file(unit: UnitOfWork, policy: Policy, grant: FileGrant) -> Poster:
    """Return the poster that a link gives as a file, and leave the link as it is.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``, ``NOT_QUALITY_LEAD`` any more, ``UNKNOWN``.
    """
    actor = bearer(unit, policy, grant)
    check_leads_quality(actor.person)
    return _hanging(unit, actor, int(grant.what))


def take_file(unit: UnitOfWork, policy: Policy, grant: FileGrant, now: datetime) -> Poster:
    """Return the same; the link has worked afterwards. Raises what ``look_at_file`` does."""
    found = look_at_file(unit, policy, grant)
    unit.spent_links.spend(grant.id, now)
    return found


# --- words (quality lead) ---------------------------------------------------------------------


def waiting(unit: UnitOfWork, turn: Turn, page: int = 0) -> Waiting:
    """Return a page of what waits to be read.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = _lead(unit, turn)
    found, total = unit.of(Survey).waiting(actor.organisation_id, PAGE, page * PAGE)
    if page and not found:  # what stood on the last page was just read
        return waiting(unit, turn, max(0, (total - 1) // PAGE))
    today = today_here(unit, turn.policy, actor.organisation_id, turn.now)
    return Waiting(tuple(found), today, number=page, total=total)


def words(unit: UnitOfWork, turn: Turn, answer_id: int) -> Words:
    """Return the words of an answer.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``.
    """
    found = unit.of(Survey).words(_lead(unit, turn).organisation_id, answer_id)
    if found is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return found


def mark_read(unit: UnitOfWork, turn: Turn, ids: Iterable[int]) -> int:
    """Mark words as read, with nothing to note; return how many were.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``.
    """
    actor = _lead(unit, turn)
    read = unit.of(Survey).mark_read(actor.organisation_id, list(ids))
    if read:
        note(unit, turn, actor, "survey.read", count=read)
    return read


def note_words(unit: UnitOfWork, turn: Turn, answer_id: int, kind: Kind) -> View:
    """Make a contribution of words, once; return it. Its author is nobody, and all may read it.

    Raises:
        RuleViolationError: ``NOT_QUALITY_LEAD``, ``UNKNOWN``, ``NO_KIND``.
    """
    actor = _lead(unit, turn)
    found = unit.of(Survey).words_for_change(actor.organisation_id, answer_id)
    if found is None:
        raise RuleViolationError(Reason.UNKNOWN)
    if found.contribution_id is None:
        draft = Draft(
            kind=check_kind(kind),
            text=found.text,
            origin=Origin.SURVEY,
            author_key=token_hex(32),
            noted_by_id=actor.id,
            site_id=found.site_id,
            site_name=found.site_name,
            week=turn.week,
            is_public=True,
        )
        made = unit.of(Contributions).add(actor.organisation_id, draft, turn.year, turn.now)
        unit.of(Survey).link(found, made.id)
        return view_for(made, reader_of(unit, actor))
    made_before = unit.of(Contributions).get(actor.organisation_id, found.contribution_id)
    if made_before is None:
        raise RuleViolationError(Reason.UNKNOWN)
    return view_for(made_before, reader_of(unit, actor))


# --- retention --------------------------------------------------------------------------------


def forget(
    unit: UnitOfWork, organisation_id: int, today: date, after: After | None = None
) -> Stretch:
    """Empty some words that are old, and forget which pages answered; return whose words.

    The faces stay, by day and site: they tell of nobody.
    """
    return unit.of(Survey).forget(
        organisation_id,
        months_before(today, READ_WORDS),
        months_before(today, UNREAD_WORDS),
        today - timedelta(days=1),
        after,
    )
