"""File names that may be used on every system and lead nowhere else."""

from __future__ import annotations

import unicodedata

from monogram.transports.errors import UnsafeNameError

MAX_NAME_LENGTH = 200
_REFUSED_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, line separators


def safe_name(name: str) -> str:
    """The name of a file or folder itself, unchanged. Raises UnsafeNameError for anything that could be more or less.

    `/`, `\\`, `.`, `..`, control characters, text that is no Unicode, more than 200 characters.
    """
    if not name or name in {".", ".."} or len(name) > MAX_NAME_LENGTH:
        raise UnsafeNameError(f"A file's name has 1 to {MAX_NAME_LENGTH} characters and is not a dot: {name[:50]!r}")
    if "/" in name or "\\" in name or any(unicodedata.category(char) in _REFUSED_CATEGORIES for char in name):
        raise UnsafeNameError(f"A file's name has no slash and no control characters: {name!r}")
    return name


def is_safe(name: str) -> bool:
    """Whether `safe_name` takes it."""
    try:
        safe_name(name)
    except UnsafeNameError:
        return False
    return True


def safe_path(path: str) -> str:
    """A path below the folder of the settings, such as `orders/a.xml`: safe names between slashes."""
    return "/".join(safe_name(part) for part in path.split("/"))


def parent_of(path: str) -> str:
    """The folder of a file, empty for that of the settings."""
    return path.rpartition("/")[0]


def folder_path(folder: str) -> str:
    """The folder of the settings without needless slashes, absolute if it was. Raises UnsafeNameError."""
    parts = [safe_name(part) for part in folder.strip().split("/") if part not in {"", "."}]
    return ("/" if folder.strip().startswith("/") else "") + "/".join(parts)


def temporary_name(path: str) -> str:
    """What a file is called while it is being written; it lies in the same folder, so that renaming is one step."""
    return f"{path}.part"
