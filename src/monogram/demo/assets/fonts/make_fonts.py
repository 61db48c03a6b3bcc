"""Makes the demo fonts from packages of npm.

Usage: `python make_fonts.py <node_modules>`, after
`npm install @fontsource/inter @fontsource/playfair-display …` in a scratch folder; every package is named here or in
`fallback_fonts.py`, which makes the fonts that stand in for characters that a chosen one lacks.

Each package of `SOURCES` ships its Latin and its Latin-extended part as two WOFF2 files. They become one TTF, so that a
line which mixes "Zażółć" with "gęślą" stays in one face. Hinting is dropped: artwork is drawn from outlines.
Kerning between a letter of one part and a letter of the other is not in the packages and so not here.

Two licences reserve the font's name: a changed version must go by another one. Those two are renamed here.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

from monogram.demo.assets.fonts.fallback_fonts import make_all

HERE = Path(__file__).parent
HINTING = ("fpgm", "prep", "cvt ", "cvar", "hdmx", "VDMX", "LTSH", "gasp", "DSIG", "STAT", "MVAR")


class Source(NamedTuple):
    """One face: our id, the npm package, its weight, and the names shown to people."""

    id: str
    package: str
    weight: int
    family: str
    style: str


SOURCES = (
    Source("inter-regular", "inter", 400, "Inter", "Regular"),
    Source("inter-bold", "inter", 700, "Inter", "Bold"),
    Source("playfair-display-bold", "playfair-display", 700, "Fairview Display", "Bold"),
    Source("lobster-regular", "lobster", 400, "Harbour Script", "Regular"),
    Source("bebas-neue-regular", "bebas-neue", 400, "Bebas Neue", "Regular"),
    Source("caveat-bold", "caveat", 700, "Caveat", "Bold"),
    Source("roboto-slab-bold", "roboto-slab", 700, "Roboto Slab", "Bold"),
    Source("pacifico-regular", "pacifico", 400, "Pacifico", "Regular"),
)


def unpack(woff2: Path, target: Path, taken: set[int]) -> set[int]:
    """Writes a WOFF2 file as TTF, without hinting and without the characters in `taken`; returns those it maps.

    Both parts map a few characters (A, Á, marks). Left in both, the merger would invent a `locl` substitution
    that swaps the one for the other and so cuts it off from its kerning.
    """
    font = TTFont(woff2, recalcTimestamp=False)
    font.flavor = None
    for table in HINTING:
        if table in font:
            del font[table]
    for subtable in font["cmap"].tables:
        subtable.cmap = {code: glyph for code, glyph in subtable.cmap.items() if code not in taken}
    font.save(target)
    return taken | set(font.getBestCmap())


def rename(font: TTFont, source: Source) -> None:
    """Gives the font the names by which we show it, wherever its own name stands."""
    full = f"{source.family} {source.style}"
    names = {1: source.family, 3: f"Monogram: {full}", 4: full, 6: full.replace(" ", ""), 16: source.family}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]


def make(source: Source, packages: Path, scratch: Path) -> dict[str, Any]:
    """Writes `<id>.ttf` and the package's licence; returns the face's entry in `fonts.json`."""
    folder = packages / "@fontsource" / source.package
    parts: list[str] = []
    taken: set[int] = set()
    for part in ("latin", "latin-ext"):
        target = scratch / f"{source.id}-{part}.ttf"
        taken = unpack(folder / "files" / f"{source.package}-{part}-{source.weight}-normal.woff2", target, taken)
        parts.append(str(target))
    merged = Merger(Options(drop_tables=["vmtx", "vhea"])).merge(parts)
    merged["head"].created = merged["head"].modified = TTFont(parts[0])["head"].created
    merged.recalcTimestamp = False
    rename(merged, source)
    merged.save(HERE / f"{source.id}.ttf")
    licence = f"LICENCE-{source.package}.txt"
    shutil.copyfile(folder / "LICENSE", HERE / licence)
    version = json.loads((folder / "package.json").read_text())["version"]
    return {
        "id": source.id,
        "family": source.family,
        "style": source.style,
        "file": f"{source.id}.ttf",
        "licence": licence,
        "source": f"@fontsource/{source.package} {version}",
    }


def main() -> None:
    """Makes every font and the list of them."""
    packages = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        entries = [make(source, packages, Path(scratch)) for source in SOURCES]
    entries += make_all(packages)
    (HERE / "fonts.json").write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
