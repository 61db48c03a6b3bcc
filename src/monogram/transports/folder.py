"""A folder, wherever it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from monogram.transports.errors import TooLargeError
from monogram.transports.settings import FolderProtocol, FolderSettings
from monogram.transports.steps import Progress, untold

DEFAULT_SECONDS = 60.0
MAX_ENTRIES = 50_000


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in a listing. The time is the server's, in UTC; None where it tells none."""

    name: str
    size: int
    modified_at: datetime | None


class RemoteFolder(Protocol):
    """An open folder. Paths are relative to it: safe names between slashes (`names.safe_path`).

    Blocking, for one thread. Every operation raises TransportErrors; after BrokenOffError and TimedOutError the
    folder must be opened anew.
    """

    def files(self, folder: str = "") -> list[RemoteFile]:
        """Its plain files by name, without what lies in folders. A folder that is not there has none.

        Files with unsafe names are left out. Raises TooLargeError for more than `MAX_ENTRIES`.
        """

    def read(self, path: str, *, max_bytes: int) -> bytes:
        """The file's content. Raises NoFileError, and TooLargeError if it has more bytes, before reading them."""

    def write(self, path: str, content: bytes | Path) -> None:
        """Put the content there, making folders; who looks sees the old file or the whole new one."""

    def rename(self, path: str, to: str) -> None:
        """Give the file another name. Raises NoFileError, and FileTakenError if something has that name."""

    def delete(self, path: str) -> None:
        """Delete the file; fine if it is not there."""

    def close(self) -> None:
        """End the connection, also a broken one."""


@contextmanager
def open_folder(
    settings: FolderSettings, *, seconds: float = DEFAULT_SECONDS, progress: Progress = untold
) -> Iterator[RemoteFolder]:
    """Connect, check who answers, sign in and find the folder.

    `seconds` is for each operation as a whole, the opening included; those that move a file's content get as
    many more as it takes at 50 kB/s. Raises TransportError.
    """
    folder = _opened(settings, seconds, progress)
    try:
        yield folder
    finally:
        folder.close()


def _opened(settings: FolderSettings, seconds: float, progress: Progress) -> RemoteFolder:
    """The adapters are fetched when they are needed: their libraries take half a second to import."""
    match settings.protocol:
        case FolderProtocol.LOCAL:
            from monogram.transports.local import LocalFolder

            return LocalFolder(settings, progress)
        case FolderProtocol.SFTP:
            from monogram.transports.sftp import SftpFolder

            return SftpFolder(settings, seconds, progress)
        case FolderProtocol.S3:
            from monogram.transports.s3 import S3Folder

            return S3Folder(settings, seconds, progress)
        case _:
            from monogram.transports.ftp import FtpFolder

            return FtpFolder(settings, seconds, progress)


def counted(files: list[RemoteFile], folder: str) -> list[RemoteFile]:
    """The files by name, if they are not too many."""
    if len(files) > MAX_ENTRIES:
        raise too_many(folder)
    return sorted(files, key=lambda file: file.name)


def too_many(folder: str) -> TooLargeError:
    """What listings raise."""
    shown = f"The folder {folder}" if folder else "The folder"
    return TooLargeError(f"{shown} has more than {MAX_ENTRIES:,} files: move old ones away")


def too_large(path: str, size: int, max_bytes: int) -> TooLargeError:
    """What readings raise."""
    return TooLargeError(f"{path} has {size:,} bytes; at most {max_bytes:,} are read: send it in smaller parts")


def opened(content: bytes | Path) -> tuple[BinaryIO, int]:
    """The content as a file to read from, and its size. Raises OSError for a file of ours that is not there."""
    if isinstance(content, bytes):
        return io.BytesIO(content), len(content)
    return content.open("rb"), content.stat().st_size
