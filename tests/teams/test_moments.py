"""When Teams says that something was said: believed where it is likely, else our own clock."""

import pytest

from tests.world import NADIA, World

UNLIKELY = [
    *("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00"),
    *("10000-01-01T00:00:00Z", "2026-13-45T99:00:00Z", "0000-01-01T00:00:00Z", "yesterday", ""),
    *("2038-01-19T03:14:08Z", "1970-01-01T00:00:00Z", "2026-11-24T09:00:00Z"),
]
"""By the clock of the world it is 08:12 on 24 November 2026."""


@pytest.mark.parametrize("said_at", UNLIKELY)
async def test_a_message_of_an_unlikely_moment_is_kept_in_the_week_that_it_is(
    ml: World, said_at: str
) -> None:
    await ml.install_in_team()
    said = await ml.post(NADIA, "Irritant : le fax", timestamp=said_at, expiration=said_at)
    again = said | {"type": "messageUpdate", "text": "Irritant : le fax du hall"}
    data = said["channelData"] | {"eventType": "editMessage"}
    assert (await ml.deliver(again | {"channelData": data}))[0] == 200
    await ml.edit(said, "Irritant : le fax du premier")

    (kept,) = await ml.made_by(said)
    assert kept.week == "2026-W48"
    assert kept.text == "le fax du premier", "the last edit wins, whatever the one before says"


async def test_a_message_that_waited_over_sunday_night_is_of_the_week_in_which_it_was_said(
    ml: World,
) -> None:
    await ml.install_in_team()
    ml.clock.now = ml.clock.now.replace(day=30)  # a Monday
    said = await ml.post(NADIA, "Irritant : le fax", timestamp="2026-11-29T12:00:00Z")

    (kept,) = await ml.made_by(said)
    assert kept.week == "2026-W48"
