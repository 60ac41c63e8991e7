"""What an activity says, in the words of the use cases."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import orjson
from botbuilder.schema import Activity

from bot.plug import Spoken
from bot.teams.hearing.html import MOST_MENTIONS, Written, read_html, tidy
from bot.usecases.messages import Message
from bot.usecases.teams import TeamName
from bot.usecases.turn import Author, Policy, Turn
from bot.usecases.understand import listen
from domain.characters import one_line
from domain.confidentiality import EMPTY, Clean, Screen
from domain.contributions.contribution import CUT, MAX_TEXT, MOST_KEPT, Attachment
from domain.names import fold
from domain.understanding import Classifier
from storage.people import Reference

_THREAD = ";messageid="
_MAX_ATTACHMENTS = 20
_MAX_ID = 200
_MAX_NAME = 300
_MAX_URL = 2000
_MOST_READ = 3 * MAX_TEXT
"""Characters of a message that are looked through, marks of mentions included."""
_LATEST, _AHEAD = timedelta(days=1), timedelta(minutes=5)
"""How long a message may have waited to be delivered again, and how far two clocks may differ."""
_FORWARDED = "forwardedmessagereference"
_NOT_FILES = ("text/html", "messagereference", _FORWARDED, "application/vnd.microsoft.card")
_IMAGE = "image"
_AT = re.compile(r"<at(?: [^<>]{0,200})?>([^<>]{0,300})</at>")
"""A mention in a text, of which no entity tells."""


def turn_of(activity: Activity, policy: Policy, now: datetime) -> Turn:
    """Return the turn that *activity* begins."""
    key = f"{activity.type}:{activity.id}"
    return Turn(policy, author_of(activity), key, now, _said_at(activity, now))


def _said_at(activity: Activity, now: datetime) -> datetime:
    """Return when Teams took *activity*; *now* where it does not say so, or nothing likely."""
    said: datetime | None = activity.timestamp
    return said if said is not None and -_LATEST <= said - now <= _AHEAD else now


def author_of(activity: Activity) -> Author:
    """Return who sent *activity*; people whom Entra does not know by a channel id."""
    sender = activity.from_property
    return Author(
        tenant_id=tenant_of(activity),
        aad_object_id=(sender.aad_object_id or sender.id)[:_MAX_ID],
        teams_user_id=sender.id[:_MAX_ID],
        name=one_line(sender.name or "")[:_MAX_NAME],
    )


def tenant_of(activity: Activity) -> str:
    """Return the tenant: ``channelData`` names it, the SDK's conversation never does."""
    tenant = _channel_data(activity).get("tenant") or {}
    return str(tenant.get("id") or "").lower()


def conversation_kind(activity: Activity) -> str:
    """Return ``personal``, ``channel`` or ``groupChat``."""
    kind = activity.conversation.conversation_type
    if kind:
        return str(kind)
    return "channel" if channel_id_of(activity) else "personal"


def event_of(activity: Activity) -> str:
    """Return what Teams says has happened, or an empty string."""
    return str(_channel_data(activity).get("eventType") or "")


def channel_id_of(activity: Activity) -> str:
    """Return the id of the channel in which *activity* happens, or an empty string."""
    data = _channel_data(activity)
    channel = (data.get("channel") or {}).get("id") or data.get("teamsChannelId") or ""
    if not channel and _THREAD in activity.conversation.id:
        channel = activity.conversation.id.split(_THREAD)[0]
    return str(channel)[:_MAX_ID]


def team_of(activity: Activity) -> TeamName | None:
    """Return the team in which *activity* happens, or None."""
    data = _channel_data(activity)
    team = data.get("team") or {}
    teams_id = team.get("id") or data.get("teamsTeamId")
    if not teams_id:
        return None
    return TeamName(
        teams_id=str(teams_id)[:_MAX_ID],
        service_url=activity.service_url,
        name=one_line(str(team.get("name") or ""))[:_MAX_NAME],
        aad_group_id=str(team.get("aadGroupId") or "")[:64],
        bot_id=(activity.recipient.id if activity.recipient else "")[:_MAX_ID],
    )


def message_of(activity: Activity, written: Written, text: Clean, screen: Screen) -> Message:
    """Return the message that *activity* brings, as it may be kept.

    *written* stands in it, and *text* is what may be kept of that.
    """
    thread_id = _thread_id(activity)
    return Message(
        service_url=activity.service_url,
        channel_id=channel_id_of(activity),
        conversation_id=activity.conversation.id,
        message_id=activity.id,
        thread_id=thread_id,
        text=text,
        attachments=_files(activity.attachments or [], written, screen),
        link=_link(activity, thread_id),
        mentions_bot=mentions_bot(activity),
        is_cut=written.is_cut,
    )


