"""The SDK's adapter core on our own connector: turns, and nothing that the SDK would do slowly."""

from typing import Any

from botbuilder.core import Bot, CloudAdapterBase, InvokeResponse
from botbuilder.schema import Activity, ConversationResourceResponse, ResourceResponse
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.teams.door.auth import Caller
from bot.teams.sending.connector import Connector
from bot.teams.wire import activity_to_wire, to_activity
from domain.records import record


class TeamsAdapter(CloudAdapterBase):
    """Runs turns whose caller was checked before, and answers through *connector*."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._clients = _Clients(connector)
        super().__init__(_NoAuthentication(self._clients))

    async def run(self, body: dict[str, Any], caller: Caller, bot: Bot) -> InvokeResponse | None:
        """Let *bot* have its turn with the activity in *body*; an invoke's answer is returned."""
        request = AuthenticateRequestResult()
        request.claims_identity = ClaimsIdentity(caller.claims, caller.is_authenticated)
        request.connector_factory = self._clients
        return await self.process_activity(request, to_activity(body), bot.on_turn)

    async def reply(self, body: dict[str, Any], text: str) -> None:
        """Answer the activity in *body* with *text*, outside any turn."""
        conversation, activity_id = body["conversation"], body["id"]
        activity = {
            "type": "message",
            "text": text,
            "textFormat": "plain",
            "from": body.get("recipient"),
            "recipient": body["from"],
            "conversation": conversation,
            "replyToId": activity_id,
        }
        await self._connector.send(body["serviceUrl"], conversation["id"], activity, activity_id)


class _Clients(ConnectorFactory):
    """Gives the SDK a client for a service URL: a view of our connector, nothing is opened."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str | None = None) -> "_Client":  # noqa: ARG002 -- the SDK's signature
        return _Client(_Conversations(self._connector, service_url))


@record
class _Conversations:
    """What the SDK calls on `client.conversations`, for the calls that it makes in a turn."""

    connector: Connector
    service_url: str

    async def send_to_conversation(
        self, conversation_id: str, activity: Activity
    ) -> ResourceResponse:
        return await self.reply_to_activity(conversation_id, None, activity)

    async def reply_to_activity(
        self, conversation_id: str, activity_id: str | None, activity: Activity
    ) -> ResourceResponse:
        sent = await self.connector.send(
            self.service_url, conversation_id, activity_to_wire(activity), activity_id
        )
        return ResourceResponse(id=sent)

    async def update_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        await self.connector.update(
            self.service_url, conversation_id, activity_id, activity_to_wire(activity)
        )
        return ResourceResponse(id=activity_id)

    async def delete_activity(self, conversation_id: str, activity_id: str) -> None:
        await self.connector.delete(self.service_url, conversation_id, activity_id)

    async def create_conversation(self, parameters: Any) -> ConversationResourceResponse:
        created = await self.connector.create_conversation(
            self.service_url, activity_to_wire(parameters)
        )
        return ConversationResourceResponse(
            id=created.conversation_id,
            activity_id=created.activity_id,
            service_url=self.service_url,
        )


@record
class _Client:
    conversations: _Conversations


class _NoAuthentication(BotFrameworkAuthentication):
    """What the SDK's base class wants; our endpoint has authenticated before it is reached."""

    def __init__(self, clients: _Clients) -> None:
        self._clients = clients

    async def authenticate_request(self, activity: Activity, auth_header: str) -> Any:  # noqa: ARG002 -- the SDK's signature
        raise PermissionError("requests are authenticated by the endpoint")

    async def authenticate_streaming_request(
        self,
        auth_header: str,  # noqa: ARG002 -- the SDK's signature
        channel_id_header: str,  # noqa: ARG002 -- the SDK's signature
    ) -> Any:
        raise PermissionError("streaming is not offered")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> _Clients:  # noqa: ARG002 -- the SDK's signature
        return self._clients

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in with OAuth, and the SDK would build a client for it in every turn."""
