"""Looking into suppliers' folders, each as often as it wants: settled files are taken, applied and renamed.

Half-written files: one is taken when it is the same at two looks, and is given a quarter of an hour to become readable.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django_tasks import task

from monogram.common import clock
from monogram.common.signing import sha256_hex
from monogram.jobs.cron import cron
from monogram.oms.read_back import FOLDERS, apply, read_steps
from monogram.suppliers import services as suppliers
from monogram.suppliers.errors import UnreadableFileError
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.integrations import FolderIntegration, ReceivedFile, ReceivedState
from monogram.transports.errors import BrokenOffError, FileTakenError, NoFileError, TimedOutError, TransportError
from monogram.transports.folder import RemoteFile, RemoteFolder, open_folder

logger = logging.getLogger(__name__)

MAX_BYTES = 20_000_000
LOOK_AGAIN_SECONDS = 3.0
_CRON = timedelta(minutes=1)
_LEASE, _SESSION = timedelta(minutes=10), timedelta(minutes=8)
_OLD_ENOUGH = timedelta(seconds=60)
_PATIENCE = timedelta(minutes=15)
_LONGEST_NAME = 150  # what is put behind it has to fit, too
_SECONDS = 30.0


@cron("* * * * *")
@task()
def poll_folders() -> None:
    """A job for each folder whose time has come, so that a dead server holds up no other."""
    now = clock.now()
    folders = FolderIntegration.objects.filter(is_enabled=True).order_by("pk")
    for pk, seconds, last in folders.values_list("pk", "poll_seconds", "last_polled_at"):
        if last is None or last + timedelta(seconds=seconds) < now + _CRON / 2:
            poll_folder.enqueue(pk)


@task()
def poll_folder(integration_id: int, after: str = "") -> None:
    """Look into one folder, unless somebody does already or it cannot be used at the moment.

    One that wants it more often than the clock strikes is looked into again. `after`: the look that this one follows;
    if there was another since, that one goes on.
    """
    now = clock.now()
    free = Q(polling_until=None) | Q(polling_until__lte=now)
    ours = FolderIntegration.objects.filter(free, pk=integration_id, is_enabled=True)
    if after:
        ours = ours.filter(last_polled_at=datetime.fromisoformat(after))
    if not ours.update(polling_until=now + _LEASE):
        return
    integration = FolderIntegration.objects.select_related("supplier", "account__supplier").get(pk=integration_id)
    came: dict[str, Any] = {"polling_until": None}
    try:
        if not integration.stopped:
            came |= _look(integration, give_up_at=now + _SESSION)
    finally:
        held = FolderIntegration.objects.filter(pk=integration_id, polling_until=now + _LEASE)
        held.update(**came)
    interval = timedelta(seconds=integration.poll_seconds)
    if interval < _CRON and (looked_at := came.get("last_polled_at")):
        poll_folder.using(run_after=looked_at + interval).enqueue(integration_id, looked_at.isoformat())


def _look(integration: FolderIntegration, *, give_up_at: datetime) -> dict[str, Any]:
    """Take what is there. The columns that tell of it."""
    poll = _Poll(integration, give_up_at)
    try:
        with open_folder(integration.folder_settings, seconds=_SECONDS) as folder:
            if integration.trouble:
                suppliers.note_trouble(integration.pk, "")
            poll.look_into(folder)
    except TransportError as error:
        if not error.is_temporary and not poll.is_open:
            suppliers.note_trouble(integration.pk, error.text)
        poll.errors.append(error.text)
    except ValueError as error:  # secrets of another SECRET_KEY
        poll.errors.append(str(error))
    return {"last_polled_at": clock.now(), "last_poll_error": "\n".join(poll.errors), "seen_files": poll.seen}


class _Poll:
    """One look into a folder."""

    def __init__(self, integration: FolderIntegration, give_up_at: datetime) -> None:
        self._integration = integration
        self._give_up_at = give_up_at
        self.is_open = False
        self.errors: list[str] = []
        self.seen: dict[str, list[Any]] = integration.seen_files

    def look_into(self, folder: RemoteFolder) -> None:
        """Every file that is settled is taken, folder by folder, by name."""
        self.is_open = True
        present = {path: file for name in FOLDERS for path, file in _files_of(folder, name).items()}
        before, self.seen = self.seen, {}
        for path, file in present.items():
            size, when, since = before.get(path, [None, None, None])
            is_same = [size, when] == [file.size, _text(file.modified_at)]
            self.seen[path] = [file.size, _text(file.modified_at), since if is_same else clock.now().isoformat()]
        settled = [path for path in present if self.seen[path] == before.get(path)]
        fresh = [path for path in present if path not in settled and _is_old_enough(present[path])]
        if fresh:
            time.sleep(LOOK_AGAIN_SECONDS)
            again = {path: file for name in {_folder_of(path) for path in fresh}
                     for path, file in _files_of(folder, name).items()}  # fmt: skip
            settled = [
                path for path in present if path in settled or (path in fresh and again.get(path) == present[path])
            ]
        for path in settled:
            if clock.now() >= self._give_up_at:
                return
            self._take(folder, path, present[path])

    def _take(self, folder: RemoteFolder, path: str, file: RemoteFile) -> None:
        """One file. What goes wrong with it is its own trouble, unless the connection is gone."""
        try:
            self._apply(folder, path, file)
        except NoFileError:
            self.seen.pop(path, None)
        except (BrokenOffError, TimedOutError):
            raise
        except TransportError as error:
            self.errors.append(f"{path}: {error.text}")
        except Exception:
            logger.exception("%s of %s could not be applied; it is tried again", path, self._integration)
            self.errors.append(f"{path}: an unexpected error, which the log explains")

    def _apply(self, folder: RemoteFolder, path: str, file: RemoteFile) -> None:
        name, ending = _folder_of(path), FileFormat(file.name.rpartition(".")[2].lower())
        if file.size > MAX_BYTES:
            reason = f"It has {file.size:,} bytes; at most {MAX_BYTES:,} are read: send it in smaller parts"
            self._finish(folder, path, self._refused(name, file, "", reason))
            return
        content = folder.read(path, max_bytes=MAX_BYTES)
        digest = sha256_hex(content)
        try:
            steps = read_steps(self._integration, name, content, ending)
        except UnreadableFileError as error:
            if clock.now() - datetime.fromisoformat(self.seen[path][2]) >= _PATIENCE:
                self._finish(folder, path, self._refused(name, file, digest, error.text))
            return
        received = self._begun(name, file, digest)
        apply(received, steps)
        self._finish(folder, path, received)

    def _begun(self, folder: str, file: RemoteFile, digest: str) -> ReceivedFile:
        """The file's row. One that was done with is begun anew where that is not the same upload, and does no harm."""
        defaults = {"size": file.size, "state": ReceivedState.BEGUN, "modified_at": file.modified_at}
        received, is_new = ReceivedFile.objects.get_or_create(
            integration=self._integration, folder=folder, name=file.name, sha256=digest, defaults=defaults
        )
        is_upload = file.modified_at is None or received.modified_at != file.modified_at
        if not is_new and is_upload:
            again = ReceivedFile.objects.filter(pk=received.pk)
            again.update(modified_at=file.modified_at, received_at=clock.now())
            if folder == "stock":
                again.update(state=ReceivedState.BEGUN, progress=0, refused_entries=[], detail="")
        return received

    def _refused(self, folder: str, file: RemoteFile, digest: str, reason: str) -> ReceivedFile:
        values = {
            "size": file.size,
            "state": ReceivedState.REFUSED,
            "detail": reason,
            "modified_at": file.modified_at,
            "received_at": clock.now(),
        }
        return ReceivedFile.objects.update_or_create(
            integration=self._integration, folder=folder, name=file.name, sha256=digest, defaults=values
        )[0]

    def _finish(self, folder: RemoteFolder, path: str, received: ReceivedFile) -> None:
        """Rename the file, with the reasons beside it where it was refused."""
        received.refresh_from_db()
        is_done = received.state == ReceivedState.DONE
        ending = "complete" if is_done else "error"
        stem = path if len(received.name) <= _LONGEST_NAME else f"{path[:_LONGEST_NAME]}~{received.sha256[:8]}"
        taken = {file.name for file in folder.files(received.folder)}
        target = f"{stem}.{ending}"
        if target.rpartition("/")[2] in taken:
            target = f"{stem}.{clock.now():%Y%m%d%H%M%S}.{ending}"
        if not is_done:
            folder.write(f"{target}.txt", _reasons(received))
        try:
            folder.rename(path, target)
        except FileTakenError:  # twice within a second
            folder.rename(path, f"{stem}.{clock.now():%Y%m%d%H%M%S%f}.{ending}")
        self.seen.pop(path, None)


def _reasons(received: ReceivedFile) -> bytes:
    applied = received.progress - len(received.refused_entries)
    said = f"{received.folder}/{received.name} was refused"
    if applied > 0:
        said += f" in part: {applied} of its {received.progress} entries were applied, these were not"
    more = "What was applied is not applied twice when you send the file again."
    return "\r\n".join(
        [f"{said}:", "", *received.detail.splitlines(), "", *([more] if applied > 0 else []), ""]
    ).encode()


def _files_of(folder: RemoteFolder, name: str) -> dict[str, RemoteFile]:
    """The files in a folder that may be news, by path: by their endings, and not hidden."""
    endings = tuple(f".{kind}" for kind in FileFormat)
    files = folder.files(name)
    return {
        f"{name}/{file.name}": file
        for file in files
        if file.name.lower().endswith(endings) and not file.name.startswith(".")
    }


def _folder_of(path: str) -> str:
    return path.partition("/")[0]


def _is_old_enough(file: RemoteFile) -> bool:
    return file.modified_at is not None and file.modified_at <= clock.now() - _OLD_ENOUGH


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
