"""Calls of the connector that are meant to fail."""

from collections.abc import Awaitable

import pytest

from bot.teams.sending.connector import ConnectorError


async def failure_of(call: Awaitable[object]) -> ConnectorError:
    with pytest.raises(ConnectorError) as failed:
        await call
    return failed.value
