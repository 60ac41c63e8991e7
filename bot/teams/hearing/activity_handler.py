"""The bot's ears: every event of Teams, handed to the room that deals with it."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity

from bot.observe import NotKept
from bot.plug import Plugs
from bot.teams.desk import Desk
from bot.teams.hearing import channel, chat, pressing
from bot.teams.hearing.reading import conversation_kind, reference_of, team_of, turn_of
from bot.usecases import people, teams
from bot.usecases.turn import Turn
from storage.database import DatabaseUnavailableError


class FlashBot(TeamsActivityHandler):
    """Decides by the type of an activity only; what is done about it is elsewhere."""

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

    async def on_teams_message_edit(self, turn_context: TurnContext) -> None:
        """The author changed their message."""
        if conversation_kind(turn_context.activity) != "personal":
            activity = turn_context.activity
            turn = await self._turn(activity)
            await channel.follow_edit(self._desk, self._plugs, turn, activity)

    async def on_teams_message_soft_delete(self, turn_context: TurnContext) -> None:
        """The author deleted their message."""
        activity = turn_context.activity
        turn = await self._turn(activity)
        await channel.follow_delete(self._desk, self._plugs, turn, activity)

    async def on_teams_message_undelete(self, turn_context: TurnContext) -> None:
        """The author undid the deletion."""
        if conversation_kind(turn_context.activity) != "personal":
            activity = turn_context.activity
            turn = await self._turn(activity)
            await channel.follow_restore(self._desk, self._plugs, turn, activity)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """The app was installed for a person, or in a team by its first quality lead."""
        activity = turn_context.activity
        if team_of(activity) is not None:
            turn = await self._turn(activity)
            await self._desk.store.write(people.name_first_lead, turn)
            await channel.find_if_told(self._desk, turn, activity)
        elif conversation_kind(activity) == "personal":
            await self._greet(activity, installed=True)

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """The app was removed; what was said stays."""
        await self._mark_team(turn_context.activity, {"installed": False})

    async def on_teams_members_added_dispatch(
        self,
        members_added: list[Any],
        team_info: Any,  # noqa: ARG002 -- the SDK's signature
        turn_context: TurnContext,
    ) -> None:
        """Somebody came; it concerns us when it is the bot itself, or a chat that opens."""
        activity = turn_context.activity
        ours = activity.recipient.id if activity.recipient else None
        if conversation_kind(activity) == "personal":
            await self._greet(activity, installed=False)
        elif any(member.id == ours for member in members_added):
            await channel.find_if_told(self._desk, await self._turn(activity), activity)

    async def on_teams_members_removed_dispatch(
        self,
        members_removed: list[Any],
        team_info: Any,  # noqa: ARG002 -- the SDK's signature
        turn_context: TurnContext,
    ) -> None:
        """Somebody left; it concerns us when it is the bot itself."""
        activity = turn_context.activity
        ours = activity.recipient.id if activity.recipient else None
        if any(member.id == ours for member in members_removed):
            await self._mark_team(activity, {"installed": False})

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """A channel or a team changed, or people came and went."""
        activity = turn_context.activity
        data = activity.channel_data if isinstance(activity.channel_data, dict) else {}
        event = str(data.get("eventType") or "")
        turn = await self._turn(activity)
        if event in ("channelCreated", "channelRenamed", "channelRestored"):
            await channel.named(self._desk, turn, activity)
        elif event == "channelDeleted":
            await channel.deleted(self._desk, turn, activity)
        elif event in _TEAM_EVENTS:
            await self._mark_team(activity, _TEAM_EVENTS[event])
        elif event == "teamRenamed":
            await self._rename_team(activity)
        else:
            await super().on_conversation_update_activity(turn_context)

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


_TEAM_EVENTS = {
    "teamArchived": {"archived": True},
    "teamUnarchived": {"archived": False},
    "teamDeleted": {"installed": False},
    "teamHardDeleted": {"installed": False},
    "teamRestored": {"installed": True},
}


def _is_from_a_bot(activity: Activity) -> bool:
    """Tell whether a bot speaks, ourselves or another: Teams marks their ids with ``28:``."""
    sender = activity.from_property
    if activity.type not in ("message", "messageUpdate", "messageDelete") or sender is None:
        return False
    ours = activity.recipient.id if activity.recipient else None
    return str(sender.id).startswith("28:") or sender.id == ours or sender.role == "bot"
