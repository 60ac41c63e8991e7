"""One typed, frozen Settings: nobody else reads the environment."""

import re
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.clouds import PUBLIC, Cloud, cloud_of
from bot.weak_keys import is_guessable

_HOST = re.compile(r"[\w.:-]+")
_LOOPBACK_NAMES = frozenset({"localhost"})


class AppType(StrEnum):
    """How the bot proves who it is to Entra."""

    SINGLE_TENANT = "SingleTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"
    MULTI_TENANT = "MultiTenant"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    CONSOLE = "console"
    JSON = "json"


class ConfigurationError(Exception):
    """A setting is missing or wrong; the message names it and says what to do."""


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Tell whether *host* is a name or address that never leaves this machine."""
    if host.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_root_of_a_site(address: str) -> bool:
    """Tell whether pages can stand at *address*: forms and links begin at the root of its host."""
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError:
        return False
    host = url.hostname or ""
    root = f"{host if ':' not in host else f'[{host}]'}{'' if port is None else f':{port}'}"
    return (
        url.scheme in {"http", "https"}
        and bool(_HOST.fullmatch(host))
        and url.netloc.lower() == root
        and address.removesuffix("/").lower() == f"{url.scheme}://{root}"
    )


CommaSeparated = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """What differs between installations; a wrong or half-filled one refuses to start."""

    model_config = SettingsConfigDict(
        env_prefix="FLASH_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    database_url: str = Field(
        "sqlite+aiosqlite:///data/flash.db",
        description="SQLite file or PostgreSQL database",
        repr=False,  # its password
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(3978, ge=1, le=65535, description="port to listen on")
    timezone: str = Field(
        "Europe/Paris", description="zone of an organisation until it sets its own"
    )
    channel: str = Field(
        "amélioration-continue",
        min_length=1,
        description="channel to listen to; case, accents, #, spaces and hyphens do not matter",
    )
    quality_leads: CommaSeparated = Field(
        (), description="first quality leads: Entra object ids or UPNs, comma-separated"
    )
    allowed_tenants: CommaSeparated = Field(
        (),
        description="tenants served, comma-separated; empty: the app's own, or any without app id",
    )
    app_id: str = Field("", description="Entra application (client) id of the bot")
    app_password: SecretStr = Field(SecretStr(""), description="client secret of the bot")
    app_type: AppType = Field(
        AppType.SINGLE_TENANT, description="SingleTenant, UserAssignedMSI or MultiTenant"
    )
    app_tenant_id: str = Field("", description="Entra tenant of the bot's registration")
    openid_url: str = Field(
        PUBLIC.openid_url, description="where the channel's signing keys are described"
    )
    service_hosts: CommaSeparated = Field(
        (),
        description="hosts that the bot may send to, comma-separated; empty: those of the cloud",
    )
    public_url: str = Field(
        "", description="where people's browsers reach the bot's pages; empty: host and port"
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="key of anonymous authorship; empty: made once and kept in FLASH_DATA_DIR",
    )
    data_dir: Path = Field(
        Path("data"), description="folder of the key and of the register of erased names"
    )

    log_format: LogFormat = Field(
        LogFormat.CONSOLE, description="console: a line to read; json: an object a line"
    )

    @field_validator("quality_leads", "allowed_tenants", "service_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(part.strip().lower() for part in parts if part.strip())

    @field_validator("app_id", "app_tenant_id")
    @classmethod
    def _guid(cls, value: str) -> str:
        if value:
            try:
                return str(UUID(value))
            except ValueError:
                raise ValueError("must be a GUID, as shown in the Azure portal") from None
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # « Europe » is a folder of zones
            raise ValueError("is not a known time zone; try Europe/Paris") from None
        return value

    @field_validator("openid_url")
    @classmethod
    def _key_server(cls, value: str) -> str:
        url = urlsplit(value)
        if url.scheme == "https" and url.hostname:
            return value
        if url.scheme == "http" and url.hostname and is_loopback(url.hostname):
            return value
        raise ValueError("must be an https address (plain http only on loopback)")

    @field_validator("secret_key")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and is_guessable(value.get_secret_value()):
            raise ValueError(
                "is too short or easy to guess; openssl rand -hex 32 gives a good one. What was "
                "written anonymously with this one then never finds its author again"
            )
        return value

    @field_validator("public_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not _is_root_of_a_site(value):
            raise ValueError(
                "must be a web address without a path, such as https://flash.example.org"
            )
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.app_id:
            self._check_without_app_id()
        elif self.app_type is AppType.SINGLE_TENANT:
            self._need("app_password", "app_tenant_id")
        elif self.app_type is AppType.MULTI_TENANT:
            self._need("app_password")
            if not (self.allowed_tenants or self.app_tenant_id):
                raise ValueError("FLASH_ALLOWED_TENANTS is missing (app type MultiTenant)")
        else:
            self._need("app_tenant_id")
        return self

    def _check_without_app_id(self) -> None:
        if self.app_password.get_secret_value() or self.app_tenant_id:
            raise ValueError(
                "FLASH_APP_ID is missing although other FLASH_APP_ settings are filled"
            )
        if not is_loopback(self.host):
            raise ValueError(
                f"FLASH_APP_ID is missing: without it the bot trusts everyone, "
                f"so FLASH_HOST must be 127.0.0.1, not {self.host}"
            )

        if not is_loopback(urlsplit(self.pages_url).hostname or ""):
            raise ValueError(
                "FLASH_APP_ID is missing: without it the bot hears only this machine, so "
                "FLASH_PUBLIC_URL must be empty, or an address of this machine"
            )

    def _need(self, *names: str) -> None:
        for name in names:
            value = getattr(self, name)
            if not (value.get_secret_value() if isinstance(value, SecretStr) else value):
                raise ValueError(f"FLASH_{name.upper()} is missing (app type {self.app_type})")

    @property
    def authenticates(self) -> bool:
        """True when tokens are asked for and sent; False: loopback only, both ways."""
        return bool(self.app_id)

    @property
    def cloud(self) -> Cloud:
        """Microsoft's cloud, which ``FLASH_OPENID_URL`` says."""
        return cloud_of(self.openid_url) or PUBLIC

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts that the bot may send to, lower case."""
        return self.service_hosts or self.cloud.service_hosts

    @property
    def tenants(self) -> frozenset[str] | None:
        """Tenants served, lower case; None when any is (only without an app id)."""
        if self.allowed_tenants:
            return frozenset(self.allowed_tenants)
        if not self.authenticates:
            return None
        return frozenset({self.app_tenant_id} if self.app_tenant_id else ())

    @property
    def pages_url(self) -> str:
        """Where the bot's pages begin, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which days, weeks and years are counted."""
        return ZoneInfo(self.timezone)


def load_settings(**overrides: Any) -> Settings:
    """Return the settings of this process.

    Raises:
        ConfigurationError: a setting is missing or wrong; the message names each one.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise ConfigurationError("\n".join(_sentences(error))) from None
    except OSError as error:
        raise ConfigurationError(f".env cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ConfigurationError(".env is not UTF-8: save it again as UTF-8") from None


def _sentences(error: ValidationError) -> list[str]:
    sentences = []
    for problem in error.errors():
        name = "".join(f"FLASH_{part}".upper() for part in problem["loc"][:1])
        message = problem["msg"].removeprefix("Value error, ")
        sentences.append(f"{name}: {message}" if name else message)
    return sentences
