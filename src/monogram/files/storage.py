"""A local folder for stored files that no crash and no full disk leaves half a file in."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

UNFINISHED = "unfinished"


class WholeFileStorage(FileSystemStorage):
    """A file is under its name whole and on the disk, or not at all.

    It is written under another name first and then renamed. Django writes under the final name at once, so that a
    worker killed in the middle would leave a piece of artwork which the next run takes for the whole. What such a
    worker leaves in `unfinished/` nobody asks for; it may be deleted when nobody can be at it any more.
    """

    def _save(self, name: str, content: Any) -> str:
        unfinished = f"{UNFINISHED}/{secrets.token_hex(16)}"
        final = Path(self.path(name))
        try:
            super()._save(unfinished, content)  # type: ignore[misc]  # the stubs leave out what storages override
            _wait_for_disk(Path(self.path(unfinished)))
            final.parent.mkdir(parents=True, exist_ok=True)
            Path(self.path(unfinished)).replace(final)
        except BaseException:
            self.delete(unfinished)
            raise
        _wait_for_disk(final.parent)
        return name


def _wait_for_disk(path: Path) -> None:
    """Until a file's content, or a folder's list of names, would survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
