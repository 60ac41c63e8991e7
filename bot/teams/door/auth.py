"""Who may speak to the bot: the Bot Connector service, for Teams, for the tenants we serve.

The rules are Microsoft's (Learn, *Authentication with the Bot Connector API*, "Authenticate
requests from the Bot Connector service to your bot"), and ours about tenants and destinations.
"""

import logging
from typing import Any

import jwt

from bot.config import Settings
from bot.observe import Harmless
from bot.teams.destinations import Destinations, ForbiddenDestination
from bot.teams.door.keys import SigningKey, SigningKeys
from domain.records import record

_log = logging.getLogger(__name__)

CHANNEL = "msteams"
LEEWAY = 300
"""Seconds of clock skew that Microsoft's page allows."""

_ALGORITHM = "RS256"
_REQUIRED = ["aud", "exp", "iss", "nbf"]
_MAX_KID = 200


class Unauthorized(Harmless):
    """The caller is not known to be Teams; the reason is for one log line, not for the caller."""


class NotFromHere(Unauthorized):
    """There is no app id, and the request does not come straight from this machine."""


@record
class Caller:
    """Whoever speaks, as far as it was proved."""

    claims: dict[str, Any]
    is_authenticated: bool


def warn_when_open(settings: Settings) -> None:
    """Say loudly that nobody is asked who they are, when that is so."""
    if not settings.authenticates:
        _log.warning(
            "FLASH_APP_ID IS EMPTY: AUTHENTICATION IS OFF. "
            "Only programs on this machine are heard and answered. Never use this for real people."
        )


class InboundAuth:
    """The door: each request is checked as a whole, its token together with its body."""

    def __init__(self, settings: Settings, keys: SigningKeys) -> None:
        self._settings = settings
        self._keys = keys
        self._tenants = settings.tenants
        self._destinations = Destinations(settings)

    async def check(
        self, authorization: str | None, body: dict[str, Any], *, from_here: bool = False
    ) -> Caller:
        """Return who sends *body*, with the `Authorization` header given, straight or not.

        Raises:
            Unauthorized: it is not Teams, or not for us; ``NotFromHere`` where nobody can prove
                anything and it was not sent *from_here*.
        """
        if not self._settings.authenticates:
            self._check_open(body, from_here=from_here)
            return Caller({}, is_authenticated=False)
        self._check_body(body)
        self._check_destination(body.get("serviceUrl"))
        claims = await self._verified_claims(_bearer_token(authorization))
        _check_service_url_claim(claims, body["serviceUrl"])
        return Caller(claims, is_authenticated=True)

    def _check_open(self, body: dict[str, Any], *, from_here: bool) -> None:
        """Without an app id nobody can prove anything, so nobody elsewhere is heard."""
        if not from_here:
            raise NotFromHere("no app id: the sender is not on this machine")
        self._check_body(body)
        # A body without a serviceUrl is malformed here, not unauthorized: its shape says so next.
        if "serviceUrl" in body:
            self._check_destination(body["serviceUrl"])

    def _check_body(self, body: dict[str, Any]) -> None:
        if body.get("channelId") != CHANNEL:
            raise Unauthorized("the channel is not Teams")
        # `conversation.tenantId` is free text of the sender's; channelData is Teams' own.
        tenant = _dig(body, "channelData", "tenant", "id")
        if self._tenants is None:
            return
        if not isinstance(tenant, str) or tenant.lower() not in self._tenants:
            raise Unauthorized("the tenant is not served")

    def _check_destination(self, service_url: Any) -> None:
        try:
            self._destinations.check(service_url)
        except ForbiddenDestination as error:
            raise Unauthorized(str(error)) from None

    async def _verified_claims(self, token: str) -> dict[str, Any]:
        key = await self._find_key(token)
        try:
            # Time is the real one: a token is valid in the world, not at a moment of our choice.
            return jwt.decode(
                token,
                key.public,
                algorithms=[_ALGORITHM],
                audience=self._settings.app_id,
                issuer=self._settings.cloud.issuer,
                leeway=LEEWAY,
                options={"require": _REQUIRED, "strict_aud": True},
            )
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise Unauthorized(f"the token is refused: {type(error).__name__}") from None

    async def _find_key(self, token: str) -> SigningKey:
        """The key that the token names, among those that the service publishes."""
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise Unauthorized("the token cannot be read") from None
        kid = header.get("kid")
        if header.get("alg") != _ALGORITHM:
            raise Unauthorized("the token is not signed with RS256")
        if not isinstance(kid, str) or not 0 < len(kid) <= _MAX_KID:
            raise Unauthorized("the token names no key")
        key = await self._keys.find(kid)
        if key is None:
            raise Unauthorized("the token's key is not known")
        if CHANNEL not in key.endorsements:
            raise Unauthorized("the token's key does not speak for Teams")
        return key


def _bearer_token(authorization: str | None) -> str:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme != "Bearer" or not token:
        raise Unauthorized("there is no bearer token")
    return token


def _check_service_url_claim(claims: dict[str, Any], service_url: str) -> None:
    """Compared as written; only one trailing slash may differ, since Teams writes it both ways.

    The URL that is used later is the activity's, whose host is checked again before each call.
    """
    claimed = claims.get("serviceurl", claims.get("serviceUrl"))
    if not isinstance(claimed, str) or claimed.removesuffix("/") != service_url.removesuffix("/"):
        raise Unauthorized("the token is for another service URL")


def _dig(body: Any, *path: str) -> Any:
    for part in path:
        body = body.get(part) if isinstance(body, dict) else None
    return body