def folded(text: str) -> str:
    """Return a text without case, accents or punctuation: as words are compared."""
    return " ".join(re.sub(r"[^\w\s-]", " ", fold(text)).split())


def spoken_of(
    activity: Activity, written: Written, classifier: Classifier, screen: Screen
) -> Spoken:
    """Return what *activity* says, and what that is; *written* stands in it.

    What somebody passes on is another's: they are asked about it.
    """
    said = written.text
    heard = listen(said, classifier, _knowing_mentioned(activity, written, screen))
    message = message_of(activity, written, heard.clean, screen)
    if written.is_forwarded and heard.parts:
        heard = replace(heard, ask=True)
    return Spoken(said, folded(said), message, heard)


def _knowing_mentioned(activity: Activity, written: Written, screen: Screen) -> Screen:
    """Return a screen that knows whom Teams mentions: an @ that is only typed mentions nobody."""
    others = (each for each, _ in _mentions(activity) if not _is_bot(activity, each))
    said = [*(str(each.get("name") or "") for each in others), *written.mentioned]
    named = dict.fromkeys(one_line(each)[:_MAX_NAME] for each in said)
    unknown = [name for name in named if name and not screen.knows(name)]
    return screen.knowing(known=unknown) if unknown else screen


def reference_of(activity: Activity) -> Reference:
    """Return where the personal chat of *activity* is."""
    return Reference(
        conversation_id=activity.conversation.id,
        service_url=activity.service_url,
        bot_id=(activity.recipient.id if activity.recipient else "")[:_MAX_ID],
    )


def mentions_bot(activity: Activity) -> bool:
    """Tell whether the bot is mentioned in the message."""
    return any(_is_bot(activity, mentioned) for mentioned, _ in _mentions(activity))


def written_of(activity: Activity) -> Written:
    """Return what stands in the message, but mentions of the bot, and of the channel at first."""
    attachments = activity.attachments or []
    html = next(
        (
            attachment.content
            for attachment in attachments
            if attachment.content_type == "text/html" and isinstance(attachment.content, str)
        ),
        "",
    )
    passed_on = _passed_on((each.content_type, each.content) for each in attachments)
    if html or passed_on:
        written = read_html(html + passed_on, _bot_name(activity))
    else:
        typed = activity.text or ""
        said = _with_names(activity, typed[:_MOST_READ])
        written = Written(tidy(_AT.sub(r"@\1", said)), is_cut=len(typed) > _MOST_READ)
    if (text := _after_channel(activity, written.text)) is not written.text:
        written = replace(written, text=text)
    if len(written.text) <= MOST_KEPT and not written.is_cut:
        return written
    return replace(written, text=written.text[: MOST_KEPT - len(CUT)] + CUT, is_cut=True)


def _after_channel(activity: Activity, text: str) -> str:
    """Return *text* without the mention of a channel or team with which it begins.

    Those have the id of a conversation, « 19:… » (Microsoft Learn, *Channel and team mentions*).
    """
    for mentioned, _ in _mentions(activity):
        name = f"@{mentioned.get('name')}"
        if str(mentioned.get("id")).startswith("19:") and text.startswith(name):
            return text.removeprefix(name).lstrip()
    return text


def _passed_on(attachments: Iterable[tuple[Any, Any]]) -> str:
    """Return the HTML of a message that is passed on beside the words.

    It is found by the types and contents of the attachments (Microsoft Graph, *chatMessage:
    forwardToChat*).
    """
    for content_type, content in attachments:
        if str(content_type or "").lower() == _FORWARDED and isinstance(content, str):
            try:
                told = orjson.loads(content)
            except orjson.JSONDecodeError:
                continue
            html = told.get("originalMessageContent") if isinstance(told, dict) else None
            if isinstance(html, str):
                return f'<blockquote itemtype="Forward">{html}</blockquote>'
    return ""


def _is_bot(activity: Activity, mentioned: dict[str, Any]) -> bool:
    return activity.recipient is not None and mentioned.get("id") == activity.recipient.id


def _with_names(activity: Activity, text: str) -> str:
    """Return *text* with « @Name » where it mentions somebody, nothing where it is the bot."""
    names = {}
    for mentioned, written in _mentions(activity):
        is_bot = _is_bot(activity, mentioned)
        names[written] = "" if is_bot else f"@{mentioned.get('name') or ''}"[:_MAX_NAME]
    if not names:
        return text
    # In one pass: a name that is put in is not looked through for more mentions.
    written = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    return re.sub(written, lambda found: names[found[0]], text)


