"""vsftpd on loopback, where it is installed: explicit TLS, data connections only for resumed sessions, no `MLSD`."""

from __future__ import annotations

import contextlib
import os
import pwd
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.common.ports import HOST, free_port
from tests.faults.waiting import wait_until
from tests.servers.certificates import self_signed

from monogram.transports.settings import FolderProtocol, FolderSettings

PROGRAM = "/usr/sbin/vsftpd"

_CONFIG = """
listen=YES
listen_address={host}
listen_port={port}
background=NO
anonymous_enable=YES
anon_root={root}
anon_umask=022
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_other_write_enable=YES
anon_world_readable_only=NO
write_enable=YES
xferlog_enable=NO
ssl_enable=YES
allow_anon_ssl=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=YES
require_ssl_reuse=YES
rsa_cert_file={certificate}
rsa_private_key_file={certificate}
ssl_ciphers=HIGH
secure_chroot_dir={empty}
seccomp_sandbox=NO
"""


def can_run() -> bool:
    """It changes its user, which takes root."""
    return os.geteuid() == 0 and os.path.exists(PROGRAM)


@contextlib.contextmanager
def vsftpd(home: Path, folder: Path) -> Iterator[FolderSettings]:
    """A server whose anonymous users may write into folders of `folder` that are given to them."""
    (home / "empty").mkdir()
    folder.chmod(0o555)
    certificate = self_signed(home)
    port = free_port()
    config = home / "vsftpd.conf"
    config.write_text(
        _CONFIG.format(host=HOST, port=port, root=folder, certificate=certificate.file, empty=home / "empty")
    )
    with subprocess.Popen([PROGRAM, str(config)]) as server:
        try:
            _wait_for(port)
            yield FolderSettings(
                FolderProtocol.FTPS, host=HOST, port=port, username="anonymous", password="factory@example.com",
                certificate=certificate.pem,
            )  # fmt: skip
        finally:
            server.terminate()


def give_to_anonymous(folder: Path) -> None:
    """Let those who sign in as anonymous write there."""
    user = pwd.getpwnam("ftp")
    os.chown(folder, user.pw_uid, user.pw_gid)


def _wait_for(port: int) -> None:
    """It says nothing when it is ready."""

    def is_there() -> bool:
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            return False
        return True

    wait_until(is_there, "vsftpd listens")
