"""OpenSSH's own server on loopback: a key to sign in with, and `internal-sftp` in a folder."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.common.ports import HOST, free_port

from monogram.transports.host_keys import KeyPair, new_key_pair
from monogram.transports.settings import FolderProtocol, FolderSettings

PROGRAM = shutil.which("sshd") or "/usr/sbin/sshd"

_CONFIG = """
HostKey {home}/host_key
AuthorizedKeysFile {home}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
Subsystem sftp internal-sftp
ForceCommand internal-sftp -d {folder} {options}
"""


@contextlib.contextmanager
def openssh(home: Path, folder: Path, *, options: str = "") -> Iterator[FolderSettings]:
    """A server whose every session begins in `folder`; `options` are internal-sftp's (`-R`: reading only).

    Its files lie in `home`, which is made. The user is the one who runs the tests.
    """
    home.mkdir()
    host_key, user_key = new_key_pair(), new_key_pair()
    port = free_port()
    config = _prepare(home, folder, options, host_key, user_key)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd of root insists on it
    command = [PROGRAM, "-D", "-e", "-f", str(config), "-p", str(port), "-o", f"ListenAddress={HOST}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            heard = []
            for line in server.stderr:
                heard.append(line)
                if "Server listening" in line:
                    break
            else:
                raise RuntimeError("".join(heard))
            threading.Thread(target=server.stderr.read, daemon=True).start()  # a full pipe would hold it up
            yield FolderSettings(
                FolderProtocol.SFTP,
                host=HOST,
                port=port,
                username=getpass.getuser(),
                private_key=user_key.private,
                host_key=f"[{HOST}]:{port} {host_key.public}",
            )
        finally:
            server.terminate()


def _prepare(home: Path, folder: Path, options: str, host_key: KeyPair, user_key: KeyPair) -> Path:
    (home / "host_key").touch(mode=0o600)
    (home / "host_key").write_text(host_key.private)
    (home / "authorized_keys").write_text(user_key.public)
    config = home / "sshd_config"
    config.write_text(_CONFIG.format(home=home, folder=folder, options=options))
    return config
