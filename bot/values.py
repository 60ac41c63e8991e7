"""What a setting's value may be; what it may not is refused in French, with what to write."""

import re
from ipaddress import ip_address
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_BETWEEN = re.compile(r"[,;\n\r]+")
_AROUND = " \t\"'«»“”\u00a0\u202f"
_UPN = re.compile(r"[^\s@\"'<>()]+@[^\s@\"'<>()]+")
_ID = re.compile(r"[^\s@\"'<>()]+")
_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOST_AND_PORT = re.compile(rf"(?:{_HOST.pattern}|\[?[0-9a-f:.]+\]?)(?::[0-9]{{1,5}})?")

GUID = "00000000-0000-0000-0000-000000000000"


def several(value: Any) -> tuple[str, ...]:
    """Return the parts of a list, lower case: between commas, semicolons or ends of line."""
    parts = _BETWEEN.split(value) if isinstance(value, str) else value
    found = (str(part).strip(_AROUND).lower() for part in parts)
    return tuple(part for part in found if part)


def guid(value: str) -> str:
    """Return an identifier of Entra as it is usually written.

    Raises:
        ValueError: it is none.
    """
    try:
        return str(UUID(value.strip(_AROUND)))
    except ValueError:
        raise ValueError(
            f"ce n’est pas un identifiant. Copiez-le du portail Azure, sous la forme {GUID}."
        ) from None


def is_guid(value: str) -> bool:
    """Tell whether it is an identifier of Entra, as it is usually written."""
    return bool(_GUID.fullmatch(value.lower()))


def tenant(value: str) -> str:
    """Return the identifier of a tenant.

    Raises:
        ValueError: it is none.
    """
    if not is_guid(value):
        raise ValueError(
            f"«\u00a0{value}\u00a0» n’est pas l’identifiant d’un locataire. Écrivez-les sous la "
            f"forme {GUID}, séparés par des virgules."
        )
    return value


def person(value: str, *, proven: bool) -> str:
    """Return how a person is known to Entra; *proven*: their id is one of Entra's, then.

    Raises:
        ValueError: it is neither an address nor an id.
    """
    if _UPN.fullmatch(value) or is_guid(value) or (not proven and _ID.fullmatch(value)):
        return value
    raise ValueError(
        f"«\u00a0{value}\u00a0» n’est ni une adresse de connexion (prenom.nom@structure.fr) ni un "
        "identifiant Entra. Écrivez-les séparés par des virgules."
    )


def host(value: str) -> str:
    """Return a name or an address to listen on.

    Raises:
        ValueError: it is none.
    """
    bare = value.strip("[]").lower()
    if not (_HOST.fullmatch(bare) or _is_address(bare)):
        raise ValueError(
            "ce n’est pas une adresse où écouter. Écrivez 127.0.0.1, 0.0.0.0 ou un nom de "
            "machine, sans http:// ni port (le port va dans FLASH_PORT)."
        )
    return bare


def _is_address(value: str) -> bool:
    try:
        return bool(ip_address(value))
    except ValueError:
        return False


def host_of_a_service(value: str) -> str:
    """Return the host, perhaps with its port, of a service that the bot writes to.

    Raises:
        ValueError: it is none.
    """
    if not _HOST_AND_PORT.fullmatch(value):
        raise ValueError(
            f"«\u00a0{value}\u00a0» n’est pas un nom d’hôte. Écrivez par exemple "
            "smba.trafficmanager.net, sans https:// ni chemin, séparés par des virgules."
        )
    return value


def zone(value: str) -> str:
    """Return the name of a time zone.

    Raises:
        ValueError: nobody knows it.
    """
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # « Europe » is a folder of zones
        raise ValueError(
            "ce fuseau horaire n’existe pas. Écrivez par exemple Europe/Paris ou Indian/Reunion."
        ) from None
    return value
