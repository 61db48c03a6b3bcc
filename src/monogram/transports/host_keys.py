"""SSH keys: those that servers show, and our own pairs."""

from __future__ import annotations

from dataclasses import dataclass, field

import asyncssh
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from monogram.transports.errors import HostKeyError

_RSA = ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"]
_ALGORITHMS = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", *_RSA]


@dataclass(frozen=True, slots=True)
class KeyPair:
    """`public` is the line for the other side's authorized_keys."""

    private: str = field(repr=False)
    public: str


def new_key_pair() -> KeyPair:
    """A fresh Ed25519 pair in OpenSSH's formats."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
    return KeyPair(private=private, public=f"{public} monogram")


def fingerprint(key: asyncssh.SSHKey) -> str:
    """As OpenSSH shows it: `SHA256:…`."""
    return key.get_fingerprint("sha256")


def known_hosts_line(host: str, port: int, key: asyncssh.SSHKey) -> str:
    """The key as a line of OpenSSH's known_hosts."""
    name = host if port == 22 else f"[{host}]:{port}"
    kind, code = key.export_public_key("openssh").decode().split()[:2]
    return f"{name} {kind} {code}"


def pinned_keys(text: str) -> list[asyncssh.SSHKey]:
    """The keys in lines of known_hosts, whatever host they name; a bare public key is fine too.

    Raises HostKeyError for what is neither.
    """
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    keys = []
    for words in lines:
        start = next((index for index, word in enumerate(words) if word in {"ssh-rsa", *_ALGORITHMS}), None)
        try:
            if start is None:
                raise ValueError(words[0])
            keys.append(asyncssh.import_public_key(" ".join(words[start : start + 2])))
        except (ValueError, IndexError) as error:
            raise HostKeyError(
                "The stored host key cannot be read: fetch it again, or paste the server's line of known_hosts"
            ) from error
    return keys


def algorithms_for(keys: list[asyncssh.SSHKey]) -> list[str]:
    """What to ask the server for: the kinds that are pinned, then the others, so that a change can be shown."""
    kinds = [key.get_algorithm() for key in keys]
    wanted = [name for kind in kinds for name in (_RSA if kind == "ssh-rsa" else [kind])]
    return list(dict.fromkeys([*wanted, *_ALGORITHMS]))
