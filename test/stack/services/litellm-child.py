"""Runs the LiteLLM command line, and ends with its parent even when that is killed outright: the parent holds the
other end of stdin."""

import os
import signal
import sys
import threading


def end_with_parent() -> None:
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()

origins = os.environ.get("HOPSCOPE_LOG_ORIGINS")
if origins:
    import log_origins

    log_origins.install(origins)

from litellm import run_server  # noqa: E402

sys.exit(run_server())
