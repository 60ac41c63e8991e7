"""The bot's ears: every event of Teams, handed to the room that deals with it."""

from dataclasses import replace
from http import HTTPStatus

from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ChannelAccount

from bot.observe import NotKept
from bot.plug import Plugs
from bot.teams.desk import Desk
from bot.teams.hearing import channel, chat, pressing
from bot.teams.hearing.reading import (
    conversation_kind,
    event_of,
    reference_of,
    team_of,
    turn_of,
)
from bot.usecases import people, teams
from bot.usecases.turn import Turn
from storage.database import DatabaseUnavailableError


class FlashBot(ActivityHandler):
    """Decides by the type of an activity and its event only; what is done is elsewhere.

    The SDK's handler for Teams is not used: it reads the whole channel data, and refuses a message
    for a part of it that nobody needs.
    """

    def __init__(self, desk: Desk, plugs: Plugs) -> None:
        self._desk = desk
        self._plugs = plugs

    async def on_turn(self, turn_context: TurnContext) -> None:
        """Take the turn; a message that the database cannot keep is asked for again."""
        activity = turn_context.activity
        if _is_from_a_bot(activity):
            return
        try:
            await super().on_turn(turn_context)
        except DatabaseUnavailableError as error:
            raise NotKept(f"the database is away ({error})") from None

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Somebody wrote, or pressed an ``Action.Submit``."""
        activity = turn_context.activity
        turn = await self._turn(activity)
        if isinstance(activity.value, dict) and "verb" in activity.value:
            await pressing.submit(self._desk, self._plugs, turn, activity)
        elif conversation_kind(activity) == "personal":
            await chat.answer_once(self._desk, self._plugs, turn, activity)
        else:
            await channel.hear(self._desk, self._plugs, turn, activity)

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        """The author changed their message, or undid its deletion."""
        activity = turn_context.activity
        follow = _UPDATES.get(event_of(activity))
        if follow is not None and conversation_kind(activity) != "personal":
            await follow(self._desk, self._plugs, await self._turn(activity), activity)

    async def on_message_delete_activity(self, turn_context: TurnContext) -> None:
        """The author deleted their message."""
        activity = turn_context.activity
        if event_of(activity) == "softDeleteMessage":
            turn = await self._turn(activity)
            await channel.follow_delete(self._desk, self._plugs, turn, activity)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """The app was installed for a person, or in a team by its first quality lead."""
        activity = turn_context.activity
        if team_of(activity) is not None:
            turn = await self._turn(activity)
            await self._desk.store.look(people.name_first_lead, turn)
            await channel.find_if_told(self._desk, turn, activity)
        elif conversation_kind(activity) == "personal":
            await self._greet(activity, installed=True)

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """The app was removed; what was said stays."""
        await self._mark_team(turn_context.activity, {"installed": False})

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """A channel or a team changed, or people came and went."""
        activity = turn_context.activity
        event = event_of(activity)
        if event in ("channelCreated", "channelRenamed", "channelRestored"):
            await channel.named(self._desk, await self._turn(activity), activity)
        elif event == "channelDeleted":
            await channel.deleted(self._desk, await self._turn(activity), activity)
        elif event in _TEAM_EVENTS:
            await self._mark_team(activity, _TEAM_EVENTS[event])
        elif event == "teamRenamed":
            await self._rename_team(activity)
        elif activity.members_added:
            await self._came(activity)
        elif _is_bot_among(activity.members_removed, activity):
            await self._mark_team(activity, {"installed": False})

    async def _came(self, activity: Activity) -> None:
        """Somebody came; it concerns us when it is the bot itself, or a chat that opens."""
        if conversation_kind(activity) == "personal":
            await self._greet(activity, installed=False)
        elif _is_bot_among(activity.members_added, activity):
            await channel.joined(self._desk, await self._turn(activity), activity)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """An answer is waited for: a button, or a dialog."""
        activity = turn_context.activity
        turn = await self._turn(activity)
        if activity.name == "adaptiveCard/action":
            return await pressing.execute(self._desk, self._plugs, turn, activity)
        invoke = self._plugs.invokes.get(activity.name)
        if invoke is not None:
            value = activity.value if isinstance(activity.value, dict) else {}
            body = await invoke(self._desk, turn, value)
            return InvokeResponse(status=int(HTTPStatus.OK), body=body)
        # The SDK would read the values of what it knows and we do not offer, whatever is in them.
        return InvokeResponse(status=int(HTTPStatus.NOT_IMPLEMENTED))

    async def on_event_activity(self, turn_context: TurnContext) -> None:
        """Leave alone what happens in meetings; the SDK would read it, whatever is in it."""

    async def _turn(self, activity: Activity) -> Turn:
        turn = turn_of(activity, self._desk.policy, self._desk.clock())
        screens = self._desk.screens
        screen = await screens.of(turn.author)
        return replace(turn, screen=screen, here=screens.zone_of(turn.author))

    async def _greet(self, activity: Activity, *, installed: bool) -> None:
        turn = await self._turn(activity)
        greeting = await self._desk.store.write(
            people.greet, turn, reference_of(activity), installed=installed
        )
        if greeting is not None:
            await self._desk.delivery.answer([(greeting, None)])

    async def _mark_team(self, activity: Activity, state: dict[str, bool]) -> None:
        team = team_of(activity)
        if team is not None:
            await self._desk.store.write(
                teams.mark_team, await self._turn(activity), team.teams_id, state
            )

    async def _rename_team(self, activity: Activity) -> None:
        team = team_of(activity)
        if team is not None:
            await self._desk.store.write(
                teams.rename_team, await self._turn(activity), team.teams_id, team.name
            )


_UPDATES = {"editMessage": channel.follow_edit, "undeleteMessage": channel.follow_restore}
_TEAM_EVENTS = {
    "teamArchived": {"archived": True},
    "teamUnarchived": {"archived": False},
    "teamDeleted": {"installed": False},
    "teamHardDeleted": {"installed": False},
    "teamRestored": {"installed": True},
}


def _is_bot_among(members: list[ChannelAccount] | None, activity: Activity) -> bool:
    ours = activity.recipient.id if activity.recipient else None
    return any(member.id == ours for member in members or [])


def _is_from_a_bot(activity: Activity) -> bool:
    """Tell whether a bot speaks, ourselves or another: Teams marks their ids with ``28:``."""
    sender = activity.from_property
    if activity.type not in ("message", "messageUpdate", "messageDelete") or sender is None:
        return False
    ours = activity.recipient.id if activity.recipient else None
    return str(sender.id).startswith("28:") or sender.id == ours or sender.role == "bot"
