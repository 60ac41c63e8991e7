"""The shape of what Teams sends: every part that we or the SDK read, and nothing of what it says.

Names and types are those of the Bot Framework activity schema and of Teams' channel data
(Microsoft Learn, *Activity schema* and *TeamsChannelData*). Without a few parts there is no
activity, and it is refused; any other part of another shape is left out, and the rest is read: one
odd mention must not lose what somebody wrote. What is not listed here is let through.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

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

_NEEDED = (
    ("type",),
    ("id",),
    ("serviceUrl",),
    ("channelId",),
    ("from", "id"),
    ("conversation", "id"),
    ("channelData", "tenant", "id"),
)
"""What must be right for anything to be an activity: whose it is, of whom, and where."""

_MAX_ODD = 100
"""Odd parts that are left out one by one; of more, all that stands beside them goes, too."""

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


class _Mentioned(_Shape):
    id: _OptionalId = None
    name: _Text = None


class _Entity(_Shape):
    type: str
    text: _Text = None
    mentioned: _Mentioned | None = None


class _Reaction(_Shape):
    type: str


class _Activity(_Shape):
    type: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    id: _ActivityId = None
    service_url: str
    channel_id: str
    from_: _Account = Field(alias="from")
    recipient: _Account | None = None
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
    verb: _Word = None
    data: dict[str, Any] | None = None


class _CardInvoke(_Shape):
    action: _PressedButton


class MisshapenError(Exception):
    """This is no activity; the message says where, without quoting it."""


def in_shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return the activity *body* without the parts of it that have another shape than Teams gives.

    Raises:
        MisshapenError: what is left would be no activity.
    """
    while errors := _errors(body):
        for each in errors:
            if any(needed[: len(each["loc"])] == each["loc"] for needed in _NEEDED):
                raise MisshapenError(_told(each))
        places = {_place(each) for each in errors}
        if len(places) > _MAX_ODD:
            places = {place[:1] for place in places}
        for place in sorted(places, key=_backwards, reverse=True):
            _leave_out(body, place)
    _check_needs(body)
    return body


def _errors(body: dict[str, Any]) -> list[ErrorDetails]:
    try:
        _Activity.model_validate(body)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False, include_input=False)
    return []


def _place(error: ErrorDetails) -> tuple[int | str, ...]:
    """Return what to leave out: the odd part, or what lacks a part."""
    return error["loc"][:-1] if error["type"] == "missing" else error["loc"]


def _backwards(place: tuple[int | str, ...]) -> tuple[tuple[int, str], ...]:
    """Order places so that leaving one out moves none that is still to come."""
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in place)


def _leave_out(body: dict[str, Any], place: tuple[int | str, ...]) -> None:
    part: Any = body
    for step in place[:-1]:
        part = part[step]
    del part[place[-1]]


def _told(error: ErrorDetails) -> str:
    return f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}"


def _check_needs(body: dict[str, Any]) -> None:
    if body["type"] in _NEED_ID and not body.get("id"):
        raise MisshapenError("id: Field required")
    if body["type"] != "invoke":
        return
    name, value = str(body.get("name") or ""), body.get("value")
    if name == "adaptiveCard/action":
        try:
            _CardInvoke.model_validate(value)
        except ValidationError as error:
            raise MisshapenError(f"value: {error.errors()[0]['type']}") from None
    elif name.startswith(_OBJECT_INVOKES) and not isinstance(value, dict):
        raise MisshapenError("value: Input should be an object")
