"""Connections to checked addresses: the same guard as for requests to the outside (`common.addresses`)."""

from __future__ import annotations

import socket

from monogram.common import addresses
from monogram.common.addresses import AddressRefusedError, HostNotFoundError
from monogram.transports.deadline import Deadline
from monogram.transports.errors import HostRefusedError, UnreachableError
from monogram.transports.steps import Progress, Step


def resolve(host: str, deadline: Deadline) -> tuple[addresses.Address, ...]:
    """The host's addresses, each of them allowed. Raises HostRefusedError."""
    if not host:
        raise HostRefusedError("No host is set: enter the name of the server")
    try:
        return addresses.resolve(host, timeout=deadline.remaining())
    except HostNotFoundError as error:
        raise HostRefusedError(f"There is no server by the name {host}: check the spelling") from error
    except AddressRefusedError as error:
        raise HostRefusedError(
            f"{error.text}. Use a public server, or have the operator allow its network (MONOGRAM_ALLOWED_NETWORKS)"
        ) from error


def connect(host: str, port: int, deadline: Deadline, progress: Progress) -> socket.socket:
    """A connection to the very address that was checked. A dead address leaves time for the others.

    Its time-out is what was left of the deadline. Raises HostRefusedError, UnreachableError, TimedOutError.
    """
    candidates = resolve(host, deadline)
    progress(Step.ADDRESS, ", ".join(map(str, candidates)))
    failure: OSError = OSError("no address")
    for tried, address in enumerate(candidates):
        share = deadline.remaining() / (len(candidates) - tried)
        try:
            connection = socket.create_connection((str(address), port), share)
        except OSError as error:
            failure = error
        else:
            connection.settimeout(deadline.remaining())
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
    raise UnreachableError(_advice(host, port, failure)) from failure


def _advice(host: str, port: int, failure: OSError) -> str:
    if isinstance(failure, ConnectionRefusedError):
        return f"{host} takes no connections on port {port}: check the port, and that the server is running"
    if isinstance(failure, TimeoutError):
        return f"{host} does not answer on port {port}: a firewall may be in the way; ask those who run the server"
    return f"{host} could not be reached on port {port}: {failure.strerror or failure}"
