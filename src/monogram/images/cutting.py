"""Takes a picture's background away in a process of its own, under the door's limits.

`python -m monogram.images.cutting FOLDER COLOUR TOLERANCE` reads `FOLDER/upload`, a print copy that the door has made,
and writes one JSON object to its output: `{"refusal": …}` or the facts and the names of the copies. COLOUR is six
hexadecimal digits, or `edges`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from monogram.images.copies import save_print_copy, save_working_copy
from monogram.images.door import UPLOAD, limit_process, load_decoders
from monogram.images.refusals import RefusedError

EDGES = "edges"
_MOST_SECONDS = 60
_LEAST_LEFT = 0.0005
"""The part of a picture that must stay to be seen."""


def cut_out(folder: Path, colour: str, tolerance: int) -> dict[str, Any]:
    """Leave the copies of the picture without its background in the folder. Raises RefusedError, pyvips.Error."""
    import pyvips

    from monogram.images.background import without_background

    picture = pyvips.Image.new_from_file(str(folder / UPLOAD)).copy_memory()
    wanted = None if colour == EDGES else (int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16))
    cut = without_background(picture, wanted, tolerance)
    seen = cut[3].avg() / 255
    if seen < _LEAST_LEFT:
        raise RefusedError("nothing_left")
    if seen == (picture[3].avg() / 255 if picture.bands == 4 else 1):
        raise RefusedError("no_background")
    return {
        "width": cut.width,
        "height": cut.height,
        "print_copy": save_print_copy(cut, folder, is_drawn=True),
        **save_working_copy(cut, folder, is_drawn=True),
    }


def main(arguments: list[str]) -> None:
    """See the module."""
    folder, colour, tolerance = Path(arguments[0]), arguments[1], int(arguments[2])
    os.environ["VIPS_CONCURRENCY"] = "1"
    limit_process(_MOST_SECONDS)
    load_decoders()
    try:
        answer = cut_out(folder, colour, tolerance)
    except RefusedError as refusal:
        answer = {"refusal": str(refusal)}
    except MemoryError:
        answer = {"refusal": "too_demanding"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
