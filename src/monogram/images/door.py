"""The hostile-input door: opens one uploaded file in a process of its own and leaves clean copies beside it.

`python -m monogram.images.door FOLDER MOST_PIXELS` reads `FOLDER/upload` and writes one JSON object to its output:
`{"refusal": …}` or the facts and the names of the copies. It must stay light and alone: no Django, no Skia, nothing
that holds a secret. It works under limits on memory, processor time, open files and file size, without network where
the kernel permits, and is killed by the clock of the parent (`monogram.images.examination`).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from monogram.images.copies import save_working_copy
from monogram.images.formats import LONGEST_HEAD, VECTOR_FORMATS, sniff
from monogram.images.raster import RASTER_FORMATS, open_raster
from monogram.images.refusals import RefusedError

UPLOAD = "upload"
_MOST_MEMORY = 4 << 30
_MOST_SECONDS = 20
_MOST_OPEN_FILES = 64
_LARGEST_FILE = 1 << 30
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def limit_process(seconds: int = _MOST_SECONDS) -> None:
    """Give up whatever a decoder that has been taken over could use. Called before any decoder is loaded.

    `seconds`: of processor time.
    """
    for kind, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def examine(folder: Path, most_pixels: int) -> dict[str, Any]:
    """Open `folder/upload`, check it, and leave the copies there. Raises RefusedError, pyvips.Error."""
    path = folder / UPLOAD
    with path.open("rb") as file:
        found = sniff(file.read(LONGEST_HEAD))
    drawing = None
    if found in RASTER_FORMATS:
        picture, print_name, is_drawn = open_raster(path, found, most_pixels)
    elif found in VECTOR_FORMATS:
        from monogram.images.vector_picture import open_vector

        picture, print_name, drawing = open_vector(path, found, most_pixels)
        is_drawn = True
    else:
        raise RefusedError("not_an_image")
    return {
        "format": found.name,
        "width": picture.width,
        "height": picture.height,
        "has_alpha": bool(picture.hasalpha()),
        "print_copy": print_name,
        "drawing": drawing,
        **save_working_copy(picture, folder, is_drawn=is_drawn),
    }


def answer_for(folder: Path, most_pixels: int) -> dict[str, Any]:
    """What `examine` finds, or the refusal that its error means."""
    try:
        return examine(folder, most_pixels)
    except RefusedError as refusal:
        return {"refusal": str(refusal)}
    except MemoryError:
        return {"refusal": "too_demanding"}
    except Exception as error:  # each decoder has errors of its own, down to SyntaxError
        return {"refusal": "corrupt", "detail": f"{type(error).__name__}: {error}"[:500]}


def load_decoders() -> None:
    """Bring libvips up with every loader blocked that is not made for hostile files."""
    import pyvips

    pyvips.block_untrusted_set(True)
    pyvips.cache_set_max(0)


def main(arguments: list[str]) -> None:
    """See the module."""
    folder, most_pixels = Path(arguments[0]), int(arguments[1])
    os.environ["VIPS_CONCURRENCY"] = "1"
    limit_process()
    load_decoders()
    sys.stdout.write(json.dumps(answer_for(folder, most_pixels)))


if __name__ == "__main__":
    main(sys.argv[1:])
