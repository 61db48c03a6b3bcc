"""Writes the sample designs of `examples/`. Usage: `python spec/make_examples.py`.

Pictures, clipart and fonts that they name lie beside them: `images/<id>.jpg`, `clipart/<id>.svg`, `fonts/<id>.ttf`.
"""

from __future__ import annotations

import json
from pathlib import Path

from example_pictures import PICTURES
from example_texts import TEXTS

FOLDER = Path(__file__).parent / "examples"


def main() -> None:
    """Writes one file a design."""
    for name, raw in {**TEXTS, **PICTURES}.items():
        (FOLDER / f"{name}.json").write_text(json.dumps(raw, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
