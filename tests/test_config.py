"""Settings: what refuses to start, and the sentence that names it."""

from pathlib import Path

import pytest

from bot.clouds import CHINA
from bot.config import ConfigurationError, Settings, load_settings, unknown_names

APP = "33333333-3333-4333-8333-333333333333"
TENANT = "11111111-1111-4111-8111-111111111111"
WHOLE = {"app_id": APP, "app_password": "s", "app_tenant_id": TENANT}


def _load(**values: object) -> Settings:
    return load_settings(_env_file=None, **values)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"host": "0.0.0.0"}, "FLASH_APP_ID"),
        ({"app_password": "s"}, "FLASH_APP_ID"),
        ({"app_tenant_id": TENANT}, "FLASH_APP_ID"),
        ({"app_id": "not-a-guid"}, "FLASH_APP_ID"),
        ({"app_id": APP}, "FLASH_APP_PASSWORD"),
        ({"app_id": APP, "app_password": "s"}, "FLASH_APP_TENANT_ID"),
        ({"app_id": APP, "app_type": "UserAssignedMSI"}, "FLASH_APP_TENANT_ID"),
        ({"app_id": APP, "app_type": "MultiTenant"}, "FLASH_APP_PASSWORD"),
        (
            {"app_id": APP, "app_type": "MultiTenant", "app_password": "s"},
            "FLASH_ALLOWED_TENANTS",
        ),
        (WHOLE | {"app_type": "Single-Tenant"}, "FLASH_APP_TYPE"),
        (WHOLE | {"openid_url": "http://keys.example.org/"}, "FLASH_OPENID_URL"),
        ({"timezone": "Europe/Atlantis"}, "FLASH_TIMEZONE"),
        ({"timezone": "Europe"}, "FLASH_TIMEZONE"),
        ({"timezone": "../../etc/passwd"}, "FLASH_TIMEZONE"),
        ({"timezone": "x" * 300}, "FLASH_TIMEZONE"),
        ({"port": "99999"}, "FLASH_PORT"),
        ({"channel": ""}, "FLASH_CHANNEL"),
        ({"channel": " # "}, "FLASH_CHANNEL"),
        ({"port": "3978/tcp"}, "FLASH_PORT"),
        ({"host": "http://127.0.0.1"}, "FLASH_HOST"),
        ({"host": "127.0.0.1:3978"}, "FLASH_HOST"),
        ({"log_format": "xml"}, "FLASH_LOG_FORMAT"),
        (WHOLE | {"app_password": APP}, "FLASH_APP_PASSWORD"),
        (WHOLE | {"app_tenant_id": "mission-locale.fr"}, "FLASH_APP_TENANT_ID"),
        (WHOLE | {"openid_url": "https://[keys"}, "FLASH_OPENID_URL"),
        (WHOLE | {"openid_url": "login.botframework.com"}, "FLASH_OPENID_URL"),
        (WHOLE | {"openid_url": "https://login.botframework.azure.de/v1/"}, "FLASH_OPENID_URL"),
        (WHOLE | {"openid_url": CHINA.openid_url}, "FLASH_SERVICE_HOSTS"),
        (
            WHOLE
            | {"openid_url": CHINA.openid_url, "service_hosts": "a", "app_type": "MultiTenant"},
            "FLASH_APP_TYPE",
        ),
        (WHOLE | {"quality_leads": "Claire Martin"}, "FLASH_QUALITY_LEADS"),
        (WHOLE | {"quality_leads": "claire@ml.fr nadia@ml.fr"}, "FLASH_QUALITY_LEADS"),
        (WHOLE | {"quality_leads": "claire@ml.fr, nadia"}, "FLASH_QUALITY_LEADS"),
        (WHOLE | {"quality_leads": "Claire <claire@ml.fr>"}, "FLASH_QUALITY_LEADS"),
        (WHOLE | {"allowed_tenants": "ml.onmicrosoft.com"}, "FLASH_ALLOWED_TENANTS"),
        (WHOLE | {"service_hosts": "https://smba.trafficmanager.net/"}, "FLASH_SERVICE_HOSTS"),
        ({"public_url": "https://flash.example.org"}, "FLASH_APP_ID"),
        ({"public_url": "http://127.0.0.1.example.org"}, "FLASH_APP_ID"),
        (WHOLE | {"public_url": "https://example.org/flash"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "https://example.org//evil.example"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "https://example.org/?a=b"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "https://example.org#top"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "https://claire:pw@example.org"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "https://example.org:99999"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "https://exa mple.org"}, "FLASH_PUBLIC_URL"),
        (WHOLE | {"public_url": "flash.example.org"}, "FLASH_PUBLIC_URL"),
    ],
)
def test_a_wrong_setting_is_named(values: dict[str, object], named: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^{named}\u00a0: .+\.$"):
        _load(**values)


@pytest.mark.parametrize(
    "written",
    [
        "claire@ml.fr,nadia@ml.fr",
        "Claire@ml.fr; nadia@ml.fr;",
        "claire@ml.fr\nnadia@ml.fr\r\n",
        "\"claire@ml.fr\", 'nadia@ml.fr'",
        "«\u00a0claire@ml.fr\u00a0» ;«\u202fnadia@ml.fr\u202f»",
    ],
)
def test_a_list_is_understood_as_people_write_it(written: str) -> None:
    assert _load(**WHOLE, quality_leads=written).quality_leads == ("claire@ml.fr", "nadia@ml.fr")


def test_names_that_nobody_reads_are_known_with_the_nearest_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("FLASH_QUALITY_LEAD=a@b.fr\nFLASH_PORT=1\nOTHER=1\nFLASHPUBLIC_URL=x\n")
    monkeypatch.setenv("FLASH_APPID", APP)
    monkeypatch.setenv("FLASH_TEA", "1")

    assert unknown_names(str(file)) == {
        "FLASHPUBLIC_URL": "FLASH_PUBLIC_URL",
        "FLASH_APPID": "FLASH_APP_ID",
        "FLASH_QUALITY_LEAD": "FLASH_QUALITY_LEADS",
        "FLASH_TEA": "",
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [(b"FLASH_CHANNEL=am\xe9lioration", "UTF-8"), (None, "illisible")],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes | None, said: str
) -> None:
    file = tmp_path / ".env"
    file.write_bytes(written or b"")
    if written is None:

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("builtins.open", refuse)  # root may read everything

    with pytest.raises(ConfigurationError, match=said):
        load_settings(_env_file=file)


def test_without_an_app_id_any_tenant_is_served_and_nothing_is_authenticated() -> None:
    settings = _load()

    assert settings.tenants is None
    assert not settings.authenticates


def test_with_an_app_id_its_own_tenant_is_served_unless_others_are_named() -> None:
    assert _load(**WHOLE).tenants == frozenset({TENANT})
    assert _load(**WHOLE, allowed_tenants=f"{APP.upper()}, {TENANT} ,").tenants == frozenset(
        {APP, TENANT}
    )


@pytest.mark.parametrize(
    "address", ["https://flash.example.org", "https://Flash.example.org:8443/", "http://[::1]:80"]
)
def test_the_root_of_a_site_is_where_pages_begin(address: str) -> None:
    assert _load(**WHOLE, public_url=address).pages_url == address.rstrip("/")


def test_without_an_app_id_pages_are_for_this_machine() -> None:
    assert _load(public_url="http://localhost:8080").pages_url == "http://localhost:8080"


def test_the_password_is_never_printed() -> None:
    address = "postgresql://flash:s3cret@127.0.0.1/flash"
    loaded = _load(**(WHOLE | {"app_password": "s3cret", "database_url": address}))

    assert "s3cret" not in repr(loaded)
