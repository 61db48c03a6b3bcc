"""A folder on this machine, below one that the operator has listed in `MONOGRAM_LOCAL_DROPS`."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings as installation

from monogram.transports.errors import (
    BrokenOffError,
    FileTakenError,
    NoFileError,
    NoFolderError,
    NoRoomError,
    NotAllowedError,
    TransportError,
)
from monogram.transports.folder import RemoteFile, counted, too_large
from monogram.transports.names import folder_path, is_safe, parent_of, safe_path, temporary_name
from monogram.transports.settings import FolderSettings
from monogram.transports.steps import Progress, Step

_NO_HARD_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV}


class LocalFolder:
    """Links are not followed: whoever may write into the folder must not choose what else we read or write."""

    def __init__(self, settings: FolderSettings, progress: Progress) -> None:
        self._root = _allowed(settings.folder)
        progress(Step.FOLDER, str(self._root))

    def files(self, folder: str = "") -> list[RemoteFile]:
        with _in_plain_words(folder):
            try:
                entries = list(os.scandir(self._folder(folder)))
            except (FileNotFoundError, NotADirectoryError):
                return []
            return counted(list(_plain_files(entries)), folder)

    def read(self, path: str, *, max_bytes: int) -> bytes:
        with _in_plain_words(path), _open(self._path(path), os.O_RDONLY | os.O_NONBLOCK) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise NotAllowedError(f"{path} is not a plain file: put one there")
            if found.st_size > max_bytes:
                raise too_large(path, found.st_size, max_bytes)
            content = file.read(max_bytes + 1)
        if len(content) > max_bytes:
            raise too_large(path, len(content), max_bytes)
        return content

    def write(self, path: str, content: bytes | Path) -> None:
        target = self._path(path)
        temporary = target.with_name(temporary_name(target.name))
        with _in_plain_words(path):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                _fill(temporary, content)
                temporary.replace(target)
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
            _make_durable(target.parent)

    def rename(self, path: str, to: str) -> None:
        source, target = self._path(path), self._path(to)
        with _in_plain_words(path):
            try:
                os.link(source, target, follow_symlinks=False)
            except OSError as error:
                if error.errno not in _NO_HARD_LINKS:
                    raise
                if os.path.lexists(target):
                    raise FileTakenError(f"There is already a file {to}: move it away") from error
                source.rename(target)
            else:
                source.unlink()
            _make_durable(target.parent)

    def delete(self, path: str) -> None:
        with _in_plain_words(path):
            self._path(path).unlink(missing_ok=True)

    def close(self) -> None:
        pass

    def _path(self, path: str) -> Path:
        return self._folder(parent_of(path)) / safe_path(path).rpartition("/")[2]

    def _folder(self, folder: str) -> Path:
        """Where a folder of ours really is: within the root."""
        found = self._root / safe_path(folder) if folder else self._root
        if not found.resolve().is_relative_to(self._root):
            raise NotAllowedError(f"{folder} leads out of the folder: replace it by a real folder")
        return found


def _allowed(folder: str) -> Path:
    """The folder with every link followed, if it lies below one of the operator's."""
    roots = [Path(root).resolve() for root in installation.MONOGRAM_LOCAL_DROPS]
    if not roots:
        raise NotAllowedError("Local folders are switched off: the operator lists them in MONOGRAM_LOCAL_DROPS")
    wanted = Path(folder_path(folder))
    if not wanted.is_absolute() or not any(wanted.resolve().is_relative_to(root) for root in roots):
        raise NotAllowedError(f"{folder or 'An empty path'} is not below one of MONOGRAM_LOCAL_DROPS: choose one there")
    if not wanted.is_dir():
        raise NoFolderError(f"There is no folder {folder}: make it, or correct the path")
    return wanted.resolve()


def _plain_files(entries: list[os.DirEntry[str]]) -> Iterator[RemoteFile]:
    for entry in entries:
        if entry.is_file(follow_symlinks=False) and is_safe(entry.name):
            with contextlib.suppress(FileNotFoundError):  # gone since it was listed
                found = entry.stat(follow_symlinks=False)
                yield RemoteFile(entry.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))


def _open(path: Path, flags: int) -> BinaryIO:
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    return os.fdopen(descriptor, "wb") if flags & os.O_WRONLY else os.fdopen(descriptor, "rb")


def _fill(path: Path, content: bytes | Path) -> None:
    with _open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())


def _make_durable(folder: Path) -> None:
    """A new name outlives a power cut once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _in_plain_words(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _explained(path, error) from error


def _explained(path: str, error: OSError) -> TransportError:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return NoFileError(f"There is no file {path}, or no longer")
        case errno.EEXIST | errno.ENOTEMPTY | errno.EISDIR:
            return FileTakenError(f"There is already something by the name of {path}: move it away")
        case errno.ENOSPC | errno.EDQUOT:
            return NoRoomError("The disk is full: make room there; this is tried again later")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return NotAllowedError(f"{path}: the platform may not do that there. Give its user the right to write")
        case errno.ELOOP | errno.ENXIO:
            return NotAllowedError(f"{path} is not a plain file: put one there")
        case _:
            return BrokenOffError(f"{path} could not be used: {error.strerror or error}")
