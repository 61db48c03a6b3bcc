"""How folders are looked into, whoever keeps them: one look at a time, and only files that are settled are taken.

Half-written files: one is taken when it is the same at two looks.
"""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.db.models import Q
from django_tasks.base import Task

from monogram.common import clock
from monogram.transports.errors import BrokenOffError, FileTakenError, NoFileError, TimedOutError, TransportError
from monogram.transports.folder import RemoteFile, RemoteFolder, open_folder
from monogram.transports.models import PolledFolder
from monogram.transports.services import note_trouble

logger = logging.getLogger(__name__)

MAX_BYTES = 20_000_000
LOOK_AGAIN_SECONDS = 3.0
"""Between two looks at a file that is new: nothing but time tells whether somebody still writes it."""
_CRON = timedelta(minutes=1)  # how often the clock asks which folders are due
_LEASE, _SESSION = timedelta(minutes=10), timedelta(minutes=8)
_OLD_ENOUGH = timedelta(seconds=60)
_LONGEST_NAME = 150  # what is put behind it has to fit, too
_SECONDS = 30.0

Owner = TypeVar("Owner", bound=PolledFolder)


class Look(ABC):
    """One look into a folder; `take` says what becomes of its files."""

    folders: ClassVar[Sequence[str]] = ("",)
    endings: ClassVar[tuple[str, ...]]

    def __init__(self, owner: PolledFolder, give_up_at: datetime) -> None:
        self._give_up_at = give_up_at
        self.is_open = False
        self.errors: list[str] = []
        self.put_away_count = 0
        self.seen: dict[str, list[Any]] = owner.seen_files

    @abstractmethod
    def take(self, folder: RemoteFolder, path: str, file: RemoteFile) -> None:
        """Do what a settled file asks for. What is not renamed comes again at the next look."""

    def failed(self, why: str, *, is_lasting: bool) -> None:
        """Told at the end of a look that came to nothing, or not to all; `is_lasting`: it will not pass by itself."""
        logger.info("A look into a folder has failed: %s", why)

    def look_into(self, folder: RemoteFolder) -> None:
        """Every file that is settled is taken, folder by folder, by name."""
        self.is_open = True
        present = {path: file for name in self.folders for path, file in self._files_of(folder, name).items()}
        before, self.seen = self.seen, {}
        for path, file in present.items():
            size, when, since = before.get(path, [None, None, None])
            is_same = [size, when] == [file.size, _text(file.modified_at)]
            self.seen[path] = [file.size, _text(file.modified_at), since if is_same else clock.now().isoformat()]
        settled = {path for path in present if self.seen[path] == before.get(path)}
        fresh = [path for path in present if path not in settled and _is_old_enough(present[path])]
        if fresh:
            time.sleep(LOOK_AGAIN_SECONDS)
            again = {path: file for name in {folder_of(path) for path in fresh}
                     for path, file in self._files_of(folder, name).items()}  # fmt: skip
            settled |= {path for path in fresh if again.get(path) == present[path]}
        for path in present:
            if path not in settled:
                continue
            if clock.now() >= self._give_up_at:
                return
            self._take(folder, path, present[path])

    def waits_since(self, path: str) -> datetime:
        """Since when a file has lain there as it is."""
        return datetime.fromisoformat(self.seen[path][2])

    def put_away(self, folder: RemoteFolder, path: str, to: str) -> None:
        """Rename a file that is done with."""
        try:
            folder.rename(path, to)
        except FileTakenError:  # twice within a second
            stem, _, ending = to.rpartition(".")
            folder.rename(path, f"{stem}.{clock.now():%Y%m%d%H%M%S%f}.{ending}")
        self.seen.pop(path, None)
        self.put_away_count += 1

    def found(self) -> str:
        """What the look came to, for people."""
        taken, left = self.put_away_count, len(self.seen)
        parts = [
            *([f"{_files(taken)} taken"] if taken else []),
            *([f"{_files(left)} left for the next look"] if left else []),
        ]
        return ", ".join(parts) or "No files were there"

    def _take(self, folder: RemoteFolder, path: str, file: RemoteFile) -> None:
        """One file. What goes wrong with it is its own trouble, unless the connection is gone."""
        try:
            self.take(folder, path, file)
        except NoFileError:
            self.seen.pop(path, None)
        except (BrokenOffError, TimedOutError):
            raise
        except TransportError as error:
            self.errors.append(f"{path}: {error.text}")
        except Exception:
            logger.exception("%s could not be applied; it is tried again", path)
            self.errors.append(f"{path}: an unexpected error, which the log explains")

    def _files_of(self, folder: RemoteFolder, name: str) -> dict[str, RemoteFile]:
        """The files in a folder that may be meant, by path: by their endings, and not hidden."""
        return {
            f"{name}/{file.name}" if name else file.name: file
            for file in folder.files(name)
            if file.name.lower().endswith(self.endings) and not file.name.startswith(".")
        }


