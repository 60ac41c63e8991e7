"""Links of one's own to a page of the bot: signed, and short-lived."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import jwt

from bot.usecases.turn import Actor, Policy, Turn, as_actor
from domain.errors import Reason, RuleViolationError
from domain.records import record
from storage.spent_links import LinkSpentError
from storage.unit_of_work import UnitOfWork

LIVES = timedelta(hours=1)
EXPORT_LIVES = timedelta(minutes=10)
_SKEW = timedelta(minutes=1)
_ALGORITHM = "HS256"
POSTER_PAGE, REQUESTS_PAGE = "affiche", "reclamations"
"""The paths of the pages that give files of what a list holds no line of."""
_PAGES = b"pages"
_HERE = frozenset({"", "localhost", "0.0.0.0", "::", "::1"})  # noqa: S104 -- compared, not listened on


@record
class Grant:
    """What a link opens: a flash of a tenant."""

    tenant_id: str
    flash_id: int


@record
class ExportGrant:
    """What a link takes out, once: a list of a tenant as a file, for the person who asked."""

    id: str
    tenant_id: str
    person: str
    asked: str
    form: str


@record
class MineGrant:
    """What a link takes out, once: all that is kept about the person who asked, as a file."""

    id: str
    tenant_id: str
    person: str
    form: str


@record
class PlanGrant:
    """What a link takes out, once: the plan, or the actions of who asked, as a file."""

    id: str
    tenant_id: str
    person: str
    form: str
    mine: bool


@record
class BoardGrant:
    """What a link opens: the board's page of a tenant, for the person who asked."""

    tenant_id: str
    person: str


@record
class FileGrant:
    """What a link of a page of files takes out, once: which of its files, in which form."""

    id: str
    tenant_id: str
    person: str
    what: str
    form: str


