"""Paper & Frame's FTPS server, explicit: it begins in the clear and wants TLS before anybody signs in."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

from monogram.demo import world
from monogram.demo.workshops.identity import HOST, Identity

_EVERYTHING = "elradfmwMT"
_LOOK_SECONDS = 0.5


@contextmanager
def serving(folder: Path, port: int, identity: Identity) -> Iterator[None]:
    """Serve a folder as `/` to one user."""
    logging.getLogger("pyftpdlib").setLevel(logging.WARNING)
    authorizer = DummyAuthorizer()
    user = world.FOLDER_USERS[world.Channel.FTPS]
    authorizer.add_user(user, world.FOLDER_PASSWORD, str(folder), perm=_EVERYTHING)
    wishes = {
        "authorizer": authorizer,
        "certfile": str(identity.certificate),
        "tls_control_required": True,
        "tls_data_required": True,
        "use_gmt_times": True,
    }
    server = FTPServer((HOST, port), type("Handler", (TLS_FTPHandler,), wishes), ioloop=IOLoop())
    closing = threading.Event()

    def serve() -> None:
        while not closing.is_set():
            server.ioloop.loop(timeout=_LOOK_SECONDS, blocking=False)
        server.close_all()

    thread = threading.Thread(target=serve, name="ftps", daemon=True)
    thread.start()
    try:
        yield
    finally:
        closing.set()
        thread.join()
