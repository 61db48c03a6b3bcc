"""A folder behind each protocol: one server each for the whole run, a fresh folder for each test."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from pytest_django import Settings
from tests.servers.certificates import self_signed
from tests.servers.ftp import HANDLERS, ftp_server
from tests.servers.s3 import s3_server
from tests.servers.ssh import Folder, PlainRenames, ssh_server
from tests.servers.sshd import openssh
from tests.servers.vsftpd import can_run, give_to_anonymous, vsftpd

from monogram.transports.errors import TransportError
from monogram.transports.folder import RemoteFolder, open_folder
from monogram.transports.settings import FolderProtocol, FolderSettings

KINDS = {
    "local": "a folder of this machine",
    "ftp": "pyftpdlib",
    "ftp-active": "pyftpdlib, which connects back to us",
    "ftp-old": "pyftpdlib without the commands that came after 1985",
    "ftps": "pyftpdlib, explicit TLS",
    "ftps-vsftpd": "vsftpd, where it is installed",
    "ftps_implicit": "pyftpdlib, TLS from the first byte",
    "sftp-openssh": "OpenSSH's sshd, by key",
    "sftp": "asyncssh's server, by password",
    "sftp-plain": "asyncssh's server without OpenSSH's extension for renaming",
    "s3": "moto",
}
NEWER_COMMANDS = {"MLSD", "MLST", "SIZE", "MDTM"}


@dataclass
class Place:
    """One of KINDS: `settings` open it. `disk` is the same folder seen from this machine, where there is one."""

    settings: FolderSettings
    disk: Path | None
    kind: str

    def open(self) -> contextlib.AbstractContextManager[RemoteFolder]:
        return open_folder(self.settings, seconds=20)

    def put(self, name: str, content: bytes) -> None:
        """As the other side would."""
        if self.disk:
            self.disk.joinpath(name).parent.mkdir(exist_ok=True)
            self.disk.joinpath(name).write_bytes(content)
        else:
            with self.open() as folder:
                folder.write(name, content)

    def contents(self, folder: str = "") -> dict[str, bytes]:
        """What lies there now, by name."""
        if self.disk:
            return {file.name: file.read_bytes() for file in self.disk.joinpath(folder).iterdir() if file.is_file()}
        with self.open() as found:
            prefix = f"{folder}/" if folder else ""
            return {file.name: found.read(prefix + file.name, max_bytes=10**8) for file in found.files(folder)}


Start = Callable[[str], tuple[FolderSettings, Path | None]]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start the server of a kind when it is first wanted: how to sign in there, and its root on the disk."""
    started: dict[str, tuple[FolderSettings, Path | None]] = {}
    with contextlib.ExitStack() as servers:

        def start(kind: str) -> tuple[FolderSettings, Path | None]:
            if kind not in started:
                home = tmp_path_factory.mktemp(kind)
                root = home / "root"
                root.mkdir()
                settings = servers.enter_context(server_of(kind, home, root))
                started[kind] = settings, None if kind == "s3" else root
            return started[kind]

        yield start


@contextlib.contextmanager
def server_of(kind: str, home: Path, root: Path) -> Iterator[FolderSettings]:
    """The server of a kind; its files lie in `home`, what it serves in `root`."""
    match kind:
        case "local":
            yield FolderSettings(FolderProtocol.LOCAL, folder=str(root))
        case "ftps-vsftpd":
            with vsftpd(home, root) as settings:
                yield settings
        case "s3":
            with s3_server() as settings:
                yield settings
        case "sftp-openssh":
            with openssh(home / "sshd", root) as settings:
                yield settings
        case "sftp" | "sftp-plain":
            with ssh_server(root, kind=PlainRenames if kind == "sftp-plain" else Folder) as server:
                yield server.settings
        case _:
            protocol = FolderProtocol(kind.partition("-")[0])
            known = HANDLERS[protocol].proto_cmds
            missing = NEWER_COMMANDS if kind == "ftp-old" else set()
            certificate = None if protocol is FolderProtocol.FTP else self_signed(home)
            commands = {name: command for name, command in known.items() if name not in missing}
            with ftp_server(root, protocol, certificate=certificate, proto_cmds=commands) as settings:
                yield replace(settings, is_passive=kind != "ftp-active")


@pytest.fixture(autouse=True)
def loopback_is_allowed(settings: Settings) -> None:
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    settings.MONOGRAM_LOCAL_DROPS = ["/"]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, start: Start) -> Place:
    """An empty folder behind each protocol in turn."""
    if request.param == "ftps-vsftpd" and not can_run():
        pytest.skip("vsftpd is not installed, or this is not root")
    return a_place(start, request.param)


def a_place(start: Start, kind: str) -> Place:
    """An empty folder behind one of KINDS."""
    settings, root = start(kind)
    name = secrets.token_hex(4)
    if root:
        (root / name).mkdir()
        if kind == "ftps-vsftpd":
            give_to_anonymous(root / name)
    folder = str(root / name) if kind == "local" and root else name
    return Place(replace(settings, folder=folder), root / name if root else None, kind)


Failure = TypeVar("Failure", bound=TransportError)


def refusal(failure: type[Failure], settings: FolderSettings, *, seconds: float = 20) -> Failure:
    """Opening the folder fails with such an error, and with it."""
    with pytest.raises(failure) as failed, open_folder(settings, seconds=seconds):
        pass
    return failed.value
