"""What proves that Teams speaks, and a bot with an app id that asks for it."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from bot.config import Settings

APP_ID = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
OTHER = "33333333-3333-3333-3333-333333333333"
URL = "https://smba.trafficmanager.net/emea/"
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def with_app_id(**changes: Any) -> Settings:
    filled = {"app_id": APP_ID, "app_password": "s3cret", "app_tenant_id": TENANT}
    return Settings(_env_file=None, **filled | changes)


def body(**changes: Any) -> dict[str, Any]:
    usual = {
        "type": "message",
        "channelId": "msteams",
        "serviceUrl": URL,
        "channelData": {"tenant": {"id": TENANT}},
        "conversation": {"id": "19:a", "tenantId": OTHER},
    }
    return {k: v for k, v in (usual | changes).items() if v is not None}


def bearer(token: str) -> str:
    return f"Bearer {token}"
