"""pyftpdlib on loopback: FTP, FTPS explicit and implicit, and faults where a test wants them."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer
from tests.servers.certificates import Certificate

from monogram.transports.settings import FolderProtocol, FolderSettings

HOST = "127.0.0.1"
USER, PASSWORD = "factory", "ink & paper"
READ_AND_WRITE, READ = "elradfmwMT", "elr"

logging.getLogger("pyftpdlib").addHandler(logging.NullHandler())  # else it says everything on stderr
logging.getLogger("pyftpdlib").setLevel(logging.CRITICAL)


class Implicit(TLS_FTPHandler):  # type: ignore[misc]  # pyftpdlib has no types
    """Begins with TLS, and greets when that stands."""

    def handle(self) -> None:
        self.secure_connection(self.ssl_context)

    def handle_ssl_established(self) -> None:
        super().handle_ssl_established()
        FTPHandler.handle(self)


HANDLERS = {
    FolderProtocol.FTP: FTPHandler,
    FolderProtocol.FTPS: TLS_FTPHandler,
    FolderProtocol.FTPS_IMPLICIT: Implicit,
}


@contextlib.contextmanager
def ftp_server(
    folder: Path,
    protocol: FolderProtocol = FolderProtocol.FTP,
    *,
    certificate: Certificate | None = None,
    permissions: str = READ_AND_WRITE,
    **attributes: Any,
) -> Iterator[FolderSettings]:
    """A server in a thread. `attributes` are those of its handler's class (`dtp_handler`, `proto_cmds`, methods)."""
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, PASSWORD, str(folder), perm=permissions)
    shared = {"authorizer": authorizer, "use_gmt_times": True, "timeout": 60, "auth_failed_timeout": 0}
    if certificate:
        shared |= {"certfile": str(certificate.file), "ssl_context": None}
        shared |= {"tls_control_required": True, "tls_data_required": True}
    handler = type("Handler", (HANDLERS[protocol],), shared | attributes)
    server = FTPServer((HOST, 0), handler, ioloop=IOLoop())
    closing = threading.Event()

    def serve() -> None:
        while not closing.is_set():
            server.ioloop.loop(timeout=0.01, blocking=False)
        server.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield FolderSettings(
            protocol, host=HOST, port=server.address[1], username=USER, password=PASSWORD,
            certificate=certificate.pem if certificate else "",
        )  # fmt: skip
    finally:
        closing.set()
        thread.join()
