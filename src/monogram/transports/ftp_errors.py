"""FTP's failures in our words. Its codes say little, so the server's own text is looked at and shown."""

from __future__ import annotations

import ftplib
import ssl

from monogram.transports.errors import (
    BrokenOffError,
    CertificateError,
    NoFileError,
    NoRoomError,
    NotAllowedError,
    SignInError,
    TransportError,
    UnreachableError,
)
from monogram.transports.settings import FolderProtocol, FolderSettings

# The last two come of answers that make no sense: a size of letters, a port that cannot be.
FAILURES = (ftplib.Error, OSError, EOFError, ValueError, OverflowError)
UNKNOWN_COMMAND = {"500", "501", "502", "504"}
_FULL = ("no space", "disk full", "disk is full", "quota", "insufficient storage")
_MISSING = ("no such", "not found", "not exist", "cannot find", "can't find", "no files")
_ENDED = {"421", "425", "426"}


def is_missing(error: ftplib.Error) -> bool:
    """Whether the server says that something is not there."""
    return any(words in str(error).lower() for words in _MISSING)


def explained(error: Exception, path: str) -> TransportError:
    """The TransportError for one of ftplib's, or of the connection's, while something was done with `path`."""
    text, code = str(error), str(error)[:3]
    if isinstance(error, ftplib.Error):
        if code in {"452", "552"} or any(words in text.lower() for words in _FULL):
            return NoRoomError(f"The server's disk or this user's quota is full ({text}): this is tried again later")
        if code == "550" and is_missing(error):
            return NoFileError(f"There is no file {path}, or no longer")
        if code == "522":
            return CertificateError(f"The server refuses our encryption ({text}): ask those who run it")
        if isinstance(error, ftplib.error_perm):
            shown = path or "the folder"
            return NotAllowedError(f"The server does not allow that with {shown} ({text}): ask for the right to it")
        if code not in _ENDED:
            return BrokenOffError(f"The server could not do that now ({text}): this is tried again later")
    if isinstance(error, ValueError | OverflowError):
        return BrokenOffError(f"The server's answer makes no sense ({text}): ask those who run it")
    return BrokenOffError(f"The connection ended in the middle ({text or 'hung up'}): this is tried again later")


def stopped_writing(error: ftplib.Error) -> NoRoomError:
    """For a server that breaks off in the middle of a file and is still there: many do not say why."""
    return NoRoomError(
        f"The server stopped writing ({error}): most often its disk or this user's quota is full. This is tried again "
        "later; ask those who run it to look"
    )


def sign_in_failed(settings: FolderSettings, error: Exception) -> TransportError:
    """For what went wrong between the user's name and the server's consent."""
    if isinstance(error, ftplib.error_perm | ValueError):
        who = settings.username or "a nameless user"
        return SignInError(f"The server does not let {who} in ({error}): check user name and password")
    if isinstance(error, ftplib.Error):
        return UnreachableError(f"The server takes no sign-in now ({error}): this is tried again later")
    return explained(error, "")


def not_secured(settings: FolderSettings, error: Exception) -> TransportError:
    """For what went wrong on the way to encryption."""
    if isinstance(error, ftplib.error_perm):
        return CertificateError(f"The server does not encrypt ({error}): choose SFTP, or have it switched on there")
    if isinstance(error, ssl.SSLError) and settings.protocol is FolderProtocol.FTPS_IMPLICIT:
        return UnreachableError(
            f"{settings.host} does not begin with encryption on port {settings.used_port}: choose explicit FTPS, or "
            "check the port"
        )
    if isinstance(error, ssl.SSLError):
        return CertificateError(f"Encryption with {settings.host} failed ({error.reason}): ask those who run it")
    return explained(error, "")
