"""Where our bot's time goes, for whoever has py-spy."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.node import ROOT
from tests.bench.bots import Bot


@contextmanager
def profiled(bot: Bot, *, wanted: bool) -> Iterator[None]:
    """Write .bench/NAME.svg, a flame graph of *bot* while the block runs, if that is *wanted*."""
    if not wanted or not bot.database:
        yield
        return
    program = shutil.which("py-spy")
    if not program:
        print("py-spy not found, so no profile; pip install py-spy")
        yield
        return
    graph = ROOT / ".bench" / f"{bot.name}.svg"
    graph.parent.mkdir(exist_ok=True)
    command = [program, "record", "--threads", "-p", str(bot.process.pid), "-o", str(graph)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as recorder:
        try:
            yield
        finally:
            recorder.send_signal(signal.SIGINT)
    print(f"profile: {graph.relative_to(ROOT)}")
