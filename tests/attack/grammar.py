"""What Teams might say, and what no Teams would: activities from a grammar, then damaged.

Most of a case is as Teams makes it, so that it gets past the door and deep into the bot; a part of
it, or nothing, is anything at all.
"""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from bot.app import PLUGS
from domain.kinds import Kind
from tests.attack.forging import FORM, WORDS, is_id
from tests.attack.values import Json, anything, deep, mostly, scalars, some_id, times, words
from tests.world import (
    AWA,
    BOT,
    CHANNEL,
    CLAIRE,
    EVERYONE,
    GENERAL,
    NADIA,
    OTHER_CHANNEL,
    STRANGER,
    Somebody,
)

Case = bytes
"""A body as it is posted."""

people = st.sampled_from(EVERYONE)


@st.composite
def button_data(draw: st.DrawFn, verb: str) -> dict[str, Json]:
    """Return what the button of a verb carries, a field of it perhaps being anything."""
    data = PLUGS.buttons.verbs[verb]
    carried: dict[str, Json] = {"verb": verb}
    for field in data.model_fields:
        if is_id(data, field):
            carried[field] = draw(some_id)
        else:
            usual = [WORDS[field]] if field in WORDS else []
            carried[field] = draw(st.one_of(*map(st.just, usual), words, st.integers(0, 9)))
    if "form" in carried:
        forms = st.sampled_from([FORM, "e" * 32, "x"])
        carried["form"] = draw(st.one_of(forms, st.uuids().map(lambda each: each.hex)))
    if "kind" in carried:
        carried["kind"] = draw(st.sampled_from([*Kind, "", "0", "x"]))
    if draw(st.sampled_from([*[False] * 3, True])):
        carried[draw(st.sampled_from([*carried]))] = draw(anything)
    return carried


@st.composite
def accounts(draw: st.DrawFn, who: Somebody) -> dict[str, Json]:
    """Return somebody as an activity names them."""
    account: dict[str, Json] = dict(who.account)
    if draw(st.sampled_from([*[False] * 5, True])):
        account["name"] = draw(words)
    if draw(st.sampled_from([*[False] * 9, True])):
        del account["aadObjectId"]
    return account


mentions = st.one_of(
    st.just({"type": "mention", "mentioned": BOT, "text": f"<at>{BOT['name']}</at>"}),
    st.builds(
        lambda name, text: {
            "type": "mention",
            "mentioned": {"id": "29:x", "name": name},
            "text": text,
        },
        words,
        words,
    ),
    st.just({"type": "clientInfo", "locale": "fr-FR", "country": "FR", "platform": "iOS"}),
)
files = st.builds(
    lambda kind, name, url, content: {
        "contentType": kind,
        "name": name,
        "contentUrl": url,
        "content": content,
    },
    st.sampled_from(
        [
            "text/html",
            "application/vnd.microsoft.teams.file.download.info",
            "image/*",
            "messageReference",
            "application/vnd.microsoft.card.adaptive",
        ]
    ),
    st.one_of(st.none(), words),
    st.one_of(
        st.none(),
        st.sampled_from(
            ["https://ml.sharepoint.com/a.pdf", "javascript:alert(1)", "data:text/html,x"]
        ),
        words,
    ),
    st.one_of(words.map(lambda said: f"<p>{said}</p>"), anything),
)
invokes = st.sampled_from(
    [
        "adaptiveCard/action",
        "task/fetch",
        "task/submit",
        "composeExtension/query",
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
        "composeExtension/selectItem",
        "composeExtension/queryLink",
        "fileConsent/invoke",
        "signin/verifyState",
        "message/submitAction",
        "application/search",
        "tab/fetch",
        "handoff/action",
        "unknown",
    ]
)
events = st.sampled_from(
    [
        "channelCreated",
        "channelRenamed",
        "channelDeleted",
        "channelRestored",
        "teamArchived",
        "teamUnarchived",
        "teamDeleted",
        "teamHardDeleted",
        "teamRestored",
        "teamRenamed",
        "teamMemberAdded",
        "teamMemberRemoved",
        "editMessage",
        "undeleteMessage",
        "softDeleteMessage",
    ]
)
happenings = st.sampled_from(
    [
        "application/vnd.microsoft.meetingStart",
        "application/vnd.microsoft.meetingEnd",
        "application/vnd.microsoft.meetingParticipantJoin",
        "application/vnd.microsoft.readReceipt",
        "tokens/response",
        "x",
    ]
)
message_ids = mostly(
    st.one_of(
        st.integers(1_763_000_000_000, 1_763_000_000_040).map(str),
        st.integers(1, 10**9).map(lambda number: f"f:{number}"),
    ),
    words,
)


_group = mostly(st.uuids().map(str), words)


@st.composite
def places(draw: st.DrawFn, who: Somebody, message_id: str) -> dict[str, Json]:
    """Return where an activity happens: a channel, a thread, a chat of one, a group chat."""
    kind = draw(st.sampled_from(["channel", "channel", "personal", "personal", "groupChat", None]))
    tenant: Json = {"tenant": {"id": who.tenant}}
    if kind == "personal":
        talk: Json = {"id": who.chat, "conversationType": "personal"}
        return {"conversation": talk, "channelData": tenant}
    channel = draw(st.sampled_from([CHANNEL, CHANNEL, OTHER_CHANNEL, GENERAL, "19:new@x"]))
    thread = draw(st.sampled_from([message_id, message_id, "1763000000003"]))
    where = {"id": f"{channel};messageid={thread}", "conversationType": kind, "isGroup": True}
    data = tenant | {
        "team": {"id": GENERAL, "name": draw(words), "aadGroupId": draw(_group)},
        "channel": {"id": channel, "name": draw(st.one_of(st.none(), words))},
    }
    return {"conversation": where, "channelData": data}


