"""`python -m monogram.demo.workshops --port N`, N the platform's port: serve until asked to stop."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

os.environ["DJANGO_SETTINGS_MODULE"] = "monogram.demo.site.settings"

from monogram.demo import world
from monogram.demo.site import settings
from monogram.demo.site.inbox import news
from monogram.demo.site.platform import PlatformRefusedError
from monogram.demo.workshops import taking
from monogram.demo.workshops.identity import made_once
from monogram.demo.world import Channel

logger = logging.getLogger("monogram.demo.workshops")

_FILES_EVERY_SECONDS = 1.0
_FETCH_EVERY_SECONDS = 3.0


def main() -> None:
    """Serve the folders and run the workshops' programs."""
    arguments = argparse.ArgumentParser(prog="python -m monogram.demo.workshops")
    arguments.add_argument("--port", type=int, required=True)
    port = arguments.parse_args().port
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("asyncssh").setLevel(logging.WARNING)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as opened:
        looks = _open(opened, port)
        threads = [threading.Thread(target=_repeat, args=[stop, *look]) for look in looks]
        for thread in threads:
            thread.start()
        stop.wait()
        for thread in threads:
            thread.join()


def _open(opened: ExitStack, port: int) -> list[tuple[float, Callable[[], object]]]:
    """Start the servers. What is to be done again and again, and every how many seconds."""
    try:
        from monogram.demo.workshops import ftps, s3, sftp
    except ImportError as error:
        sys.exit(f"The suppliers' servers of the demo world need more packages ({error}): pip install 'monogram[demo]'")
    identity = made_once(settings.WORKSHOPS_DIR / "identity")
    folders = {supplier: news.folder_of(supplier) for supplier in world.CHANNELS}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    ports = {channel: identity.port_of(channel, port) for channel in world.FOLDER_PORTS}
    opened.enter_context(sftp.serving(folders[world.HARBOUR_MUGS_ID], ports[Channel.SFTP], identity))
    opened.enter_context(ftps.serving(folders[world.PAPER_AND_FRAME_ID], ports[Channel.FTPS], identity))
    bucket = s3.Mirror(opened.enter_context(s3.serving(ports[Channel.S3])), folders[world.COBALT_CASES_ID])

    def in_the_bucket() -> None:
        bucket.look()
        _work_through(world.COBALT_CASES_ID)

    return [
        (_FILES_EVERY_SECONDS, partial(_work_through, world.HARBOUR_MUGS_ID)),
        (_FILES_EVERY_SECONDS, partial(_work_through, world.PAPER_AND_FRAME_ID)),
        (_FILES_EVERY_SECONDS, in_the_bucket),
        (_FETCH_EVERY_SECONDS, partial(taking.fetch, world.FINE_LINE_ENGRAVING_ID)),
    ]


def _work_through(supplier: int) -> None:
    """What lies in a supplier's folder, of the platform and of its own."""
    taking.take_files(supplier)
    news.settle(supplier)


def _repeat(stop: threading.Event, seconds: float, look: Callable[[], object]) -> None:
    """Do it again and again. What goes wrong is told once, until it goes right or wrong otherwise."""
    told = ""
    while not stop.wait(seconds):
        try:
            look()
            told = ""
        except Exception as error:
            if repr(error) != told:
                logger.warning("%s", error, exc_info=not isinstance(error, PlatformRefusedError))
            told = repr(error)


if __name__ == "__main__":
    main()
