"""Harbour Mugs' SFTP server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh

from monogram.demo import world
from monogram.demo.workshops.identity import HOST, Identity

_USER = world.FOLDER_USERS[world.Channel.SFTP]


@contextmanager
def serving(folder: Path, port: int, identity: Identity) -> Iterator[None]:
    """Serve a folder as `/` to one user, who signs in with a key of `authorized_keys` or with the password."""

    class Folder(asyncssh.SFTPServer):
        def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
            super().__init__(channel, chroot=str(folder).encode())

    class Door(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (_USER, world.FOLDER_PASSWORD)

        def public_key_auth_supported(self) -> bool:
            return True

        def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
            shown = " ".join(key.export_public_key("openssh").decode().split()[:2])
            return username == _USER and shown in identity.may_sign_in()

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            Door, HOST, port, server_host_keys=[str(identity.host_key)], sftp_factory=Folder, config=None
        )

    loop = asyncio.new_event_loop()
    acceptor = loop.run_until_complete(listen())
    thread = threading.Thread(target=loop.run_forever, name="sftp", daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(acceptor.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
