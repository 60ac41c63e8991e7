"""The pace keeps every limit that Microsoft publishes."""

import pytest

from domain.pace import CONVERSATION, TENANT, conversation_key

LEARN = [(1, 7), (2, 8), (30, 60), (3600, 1800)]
"""Messages in one conversation by window in seconds (Learn, *rate limiting in Teams*)."""


@pytest.mark.parametrize(("window", "most"), LEARN)
def test_each_limit_of_a_conversation_is_kept_by_one_of_ours(window: int, most: int) -> None:
    assert min(limit.most_in(window) for limit in CONVERSATION) <= most


def test_a_tenant_gets_at_least_nineteen_twentieths_of_its_limit_and_never_more() -> None:
    assert 1 / TENANT.interval >= 0.95 * 50
    assert TENANT.most_in(1) <= 50


def test_a_channel_and_its_threads_are_one_conversation() -> None:
    assert conversation_key("19:c@thread.tacv2;messageid=17") == "19:c@thread.tacv2"
    assert conversation_key("a:chat") == "a:chat"
