"""What anyone may send: people never meet a limit, a loop does, and memory does not grow."""

from bot.teams.door import limits
from bot.teams.door.limits import InboundLimits, TooMany
from tests.fakes import FakeClock

TENANT = "11111111-1111-4111-8111-111111111111"


def body(person=1, tenant=TENANT):
    return {
        "from": {"id": f"29:{person}", "aadObjectId": f"aad-{person}"},
        "channelData": {"tenant": {"id": tenant}},
    }


def refused(made, count, **who):
    return sum(made.take(body(**who)) is not None for _ in range(count))


def test_one_message_a_second_is_never_refused_nor_a_minutes_worth_after_silence():
    clock = FakeClock()
    made = InboundLimits(clock.monotonic)

    for _ in range(5):
        assert refused(made, 60) == 0
        for _ in range(120):
            clock.advance(seconds=1)
            assert refused(made, 1) == 0
        clock.advance(minutes=1)


def test_fifty_a_second_of_a_tenant_are_never_refused_nor_a_minutes_worth_at_once():
    clock = FakeClock()
    made = InboundLimits(clock.monotonic)

    assert sum(refused(made, 1, person=n) for n in range(3_000)) == 0
    for second in range(120):
        clock.advance(seconds=1)
        assert sum(refused(made, 1, person=50 * second + n) for n in range(50)) == 0


def test_a_loop_is_refused_and_told_when_to_come_again_and_once_a_minute_in_words():
    clock = FakeClock()
    made = InboundLimits(clock.monotonic)
    assert refused(made, 120) == 0

    assert made.take(body()) == TooMany(seconds=1, is_news=True)
    assert made.take(body()) == TooMany(seconds=1, is_news=False)
    assert refused(made, 1, person=2) == 0, "others are heard"
    clock.advance(seconds=1)
    assert refused(made, 3) == 1, "two a second go on"
    clock.advance(seconds=60)
    assert refused(made, 121) == 1
    assert made.take(body(person=1)) == TooMany(seconds=1, is_news=False)
    clock.advance(seconds=60)
    refused(made, 120)
    assert made.take(body()) == TooMany(seconds=1, is_news=True)


def test_a_tenant_that_floods_leaves_the_others_alone():
    made = InboundLimits(FakeClock().monotonic)

    assert sum(refused(made, 1, person=n) for n in range(6_100)) == 100
    assert refused(made, 60, person=1, tenant="another") == 0


def test_what_is_refused_is_not_counted():
    clock = FakeClock()
    made = InboundLimits(clock.monotonic)
    refused(made, 10_000)
    clock.advance(seconds=60)

    assert refused(made, 120) == 0


def test_whoever_says_nothing_of_themselves_is_counted_as_one():
    made = InboundLimits(FakeClock().monotonic)
    odd: tuple[dict[str, object], ...] = (
        {},
        {"from": 5},
        {"from": {"id": ["x"]}, "channelData": {"tenant": 5}},
    )

    assert sum(made.take(odd[n % 3]) is not None for n in range(150)) == 30


def test_memory_is_bounded_and_who_floods_is_not_forgotten(monkeypatch):
    monkeypatch.setattr(limits, "MOST_KEPT", 100)
    clock = FakeClock()
    made = InboundLimits(clock.monotonic)
    refused(made, 200, person="loop")

    for n in range(1_000):
        refused(made, 1, person=n, tenant=f"t{n}")
    assert len(made._free_at) <= 100
    assert refused(made, 10, person="loop") == 10
    made.take(body(person="x" * 100_000, tenant="y" * 100_000))
    assert max(len(part) for key in made._free_at for part in key) <= 100
