"""Links of one's own to a page of the bot: signed, and short-lived."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

from bot.usecases.turn import Turn

LIVES = timedelta(hours=1)
_ALGORITHM = "HS256"
_PAGES = b"pages"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a link opens: a flash of a tenant."""

    tenant_id: str
    flash_id: int


class Links:
    """Makes and reads links; each names the person who asked for it, and ends after an hour."""

    def __init__(self, base_url: str, secret: bytes) -> None:
        self._base_url = base_url.rstrip("/")
        # Another key than that of anonymous authorship: nothing signed here may help against it.
        self._key = hmac.new(secret, _PAGES, hashlib.sha256).digest()

    def flash(self, turn: Turn, flash_id: int) -> str:
        """Return the address of a flash's page for who asks."""
        claims = {
            "sub": turn.author.aad_object_id,
            "tenant": turn.author.tenant_id,
            "flash": flash_id,
            "exp": int((turn.now + LIVES).timestamp()),
        }
        return f"{self._base_url}/flash/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def read(self, token: str, now: datetime) -> Grant | None:
        """Return what a link opens at *now*; None when it is not ours or is over."""
        try:
            claims = jwt.decode(
                token,
                self._key,
                [_ALGORITHM],
                options={"verify_exp": False, "require": ["exp", "sub", "tenant", "flash"]},
            )
            ends = datetime.fromtimestamp(claims["exp"], UTC)
            grant = Grant(str(claims["tenant"]), int(claims["flash"]))
        except (jwt.PyJWTError, TypeError, ValueError, OverflowError):
            return None
        return grant if now < ends else None
