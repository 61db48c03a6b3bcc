"""Writes `docs/production-documents.md` and its pictures anew. Usage: `python -m tests.documents`."""

from __future__ import annotations

import shutil

from tests.documents.page import documents_page
from tests.documents.pictures import all_pictures, write_picture
from tests.parity.chromium import ROOT

PAGE = ROOT / "docs" / "production-documents.md"


def main() -> None:
    """Draws every sample."""
    pictures = PAGE.with_suffix("")
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    for name, draw in all_pictures().items():
        write_picture(draw(), pictures / f"{name}.webp")
    PAGE.write_text(documents_page())


if __name__ == "__main__":
    main()
