"""One typed, frozen Settings: nobody else reads the environment."""

import os
import re
from collections.abc import Callable
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache, partial
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import values
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
    def _several(cls, value: Any) -> Any:
        return values.several(value)

    @field_validator("service_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(values.host_of_a_service(each) for each in value)

    @field_validator("app_id", "app_tenant_id")
    @classmethod
    def _guid(cls, value: str) -> str:
        return values.guid(value) if value else value

    @field_validator("app_password")
    @classmethod
    def _is_a_value(cls, value: SecretStr) -> SecretStr:
        if values.is_guid(value.get_secret_value()):
            raise ValueError(
                "c’est l’identifiant du secret. Copiez sa valeur, que le portail Azure ne montre "
                "qu’une fois\u00a0; au besoin, créez un nouveau secret."
            )
        return value

    @field_validator("host")
    @classmethod
    def _listens(cls, value: str) -> str:
        return values.host(value)

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        return values.zone(value)

    @field_validator("channel")
    @classmethod
    def _named(cls, value: str) -> str:
        if not value.strip(" #\u00a0"):
            raise ValueError("le nom du canal est vide. Écrivez-le comme dans Teams.")
        return value

    @field_validator("openid_url")
    @classmethod
    def _key_server(cls, value: str) -> str:
        try:
            url = urlsplit(value)
            known = bool(url.hostname) and url.port != 0
        except ValueError:
            raise ValueError(
                "écrivez une adresse complète, comme celles de docs/reglages.md."
            ) from None
        if not known or url.scheme not in {"https", "http"}:
            raise ValueError("écrivez une adresse complète, comme celles de docs/reglages.md.")
        if url.scheme == "http" and not is_loopback(url.hostname or ""):
            raise ValueError("écrivez une adresse https:// (http ne vaut que sur cette machine).")
        if cloud_of(value) is None:
            raise ValueError(
                "ce nuage de Microsoft n’est pas connu du bot. docs/reglages.md a les adresses de "
                "ceux qu’il connaît."
            )
        return value

    @field_validator("secret_key")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and is_guessable(value.get_secret_value()):
            raise ValueError(
                "trop courte ou facile à deviner. openssl rand -hex 32 en donne une bonne. Ce qui "
                "a été écrit anonymement avec celle-ci ne retrouvera plus son auteur."
            )
        return value

    @field_validator("public_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not _is_root_of_a_site(value):
            raise ValueError(
                "écrivez une adresse sans chemin, comme https://flash.exemple.fr, ou laissez vide."
            )
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        known = partial(values.person, proven=self.authenticates)
        _check_each("QUALITY_LEADS", known, self.quality_leads)
        if not self.app_id:
            self._check_without_app_id()
            return self
        _check_each("ALLOWED_TENANTS", values.tenant, self.allowed_tenants)
        if self.app_type is not AppType.MANAGED_IDENTITY:
            self._need("app_password")
        if self.app_type is not AppType.MULTI_TENANT:
            self._need("app_tenant_id")
        elif not (self.allowed_tenants or self.app_tenant_id):
            raise ValueError(
                "FLASH_ALLOWED_TENANTS\u00a0: manque. Avec FLASH_APP_TYPE=MultiTenant, dites "
                "quels locataires le bot sert."
            )
        self._check_cloud()
        return self

    def _check_without_app_id(self) -> None:
        if self.app_password.get_secret_value() or self.app_tenant_id:
            raise ValueError(
                "FLASH_APP_ID\u00a0: manque, alors que d’autres réglages FLASH_APP_… sont "
                "remplis. Copiez l’ID d’application du portail Azure, ou videz-les tous."
            )
        if not is_loopback(self.host):
            raise ValueError(
                "FLASH_APP_ID\u00a0: manque. Sans lui le bot croit tout le monde\u00a0; "
                f"FLASH_HOST doit alors être 127.0.0.1, et non {self.host}."
            )
        if not is_loopback(urlsplit(self.pages_url).hostname or ""):
            raise ValueError(
                "FLASH_APP_ID\u00a0: manque. Sans lui le bot n’entend que cette machine\u00a0; "
                "FLASH_PUBLIC_URL doit alors être vide, ou une adresse de cette machine."
            )

    def _check_cloud(self) -> None:
        if not self.hosts:
            raise ValueError(
                "FLASH_SERVICE_HOSTS\u00a0: manque. Dans ce nuage Microsoft ne publie pas l’hôte "
                "de Teams\u00a0: donnez celui du «\u00a0serviceUrl\u00a0» de vos messages."
            )
        multi = self.app_type is AppType.MULTI_TENANT
        if multi and not self.cloud.multi_tenant_authority:
            raise ValueError(
                "FLASH_APP_TYPE\u00a0: ce nuage n’a pas de MultiTenant. Écrivez SingleTenant."
            )

    def _need(self, name: str) -> None:
        value = getattr(self, name)
        if not (value.get_secret_value() if isinstance(value, SecretStr) else value):
            raise ValueError(
                f"FLASH_{name.upper()}\u00a0: manque (FLASH_APP_TYPE={self.app_type}). Copiez sa "
                "valeur du portail Azure\u00a0: docs/installer.md dit où."
            )

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
        raise ConfigurationError(
            f".env\u00a0: illisible ({error.strerror}). Donnez-le à l’utilisateur du service."
        ) from None
    except UnicodeDecodeError:
        raise ConfigurationError(
            ".env\u00a0: n’est pas en UTF-8. Enregistrez-le à nouveau en UTF-8."
        ) from None


_WRITE = {
    "port": "écrivez un nombre de 1 à 65535.",
    "app_type": "écrivez SingleTenant, UserAssignedMSI ou MultiTenant.",
    "log_format": "écrivez console ou json.",
}
"""What to write where the type alone says what is wrong."""


def _sentences(error: ValidationError) -> list[str]:
    """Return a sentence for each wrong setting; none quotes a secret."""
    sentences = []
    for problem in error.errors():
        field = "".join(str(part) for part in problem["loc"][:1])
        said = problem["msg"].removeprefix("Value error, ")
        if problem["type"] != "value_error":
            said = _WRITE.get(field, "cette valeur n’est pas comprise.")
        sentences.append(f"FLASH_{field.upper()}\u00a0: {said}" if field else said)
    return sentences


def _check_each(name: str, check: Callable[[str], object], parts: tuple[str, ...]) -> None:
    """Have what *check* refuses name its setting: here several are looked at together."""
    try:
        for part in parts:
            check(part)
    except ValueError as error:
        raise ValueError(f"FLASH_{name}\u00a0: {error}") from None


_OTHERS = ("FLASH_TEST_",)
"""Names that begin as ours and are for the tests."""


def unknown_names(env_file: str = ".env") -> dict[str, str]:
    """Return the names of settings that nobody reads, each with the nearest that is read."""
    known = [f"FLASH_{name.upper()}" for name in Settings.model_fields]
    given = {name.upper() for name in (*os.environ, *dotenv_values(env_file))}  # noqa: TID251
    ours = sorted(name for name in given if name.startswith("FLASH") and name not in known)
    return {
        name: next(iter(get_close_matches(name, known, n=1, cutoff=0.75)), "")
        for name in ours
        if not name.startswith(_OTHERS)
    }
