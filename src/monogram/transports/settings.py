"""Where a folder is and how to sign in there."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FolderProtocol(StrEnum):
    """How the folder is spoken to. `FTPS` begins in the clear and asks for TLS, `FTPS_IMPLICIT` begins with TLS."""

    LOCAL = "local"
    FTP = "ftp"
    FTPS = "ftps"
    FTPS_IMPLICIT = "ftps_implicit"
    SFTP = "sftp"
    S3 = "s3"


DEFAULT_PORTS = {
    FolderProtocol.FTP: 21,
    FolderProtocol.FTPS: 21,
    FolderProtocol.FTPS_IMPLICIT: 990,
    FolderProtocol.SFTP: 22,
}


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """One folder. Only the fields of its protocol count; an empty one is one that is not given.

    `host_key` is a line of OpenSSH's known_hosts, or several; `certificate` a PEM that an FTPS server must show, for
    servers that no public authority vouches for; `private_key` an OpenSSH or PEM private key without passphrase.
    `folder` is a path on the server, relative to where signing in leads; on S3 the beginning of the keys. S3 without
    `endpoint` is Amazon's.
    """

    protocol: FolderProtocol
    host: str = ""
    port: int = 0
    username: str = ""
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    host_key: str = ""
    certificate: str = ""
    folder: str = ""
    is_passive: bool = True
    bucket: str = ""
    region: str = ""
    endpoint: str = ""
    access_key: str = ""
    secret_key: str = field(default="", repr=False)

    @property
    def used_port(self) -> int:
        """The port that is connected to."""
        return self.port or DEFAULT_PORTS.get(self.protocol, 0)

    @property
    def server(self) -> str:
        """The server without secrets, for logs and as the name of a receiver: `sftp://ftp.example.com:22`."""
        match self.protocol:
            case FolderProtocol.LOCAL:
                return "local"
            case FolderProtocol.S3:
                return f"s3://{self.bucket}" + (f" at {self.endpoint}" if self.endpoint else "")
            case _:
                return f"{self.protocol}://{self.host}:{self.used_port}"
