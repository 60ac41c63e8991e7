"""A backup taken while people write at full speed: nobody waits, and nothing of theirs lacks."""

import asyncio
import io
import threading
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from storage.backup.archive import About
from storage.backup.restoring import restore
from storage.backup.taking import take
from storage.contributions.tables import ContributionRow
from storage.sql import table
from tests.backup.files import MADE_AT, open_database, quietly
from tests.world import AWA, CLAIRE, NADIA, World, world

CONTRIBUTION = table(ContributionRow)
BACKUPS = 2
WITHIN = 30
"""Seconds after which a test fails that waits for somebody."""


class Crowd:
    """People who write one message after another, and what was acknowledged of it."""

    def __init__(self, ml: World) -> None:
        self._ml = ml
        self.acknowledged: set[str] = set()
        self._more = threading.Condition()
        self._stopping = False

    async def write(self, who: Any) -> None:
        while not self._stopping:
            message = await self._ml.post(who, "Irritant : I-Milo rame encore")
            with self._more:
                self.acknowledged.add(message["id"])
                self._more.notify_all()

    def wait_for_another(self, *_: int) -> None:
        """Return once somebody has written something more; called in the backup's own thread."""
        with self._more:
            before = len(self.acknowledged)
            assert self._more.wait_for(lambda: len(self.acknowledged) > before, WITHIN)

    def stop(self) -> None:
        self._stopping = True


async def test_what_was_acknowledged_before_a_backup_began_is_in_it(
    database_url: str, tmp_path: Path
) -> None:
    taken: list[tuple[set[str], io.BytesIO]] = []
    async with world(database_url) as ml:
        await ml.install_in_team()
        crowd = Crowd(ml)
        writing = [asyncio.create_task(crowd.write(who)) for who in (CLAIRE, NADIA, AWA) * 2]
        for _ in range(BACKUPS):
            await asyncio.to_thread(crowd.wait_for_another)
            before, file = crowd.acknowledged.copy(), io.BytesIO()
            about = About("", MADE_AT, "0.1.0", "")
            # Between two of its tables others are served, or it would wait here for ever.
            await asyncio.to_thread(take, database_url, file, about, crowd.wait_for_another)
            taken.append((before, file))
        crowd.stop()
        await asyncio.gather(*writing)

    for number, (before, file) in enumerate(taken):
        url = f"sqlite:///{tmp_path}/{number}.db"
        restored, _ = restore(url, file, lambda *_: None, quietly)
        kept = _messages(url)
        assert before <= kept
        assert restored.missing == {}, "a number without its contribution"


def _messages(url: str) -> set[str]:
    engine = open_database(url)
    with engine.connect() as connection:
        found = set(connection.execute(sa.select(CONTRIBUTION.c.message_id)).scalars())
    engine.dispose()
    return found
