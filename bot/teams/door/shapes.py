"""The shape of what Teams sends: every part that we or the SDK read, and nothing of what it says.

Names and types are those of the Bot Framework activity schema and of Teams' channel data
(Microsoft Learn, *Activity schema* and *TeamsChannelData*). What is not listed here is let
through; the SDK checks its own part of that when it builds the activity.
"""

from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic.alias_generators import to_camel

_MAX_ID = 512
"""The longest ids seen in Teams have about 250 characters; what is kept is cut by who keeps it."""

_Id = Annotated[str, StringConstraints(min_length=1, max_length=_MAX_ID)]
_OptionalId = Annotated[str, StringConstraints(max_length=_MAX_ID)] | None

# By these things are found again, so they are refused rather than cut: two must not become one.
_ConversationId = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_PlaceId = Annotated[str, StringConstraints(max_length=200)] | None
_ActivityId = Annotated[str, StringConstraints(max_length=200)] | None
_TenantId = Annotated[str, StringConstraints(max_length=64)] | None
_Word = Annotated[str, StringConstraints(max_length=200)] | None
_Text = str | None

_NEED_ID = frozenset({"message", "messageUpdate", "messageDelete", "messageReaction", "invoke"})
"""Activities that are done once and answered; for the others an id is welcome."""

_NEED_CHANNEL_DATA = frozenset({"conversationUpdate"})
"""Activities in which the SDK's Teams handler reads channel data without asking."""

_OBJECT_INVOKES = ("adaptiveCard/", "composeExtension/", "task/")
"""Invokes whose value is always an object."""


class _Shape(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", strict=True)


class _Account(_Shape):
    id: _Id
    name: _Text = None
    aad_object_id: _OptionalId = None


class _Conversation(_Shape):
    id: _ConversationId
    name: _Text = None
    conversation_type: _Word = None
    tenant_id: _OptionalId = None
    is_group: bool | None = None


class _Named(_Shape):
    id: _OptionalId = None
    name: _Text = None


class _Tenant(_Shape):
    id: _TenantId = None


class _Place(_Named):
    id: _PlaceId = None


class _Team(_Place):
    aad_group_id: _OptionalId = None


class _Selection(_Shape):
    selected_channel: _Named | None = None


class _ChannelData(_Shape):
    tenant: _Tenant | None = None
    team: _Team | None = None
    channel: _Place | None = None
    settings: _Selection | None = None
    event_type: _Word = None


class _Attachment(_Shape):
    content_type: _Text = None
    content_url: _Text = None
    name: _Text = None


class _Entity(_Shape):
    type: str
    text: _Text = None
    mentioned: _Account | None = None

    @model_validator(mode="after")
    def _mention_names_someone(self) -> Self:
        # The SDK reads both without asking when it removes a mention from the text.
        named = self.mentioned and (self.text or self.mentioned.name)
        if self.type.lower() == "mention" and not named:
            raise ValueError("a mention must name someone")
        return self


class _Reaction(_Shape):
    type: str


class _Activity(_Shape):
    type: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    id: _ActivityId = None
    service_url: str
    channel_id: str
    from_: _Account = Field(alias="from")
    recipient: _Account
    conversation: _Conversation
    channel_data: _ChannelData | None = None
    reply_to_id: _ActivityId = None
    name: _Word = None
    action: _Word = None
    text: _Text = None
    text_format: _Word = None
    summary: _Text = None
    locale: _Word = None
    local_timezone: _Word = None
    delivery_mode: _Word = None
    timestamp: _Text = None
    local_timestamp: _Text = None
    expiration: _Text = None
    attachments: list[_Attachment] | None = None
    entities: list[_Entity] | None = None
    members_added: list[_Account] | None = None
    members_removed: list[_Account] | None = None
    reactions_added: list[_Reaction] | None = None
    reactions_removed: list[_Reaction] | None = None


class _PressedButton(_Shape):
    type: _Word = None
    id: _Text = None
    verb: _Word = None
    data: dict[str, Any] | None = None


class _CardInvoke(_Shape):
    action: _PressedButton
    trigger: _Word = None


def find_misshape(body: dict[str, Any]) -> str | None:
    """Return where *body* is not a Teams activity, without quoting it; None when it is one."""
    try:
        activity = _Activity.model_validate(body)
        if activity.type == "invoke":
            return _find_invoke_misshape(activity.name or "", body.get("value"), activity.id)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        return f"{where}: {problem['msg']}" if where else problem["msg"]
    if activity.type in _NEED_ID and not activity.id:
        return "id: Field required"
    if activity.type in _NEED_CHANNEL_DATA and activity.channel_data is None:
        return "channelData: Field required"
    return None


def _find_invoke_misshape(name: str, value: Any, activity_id: str | None) -> str | None:
    if not activity_id:
        return "id: Field required"
    if name == "adaptiveCard/action":
        _CardInvoke.model_validate(value)
    elif name.startswith(_OBJECT_INVOKES) and not isinstance(value, dict):
        return "value: Input should be an object"
    return None
