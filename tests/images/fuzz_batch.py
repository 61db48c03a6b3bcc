"""Opens many files in one limited process, as the door opens one: `python fuzz_batch.py FOLDER MOST_PIXELS`.

Each file `NAME/upload` in the folder gets one line of output: its name, and the door's answer as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from monogram.images.door import answer_for, limit_process, load_decoders


def main(folder: Path, most_pixels: int) -> None:
    """See the module."""
    limit_process()
    load_decoders()
    for place in sorted(folder.iterdir()):
        sys.stdout.write(f"{place.name} {json.dumps(answer_for(place, most_pixels))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
