"""Teams and channels: where the bot listens, and the two notes that it leaves once."""

from collections.abc import Sequence

from bot.usecases.turn import Turn
from domain.names import same_name
from domain.people import WelcomeSubject
from domain.records import record
from storage.outbox import Destination, Outgoing
from storage.teams import Team
from storage.unit_of_work import UnitOfWork


@record
class TeamName:
    """A team as an activity names it."""

    teams_id: str
    service_url: str
    name: str = ""
    aad_group_id: str = ""
    bot_id: str = ""


@record
class ChannelName:
    """A channel as the connector lists it; Teams leaves the name of « Général » out."""

    teams_id: str
    name: str


def find_channel(
    unit: UnitOfWork, turn: Turn, team_name: TeamName, channels: Sequence[ChannelName]
) -> Outgoing | None:
    """Keep the team's channels; return the note owed, if any: « hello », or how to make one.

    Each note is left once per channel and team: an app that is removed and added again is quiet.
    """
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    team = unit.teams.meet(
        organisation_id,
        team_name.teams_id,
        team_name.service_url,
        name=team_name.name,
        aad_group_id=team_name.aad_group_id,
        bot_id=team_name.bot_id,
    )
    for channel in channels:
        unit.teams.keep_channel(team, channel.teams_id, channel.name)
    return _leave_note(unit, turn, team)


def channel_named(
    unit: UnitOfWork, turn: Turn, team_name: TeamName, channel: ChannelName
) -> Outgoing | None:
    """Follow a channel that was created, renamed or restored."""
    return find_channel(unit, turn, team_name, [channel])


def keep_if_unknown(
    unit: UnitOfWork, turn: Turn, team_name: TeamName, channel: ChannelName
) -> None:
    """Keep a channel that the connector does not list, so that it is not asked for each time."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    if unit.teams.channel(organisation_id, channel.teams_id) is None:
        team = unit.teams.meet(organisation_id, team_name.teams_id, team_name.service_url)
        unit.teams.keep_channel(team, channel.teams_id, channel.name)


def channel_deleted(
    unit: UnitOfWork, turn: Turn, team_name: TeamName, channel_id: str
) -> Outgoing | None:
    """Follow a channel that was deleted; what was said there stays."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    unit.teams.delete_channel(organisation_id, channel_id)
    return find_channel(unit, turn, team_name, [])


def mark_team(unit: UnitOfWork, turn: Turn, teams_id: str, state: dict[str, bool]) -> None:
    """Follow what becomes of a team: ``installed``, ``archived``; nothing is deleted."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    unit.teams.mark(organisation_id, teams_id, state)


def rename_team(unit: UnitOfWork, turn: Turn, teams_id: str, name: str) -> None:
    """Follow a team's new name."""
    organisation_id = unit.organisations.get_or_add(turn.author.tenant_id, turn.now)
    unit.teams.rename(organisation_id, teams_id, name)


def _leave_note(unit: UnitOfWork, turn: Turn, team: Team) -> Outgoing | None:
    listened = next(
        (
            channel
            for channel in unit.teams.channels(team)
            if same_name(channel.name, turn.policy.channel)
        ),
        None,
    )
    subject = WelcomeSubject.HELLO if listened else WelcomeSubject.HOW_TO
    where = listened.teams_id if listened else team.teams_id  # General has the team's own id
    return unit.outbox.put(
        team.organisation_id,
        f"{subject}:{where}",
        (subject, team.id),
        Destination(team.service_url, where),
        turn.now,
        owner=turn.policy.owner,
    )


class UnknownChannelError(Exception):
    """The channel was never heard of: ask the connector for the team's channels, then again."""