def due_folders(kind: type[Owner]) -> Iterator[int]:
    """The folders whose time has come, by id."""
    now = clock.now()
    folders = kind._default_manager.filter(is_enabled=True).order_by("pk")
    for pk, seconds, last in folders.values_list("pk", "poll_seconds", "last_polled_at"):
        if last is None or last + timedelta(seconds=seconds) < now + _CRON / 2:
            yield pk


def look_into(
    kind: type[Owner], pk: int, look_of: Callable[[Owner, datetime], Look], *, job: Task[Any, Any], after: str = ""
) -> None:
    """Look into one folder, unless somebody does already or it cannot be used at the moment.

    One that wants it more often than the clock strikes is looked into again by `job`, which takes its id and `after`:
    the look that it follows. If there was another since, that one goes on.
    """
    now = clock.now()
    free = Q(polling_until=None) | Q(polling_until__lte=now)
    ours = kind._default_manager.filter(free, pk=pk, is_enabled=True)
    if after:
        ours = ours.filter(last_polled_at=datetime.fromisoformat(after))
    if not ours.update(polling_until=now + _LEASE):
        return
    owner = kind._default_manager.get(pk=pk)
    came: dict[str, Any] = {"polling_until": None}
    try:
        if not owner.stopped:
            came |= _look(owner, look_of(owner, now + _SESSION))
    finally:
        kind._default_manager.filter(pk=pk, polling_until=now + _LEASE).update(**came)
    interval = timedelta(seconds=owner.poll_seconds)
    if interval < _CRON and (looked_at := came.get("last_polled_at")):
        job.using(run_after=looked_at + interval).enqueue(pk, looked_at.isoformat())


def _look(owner: PolledFolder, look: Look) -> dict[str, Any]:
    """Take what is there. The columns that tell of it."""
    is_lasting = False
    try:
        with open_folder(owner.folder_settings, seconds=_SECONDS) as folder:
            if owner.trouble:
                note_trouble(type(owner), owner.pk, "")
            look.look_into(folder)
    except TransportError as error:
        is_lasting = not error.is_temporary
        if is_lasting and not look.is_open:
            note_trouble(type(owner), owner.pk, error.text)
        look.errors.append(error.text)
    except ValueError as error:  # secrets of another SECRET_KEY
        is_lasting = True
        look.errors.append(str(error))
    if look.errors:
        look.failed("\n".join(look.errors), is_lasting=is_lasting)
    return {
        "last_polled_at": clock.now(),
        "last_poll_found": look.found() if look.is_open else "",
        "last_poll_error": "\n".join(look.errors),
        "seen_files": look.seen,
    }


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"


def stem_of(path: str, name: str, sha256: str) -> str:
    """What a file's new name begins with: its path, shortened so that there is room for what comes behind it."""
    return path if len(name) <= _LONGEST_NAME else f"{path[:_LONGEST_NAME]}~{sha256[:8]}"


def folder_of(path: str) -> str:
    """The folder that a path lies in, "" for the one that is looked into."""
    return path.rpartition("/")[0]


def _is_old_enough(file: RemoteFile) -> bool:
    return file.modified_at is not None and file.modified_at <= clock.now() - _OLD_ENOUGH


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
