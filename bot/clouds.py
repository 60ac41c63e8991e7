"""Microsoft's clouds: who signs, what tokens are for, where they are given, whom one may write to.

Sources: Microsoft Learn, *Authentication with the Bot Connector API*, *Configure bots to run in
US Government* and *how to deploy china cloud* (docs.azure.cn), *Send proactive messages*; for US
Government also ``GovernmentConstants`` of botframework-connector 4.17.1.
"""

from urllib.parse import urlsplit

from domain.records import record


@record
class Cloud:
    """What differs between clouds; ``resource`` is what the bot's own tokens are for."""

    openid_url: str
    issuer: str
    resource: str
    login: str
    multi_tenant_authority: str
    service_hosts: tuple[str, ...]
    """Hosts of the Teams connector; none where Microsoft names none."""


PUBLIC = Cloud(
    openid_url="https://login.botframework.com/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.com",
    resource="https://api.botframework.com",
    login="https://login.microsoftonline.com/",
    multi_tenant_authority="botframework.com",
    service_hosts=("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"),
)

US_GOVERNMENT = Cloud(
    openid_url="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.us",
    resource="https://api.botframework.us",
    login="https://login.microsoftonline.us/",
    multi_tenant_authority="MicrosoftServices.onmicrosoft.us",
    service_hosts=("smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"),
)

CHINA = Cloud(
    openid_url="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.azure.cn",
    resource="https://api.botframework.azure.cn",
    login="https://login.partner.microsoftonline.cn/",
    multi_tenant_authority="",
    service_hosts=(),
)

_BY_HOST = {urlsplit(each.openid_url).hostname: each for each in (PUBLIC, US_GOVERNMENT, CHINA)}


def cloud_of(openid_url: str) -> Cloud | None:
    """Return the cloud whose keys are described at an address; None for one that is not known.

    Another server than Microsoft's (a mirror, a test) speaks for the public cloud.
    """
    host = urlsplit(openid_url).hostname or ""
    return _BY_HOST.get(host, None if "botframework" in host else PUBLIC)
