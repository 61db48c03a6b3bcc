"""Getting a picture's file from an address, and what the file is called."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings

from monogram.common import http
from monogram.common.addresses import AddressRefusedError, HostNotFoundError
from monogram.common.errors import MonogramError
from monogram.images.errors import ImageAddressError, ImageTooLargeError

_LONGEST_NAME = 200


def fetch(url: str, *, most: int | None = None) -> bytes:
    """The file at an address, of at most so many bytes (default: of an upload). Raises a kind of ImageRefusedError."""
    limit: int = settings.MONOGRAM_UPLOAD_MAX_BYTES
    try:
        return http.fetch(url, max_bytes=min(limit, most or limit)).body
    except http.AnswerTooLargeError as error:
        raise ImageTooLargeError from error
    except MonogramError as error:
        raise ImageAddressError.because(_told(error)) from error


def _told(error: MonogramError) -> str:
    """Why nothing was got. Where a host's name leads, and whether it leads anywhere, is nobody's business."""
    hidden = isinstance(error, AddressRefusedError | HostNotFoundError)
    return "The host has no public address" if hidden else error.text


def name_in(url: str) -> str:
    """What the file at an address is called."""
    return PurePosixPath(unquote(urlsplit(url).path)).name


def shown_name(file_name: str) -> str:
    """A file's own name, to show: no folders, nothing that cannot be printed."""
    last = PurePosixPath(file_name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[:_LONGEST_NAME]
