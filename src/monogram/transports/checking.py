"""*Test connection*: whether a folder can be used, step by step, in plain words."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from monogram.transports.errors import BrokenOffError, NotAllowedError, TransportError
from monogram.transports.folder import RemoteFolder, open_folder
from monogram.transports.settings import FolderSettings
from monogram.transports.steps import Step

CHECK_SECONDS = 20.0
_CONTENT = b"Monogram wrote this file to test the connection. It may be deleted.\r\n"


@dataclass(frozen=True, slots=True)
class Check:
    """One step. `detail` is what was found, or what is wrong and what to do."""

    step: Step
    passed: bool
    detail: str = ""


def check_folder(settings: FolderSettings, *, seconds: float = CHECK_SECONDS) -> list[Check]:
    """The steps that were taken, up to the first that failed. Nothing stays behind in the folder.

    `seconds` is for each operation. Steps that a protocol does not have are left out.
    """
    checks: list[Check] = []

    def note(step: Step, detail: str) -> None:
        checks.append(Check(step, passed=True, detail=detail))

    try:
        with open_folder(settings, seconds=seconds, progress=note) as folder:
            _use(folder, note)
    except TransportError as error:
        checks.append(Check(error.step or _next(checks), passed=False, detail=error.text))
    return checks


def _next(done: list[Check]) -> Step:
    steps = list(Step)
    return steps[steps.index(done[-1].step) + 1] if done else steps[0]


def _use(folder: RemoteFolder, note: Callable[[Step, str], None]) -> None:
    """Everything that is done with files, on one of our own."""
    first = f"monogram-test-{secrets.token_hex(4)}.txt"
    second = f"{first}.complete"
    try:
        folder.write(first, _CONTENT)
        note(Step.WRITE, first)
        folder.rename(first, second)
        note(Step.RENAME, second)
        if folder.read(second, max_bytes=len(_CONTENT)) != _CONTENT:
            raise BrokenOffError("The file came back changed: ask those who run the server what changes files there")
        note(Step.READ_BACK, f"{len(_CONTENT)} bytes")
        folder.delete(second)
        if any(file.name == second for file in folder.files()):
            raise NotAllowedError(f"{second} is still there after it was deleted: delete it, and ask why")
        note(Step.DELETE, second)
    except TransportError:
        for name in (first, second):
            with contextlib.suppress(TransportError):
                folder.delete(name)
        raise
