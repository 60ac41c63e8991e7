"""`make run`, quiet when it is stopped early."""

import signal
import sys

# Until the launcher listens to it, Ctrl-C must not tell the newcomer where Python was importing.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from deploy.run import main  # noqa: E402 -- this import is what may be interrupted

sys.exit(main())
