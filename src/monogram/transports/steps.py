"""The steps from a host's name to a file that was written, read and deleted."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """In the order in which they are taken."""

    ADDRESS = "address"
    CONNECTION = "connection"
    IDENTITY = "server's identity"
    SIGN_IN = "sign-in"
    FOLDER = "folder"
    WRITE = "write"
    RENAME = "rename"
    READ_BACK = "read back"
    DELETE = "delete"


# Told of each step that is done, with what was found.
Progress = Callable[[Step, str], None]


def untold(step: Step, detail: str) -> None:
    """For those who only want the folder."""
