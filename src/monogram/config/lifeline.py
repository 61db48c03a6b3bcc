"""Web processes end with the one that started them, whatever ended it.

The server's first process tells the others when to stop. Killed, it tells them nothing: they would go on answering on
its port for ever, beside the server that is started in its place, with the program and the settings of yesterday.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time

_PATIENCE_SECONDS = 30
"""For requests in hand, after which the process ends in any case."""


def end_with_parent() -> None:
    """Stop this process gently once its parent is gone. For processes that `multiprocessing` has started."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        for _ in range(_PATIENCE_SECONDS):  # again, since one that comes while the process still begins is not heard
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
