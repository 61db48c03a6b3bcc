"""Writes of folders that are kept: their settings, and that one cannot be used."""

from __future__ import annotations

from monogram.common import clock
from monogram.transports.models import PolledFolder
from monogram.transports.settings import FolderProtocol


def save_folder(folder: PolledFolder) -> None:
    """Keep a folder's settings as they were filled in. It gets its SSH keys with SFTP, and another chance."""
    if folder.protocol == FolderProtocol.SFTP and not folder.public_key:
        from monogram.transports.host_keys import new_key_pair  # it takes half a second to import

        pair = new_key_pair()
        folder.set_secret("private_key", pair.private)
        folder.public_key = pair.public
    folder.trouble, folder.trouble_at = "", None
    folder.save()


def note_trouble(kind: type[PolledFolder], pk: int, trouble: str) -> None:
    """Have nobody speak to a folder for a while, since it cannot be used; "" has them speak to it again."""
    at = clock.now() if trouble else None
    kind._default_manager.filter(pk=pk).update(trouble=trouble, trouble_at=at)
