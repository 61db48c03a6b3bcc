"""Writes the vectors that both languages reproduce (see `README.md`). Usage: `python spec/make_vectors.py`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from bidi_cases import bidi_cases
from code_cases import code_vectors
from document_cases import accepted, numbers
from document_faults import refused
from layout_scenes import FALLBACK_FONTS, FONTS, SCENES
from operation_json import operation_json
from placement_cases import placement_cases
from scene_drawings import DRAWINGS

from monogram.layout import FontSet, Resources, drawings_used, findings, layer_bounds, layout_area
from monogram.layout.canonical import format_number, round_number
from monogram.layout.document import DocumentError, canonical_json, document_hash, load
from monogram.layout.drawing import load_drawing
from monogram.layout.fonts import Piece

SPEC = Path(__file__).parent
FONT_FOLDER = SPEC.parent / "src/monogram/demo/assets/fonts"
OUTLINED = "Ag&él8"


def write(path: Path, content: Any) -> None:
    """JSON with one entry of each list to a line: small differences stay readable."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list):
            entries = ",\n".join("  " + json.dumps(entry) for entry in value)
            lines.append(f"{json.dumps(key)}: [\n{entries}\n]" if value else f"{json.dumps(key)}: []")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value)}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def layout_vector(name: str, scene: dict[str, Any], fonts: FontSet) -> dict[str, Any]:
    """A scene with everything that layout says of it, and the drawings that it shows."""
    fallback = FALLBACK_FONTS.get(name, [])
    document = load({"version": 2, "product_id": 1, "areas": [scene], "fallback_fonts": fallback})
    area = document.areas[0]
    drawings = {drawing: DRAWINGS[drawing] for drawing in drawings_used(document)}
    resources = Resources(fonts, tuple(fallback), {key: load_drawing(raw) for key, raw in drawings.items()})
    return {
        "area": scene,
        "fallback_fonts": fallback,
        "drawings": drawings,
        "operations": [operation_json(operation) for operation in layout_area(area, resources)],
        "bounds": [[layer.id, *layer_bounds(layer, resources)] for layer in area.layers],
        "findings": [asdict(finding) for finding in findings(area, resources)],
    }


def outline_vectors(fonts: FontSet) -> dict[str, Any]:
    """The version of HarfBuzz that both sides must have, and measures and a few outlines of every demo font."""
    vectors: dict[str, Any] = {"harfbuzz": hb.version_string()}
    for font in FONTS:
        face = fonts.face(font)
        glyphs = face.shape(Piece(OUTLINED, "Latn", False, True))
        vectors[font] = [
            {"units_per_em": face.units_per_em, "ascender": face.ascender, "descender": face.descender},
            *({"glyph": glyph.id, "path": face.outline(glyph.id)} for glyph in glyphs),
        ]
    return vectors


def refusal(name: str, raw: Any) -> dict[str, Any]:
    """A bad document with the place and the sentence of its refusal."""
    try:
        load(raw)
    except DocumentError as error:
        return {"name": name, "path": error.path, "message": error.text, "raw": raw}
    raise AssertionError(f"{name} was taken")


def main() -> None:
    """Writes every vector."""
    fonts = FontSet({path.stem: path.read_bytes() for path in FONT_FOLDER.glob("*.ttf")})
    for name, scene in SCENES.items():
        write(SPEC / "layout-vectors" / f"{name}.json", layout_vector(name, scene, fonts))
    write(SPEC / "outline-vectors.json", outline_vectors(fonts))
    write(SPEC / "code-vectors.json", code_vectors())
    write(SPEC / "bidi-vectors.json", {"paragraphs": list(bidi_cases())})
    write(SPEC / "placement-vectors.json", {"placements": list(placement_cases())})
    documents = [
        {"name": name, "raw": raw, "canonical": canonical_json(load(raw)).decode(), "sha256": document_hash(load(raw))}
        for name, raw in accepted().items()
    ]
    write(SPEC / "document-vectors/canonical.json", {"documents": documents})
    rounded = [[value, round_number(value), format_number(value)] for value in numbers()]
    write(SPEC / "document-vectors/numbers.json", {"numbers": rounded})
    write(SPEC / "document-vectors/refusals.json", {"refusals": [refusal(*case) for case in refused()]})


if __name__ == "__main__":
    main()