def noted_text(payload: dict[str, Any]) -> str:
    """Return the words of a message on which somebody pressed « Noter… »."""
    body = payload.get("body") or {}
    content = str(body.get("content") or "")
    is_html = str(body.get("contentType") or "html").lower() == "html"
    passed_on = _passed_on(
        (item.get("contentType"), item.get("content")) for item in _objects(payload)
    )
    if is_html or passed_on:
        return read_html(content + passed_on, "").text[:MAX_TEXT]
    return tidy(content)[:MAX_TEXT]


def noted_files(payload: dict[str, Any], screen: Screen) -> tuple[Attachment, ...]:
    """Return the files of such a message."""
    named = (
        (item.get("contentType"), item.get("name"), item.get("contentUrl"))
        for item in _objects(payload)
    )
    return _attachments(named, screen)


def _objects(payload: dict[str, Any]) -> list[dict[str, Any]]:
    attachments = payload.get("attachments")
    return [each for each in attachments or [] if isinstance(each, dict)]


def _channel_data(activity: Activity) -> dict[str, Any]:
    data = activity.channel_data
    return data if isinstance(data, dict) else {}


def _thread_id(activity: Activity) -> str:
    """Return the id of the message that began the thread: Teams puts it behind the channel's."""
    _, marker, thread_id = str(activity.conversation.id).partition(_THREAD)
    return (thread_id if marker else str(activity.id))[:_MAX_ID]


def _mentions(activity: Activity) -> list[tuple[dict[str, Any], str]]:
    """Return each mention as who is mentioned and the ``<at>`` that stands for them."""
    found: list[tuple[dict[str, Any], str]] = []
    for entity in activity.entities or []:
        if entity.type == "mention" and len(found) < MOST_MENTIONS:
            extra = entity.additional_properties
            mentioned, written = extra.get("mentioned"), extra.get("text")
            if isinstance(mentioned, dict) and isinstance(written, str) and written:
                found.append((mentioned, written))
    return found


def _bot_name(activity: Activity) -> str:
    for mentioned, _ in _mentions(activity):
        if _is_bot(activity, mentioned):
            return str(mentioned.get("name") or "")
    return (activity.recipient.name or "") if activity.recipient else ""


def _files(attachments: list[Any], written: Written, screen: Screen) -> tuple[Attachment, ...]:
    named = [(item.content_type, item.name, item.content_url) for item in attachments]
    if written.has_picture and not any(_is_image(each[0]) for each in named):
        named.append((_IMAGE, None, _IMAGE))  # pasted: Teams tells of it in the words only
    return _attachments(named, screen)


def _is_image(content_type: Any) -> bool:
    return str(content_type or "").lower().startswith(_IMAGE)


def _attachments(items: Any, screen: Screen) -> tuple[Attachment, ...]:
    """Return what is a file: its name and where Teams keeps it, as they may be kept.

    Half an address is none; that of a picture in a message opens for Teams only, not for people.
    """
    kept = [
        Attachment(
            screen.clean_file(one_line(str(name or _nameless(content_type)))[:_MAX_ID]),
            EMPTY
            if _is_image(content_type) or len(str(url)) > _MAX_URL
            else screen.clean_address(str(url)),
        )
        for content_type, name, url in items
        if url and not str(content_type or "").lower().startswith(_NOT_FILES)
    ]
    return tuple(kept[:_MAX_ATTACHMENTS])


def _nameless(content_type: Any) -> str:
    return _IMAGE if _is_image(content_type) else "pièce jointe"


def _link(activity: Activity, thread_id: str) -> str:
    """Return the address that opens the message in Teams (Microsoft Learn, *Deep links*)."""
    channel = channel_id_of(activity)
    if not channel:
        return ""
    team = team_of(activity)
    group = f"&groupId={_quoted(team.aad_group_id)}" if team and team.aad_group_id else ""
    return (
        f"https://teams.microsoft.com/l/message/{_quoted(channel)}/{quote(activity.id, safe='')}"
        f"?tenantId={_quoted(tenant_of(activity))}&parentMessageId={quote(thread_id, safe='')}"
        f"{group}"
    )[:2000]


@lru_cache(maxsize=1024)
def _quoted(name: str) -> str:
    """Return what names a place, for an address; there are few, and each is asked for again."""
    return quote(name, safe="")
