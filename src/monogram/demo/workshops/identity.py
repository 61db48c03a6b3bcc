"""Who and where the suppliers' servers are: an SSH host key, a certificate and ports, kept below the data folder."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import json
import os
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from monogram.demo.world import FOLDER_PORTS, Channel

HOST = "127.0.0.1"
_LIFETIME = datetime.timedelta(days=3650)


@dataclass(frozen=True)
class Identity:
    """Files of one set of servers. `authorized_keys` has the public keys that may sign in; it need not be there."""

    folder: Path

    @property
    def host_key(self) -> Path:
        return self.folder / "ssh_host_ed25519_key"

    @property
    def certificate(self) -> Path:
        """With its key."""
        return self.folder / "ftps.pem"

    @property
    def authorized_keys(self) -> Path:
        return self.folder / "authorized_keys"

    def known_host(self, port: int) -> str:
        """The host key as a line of OpenSSH's known_hosts."""
        key = serialization.load_ssh_private_key(self.host_key.read_bytes(), None)
        public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
        return f"[{HOST}]:{port} {public}"

    def public_certificate(self) -> str:
        """The certificate alone, as PEM."""
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        return certificate.public_bytes(Encoding.PEM).decode()

    def port_of(self, channel: Channel, platform_port: int) -> int:
        """Where a server listens: at its place behind the platform, or where there was room at the last start."""
        return int(self._chosen().get(channel, platform_port + FOLDER_PORTS[channel]))

    def choose_ports(self, platform_port: int) -> None:
        """Find room for the servers that are about to start."""
        chosen = {channel: _free_port(platform_port + place) for channel, place in FOLDER_PORTS.items()}
        self.ports.write_text(json.dumps(chosen))

    @property
    def ports(self) -> Path:
        """The ports of the last start, by channel."""
        return self.folder / "ports.json"

    def _chosen(self) -> dict[str, int]:
        return dict(json.loads(self.ports.read_text())) if self.ports.exists() else {}

    def may_sign_in(self) -> set[str]:
        """The public keys, each as its kind and code, without comments."""
        if not self.authorized_keys.exists():
            return set()
        return {" ".join(line.split()[:2]) for line in self.authorized_keys.read_text().splitlines() if line.strip()}


def made_once(folder: Path) -> Identity:
    """The identity that is kept there, made if it is not."""
    folder.mkdir(parents=True, exist_ok=True)
    identity = Identity(folder)
    if not identity.host_key.exists():
        key = Ed25519PrivateKey.generate()
        _keep(identity.host_key, key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    if not identity.certificate.exists():
        _keep(identity.certificate, _certificate())
    return identity


def _free_port(wanted: int) -> int:
    """That one, or any if somebody has it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except (OSError, OverflowError):
            probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _certificate() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address(HOST))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + _LIFETIME)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM) + private


def _keep(file: Path, content: bytes) -> None:
    """Whole or not at all, for its owner alone; of two who make one at the same time, the first one's stays."""
    with tempfile.NamedTemporaryFile(dir=file.parent) as fresh:  # which nobody else may read
        fresh.write(content)
        fresh.flush()
        with contextlib.suppress(FileExistsError):
            os.link(fresh.name, file)
