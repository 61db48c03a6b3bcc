"""ftplib's client on connections of ours: to checked addresses, with TLS as real servers want it."""

from __future__ import annotations

import contextlib
import ftplib
import hashlib
import socket
import ssl
from collections.abc import Iterator

from monogram.common.http import ssl_context
from monogram.transports.errors import CertificateError, TransportError, UnreachableError

_UNWRAP_SECONDS = 5.0


class Control(ftplib.FTP_TLS):
    """The control connection. Plain FTP is the same without `secure`.

    Data connections go to the control connection's address, whatever the server names (ftplib's own rule), and
    resume its TLS session, without which many servers refuse them.
    """

    data: socket.socket | None = None
    _protects_data = False

    def __init__(self, link: socket.socket, host: str, certificate: str, *, is_believing: bool = False) -> None:
        context = _believing() if is_believing else _context(certificate)
        super().__init__(context=context, timeout=link.gettimeout(), encoding="utf-8")
        self._pinned = _der(certificate) if certificate else b""
        self.host = host
        self.af = link.family
        self._use(link)

    def sockets(self) -> Iterator[socket.socket]:
        """Those that are open now."""
        yield from (found for found in (self.sock, self.data) if found is not None)

    def greet(self) -> str:
        """The server's greeting. Raises ftplib.error_temp and the like for one that turns away."""
        self.welcome = self.getresp()
        if not self.welcome.startswith("2"):
            raise ftplib.error_temp(self.welcome)  # noqa: S321 - the settings say whether FTP will do
        return self.welcome

    def secure(self) -> bytes:
        """Begin TLS at once and check who answers; the certificate (DER). Raises CertificateError, ssl.SSLError."""
        assert self.sock  # noqa: S101 - connected since __init__
        secured = self.sock = self._wrapped(self.sock, None)
        shown = self._greeted(secured)
        self._use(secured)
        return shown

    def protect_data(self) -> None:
        """Files and listings are encrypted too from now on."""
        self.prot_p()
        self._protects_data = True

    def getline(self) -> str:
        """ftplib takes what came before a connection broke for a whole line: `22` of `226` would be a success."""
        line = self.file.readline(self.maxline + 1) if self.file else ""
        if not line.endswith("\n"):
            raise EOFError(line)
        return line.rstrip("\r\n")

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        assert self.sock  # noqa: S101 - as above
        self.data, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 - as above
        if self.data.getpeername()[0] != self.sock.getpeername()[0]:  # active mode: anyone could have come
            self.data.close()
            raise UnreachableError("The data connection came from a stranger: use passive mode")
        self.data.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # TLS's last word waited 40 ms to be sent
        if self._protects_data:
            session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
            secured = self.data = self._wrapped(self.data, session)
            self._greeted(secured)
        return self.data, size

    @contextlib.contextmanager
    def transfer(self, command: str) -> Iterator[socket.socket]:
        """The data connection of one command, and the wait for its outcome."""
        connection = self.transfercmd(command)
        try:
            with connection:
                yield connection
                if isinstance(connection, ssl.SSLSocket):
                    _end_tls(connection)
        except (TransportError, GeneratorExit):
            with contextlib.suppress(ftplib.Error):  # we stopped it: what the server says to that comes next
                self.voidresp()
            raise
        except OSError:
            with contextlib.suppress(OSError, EOFError):  # the server stopped it, and may say why
                self.voidresp()
            raise
        finally:
            self.data = None
        self.voidresp()

    def lines(self, command: str) -> Iterator[str]:
        """What the server sends after a command such as `LIST`, also where it is no UTF-8."""
        with (
            self.transfer(command) as connection,
            connection.makefile("r", encoding="utf-8", errors="surrogateescape", newline="\n") as answer,
        ):
            while line := answer.readline(self.maxline):
                yield line.rstrip("\r\n")

    def _use(self, connection: socket.socket) -> None:
        self.sock = connection
        self.file = connection.makefile("r", encoding="utf-8", errors="surrogateescape")

    def _wrapped(self, connection: socket.socket, session: ssl.SSLSession | None) -> ssl.SSLSocket:
        """The connection's place in TLS, before the first word: from now on only this one can be cut."""
        return self.context.wrap_socket(
            connection, server_hostname=self.host, session=session, do_handshake_on_connect=False
        )

    def _greeted(self, secured: ssl.SSLSocket) -> bytes:
        """Begin TLS; the certificate (DER), which is the right one."""
        try:
            secured.do_handshake()
        except ssl.SSLCertVerificationError as error:
            raise CertificateError(
                f"No public authority vouches for {self.host} ({error.verify_message}): check the host's name; if the "
                "server's certificate is its own, ask its people for it and store it here"
            ) from error
        shown = secured.getpeercert(binary_form=True) or b""
        if self._pinned and shown != self._pinned:
            secured.close()
            raise CertificateError(
                f"{self.host} shows the certificate {certificate_fingerprint(shown)} instead of "
                f"{certificate_fingerprint(self._pinned)}: ask its people whether they renewed it; only then store "
                "the new one. No password was sent"
            )
        return shown


def certificate_fingerprint(der: bytes) -> str:
    """As OpenSSL shows it, of SHA-256."""
    return "SHA-256 " + hashlib.sha256(der).digest().hex(":").upper()


def _context(certificate: str) -> ssl.SSLContext:
    """The public authorities; with a pinned certificate, which is compared as a whole, none is needed."""
    return _believing() if certificate else ssl_context()


def _believing() -> ssl.SSLContext:
    """Encrypts, and leaves the question of who answers to us."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _der(certificate: str) -> bytes:
    try:
        return ssl.PEM_cert_to_DER_cert(certificate.strip())
    except ValueError as error:
        raise CertificateError(
            "The stored certificate cannot be read: paste it whole, with its BEGIN and END lines"
        ) from error


def _end_tls(connection: ssl.SSLSocket) -> None:
    """Say that this was all. Some servers never answer to that, some with an error; the outcome comes elsewhere."""
    connection.settimeout(_UNWRAP_SECONDS)
    with contextlib.suppress(OSError, ValueError):
        connection.unwrap()
