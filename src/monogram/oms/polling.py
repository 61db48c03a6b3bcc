"""Looking into suppliers' folders for news, each as often as it wants: settled files are taken, applied and renamed.

A half-written file that cannot be read is given a quarter of an hour to become readable.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django_tasks import task

from monogram.common import clock
from monogram.common.signing import sha256_hex
from monogram.jobs.cron import cron
from monogram.oms.error_mail import tell_of_file, tell_of_folder
from monogram.oms.looking import MAX_BYTES, Look, due_folders, folder_of, look_into, stem_of
from monogram.oms.read_back import FOLDERS, apply, read_steps
from monogram.suppliers.errors import UnreadableFileError
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.integrations import FolderIntegration, ReceivedFile, ReceivedState
from monogram.transports.folder import RemoteFile, RemoteFolder

_PATIENCE = timedelta(minutes=15)


@cron("* * * * *")
@task()
def poll_folders() -> None:
    """A job for each folder whose time has come, so that a dead server holds up no other."""
    for pk in due_folders(FolderIntegration):
        poll_folder.enqueue(pk)


@task()
def poll_folder(integration_id: int, after: str = "") -> None:
    """Look into one folder, as `looking.look_into` says."""
    look_into(FolderIntegration, integration_id, _NewsLook, job=poll_folder, after=after)


class _NewsLook(Look):
    """What a supplier has written."""

    folders = tuple(FOLDERS)
    endings: ClassVar[tuple[str, ...]] = tuple(f".{kind}" for kind in FileFormat)

    def __init__(self, owner: FolderIntegration, give_up_at: datetime) -> None:
        super().__init__(owner, give_up_at)
        self._integration = owner

    def failed(self, why: str, *, is_lasting: bool) -> None:
        """Somebody is told, but not of a server that is away for one look."""
        if is_lasting or self._integration.last_poll_error:
            tell_of_folder(self._integration, why=why)

    def take(self, folder: RemoteFolder, path: str, file: RemoteFile) -> None:
        """Apply a file's entries and put it away."""
        name, ending = folder_of(path), FileFormat(file.name.rpartition(".")[2].lower())
        if file.size > MAX_BYTES:
            reason = f"It has {file.size:,} bytes; at most {MAX_BYTES:,} are read: send it in smaller parts"
            self._finish(folder, path, self._refused(name, file, "", reason))
            return
        content = folder.read(path, max_bytes=MAX_BYTES)
        digest = sha256_hex(content)
        try:
            steps = read_steps(self._integration, name, content, ending)
        except UnreadableFileError as error:
            if clock.now() - self.waits_since(path) >= _PATIENCE:
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
        stem = stem_of(path, received.name, received.sha256)
        taken = {file.name for file in folder.files(received.folder)}
        target = f"{stem}.{ending}"
        if target.rpartition("/")[2] in taken:
            target = f"{stem}.{clock.now():%Y%m%d%H%M%S}.{ending}"
        if not is_done:
            folder.write(f"{target}.txt", _reasons(received))
        self.put_away(folder, path, target)
        if not is_done:
            tell_of_file(self._integration, path=path, why=received.detail)


def _reasons(received: ReceivedFile) -> bytes:
    applied = received.progress - len(received.refused_entries)
    said = f"{received.folder}/{received.name} was refused"
    if applied > 0:
        said += f" in part: {applied} of its {received.progress} entries were applied, these were not"
    more = "What was applied is not applied twice when you send the file again."
    return "\r\n".join(
        [f"{said}:", "", *received.detail.splitlines(), "", *([more] if applied > 0 else []), ""]
    ).encode()
