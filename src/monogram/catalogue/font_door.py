"""Opens a font that came from outside, in a process of its own, and writes it anew.

`python -m monogram.catalogue.font_door` reads a TrueType, OpenType, WOFF or WOFF2 file from its input and writes the
plain form to its output. Only tables by which text is shaped and drawn go along, each parsed and put together again:
a broken one is met here and not when an order is drawn. They are evened out for browser and server (`font_tables`).
What it says on its error output is for the log. It works under the limits of the door for pictures;
`monogram.catalogue.font_files` starts it and watches the clock.
"""

from __future__ import annotations

import sys
from io import BytesIO

from monogram.images.door import limit_process

# fmt: off
_KEPT = frozenset({
    "head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post", "loca", "glyf", "CFF ", "CFF2", "VORG",
    "GDEF", "GSUB", "GPOS", "BASE", "kern", "COLR", "CPAL",
    "fvar", "avar", "gvar", "cvar", "HVAR", "MVAR", "STAT",
})
# fmt: on


def rewrite(content: bytes) -> bytes:
    """The font in its plain form. Raises whatever fontTools meets in a broken one, ValueError for no outlines."""
    from fontTools.ttLib import TTFont

    from monogram.catalogue.font_tables import even_out

    font = TTFont(BytesIO(content), recalcTimestamp=False)
    for tag in set(font.keys()) - _KEPT - {"GlyphOrder"}:
        del font[tag]
    font.ensureDecompiled()
    if not font.getBestCmap() or not {"glyf", "CFF ", "CFF2"} & set(font.keys()):
        raise ValueError("no characters, or no outlines for them")
    even_out(font)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    return plain.getvalue()


def main() -> None:
    """From input to output."""
    limit_process()
    sys.stdout.buffer.write(rewrite(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
