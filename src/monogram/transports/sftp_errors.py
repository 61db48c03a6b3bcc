"""SFTP's failures in our words."""

from __future__ import annotations

import asyncssh

from monogram.transports.errors import (
    BrokenOffError,
    FileTakenError,
    NoFileError,
    NoRoomError,
    NotAllowedError,
    TransportError,
)

_NOT_THERE = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)
_FULL = (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded)
_BROKEN = (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection, asyncssh.SFTPBadMessage)


def explained(error: asyncssh.Error | OSError, path: str, *, is_writing: bool) -> TransportError:
    """The TransportError for one of asyncssh's, or of the connection's, while something was done with `path`."""
    if isinstance(error, _NOT_THERE):
        return NoFileError(f"There is no file {path}, or no longer")
    if isinstance(error, asyncssh.SFTPFileAlreadyExists):
        return FileTakenError(f"There is already something by the name of {path}: move it away")
    if isinstance(error, _FULL):
        return NoRoomError("The server's disk or this user's quota is full: ask for room; this is tried again later")
    if isinstance(error, asyncssh.SFTPFailure) and is_writing:
        # Version 3 of the protocol, which OpenSSH speaks, has no word for a full disk.
        return NoRoomError(
            f"The server could not write {path} and does not say why: most often its disk or this user's quota is "
            "full. This is tried again later; ask those who run it to look"
        )
    if isinstance(error, asyncssh.SFTPError) and not isinstance(error, _BROKEN):
        shown = path or "the folder"
        return NotAllowedError(f"The server does not allow that with {shown} ({error.reason}): ask for the right to it")
    return BrokenOffError(f"The connection ended in the middle ({error}): this is tried again later")
