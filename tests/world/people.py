"""Who is there: the people of a Mission Locale, a stranger, the bot and its channels."""

from dataclasses import dataclass
from typing import Any

TENANT = "11111111-1111-4111-8111-111111111111"
BOT = {"id": "28:flash", "name": "Flash Amélioration"}
GENERAL = "19:general@thread.tacv2"
CHANNEL = "19:amelioration@thread.tacv2"
OTHER_CHANNEL = "19:cafeteria@thread.tacv2"
CHANNELS: list[dict[str, Any]] = [
    {"id": GENERAL, "name": None},
    {"id": CHANNEL, "name": "#Amélioration continue"},
    {"id": OTHER_CHANNEL, "name": "Cafétéria"},
]


@dataclass(frozen=True)
class Somebody:
    name: str
    aad: str
    tenant: str = TENANT

    @property
    def id(self) -> str:
        return f"29:{self.name.split()[0].lower()}"

    @property
    def upn(self) -> str:
        return f"{self.name.split()[0].lower()}@ml.example"

    @property
    def account(self) -> dict[str, str]:
        return {"id": self.id, "name": self.name, "aadObjectId": self.aad}

    @property
    def member(self) -> dict[str, str]:
        return self.account | {"userPrincipalName": self.upn, "email": self.upn}

    @property
    def chat(self) -> str:
        return f"a:chat-{self.aad[-4:]}"


CLAIRE = Somebody("Claire Moreau", "00000000-0000-4000-8000-000000000001")
NADIA = Somebody("Nadia Benali", "00000000-0000-4000-8000-000000000002")
AWA = Somebody("Awa Diallo", "00000000-0000-4000-8000-000000000003")
STRANGER = Somebody(
    "Zoé Ailleurs", "00000000-0000-4000-8000-000000000099", "22222222-2222-4222-8222-222222222222"
)
EVERYONE = (CLAIRE, NADIA, AWA, STRANGER)
