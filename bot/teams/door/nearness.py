"""Whether a request comes straight from a program on this machine.

A proxy on this machine has the peer address of this machine, too: what it hands on is known by the
headers that it adds, by the host that was asked for, or by its old version of HTTP.
"""

from urllib.parse import urlsplit

from aiohttp import HttpVersion11, web

from bot.config import is_loopback

_HANDED_ON = (
    "forwarded",
    "via",
    "proxy-",
    "x-forwarded",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-original-",
    "x-proxy",
    "x-arr-",
    "x-azure-",
    "x-amz",
    "x-envoy-",
    "x-tunnel-",
    "true-client-ip",
    "cf-",
    "fastly-",
    "fly-",
)
"""How the headers begin that proxies, balancers and tunnels add (RFC 7239, RFC 9110 section 7.6.3,
and what those of Microsoft, Amazon, Cloudflare, Fastly and Envoy document)."""


def is_from_here(request: web.Request) -> bool:
    """Tell whether *request* was made on this machine, and handed on by nobody.

    A web page elsewhere whose name was pointed at this machine (DNS rebinding) is not: it asks for
    its own host. A proxy that adds nothing, as nginx does by default, speaks HTTP/1.0.
    """
    asked_for = [f"//{host}" for host in request.headers.getall("Host", ())]
    pages = request.headers.getall("Origin", [])
    return (
        is_loopback(request.remote or "")
        and request.version >= HttpVersion11
        and not any(name.lower().startswith(_HANDED_ON) for name in request.headers)
        and len(asked_for) == 1
        and all(_names_this_machine(each) for each in (*asked_for, *pages))
    )


def _names_this_machine(address: str) -> bool:
    try:
        return is_loopback(urlsplit(address).hostname or "")
    except ValueError:
        return False