class Links:
    """Makes and reads links; each names the person who asked for it, and soon ends."""

    def __init__(self, base_url: str, secret: bytes) -> None:
        self._base_url = base_url.rstrip("/")
        # Another key than that of anonymous authorship: nothing signed here may help against it.
        self._key = hmac.new(secret, _PAGES, hashlib.sha256).digest()

    def flash(self, turn: Turn, flash_id: int) -> str:
        """Return the address of a flash's page for whoever asks."""
        claims = {
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "flash": flash_id,
            "exp": int((turn.now + LIVES).timestamp()),
        }
        return f"{self._base_url}/flash/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def board(self, turn: Turn) -> str:
        """Return the address of the board's page for whoever asks, with nothing chosen on it."""
        claims = {
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "board": True,
            "exp": int((turn.now + LIVES).timestamp()),
        }
        return f"{self._base_url}/tableau/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def read_board(self, token: str, now: datetime) -> BoardGrant | None:
        """Return whose page a link opens at *now*; None when it is not ours or is over."""
        claims = self._claims(token, ["sub", "tenant", "board"], now, LIVES)
        return BoardGrant(str(claims["tenant"]), str(claims["sub"])) if claims else None

    def export(self, turn: Turn, asked: str, form: str) -> str:
        """Return the address of a list as a file (``csv``, ``xlsx``, ``json``), for the asker."""
        claims = {
            "jti": token_hex(16),
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "export": form,
            "asked": asked,
            "exp": int((turn.now + EXPORT_LIVES).timestamp()),
        }
        return f"{self._base_url}/export/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def mine(self, turn: Turn, form: str) -> str:
        """Return the address of all that is kept about whoever asks (``xlsx`` or ``json``)."""
        claims = {
            "jti": token_hex(16),
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "mine": form,
            "exp": int((turn.now + EXPORT_LIVES).timestamp()),
        }
        return f"{self._base_url}/mes-donnees/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def plan(self, turn: Turn, form: str, *, mine: bool) -> str:
        """Return the address of the plan, or of one's own actions, as a file for whoever asks."""
        claims = {
            "jti": token_hex(16),
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "plan": form,
            "own": mine,
            "exp": int((turn.now + EXPORT_LIVES).timestamp()),
        }
        return f"{self._base_url}/plan/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def read_plan(self, token: str, now: datetime) -> PlanGrant | None:
        """Return what a link takes out at *now*; None when it is not ours or is over."""
        names = ("jti", "tenant", "sub", "plan")
        claims = self._claims(token, [*names, "own"], now, EXPORT_LIVES)
        if claims is None:
            return None
        id_, tenant, person, form = (str(claims[name]) for name in names)
        return PlanGrant(id_, tenant, person, form, bool(claims["own"]))

    @property
    def is_reachable(self) -> bool:
        """False while the pages' address is this machine's own: no phone comes there."""
        host = urlsplit(self._base_url).hostname or ""
        return host not in _HERE and not host.startswith("127.")

    def survey(self, token: str) -> str:
        """Return the address of the survey's page that a poster leads to."""
        return f"{self._base_url}/s/{token}"

    def file(self, turn: Turn, page: str, what: str, form: str) -> str:
        """Return the address at *page* of a file, for whoever asks."""
        claims = {
            "jti": token_hex(16),
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "page": page,
            "what": what,
            "form": form,
            "exp": int((turn.now + EXPORT_LIVES).timestamp()),
        }
        return f"{self._base_url}/{page}/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def read_file(self, page: str, token: str, now: datetime) -> FileGrant | None:
        """Return what a link at *page* takes out; None when it is another's or is over."""
        names = ("jti", "tenant", "sub", "what", "form")
        claims = self._claims(token, ["page", *names], now, EXPORT_LIVES)
        if claims is None or claims["page"] != page:
            return None
        return FileGrant(*(str(claims[name]) for name in names))

    def read_mine(self, token: str, now: datetime) -> MineGrant | None:
        """Return whose data a link takes out at *now*; None when it is not ours or is over."""
        names = ("jti", "tenant", "sub", "mine")
        claims = self._claims(token, list(names), now, EXPORT_LIVES)
        return MineGrant(*(str(claims[name]) for name in names)) if claims else None

    def read_export(self, token: str, now: datetime) -> ExportGrant | None:
        """Return what a link takes out at *now*; None when it is not ours or is over."""
        claims = self._claims(
            token, ["jti", "sub", "tenant", "export", "asked"], now, EXPORT_LIVES
        )
        if claims is None:
            return None
        names = ("jti", "tenant", "sub", "asked", "export")
        return ExportGrant(*(str(claims[name]) for name in names))

    def read(self, token: str, now: datetime) -> Grant | None:
        """Return what a link opens at *now*; None when it is not ours or is over."""
        claims = self._claims(token, ["sub", "tenant", "flash"], now, LIVES)
        if claims is None or not isinstance(claims["flash"], int):
            return None
        return Grant(str(claims["tenant"]), claims["flash"])

    def _claims(
        self, token: str, names: list[str], now: datetime, lives: timedelta
    ) -> dict[str, Any] | None:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key,
                [_ALGORITHM],
                options={"verify_exp": False, "require": ["exp", *names]},
            )
            ends = datetime.fromtimestamp(claims["exp"], UTC)
        except (jwt.PyJWTError, TypeError, ValueError, OverflowError):
            return None
        # One that ends later than a new one was made before the clock was put back.
        return claims if now < ends <= now + lives + _SKEW else None


def bearer(unit: UnitOfWork, policy: Policy, grant: ExportGrant | FileGrant) -> Actor:
    """Return who was given a link.

    Raises:
        LinkSpentError: it has worked already.
        RuleViolationError: ``UNKNOWN_PERSON``.
    """
    if unit.spent_links.is_spent(grant.id):
        raise LinkSpentError
    return person_of(unit, policy, grant)


def person_of(unit: UnitOfWork, policy: Policy, grant: ExportGrant | FileGrant) -> Actor:
    """Return whom a link is for; raises what ``bearer`` does of an unknown person."""
    organisation_id = unit.organisations.find(grant.tenant_id) or 0
    person = unit.people.find(organisation_id, grant.person)
    if person is None:
        raise RuleViolationError(Reason.UNKNOWN_PERSON)
    return as_actor(person, policy)
