"""Makes the Teams app of one installation: the manifest with its bot and domain, and two icons.

Limits of texts: Microsoft's manifest schema 1.30, of which the tests hold a copy. Sizes of icons:
Microsoft Learn, *Teams app icon for Teams Store and app bar*.
"""

import json
import re
import struct
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

FOLDER = Path(__file__).parent
PYPROJECT = FOLDER.parent / "pyproject.toml"

SAMPLE_APP_ID = "00000000-0000-4000-8000-000000000002"
SAMPLE_DOMAIN = "bot.example.org"
"""What manifest.json holds where an installation has its own: so it is valid as it stands."""

ICON_SIZES = {"color.png": (192, 192), "outline.png": (32, 32)}

_TEXT_LIMITS = {
    ("name", "short"): 30,
    ("name", "full"): 100,
    ("description", "short"): 80,
    ("description", "full"): 4000,
    ("developer", "name"): 32,
}
_BOT_COMMAND_LIMITS = {"title": 128, "description": 4000}
_ACTION_LIMITS = {"title": 32, "description": 128}
_PNG_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})+")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class ManifestError(Exception):
    """The Teams app cannot be made; the message says why in one sentence."""


def build(output: Path, *, app_id: str = "", domain: str = SAMPLE_DOMAIN) -> None:
    """Write the zip that Teams takes, the same bytes for the same installation.

    Raises:
        ManifestError: the id, the domain, a text or an icon is not what Teams takes.
    """
    manifest = read_manifest(app_id=app_id or SAMPLE_APP_ID, domain=domain)
    check_texts(manifest)
    files = {"manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2).encode()}
    for name, size in ICON_SIZES.items():
        files[name] = (FOLDER / "icons" / name).read_bytes()
        check_icon(name, files[name], size)
    output.parent.mkdir(parents=True, exist_ok=True)
    _pack(output, files)


def read_manifest(*, app_id: str, domain: str) -> dict[str, Any]:
    """Return the manifest of one installation, with the project's version."""
    text = (FOLDER / "manifest.json").read_text(encoding="utf-8")
    text = text.replace(SAMPLE_APP_ID, _checked_id(app_id)).replace(
        SAMPLE_DOMAIN, _checked(domain)
    )
    manifest: dict[str, Any] = json.loads(text)
    manifest["version"] = project_version()
    return manifest


def project_version() -> str:
    """Return the version in pyproject.toml (the project is not installed as a package)."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def check_texts(manifest: dict[str, Any]) -> None:
    """Refuse a text that Teams would cut or reject."""
    for name, text, limit in _texts(manifest):
        if not 0 < len(text) <= limit:
            raise ManifestError(f"{name} has {len(text)} characters; Teams takes 1 to {limit}.")


def check_icon(name: str, png: bytes, size: tuple[int, int]) -> None:
    """Refuse an icon that is not a PNG of *size*."""
    if not png.startswith(_PNG_START) or len(png) < len(_PNG_START) + 8:
        raise ManifestError(f"{name} is not a PNG.")
    found = struct.unpack_from(">II", png, len(_PNG_START))
    if found != size:
        raise ManifestError(
            f"{name} is {found[0]} x {found[1]} pixels; Teams takes {size[0]} x {size[1]}."
        )


def _texts(manifest: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    for (block, key), limit in _TEXT_LIMITS.items():
        yield f"{block}.{key}", manifest[block][key], limit
    for commands in manifest["bots"][0]["commandLists"]:
        yield from _command_texts(commands["commands"], _BOT_COMMAND_LIMITS)
    yield from _command_texts(manifest["composeExtensions"][0]["commands"], _ACTION_LIMITS)


def _command_texts(
    commands: list[dict[str, Any]], limits: dict[str, int]
) -> Iterator[tuple[str, str, int]]:
    for command in commands:
        for key, limit in limits.items():
            yield f"{key} of the command {command['title']!r}", command[key], limit


def _checked_id(app_id: str) -> str:
    try:
        return str(UUID(app_id))
    except ValueError:
        raise ManifestError(
            f"{app_id!r} is not an application id, such as {SAMPLE_APP_ID}."
        ) from None


def _checked(domain: str) -> str:
    lowered = domain.lower()
    if len(lowered) > 253 or not _DOMAIN.fullmatch(lowered):  # noqa: PLR2004 - RFC 1035, 2.3.4
        raise ManifestError(
            f"{domain!r} is not a domain: give the name alone, such as {SAMPLE_DOMAIN}."
        )
    return lowered


def _pack(output: Path, files: dict[str, bytes]) -> None:
    # Stored, at a fixed time: compressed bytes differ from one zlib to the next.
    with ZipFile(output, "w", compression=ZIP_STORED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
