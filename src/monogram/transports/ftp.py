"""Folders by FTP and FTPS (explicit and implicit)."""

from __future__ import annotations

import contextlib
import ftplib
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from monogram.transports.deadline import Deadline, allowance, cut_after
from monogram.transports.errors import BrokenOffError, FileTakenError, NoFileError, NoFolderError, NoRoomError
from monogram.transports.folder import MAX_ENTRIES, RemoteFile, counted, opened, too_large, too_many
from monogram.transports.ftp_control import Control
from monogram.transports.ftp_errors import (
    FAILURES,
    UNKNOWN_COMMAND,
    explained,
    is_missing,
    not_secured,
    sign_in_failed,
    stopped_writing,
)
from monogram.transports.ftp_greeting import greet
from monogram.transports.ftp_listing import human_entry, machine_entry, moment
from monogram.transports.names import folder_path, is_safe, parent_of, safe_path, temporary_name
from monogram.transports.network import connect
from monogram.transports.settings import FolderSettings
from monogram.transports.steps import Progress, Step

_CHUNK = 1 << 16
_QUIT_SECONDS = 2.0


class FtpFolder:
    """One control connection in the folder of the settings, and a data connection for each file."""

    def __init__(self, settings: FolderSettings, seconds: float, progress: Progress) -> None:
        self._seconds = seconds
        self._lacks: set[str] = set()  # commands that the server does not know
        base = folder_path(settings.folder)
        deadline = Deadline(seconds)
        link = connect(settings.host, settings.used_port, deadline, progress)
        try:
            self._control = Control(link, settings.host, settings.certificate)
        except BaseException:
            link.close()
            raise
        self._control.set_pasv(settings.is_passive)
        try:
            with cut_after(deadline.remaining(), self._control.sockets):
                greet(self._control, settings, progress)
                self._sign_in(settings, progress)
                self._enter(base, progress)
        except BaseException:
            self._control.close()
            raise

    def files(self, folder: str = "") -> list[RemoteFile]:
        with self._operation(folder):
            try:
                found = self._listed(safe_path(folder) if folder else "")
            except ftplib.Error as error:
                if is_missing(error) or (isinstance(error, ftplib.error_perm) and not self._is_folder(folder)):
                    return []
                raise
        return counted(found, folder)

    def read(self, path: str, *, max_bytes: int) -> bytes:
        with self._operation(safe_path(path), size=max_bytes):
            size = self._size(path)
            if size is not None and size > max_bytes:
                raise too_large(path, size, max_bytes)
            content = bytearray()
            try:
                with self._control.transfer(f"RETR {path}") as connection:
                    while chunk := connection.recv(_CHUNK):
                        content += chunk
                        if len(content) > max_bytes:
                            raise too_large(path, len(content), max_bytes)
            except ftplib.error_perm as error:
                raise self._missing_or(error, path) from error
        if size is not None and len(content) != size:
            raise BrokenOffError(f"Of {path} only {len(content):,} of {size:,} bytes came: this is tried again later")
        return bytes(content)

    def write(self, path: str, content: bytes | Path) -> None:
        temporary = temporary_name(safe_path(path))
        source, size = opened(content)
        with source, self._operation(path, size=size):
            try:
                self._store(temporary, source)
                kept = self._size(temporary)
                if kept is not None and kept != size:
                    raise NoRoomError(
                        f"The server kept only {kept:,} of {size:,} bytes of {path}: most often its disk is full"
                    )
                self._put_in_place(temporary, path)
            except (ftplib.Error, NoRoomError):
                with contextlib.suppress(*FAILURES):
                    self._control.delete(temporary)
                raise

    def rename(self, path: str, to: str) -> None:
        with self._operation(safe_path(path)):
            if self._exists(safe_path(to)):
                raise FileTakenError(f"There is already a file {to}: move it away")
            try:
                self._control.rename(path, to)
            except ftplib.error_perm as error:
                raise self._missing_or(error, path) from error

    def delete(self, path: str) -> None:
        with self._operation(safe_path(path)):
            try:
                self._control.delete(path)
            except ftplib.error_perm:
                if self._exists(path):
                    raise

    def close(self) -> None:
        with contextlib.suppress(*FAILURES), cut_after(_QUIT_SECONDS, self._control.sockets):
            self._control.quit()
        self._control.close()

    @contextlib.contextmanager
    def _operation(self, path: str, *, size: int = 0) -> Iterator[None]:
        """One operation within its time, its failures in our words."""
        try:
            with cut_after(allowance(self._seconds, size), self._control.sockets):
                yield
        except FAILURES as error:
            raise explained(error, path) from error

    def _sign_in(self, settings: FolderSettings, progress: Progress) -> None:
        try:
            self._control.login(settings.username, settings.password, secure=False)
        except FAILURES as error:
            raise sign_in_failed(settings, error) from error
        if isinstance(self._control.sock, ssl.SSLSocket):
            try:
                self._control.protect_data()
            except FAILURES as error:
                raise not_secured(settings, error) from error
        progress(Step.SIGN_IN, f"{settings.username}, with a password")

    def _enter(self, base: str, progress: Progress) -> None:
        try:
            self._control.voidcmd("TYPE I")
            if base:
                self._control.cwd(base)
        except ftplib.error_perm as error:
            raise NoFolderError(f"There is no folder {base}: make it, or correct the path ({error})") from error
        except FAILURES as error:
            raise explained(error, base) from error
        progress(Step.FOLDER, base or "where signing in leads")

    def _known(self, command: str, argument: str) -> str | None:
        """The answer to a command that some servers lack; None from those. Raises ftplib.error_perm otherwise."""
        if command in self._lacks:
            return None
        try:
            return self._control.sendcmd(f"{command} {argument}")
        except ftplib.error_perm as error:
            if str(error)[:3] not in UNKNOWN_COMMAND:
                raise
            self._lacks.add(command)
            return None

    def _size(self, path: str) -> int | None:
        """None if the server tells no sizes, or has no such file."""
        try:
            answer = (self._known("SIZE", path) or "")[3:].strip()
        except ftplib.error_perm:
            return None
        return int(answer) if answer.isdecimal() else None

    def _exists(self, path: str) -> bool:
        if self._size(path) is not None:
            return True
        if "SIZE" not in self._lacks:
            return False
        name = path.rpartition("/")[2]
        with contextlib.suppress(ftplib.error_perm):
            return any(file.name == name for file in self._listed(parent_of(path)))
        return False

    def _missing_or(self, error: ftplib.error_perm, path: str) -> Exception:
        """Why a file was refused: many servers say the same of one that is not there and of one that is forbidden."""
        return error if self._exists(path) else NoFileError(f"There is no file {path}, or no longer")

    def _is_folder(self, folder: str) -> bool:
        """Whether one can go there; afterwards all is as before."""
        before = self._control.pwd()
        try:
            self._control.cwd(folder)
        except ftplib.error_perm:
            return False
        self._control.cwd(before)
        return True

    def _listed(self, folder: str) -> list[RemoteFile]:
        files: list[RemoteFile] = []
        if "MLSD" not in self._lacks:
            try:
                for line in self._control.lines(f"MLSD {folder}".rstrip()):
                    self._add(files, machine_entry(line), folder)
            except ftplib.error_perm as error:
                if str(error)[:3] not in UNKNOWN_COMMAND:
                    raise
                self._lacks.add("MLSD")
            else:
                return files
        for line in self._control.lines(f"LIST {folder}".rstrip()):
            self._add(files, human_entry(line, folder), folder)
        return [replace(file, modified_at=self._modified_at(folder, file.name)) for file in files]

    def _add(self, files: list[RemoteFile], file: RemoteFile | None, folder: str) -> None:
        if file and is_safe(file.name):
            files.append(file)
        if len(files) > MAX_ENTRIES:
            raise too_many(folder)

    def _modified_at(self, folder: str, name: str) -> datetime | None:
        try:
            answer = self._known("MDTM", f"{folder}/{name}" if folder else name)
        except ftplib.error_perm:
            return None
        return moment(answer[3:].strip()) if answer else None

    def _store(self, path: str, source: BinaryIO) -> None:
        try:
            self._send(path, source)
        except ftplib.error_perm:
            if not parent_of(path) or source.tell():
                raise
            self._make_folders(parent_of(path))
            self._send(path, source)

    def _send(self, path: str, source: BinaryIO) -> None:
        try:
            with self._control.transfer(f"STOR {path}") as connection:
                while chunk := source.read(_CHUNK):
                    connection.sendall(chunk)
        except ftplib.error_temp as error:
            if source.tell():
                raise stopped_writing(error) from error
            raise

    def _make_folders(self, folder: str) -> None:
        """What is there already is refused by the server, and so is what may not be made: storing will tell."""
        parts = folder.split("/")
        for length in range(1, len(parts) + 1):
            with contextlib.suppress(ftplib.error_perm):
                self._control.mkd("/".join(parts[:length]))

    def _put_in_place(self, temporary: str, path: str) -> None:
        """Rename over what is there; for servers that do not do that, what is there is moved aside before."""
        try:
            self._control.rename(temporary, path)
        except ftplib.error_perm as refused:
            aside = temporary_name(f"{path}.before")
            try:
                self._control.rename(path, aside)
            except ftplib.error_perm:
                raise refused from None  # nothing was in the way
            try:
                self._control.rename(temporary, path)
            except ftplib.error_perm:
                self._control.rename(aside, path)
                raise
            self._control.delete(aside)
