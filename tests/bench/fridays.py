"""The Fridays that are measured, and whether they keep their targets.

One organisation of 3,000 shows how close the bot comes to Teams' limit without meeting it; all the
Missions Locales of the country at once show how much one process can do.
"""

from contextlib import ExitStack
from pathlib import Path

from tests.bench.databases import durable_postgresql, sqlite_url
from tests.bench.friday import Friday, Size, measure_friday
from tests.bench.limits import TENANT_LIMITS
from tests.bench.report import print_target

ONE, COUNTRY = Size(1, 3000), Size(436, 31)
"""436 Missions Locales with 13,600 professionals."""

ONE_QUICKLY, COUNTRY_QUICKLY = Size(1, 300), Size(44, 31)

LIMIT = TENANT_LIMITS[0][0]
TARGET_SHARE = 0.97
TWO = "postgresql, two processes"
TARGET_SECONDS = {"sqlite": 20.0, "postgresql": 25.0, TWO: 15.0}
TARGET_MEGABYTES = 300.0


async def bench_fridays(folder: Path, *, quick: bool) -> list[str]:
    """Measure, print, and return a sentence for each thing that went wrong."""
    one, country = (ONE_QUICKLY, COUNTRY_QUICKLY) if quick else (ONE, COUNTRY)
    with ExitStack() as stack:
        postgresql, another = (stack.enter_context(durable_postgresql()) for _ in range(2))
        print()
        wanted = [
            ("sqlite", one, ""),
            ("sqlite", country, ""),
            ("postgresql", country, postgresql),
            (TWO, country, another),
        ]
        faults = []
        for name, size, url in wanted:
            if url is not None:
                faults += await _bench(folder, name, size, url)
        return faults


async def _bench(folder: Path, name: str, size: Size, url: str) -> list[str]:
    folder = folder / f"friday-{name}-{size.organisations}"
    folder.mkdir()
    url = url or sqlite_url(folder)
    friday = await measure_friday(folder, name, url, size, processes=1 + (name == TWO))
    print_friday(friday)
    return find_friday_faults(friday)


def print_friday(friday: Friday) -> None:
    """Print a Friday's figures against their targets."""
    name, tenants = f"friday {friday.size}, {friday.name}", friday.tenants
    if friday.size.organisations == 1:
        share = friday.rate / LIMIT
        said = f"{friday.rate:.2f} requests/s, {share:.1%} of the {LIMIT} that Teams takes"
        print_target(name, said, f"at least {TARGET_SHARE:.0%}", holds=share >= TARGET_SHARE)
    else:
        said = (
            f"{friday.sending:.1f} s from the first request to a person to the last "
            f"({friday.rate:.0f} requests/s; the whole command {friday.seconds:.1f} s)"
        )
        most = TARGET_SECONDS[friday.name]
        print_target(name, said, f"at most {most:g}", holds=friday.sending <= most)
    said = f"{tenants.refused} refused, at most {tenants.by_tenant.most} in a second of a tenant"
    print_target(name, said, "none refused", holds=not tenants.refused)
    said = f"{friday.megabytes:.0f} MB of memory at its most"
    holds = friday.megabytes <= TARGET_MEGABYTES
    print_target(name, said, f"at most {TARGET_MEGABYTES:g}", holds=holds)


def find_friday_faults(friday: Friday) -> list[str]:
    """Return a sentence for each thing that is missing or too many; none when all is right."""
    tenants, total = friday.tenants, friday.size.total
    faults = []
    if friday.exit_code:
        faults.append(f"the command ended with {friday.exit_code}")
    if forgotten := total - len(tenants.sent):
        faults.append(f"{forgotten} of {total} people were sent nothing")
    if twice := sum(1 for times in tenants.sent.values() if times > 1):
        faults.append(f"{twice} people were sent it more than once")
    if again := sum(1 for times in tenants.opened.values() if times > 1):
        faults.append(f"a chat was opened twice with {again} people")
    if tenants.others:
        faults.append(f"{len(tenants.others)} unexpected requests, first {tenants.others[0]}")
    if friday.states != {"sent": total}:
        faults.append(f"the outbox says {friday.states}")
    return [f"friday {friday.size}, {friday.name}: {fault}" for fault in faults]
