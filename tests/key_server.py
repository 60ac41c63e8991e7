"""A stand-in for the server with the keys that sign what Teams says."""

import asyncio
import time
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.fakes import Server
from tests.waiting import until

ISSUER = "https://api.botframework.com"


@cache
def private_key(number: int) -> rsa.RSAPrivateKey:  # noqa: ARG001 -- only tells keys apart
    """Return the same key for the same number: making one is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeKeyServer(Server):
    """Publishes signing keys as the channel does, and signs tokens with the newest of them."""

    def __init__(self, app_id: str) -> None:
        self.app_id = app_id
        self.fetches = 0
        self.hangs = False
        self.lie: bytes | None = None
        self.endorsements = ["msteams", "webchat"]
        self._key = 0

    @property
    def openid_url(self) -> str:
        return f"{self.origin}/openid"

    def rotate(self) -> None:
        self._key += 1

    async def wait_for_fetches(self, number: int) -> None:
        """Return as soon as the keys have been asked for so often."""
        await until(lambda: self.fetches >= number, every=0.002)

    def sign(
        self,
        service_url: str,
        *,
        kid: str | None = None,
        key: Any = None,
        algorithm: str = "RS256",
        **claims: Any,
    ) -> str:
        """Return a token as the channel would make it; a claim given as None is left out."""
        now = int(time.time())
        usual = {
            "iss": ISSUER,
            "aud": self.app_id,
            "nbf": now - 10,
            "exp": now + 3600,
            "serviceurl": service_url,
        }
        said = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        header = {"kid": f"key-{self._key}" if kid is None else kid}
        return jwt.encode(said, key or private_key(self._key), algorithm, headers=header)

    def _routes(self) -> list[web.RouteDef]:
        return [web.get("/openid", self._openid), web.get("/keys", self._keys)]

    async def _openid(self, _: web.Request) -> web.Response:
        self.fetches += 1
        if self.hangs:
            await asyncio.sleep(3600)
        if self.lie is not None:
            return web.Response(body=self.lie, content_type="application/json")
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.origin}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        public = private_key(self._key).public_key()
        described = RSAAlgorithm.to_jwk(public, as_dict=True)
        described |= {"kid": f"key-{self._key}", "endorsements": self.endorsements}
        return web.json_response({"keys": [described]})
