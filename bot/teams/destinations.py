"""Where the bot may write: the same rule for what comes in and for what goes out."""

import re
from typing import Any

from bot.config import Settings, is_loopback
from bot.observe import Harmless

# Stricter than RFC 3986 on purpose: no user, query, fragment, escape, space or backslash, so that
# every URL parser on the way to the socket reads the same host as we do.
_SERVICE_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/[a-z0-9._~/-]*)?",
    re.ASCII | re.IGNORECASE,
)
_MAX_URL = 500


class ForbiddenDestination(Harmless):
    """The address is not one that this bot may write to."""


class Destinations:
    """The hosts of Settings; loopback only when the bot has no app id."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = frozenset(settings.hosts)
        self._loopback_only = not settings.authenticates

    def check(self, service_url: Any) -> None:
        """Accept *service_url* as it is written.

        Raises:
            ForbiddenDestination: its scheme, host or port is not allowed.
        """
        match = (
            _SERVICE_URL.fullmatch(service_url)
            if isinstance(service_url, str) and len(service_url) <= _MAX_URL
            else None
        )
        if match is None:
            raise ForbiddenDestination("the service URL is not a plain http address")
        if not self._is_allowed(match["scheme"].lower(), match["host"].lower(), match["port"]):
            # What matched is letters, digits, dots and hyphens: it can be told.
            host = match["host"].lower()[:253]
            raise ForbiddenDestination(f"the host {host} is not in FLASH_SERVICE_HOSTS")

    def _is_allowed(self, scheme: str, host: str, port: str | None) -> bool:
        """Https to a listed host on its own port; a loopback host may speak http on any port."""
        loopback = is_loopback(host)
        if self._loopback_only:
            return loopback
        if not loopback and scheme != "https":
            return False
        if f"{host}:{port}" in self._hosts:
            return True
        usual = loopback or port in {None, "443"}
        return usual and bool({host, host.strip("[]")} & self._hosts)
