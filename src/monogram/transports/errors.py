"""What can go wrong with a folder elsewhere. Each text says what to do next, for a person who knows no protocols."""

from __future__ import annotations

from typing import ClassVar

from monogram.common.errors import MonogramError
from monogram.transports.steps import Step


class TransportError(MonogramError):
    """Base. `is_temporary`: the same may work later. `step`: the step that failed, where the error alone says it."""

    is_temporary: ClassVar[bool] = False
    step: ClassVar[Step | None] = None


class HostRefusedError(TransportError):
    """No address for the host, or one that the platform may not speak to (`MONOGRAM_ALLOWED_NETWORKS`)."""

    step = Step.ADDRESS


class UnreachableError(TransportError):
    """Nobody answers at the host and port, or what answers speaks another protocol or has no time."""

    is_temporary = True


class HostKeyError(TransportError):
    """SFTP: no host key is pinned, or the server shows another. Nothing secret was sent.

    `data` has `presented`, the key as a line for `FolderSettings.host_key`.
    """

    step = Step.IDENTITY


class CertificateError(TransportError):
    """TLS: no public authority vouches for the server, or it shows another than the pinned certificate."""

    step = Step.IDENTITY


class SignInError(TransportError):
    """The server knows the user not, or the password or key is wrong or missing."""

    step = Step.SIGN_IN


class NoFolderError(TransportError):
    """The folder of the settings, or the bucket, is not there."""

    step = Step.FOLDER


class NoFileError(TransportError):
    """The file is not there, or no longer."""


class NotAllowedError(TransportError):
    """The server does not let this user do that."""


class NoRoomError(TransportError):
    """The disk or the user's quota is full, or most likely is."""

    is_temporary = True


class TooLargeError(TransportError):
    """A file above the caller's limit, or a folder of too many files. Of the file nothing was kept."""


class FileTakenError(TransportError):
    """The name is taken already, and a rename replaces nothing."""


class UnsafeNameError(TransportError):
    """A name that could lead out of the folder, or that some system cannot hold."""


class BrokenOffError(TransportError):
    """The connection ended in the middle. The folder must be opened anew."""

    is_temporary = True


class TimedOutError(TransportError):
    """The operation took too long as a whole, however busy the server looked. The folder must be opened anew."""

    is_temporary = True
