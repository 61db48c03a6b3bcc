"""A mail server on loopback: it takes e-mails down as they come, after a sign-in if it wants one."""

from __future__ import annotations

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from pytest_django import Settings


@dataclass
class MailServer:
    """What it has received, and how it behaves."""

    port: int = 0
    password: str = ""
    """Wanted of the user `monogram`; none: nobody signs in."""
    refusals: list[tuple[str, str]] = field(default_factory=list)
    """Commands that are refused next, with the answer: `("RCPT", "550 No such user")`."""
    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


@contextmanager
def mail_server(password: str = "") -> Iterator[MailServer]:
    """Runs until the block ends."""
    state = MailServer(password=password)

    class Handler(_Session):
        mails = state

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


class _Session(socketserver.StreamRequestHandler):
    """One connection (RFC 5321, AUTH PLAIN of RFC 4954)."""

    mails: MailServer

    def handle(self) -> None:
        self._say("220 mail.test")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            command = line.split(" ")[0].upper()
            if self.mails.refusals and self.mails.refusals[0][0] == command:
                self._say(self.mails.refusals.pop(0)[1])
            elif command == "EHLO":
                self._say("250-mail.test" if self.mails.password else "250 mail.test")
                if self.mails.password:
                    self._say("250 AUTH PLAIN")
            elif command == "AUTH":
                wanted = base64.b64encode(f"\0monogram\0{self.mails.password}".encode()).decode()
                self._say("235 Welcome" if line.split(" ")[-1] == wanted else "535 Wrong user or password")
            elif command == "RCPT":
                self.mails.recipients.append(line.partition("<")[2].partition(">")[0])
                self._say("250 OK")
            elif command == "DATA":
                self._say("354 Go on")
                self._take()
            elif command == "QUIT":
                self._say("221 Bye")
                return
            else:
                self._say("250 OK")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.received.append(message)
        self._say("250 Taken")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


def use_mail_server(settings: Settings, server: MailServer) -> None:
    """Have the platform hand its e-mails in there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS, settings.DEFAULT_FROM_EMAIL = False, "monogram@example.com"
    settings.MONOGRAM_PUBLIC_URL = "https://monogram.example"
