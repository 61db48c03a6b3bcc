"""Answering with a stored file or a part of it, so that a broken download can go on (RFC 9110 §14)."""

from __future__ import annotations

import re
from typing import IO

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

_ONE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})\Z")


class _Part:
    """The next `length` bytes of an open file, for a response to read and close."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file, self._left = file, length

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(content)
        return content

    def close(self) -> None:
        self._file.close()


def respond_with_file(
    request: HttpRequest, key: str, *, size: int, media_type: str, etag: str, headers: dict[str, str]
) -> HttpResponseBase:
    """The file under `key` of `size` bytes: whole, the one range asked for (206), or that the client has it (304).

    Several ranges at once are answered with the whole file, as the standard allows; one that lies outside gets 416.
    Raises FileNotFoundError.
    """
    headers = {**headers, "ETag": f'"{etag}"', "Accept-Ranges": "bytes"}
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        return _with(unchanged, headers)
    wanted = _range_of(request, size, headers["ETag"])
    if wanted is None:
        return _with(HttpResponse(status=416), {**headers, "Content-Range": f"bytes */{size}"})
    headers |= {"Content-Type": media_type, "Content-Length": str(len(wanted))}
    if len(wanted) < size:
        headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    status = 206 if len(wanted) < size else 200
    if request.method == "HEAD":
        return _with(HttpResponse(status=status), headers)
    file: IO[bytes] = default_storage.open(key, "rb")
    file.seek(wanted.start)
    return _with(FileResponse(_Part(file, len(wanted)), status=status), headers)


def _range_of(request: HttpRequest, size: int, etag: str) -> range | None:
    """The bytes to send. None for a range that lies outside the file."""
    asked = _ONE_RANGE.match(request.headers.get("Range", ""))
    is_of_this = request.headers.get("If-Range", etag) == etag
    if request.method != "GET" or not asked or asked[0] == "bytes=-" or not is_of_this:
        return range(size)
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size) if int(last) else None
    if int(first) >= size or (last and int(last) < int(first)):
        return None
    return range(int(first), min(size, int(last) + 1 if last else size))


def _with(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response[name] = value
    return response
