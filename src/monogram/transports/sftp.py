"""Folders by SFTP. The server's key must be a pinned one before anything secret is sent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import asyncssh
from asyncssh.constants import FILEXFER_TYPE_DIRECTORY, FILEXFER_TYPE_REGULAR

from monogram.transports.deadline import Deadline, allowance, within
from monogram.transports.errors import (
    FileTakenError,
    NoFileError,
    NoFolderError,
    NotAllowedError,
    TimedOutError,
)
from monogram.transports.folder import MAX_ENTRIES, RemoteFile, counted, opened, too_large, too_many
from monogram.transports.names import folder_path, is_safe, parent_of, safe_path, temporary_name
from monogram.transports.network import connect
from monogram.transports.settings import FolderSettings
from monogram.transports.sftp_errors import explained
from monogram.transports.sftp_sign_in import sign_in
from monogram.transports.steps import Progress, Step

_Answer = TypeVar("_Answer")
_CHUNK = 1 << 20
_CLOSING_SECONDS = 2.0
_FAILED = (asyncssh.Error, OSError)
_NOT_THERE = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)


class SftpFolder:
    """One connection; each operation runs its part of an event loop of its own."""

    def __init__(self, settings: FolderSettings, seconds: float, progress: Progress) -> None:
        self._settings = settings
        self._seconds = seconds
        self._base = folder_path(settings.folder)
        deadline = Deadline(seconds)
        self._link = connect(settings.host, settings.used_port, deadline, progress)
        self._loop = asyncio.Runner()
        try:
            signing_in = sign_in(settings, self._link, seconds, progress)
            self._connection = self._loop.run(within(deadline.remaining(), signing_in))
        except BaseException:
            self._end()
            raise
        try:
            self._find_base(deadline, progress)
        except BaseException:
            self.close()
            raise

    def files(self, folder: str = "") -> list[RemoteFile]:
        return self._run(self._files(folder), folder)

    def read(self, path: str, *, max_bytes: int) -> bytes:
        return self._run(self._read(path, max_bytes), path, size=max_bytes)

    def write(self, path: str, content: bytes | Path) -> None:
        source, size = opened(content)
        with source:
            self._run(self._write(path, source), path, size=size, is_writing=True)

    def rename(self, path: str, to: str) -> None:
        self._run(self._rename(path, to), path)

    def delete(self, path: str) -> None:
        with contextlib.suppress(NoFileError):
            self._run(self._sftp.remove(self._path(path)), path)

    def close(self) -> None:
        with contextlib.suppress(*_FAILED, TimedOutError):
            self._connection.close()
            self._loop.run(within(_CLOSING_SECONDS, self._connection.wait_closed()))
        self._connection.abort()
        self._end()

    def _end(self) -> None:
        self._loop.close()
        self._link.close()

    def _path(self, path: str) -> str:
        return f"{self._base or '.'}/{safe_path(path)}"

    def _run(
        self, operation: Coroutine[Any, Any, _Answer], path: str, *, size: int = 0, is_writing: bool = False
    ) -> _Answer:
        """One operation within its time, its failures in our words."""
        seconds = allowance(self._seconds, size)
        try:
            return self._loop.run(within(seconds, operation))
        except TimedOutError:
            self._loop.get_loop().set_exception_handler(lambda *_: None)  # asyncssh's own tasks fail of this, too
            self._connection.abort()
            raise
        except _FAILED as error:
            raise explained(error, path, is_writing=is_writing) from error

    def _find_base(self, deadline: Deadline, progress: Progress) -> None:
        self._run(self._start(), self._base)
        if self._base:
            deadline.remaining()
            try:
                found = self._run(self._sftp.stat(self._base), self._base)
            except NoFileError as error:
                raise NoFolderError(f"There is no folder {self._base}: make it, or correct the path") from error
            if found.type not in {FILEXFER_TYPE_DIRECTORY, None}:
                raise NoFolderError(f"{self._base} is not a folder: correct the path")
        progress(Step.FOLDER, self._base or "where signing in leads")

    async def _start(self) -> None:
        try:
            self._sftp = await self._connection.start_sftp_client(path_errors="surrogateescape")
        except _FAILED as error:
            raise NotAllowedError("The server lets this user in, but not to SFTP: ask those who run it") from error

    async def _files(self, folder: str) -> list[RemoteFile]:
        files: list[RemoteFile] = []
        try:
            async for entry in self._sftp.scandir(self._path(folder) if folder else self._base or "."):
                name, found = str(entry.filename), entry.attrs
                if found.type == FILEXFER_TYPE_REGULAR and is_safe(name):
                    when = None if found.mtime is None else datetime.fromtimestamp(found.mtime, UTC)
                    files.append(RemoteFile(name, found.size or 0, when))
                if len(files) > MAX_ENTRIES:
                    raise too_many(folder)
        except _NOT_THERE:
            return []
        return counted(files, folder)

    async def _read(self, path: str, max_bytes: int) -> bytes:
        async with self._sftp.open(self._path(path), "rb") as file:
            size = (await file.stat()).size or 0
            if size > max_bytes:
                raise too_large(path, size, max_bytes)
            content = cast("bytes", await file.read(max_bytes + 1, 0))
        if len(content) > max_bytes:
            raise too_large(path, len(content), max_bytes)
        return content

    async def _write(self, path: str, source: BinaryIO) -> None:
        target = self._path(path)
        temporary = temporary_name(target)
        try:
            file = await self._sftp.open(temporary, "wb")
        except _NOT_THERE:
            await self._sftp.makedirs(self._path(parent_of(path)), exist_ok=True)
            file = await self._sftp.open(temporary, "wb")
        try:
            async with file:
                while chunk := source.read(_CHUNK):
                    await file.write(chunk)
            await self._put_in_place(temporary, target)
        except asyncssh.SFTPError:
            with contextlib.suppress(*_FAILED):
                await self._sftp.remove(temporary)
            raise

    async def _put_in_place(self, temporary: str, target: str) -> None:
        """Rename over what is there. For servers without OpenSSH's extension it is moved aside before."""
        try:
            await self._sftp.posix_rename(temporary, target)
        except asyncssh.SFTPOpUnsupported:
            aside = temporary_name(f"{target}.before")
            with contextlib.suppress(*_NOT_THERE):
                await self._sftp.rename(target, aside)
            try:
                await self._sftp.rename(temporary, target)
            except asyncssh.SFTPError:
                with contextlib.suppress(*_NOT_THERE):
                    await self._sftp.rename(aside, target)
                raise
            with contextlib.suppress(*_NOT_THERE):
                await self._sftp.remove(aside)

    async def _rename(self, path: str, to: str) -> None:
        target = self._path(to)
        if await self._sftp.lexists(target):
            raise FileTakenError(f"There is already a file {to}: move it away")
        try:
            await self._sftp.rename(self._path(path), target)
        except asyncssh.SFTPFailure as error:
            if await self._sftp.lexists(target):
                raise FileTakenError(f"There is already a file {to}: move it away") from error
            raise
