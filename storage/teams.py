"""Teams and their channels, as the connector tells them."""

from datetime import date

import sqlalchemy as sa

from domain.listening import Ear
from domain.records import record
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import ChannelRow, TeamRow

_T, _C = table(TeamRow), table(ChannelRow)


@record
class Team:
    """A team in which the app is installed."""

    id: int
    organisation_id: int
    teams_id: str
    service_url: str
    bot_id: str = ""


@record
class Channel:
    """A channel of a known team."""

    id: int
    teams_id: str
    name: str


_TEAM = (_T.c.id, _T.c.organisation_id, _T.c.teams_id, _T.c.service_url, _T.c.bot_id)
_CHANNEL = sa.select(_C.c.id, _C.c.teams_id, _C.c.name).where(~_C.c.deleted)
_BY_TEAMS_ID = _CHANNEL.where(
    _C.c.organisation_id == sa.bindparam("organisation"), _C.c.teams_id == sa.bindparam("channel")
)


class Teams(Repository):
    """The teams and channels of the organisations."""

    def meet(self, organisation_id: int, teams_id: str, service_url: str, **known: str) -> Team:
        """Return the team, which exists and is installed afterwards.

        *known*: ``name``, ``aad_group_id``, ``bot_id``.

        The service URL is always the latest that Teams gave (Microsoft Learn, *Send proactive
        messages*).
        """
        latest = {"service_url": service_url, "installed": True} | {
            name: value for name, value in known.items() if value
        }
        adding = (
            insert(self._connection.dialect.name, TeamRow)
            .on_conflict_do_update(index_elements=["organisation_id", "teams_id"], set_=latest)
            .returning(*_TEAM)
        )
        new = {"name": "", "aad_group_id": "", "bot_id": "", "archived": False} | latest
        row = self._connection.execute(
            adding, new | {"organisation_id": organisation_id, "teams_id": teams_id}
        ).one()
        return Team(*row)

    def living(self, organisation_id: int) -> list[Team]:
        """Return the organisation's teams in which the app is installed, the oldest first."""
        rows = self._connection.execute(
            sa.select(*_TEAM)
            .where(_T.c.organisation_id == organisation_id, _T.c.installed, ~_T.c.archived)
            .order_by(_T.c.id)
        )
        return [Team(*row) for row in rows]

    def first(self, organisation_id: int) -> Team | None:
        """Return the team in whose service a chat is opened with somebody, or None."""
        return next(iter(self.living(organisation_id)), None)

    def mark(self, organisation_id: int, teams_id: str, state: dict[str, bool]) -> None:
        """Set what has become of a team: ``installed``, ``archived``."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.organisation_id == organisation_id, _T.c.teams_id == teams_id)
            .values(state)
        )

    def rename(self, organisation_id: int, teams_id: str, name: str) -> None:
        """Keep a team's new name."""
        self._connection.execute(
            sa.update(_T)
            .where(_T.c.organisation_id == organisation_id, _T.c.teams_id == teams_id)
            .values(name=name)
        )

    def channel(self, organisation_id: int, teams_id: str) -> Channel | None:
        """Return a channel by the id that Teams says with each message, or None."""
        row = self._connection.execute(
            _BY_TEAMS_ID, {"organisation": organisation_id, "channel": teams_id}
        ).first()
        return Channel(*row) if row else None

    def ears(self, most: int, organisation_id: int | None = None) -> list[tuple[int, Ear]]:
        """Return channels of teams that have the app, with their organisation; at most so many."""
        asked = (
            sa.select(_C.c.organisation_id, _C.c.name, _C.c.heard_on, _C.c.mentioned_on)
            .join(_T, _T.c.id == _C.c.team_id)
            .where(~_C.c.deleted, _T.c.installed, ~_T.c.archived)
            .order_by(_C.c.id)
            .limit(most)
        )
        if organisation_id is not None:
            asked = asked.where(_C.c.organisation_id == organisation_id)
        return [(row[0], Ear(*row[1:])) for row in self._connection.execute(asked)]

    def mark_heard(self, channel_id: int, day: date, *, mentioned: bool) -> None:
        """Keep the day on which a channel was heard, with a mention of the bot or without."""
        column = "mentioned_on" if mentioned else "heard_on"
        self._connection.execute(sa.update(_C).where(_C.c.id == channel_id).values({column: day}))

    def channels(self, team: Team) -> list[Channel]:
        """Return the team's channels that are not deleted, oldest first."""
        rows = self._connection.execute(_CHANNEL.where(_C.c.team_id == team.id).order_by(_C.c.id))
        return [Channel(*row) for row in rows]

    def keep_channel(self, team: Team, teams_id: str, name: str) -> None:
        """Keep a channel under its present name; a deleted one is back."""
        adding = insert(self._connection.dialect.name, ChannelRow).on_conflict_do_update(
            index_elements=["organisation_id", "teams_id"],
            set_={"name": name, "deleted": False, "team_id": team.id},
        )
        self._connection.execute(
            adding,
            {
                "organisation_id": team.organisation_id,
                "team_id": team.id,
                "teams_id": teams_id,
                "name": name,
                "deleted": False,
            },
        )

    def delete_channel(self, organisation_id: int, teams_id: str) -> None:
        """Mark a channel as deleted; what was said there stays."""
        self._connection.execute(
            sa.update(_C)
            .where(_C.c.organisation_id == organisation_id, _C.c.teams_id == teams_id)
            .values(deleted=True)
        )
