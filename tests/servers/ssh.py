"""asyncssh's server on loopback: a password to sign in with, and faults where a test wants them."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

import asyncssh

from monogram.transports.host_keys import KeyPair, new_key_pair
from monogram.transports.settings import FolderProtocol, FolderSettings

HOST = "127.0.0.1"
USER, PASSWORD = "factory", "ink & paper"


@dataclass
class SshServer:
    """`settings` open it; `passwords` are those that were tried."""

    settings: FolderSettings
    passwords: list[str] = field(default_factory=list)


class Folder(asyncssh.SFTPServer):
    """Serves `root` as `/`. Faults are subclasses."""

    root = Path()

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        super().__init__(channel, chroot=str(self.root).encode())


class PlainRenames(Folder):
    """Knows only the renaming of SFTP's third version, which replaces nothing."""

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        raise asyncssh.SFTPOpUnsupported("not here")


@contextlib.contextmanager
def ssh_server(
    folder: Path,
    *,
    kind: type[Folder] | None = Folder,
    host_keys: list[str] | None = None,
    authorized: KeyPair | None = None,
) -> Iterator[SshServer]:
    """A server in a thread with its own loop. `host_keys` are private keys; the first one is in `settings`.

    Without `kind` there is no SFTP.
    """
    keys = [asyncssh.import_private_key(text) for text in host_keys or [new_key_pair().private]]
    served = type("Served", (kind,), {"root": folder}) if kind else None
    tried: list[str] = []

    class Door(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            tried.append(password)
            return (username, password) == (USER, PASSWORD)

        def begin_auth(self, username: str) -> bool:
            return True

        def public_key_auth_supported(self) -> bool:
            return authorized is not None

        def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
            return authorized is not None and key == asyncssh.import_public_key(authorized.public)

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(Door, HOST, 0, server_host_keys=keys, sftp_factory=served, config=None)

    async def closed() -> None:
        acceptor.close()

    with _loop_in_a_thread() as run:
        acceptor = run(listen)
        port = acceptor.get_port()
        line = keys[0].export_public_key("openssh").decode()
        yield SshServer(
            FolderSettings(
                FolderProtocol.SFTP, host=HOST, port=port, username=USER, password=PASSWORD,
                host_key=f"[{HOST}]:{port} {line}",
            ),
            tried,
        )  # fmt: skip
        run(closed)


_Answer = TypeVar("_Answer")


class _Run(Protocol):
    def __call__(self, operation: Callable[[], Coroutine[Any, Any, _Answer]]) -> _Answer: ...


@contextlib.contextmanager
def _loop_in_a_thread() -> Iterator[_Run]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def run(operation: Callable[[], Coroutine[Any, Any, _Answer]]) -> _Answer:
        return asyncio.run_coroutine_threadsafe(operation(), loop).result(30)

    async def end() -> None:
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    try:
        yield run
    finally:
        run(end)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
