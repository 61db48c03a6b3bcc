"""Writes `docs/samples.md` and its pictures: every sample design, as the server draws it.

Usage: `python spec/make_samples_page.py`. It needs `pdftoppm` (poppler-utils) for the pages that are PDFs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import example_pictures
import example_texts
import pyvips
from example_parts import Raw

SPEC = Path(__file__).parent
EXAMPLES = SPEC / "examples"
DOCS = SPEC.parent / "docs"
PICTURES = DOCS / "samples"
WIDTH = 420
"""Pixels of a sample's longer side: twice what the page shows."""

SECTIONS: list[tuple[str, dict[str, Raw]]] = [
    ("Words", example_texts.STRAIGHT),
    ("Words on curves", example_texts.CURVED),
    ("Scripts and emoji", example_texts.SCRIPTS),
    ("Outlines, shadows, gradients", example_texts.INKED),
    ("Photographs", example_pictures.PHOTOGRAPHS),
    ("Clipart, shapes, codes", example_pictures.DRAWINGS),
    ("Patterns", example_pictures.REPEATED),
    ("Groups, blending, shadows", example_pictures.COMPOSED),
    ("Inks", example_pictures.INKS),
]

PLATES = [
    ("sticker-cut-contour", ["--bleed", "2", "--marks", "--underbase", "0.3"],
     "A sticker: bleed and marks; white underbase and cut contour are separations of their own"),
    ("photo-full-bleed", ["--bleed", "4", "--marks"], "A postcard, trimmed at the marks"),
    ("foil-card", ["--bleed", "3", "--marks"], "A card: the foil is a plate of its own"),
]  # fmt: skip
"""Design, options of `monogram render --format pdf`, and what there is to see."""

BEGINNING = """# Samples

Every design of `spec/examples/`, drawn by `monogram render`; fonts, photographs and clipart lie beside them. What is
seen here is what a print file holds and what the designer shows ([parity.md](parity.md) measures that). To make one:

```sh
monogram render spec/examples/birthday-arc.json --dpi 300 -o birthday.png
monogram render spec/examples/sticker-cut-contour.json --format pdf --bleed 2 --marks --underbase 0.3 -o sticker.pdf
monogram preflight spec/examples/photo-crop.json
```

`python spec/make_samples_page.py` draws this page's pictures anew.
"""


def render(name: str, target: Path, *options: str) -> None:
    """One sample by the command line, as anybody would."""
    command = [sys.executable, "-m", "monogram.config.cli", "render", str(EXAMPLES / f"{name}.json"), "--area", "Front"]
    subprocess.run([*command, *options, "-o", str(target)], check=True)


def draw_sample(name: str, raw: Raw, scratch: Path) -> None:
    """A sample as a small WebP on white."""
    area = raw["areas"][0]
    dpi = WIDTH / max(area["width"], area["height"]) * 25.4
    render(name, scratch / f"{name}.png", "--dpi", f"{dpi:.3f}", "--ink", "all")
    picture = pyvips.Image.new_from_file(str(scratch / f"{name}.png"))
    picture.flatten(background=[255, 255, 255]).webpsave(str(PICTURES / f"{name}.webp"), Q=88)


def draw_page(name: str, options: list[str], scratch: Path) -> None:
    """A PDF's page as poppler shows it."""
    render(name, scratch / f"{name}.pdf", "--format", "pdf", *options)
    subprocess.run(
        ["pdftoppm", "-r", "110", "-png", "-singlefile", scratch / f"{name}.pdf", scratch / name], check=True
    )
    page = pyvips.Image.new_from_file(str(scratch / f"{name}.png"))
    page.webpsave(str(PICTURES / f"{name}-page.webp"), Q=88)


def section(title: str, designs: dict[str, Raw]) -> str:
    """A heading and a table of pictures, three in a row."""
    rows = [f"\n## {title}\n", "| | | |", "|---|---|---|"]
    names = list(designs)
    for start in range(0, len(names), 3):
        cells = [
            f'<img src="samples/{name}.webp" width="210" alt="{name}"><br>[{name}](../spec/examples/{name}.json)'
            for name in names[start : start + 3]
        ]
        rows.append("| " + " | ".join(cells + [""] * (3 - len(cells))) + " |")
    return "\n".join(rows)


def main() -> None:
    """Draws all pictures and writes the page."""
    PICTURES.mkdir(exist_ok=True)
    parts = [BEGINNING]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for title, designs in SECTIONS:
            for name, raw in designs.items():
                draw_sample(name, raw, scratch)
            parts.append(section(title, designs))
        parts.append("\n## Pages for the press\n")
        for name, options, words in PLATES:
            draw_page(name, options, scratch)
            command = f"`monogram render spec/examples/{name}.json --format pdf {' '.join(options)} -o {name}.pdf`"
            parts.append(f"{words}: {command}\n\n![{words}](samples/{name}-page.webp)\n")
    (DOCS / "samples.md").write_text("\n".join(parts))


if __name__ == "__main__":
    main()
