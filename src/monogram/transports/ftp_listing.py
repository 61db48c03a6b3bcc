"""What FTP servers say of their files: `MLSD`, and on old ones `LIST`, as Unix and DOS write it."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime

from monogram.transports.folder import RemoteFile

_UNIX = re.compile(r"-\S{9,}\s.*?(?P<size>\d+)\s+\D\S*\s+\d{1,2}\s+(?:\d{4}|\d{1,2}:\d{2})\s(?P<name>.+)")
_DOS = re.compile(r"\d{2}-\d{2}-\d{2,4}\s+\d{1,2}:\d{2}(?:[AP]M)?\s+(?P<size>\d+)\s(?P<name>.+)")


def machine_entry(line: str) -> RemoteFile | None:
    """A plain file in a line of `MLSD` (RFC 3659): `type=file;size=12;modify=20260102030405; name`."""
    facts, _, name = line.partition(" ")
    known = dict(fact.lower().split("=", 1) for fact in facts.split(";") if "=" in fact)
    size = known.get("size", "")
    if known.get("type") != "file" or not size.isdecimal():
        return None
    return RemoteFile(name, int(size), moment(known.get("modify", "")))


def human_entry(line: str, folder: str) -> RemoteFile | None:
    """A plain file in a line of `LIST`. Its time has no year or no hour there, and no time zone: it is left out.

    Some servers write the folder before each name.
    """
    found = _UNIX.fullmatch(line) or _DOS.fullmatch(line)
    if not found:
        return None
    name = found["name"].removeprefix("./")
    return RemoteFile(name.removeprefix(f"{folder}/") if folder else name, int(found["size"]), None)


def moment(text: str) -> datetime | None:
    """`20260102030405` or `20260102030405.678`, in UTC, as `MLSD` and `MDTM` say it."""
    with contextlib.suppress(ValueError):
        return datetime.strptime(text.partition(".")[0], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return None
