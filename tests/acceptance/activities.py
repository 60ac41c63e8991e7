"""Activities as Teams would write them, from the people and places of the Playground."""

import time
from typing import Any

Activity = dict[str, Any]


def message(tenant: dict[str, Any], server: str, conversation: str, person: str = "") -> Activity:
    """Return a plain message of *person* (the one signed in) in *conversation*, ready for a text.

    A channel's conversation is `<channel>;messageid=<post>`: the message is that post.
    """
    people = [tenant["currentUser"], *tenant["users"]]
    author = next(p for p in people if p["id"] == (person or tenant["currentUser"]["id"]))
    now = time.time_ns() // 1_000_000
    return {
        "type": "message",
        "id": conversation.partition(";messageid=")[2] or str(now),
        "channelId": "msteams",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(now / 1000)),
        "serviceUrl": f"{server}/_connector",
        "locale": "fr-FR",
        "textFormat": "plain",
        "from": {key: author[key] for key in ("id", "name", "aadObjectId")},
        "recipient": tenant["bot"],
        **_place(tenant, conversation),
    }


def edited(activity: Activity) -> Activity:
    """Return the news that the message was edited into *activity*."""
    return _changed(activity, "messageUpdate", "editMessage")


def deleted(activity: Activity) -> Activity:
    """Return the news that the message was deleted."""
    return _changed(activity, "messageDelete", "softDeleteMessage")


def restored(activity: Activity) -> Activity:
    """Return the news that the deletion of the message was undone."""
    return _changed(activity, "messageUpdate", "undeleteMessage")


def _changed(activity: Activity, kind: str, event: str) -> Activity:
    return activity | {"type": kind, "channelData": activity["channelData"] | {"eventType": event}}


def _place(tenant: dict[str, Any], conversation: str) -> Activity:
    place: Activity = {"id": conversation, "tenantId": tenant["tenantId"]}
    data: Activity = {"tenant": {"id": tenant["tenantId"]}}
    channel = conversation.partition(";")[0]
    for team in tenant["teams"]:
        if any(known["id"] == channel for known in team["channels"]):
            place |= {"conversationType": "channel", "isGroup": True}
            data |= {"team": {"id": team["id"]}, "channel": {"id": channel}}
    if any(chat["id"] == conversation for chat in tenant["groupChats"]):
        place |= {"conversationType": "groupChat", "isGroup": True}
    return {"conversation": {"conversationType": "personal"} | place, "channelData": data}
