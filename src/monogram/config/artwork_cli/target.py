"""Where a command's result goes: a file that is there whole or not at all, or the standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from monogram.config.artwork_cli.problems import DesignFileError


@contextmanager
def writing(output: Path) -> Iterator[BinaryIO]:
    """A stream for the result; `-` is the standard output. If the work fails, what was there before stays."""
    if str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise DesignFileError(f"{output} cannot be written: {error.strerror}.") from error
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(output)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
