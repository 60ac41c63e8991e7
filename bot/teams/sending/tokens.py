"""The bot's own tokens from Entra: asked for off the event loop, kept, and renewed early."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msal
import requests

from bot.clock import Clock
from bot.config import AppType, Settings
from bot.observe import Harmless
from bot.outgoing import BlockingSession
from domain.records import record

_log = logging.getLogger(__name__)

EARLY = timedelta(minutes=5)
"""How long before its end a token is renewed; MSAL asks Entra again from the same moment on."""

PAUSE = timedelta(seconds=30)
"""Between two early tries, and between two tokens that Teams refused: Entra is spared."""

WAIT = 8.0
"""Seconds that a caller waits for a token; the request itself goes on and serves the next one."""

_HTTP_LIMIT = 6.0

Acquire = Callable[[], dict[str, Any]]
"""Asks for a token, blocking, and returns MSAL's answer."""

Build = Callable[[Settings], Acquire]
"""Makes what asks, and may block too."""


class TokenError(Harmless):
    """There is no token; *code* is Entra's word for why (`invalid_client`…) or ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@record
class _Token:
    value: str
    expires_at: datetime


class Tokens:
    """One token at a time for everybody; *build* makes what asks for it, and may block too."""

    def __init__(self, settings: Settings, clock: Clock, build: Build | None = None) -> None:
        self._settings = settings
        self._clock = clock
        self._build = build or build_acquire
        self._acquire: Acquire | None = None
        self._token: _Token | None = None
        self._renewal: asyncio.Task[_Token] | None = None
        self.failures = 0
        """How often Entra gave no token."""
        self._early_again_at = self._refuse_again_at = datetime.min.replace(tzinfo=UTC)

    async def bearer(self) -> str | None:
        """Return a token that is still valid; None when the bot has no app id.

        Raises:
            TokenError: Entra gave none, or not in time.
        """
        if not self._settings.authenticates:
            return None
        now = self._clock()
        if self._token is None or self._token.expires_at <= now:
            return await self._wait()
        if self._token.expires_at - now <= EARLY and now >= self._early_again_at:
            self._renew()
        return self._token.value

    def refuse(self, token: str) -> bool:
        """Forget *token*, which Teams refused; False when a new one would not help.

        Several calls may be refused the same token at once: the first forgets it, the others find
        the next one.
        """
        if self._token is None or self._token.value != token:
            return True
        now = self._clock()
        if now < self._refuse_again_at:
            return False
        self._refuse_again_at = now + PAUSE
        self._token = None
        self._acquire = None  # with it goes MSAL's own cache, which holds the same token
        return True

    async def _wait(self) -> str:
        renewal = self._renew()
        try:
            async with asyncio.timeout(WAIT):
                return (await asyncio.shield(renewal)).value
        except TimeoutError:
            raise TokenError("timeout") from None

    def _renew(self) -> asyncio.Task[_Token]:
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._ask())
            self._renewal.add_done_callback(self._renewed)
        return self._renewal

    def _renewed(self, renewal: asyncio.Task[_Token]) -> None:
        self._renewal = None
        self._early_again_at = self._clock() + PAUSE
        if renewal.cancelled():
            return
        error = renewal.exception()
        if error is None:
            self._token = renewal.result()
        else:
            code = error.code if isinstance(error, TokenError) else type(error).__name__
            self.failures += 1
            _log.warning("no token from Entra: %s", code)

    async def _ask(self) -> _Token:
        asked_at = self._clock()
        try:
            return _read_answer(await asyncio.to_thread(self._ask_blocking), asked_at)
        except (requests.RequestException, ValueError, KeyError, OSError) as error:
            # MSAL raises ValueError when it cannot read Entra's description of the tenant.
            self._acquire = None
            raise TokenError(type(error).__name__) from None

    def _ask_blocking(self) -> dict[str, Any]:
        """Built here and not before: MSAL fetches Entra's metadata while it is constructed."""
        acquire = self._acquire or self._build(self._settings)
        self._acquire = acquire
        return acquire()


def _read_answer(answer: dict[str, Any], asked_at: datetime) -> _Token:
    match answer:
        case {"access_token": str(value), "expires_in": int(seconds)}:
            return _Token(value, asked_at + timedelta(seconds=seconds))
        case {"error": str(code)}:
            raise TokenError(code)  # never `error_description`: it quotes the request
        case _:
            raise TokenError("no_token")


def build_acquire(settings: Settings, seconds: float = _HTTP_LIMIT) -> Acquire:
    """Return what asks Entra, or the machine's managed identity, for the bot's tokens.

    *seconds*: how long each of its calls may take.
    """
    cloud = settings.cloud
    if settings.app_type is AppType.MANAGED_IDENTITY:
        identity = msal.UserAssignedManagedIdentity(client_id=settings.app_id)
        local = msal.ManagedIdentityClient(identity, http_client=BlockingSession(seconds))
        return lambda: local.acquire_token_for_client(resource=cloud.resource)
    multi = settings.app_type is AppType.MULTI_TENANT
    application = msal.ConfidentialClientApplication(
        settings.app_id,
        client_credential=settings.app_password.get_secret_value(),
        authority=cloud.login
        + (cloud.multi_tenant_authority if multi else settings.app_tenant_id),
        http_client=BlockingSession(seconds),
    )
    return lambda: application.acquire_token_for_client(scopes=[f"{cloud.resource}/.default"])