@st.composite
def values(draw: st.DrawFn, name: str) -> Json:
    """Return what an invoke of that name carries."""
    verb = draw(st.sampled_from([*PLUGS.buttons.verbs, "unknown.verb"]))
    data = draw(button_data(verb)) if verb in PLUGS.buttons.verbs else draw(anything)
    if name == "adaptiveCard/action":
        action = {"type": "Action.Execute", "verb": verb, "data": data, "id": draw(words)}
        return {"action": action, "trigger": draw(st.sampled_from(["manual", "automatic", "x"]))}
    if name == "composeExtension/query":
        return {
            "commandId": "search",
            "parameters": [{"name": "searchText", "value": draw(st.one_of(words, scalars))}],
            "queryOptions": {"skip": draw(scalars), "count": draw(scalars)},
        }
    noted = {
        "body": {"content": draw(words), "contentType": draw(st.sampled_from(["html", "text"]))},
        "from": {"user": {"id": draw(people).aad, "displayName": draw(words)}},
        "linkToMessage": draw(st.sampled_from(["https://teams.microsoft.com/l/x", "data:x"])),
        "attachments": draw(st.lists(files, max_size=2)),
    }
    form = draw(button_data("form.send"))
    return draw(
        st.sampled_from([{"data": form}, {"data": form, "messagePayload": noted}, {"x": data}])
    )


@st.composite
def activities(draw: st.DrawFn, service_url: str) -> dict[str, Json]:
    """Return an activity as Teams makes it, at least in its outline."""
    who = draw(people)
    message_id = draw(message_ids)
    activity: dict[str, Json] = {
        "type": draw(st.sampled_from(_TYPES)),
        "id": message_id,
        "timestamp": draw(times),
        "serviceUrl": service_url,
        "channelId": "msteams",
        "from": draw(accounts(who)),
        "recipient": BOT,
        **draw(places(who, message_id)),
        "text": draw(words),
        "locale": "fr-FR",
    }
    return activity | draw(_more(activity["type"]))


_TYPES = [
    *["message"] * 5,
    *["invoke"] * 5,
    "messageUpdate",
    "messageDelete",
    "messageReaction",
    "conversationUpdate",
    "installationUpdate",
    "typing",
    "event",
    "endOfConversation",
    "handoff",
    "trace",
    "command",
    "x",
]


@st.composite
def _more(draw: st.DrawFn, type_: str) -> dict[str, Json]:
    """Return what only an activity of that type has."""
    if type_ == "invoke":
        name = draw(invokes)
        return {"name": name, "value": draw(values(name)), "replyToId": draw(message_ids)}
    if type_ == "message":
        more: dict[str, Json] = {
            "entities": draw(st.lists(mentions, max_size=3)),
            "attachments": draw(st.lists(files, max_size=3)),
        }
        if draw(st.sampled_from([*[False] * 3, True])):  # a phone presses a button
            more["value"] = draw(button_data(draw(st.sampled_from([*PLUGS.buttons.verbs]))))
            more["replyToId"] = draw(message_ids)
        return more
    if type_ == "messageReaction":
        return {"reactionsAdded": [{"type": draw(words)}], "replyToId": draw(message_ids)}
    if type_ == "installationUpdate":
        return {"action": draw(st.sampled_from(["add", "remove", "add-upgrade", "x"]))}
    if type_ == "conversationUpdate":
        members = st.lists(st.sampled_from([BOT, NADIA.account, AWA.account]), max_size=2)
        return {
            "membersAdded": draw(members),
            "membersRemoved": draw(members),
            "_event": draw(events),
        }
    if type_ == "event":
        return {"name": draw(happenings), "value": draw(anything)}
    return {"_event": draw(events), "entities": draw(st.lists(mentions, max_size=2))}


def _places_in(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: Sequence[tuple[Any, Json]] = ()
    if isinstance(value, Mapping):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [path] if path else []
    return found + [place for key, each in inner for place in _places_in(each, (*path, key))]


def _damage(value: Json, path: tuple[Any, ...], by: Json) -> None:
    *way, last = path
    for key in way:
        value = value[key]
    if by is ...:
        del value[last]
    else:
        value[last] = by


@st.composite
def cases(draw: st.DrawFn, service_url: str) -> Case:
    """Return the body of a request: an activity, of which up to three parts are anything."""
    activity = deepcopy(draw(activities(service_url)))  # parts of it are everybody's
    if (event := activity.pop("_event", None)) is not None:
        activity["channelData"]["eventType"] = event
    for _ in range(draw(st.sampled_from([0] * 12 + [1, 1, 2, 3]))):
        path = draw(st.sampled_from(sorted(_places_in(activity), key=str)))
        _damage(activity, path, draw(st.one_of(st.just(...), anything, deep)))
    raw = json.dumps(activity, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    if draw(st.sampled_from([*[False] * 50, True])):
        return raw[: draw(st.integers(0, len(raw)))]
    return raw


SENDERS = {who.tenant for who in (CLAIRE, STRANGER)}
