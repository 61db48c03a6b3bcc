"""Who the SFTP server is, and who we are."""

from __future__ import annotations

import asyncio
import logging
import socket

import asyncssh

from monogram.transports.deadline import Deadline, within
from monogram.transports.errors import HostKeyError, SignInError, UnreachableError
from monogram.transports.host_keys import algorithms_for, fingerprint, known_hosts_line, pinned_keys
from monogram.transports.network import connect
from monogram.transports.settings import FolderSettings
from monogram.transports.steps import Progress, Step, untold

_FAILED = (asyncssh.Error, OSError)

asyncssh.set_log_level(logging.WARNING)  # it tells of every connection, channel and sign-in


class _Client(asyncssh.SSHClient):
    """Decides about the server's key, in the middle of the connecting."""

    def __init__(self, settings: FolderSettings, pinned: list[asyncssh.SSHKey], progress: Progress) -> None:
        self._settings = settings
        self._pinned = pinned
        self._progress = progress
        self.refusal: HostKeyError | None = None

    def connection_made(self, conn: asyncssh.SSHClientConnection) -> None:
        self._connection = conn

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
        self._progress(Step.CONNECTION, self._connection.get_extra_info("server_version", ""))
        if key not in self._pinned:
            self.refusal = _wrong_key(self._settings, key, self._pinned)
            return False
        self._progress(Step.IDENTITY, fingerprint(key))
        return True


async def sign_in(
    settings: FolderSettings, link: socket.socket, seconds: float, progress: Progress
) -> asyncssh.SSHClientConnection:
    """Over a connection to the server, whose key must be a pinned one.

    Raises HostKeyError, SignInError, and UnreachableError for servers that speak otherwise.
    """
    pinned = pinned_keys(settings.host_key)
    client = _Client(settings, pinned, progress)
    try:
        connection = await asyncssh.connect(
            settings.host,
            settings.used_port,
            sock=link,
            config=None,
            client_factory=lambda: client,
            known_hosts=([], [], []),
            server_host_key_algs=algorithms_for(pinned),
            username=_given(settings.username, "a user name"),
            password=settings.password or None,
            client_keys=_own_keys(settings),
            agent_path=None,
            x509_trusted_certs=None,
            gss_host=None,
            preferred_auth="publickey,password,keyboard-interactive",
            login_timeout=seconds,
        )
    except asyncssh.HostKeyNotVerifiable as error:
        raise client.refusal or HostKeyError(f"{settings.host} could not prove who it is: {error.reason}") from error
    except asyncssh.PermissionDenied as error:
        raise SignInError(_who_was_refused(settings)) from error
    except _FAILED as error:
        raise UnreachableError(
            f"{settings.host} does not speak SFTP on port {settings.used_port} ({error}): check host and port"
        ) from error
    progress(Step.SIGN_IN, f"{settings.username}, with a {'key' if settings.private_key else 'password'}")
    return connection


def fetch_host_key(host: str, port: int = 22, *, seconds: float = 15.0) -> str:
    """The key that the server shows now, as a line for `FolderSettings.host_key`.

    Whoever trusts it compares its fingerprint with what the server's people say. Raises TransportError.
    """
    deadline = Deadline(seconds)
    link = connect(host, port, deadline, untold)

    async def ask() -> asyncssh.SSHKey | None:
        return await asyncssh.get_server_host_key(host, port, sock=link, config=None)

    try:
        with asyncio.Runner() as loop:
            key = loop.run(within(deadline.remaining(), ask()))
    except _FAILED as error:
        raise UnreachableError(f"{host} shows no SSH key on port {port} ({error}): check host and port") from error
    if key is None:
        raise UnreachableError(f"{host} shows no SSH key on port {port}: check host and port")
    return known_hosts_line(host, port, key)


def _given(value: str, what: str) -> str:
    if not value:
        raise SignInError(f"The settings lack {what}: enter it")
    return value


def _own_keys(settings: FolderSettings) -> list[asyncssh.SSHKey] | None:
    if not settings.private_key:
        _given(settings.password, "a password or key")
        return None
    try:
        return [asyncssh.import_private_key(settings.private_key)]
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise SignInError("The private key cannot be read: make a new pair") from error


def _who_was_refused(settings: FolderSettings) -> str:
    if settings.private_key and not settings.password:
        return (
            f"The server does not take the key of {settings.username}: put the public key into its authorized keys, "
            "and check the user name"
        )
    return f"The server does not let {settings.username} in: check user name and password"


def _wrong_key(settings: FolderSettings, shown: asyncssh.SSHKey, pinned: list[asyncssh.SSHKey]) -> HostKeyError:
    line = known_hosts_line(settings.host, settings.used_port, shown)
    if not pinned:
        text = (
            f"No host key is trusted yet for {settings.host}, which shows {fingerprint(shown)}. Ask those who run it "
            "for their fingerprint, and trust this key if it is the same"
        )
    else:
        trusted = " or ".join(fingerprint(key) for key in pinned)
        text = (
            f"{settings.host} shows the host key {fingerprint(shown)} instead of {trusted}: it may be another server. "
            "Ask those who run it whether they changed it; only then trust the new key. No password was sent"
        )
    return HostKeyError(text, presented=line)
