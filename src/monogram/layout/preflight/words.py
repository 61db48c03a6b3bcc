"""Words: do they fit, are they large enough, has somebody written them, and does the font have them?"""

from __future__ import annotations

from collections.abc import Sequence

from monogram.geometry.matrices import stretches
from monogram.layout.fonts import FontSet
from monogram.layout.model import TextLayer
from monogram.layout.operations import PathOperation
from monogram.layout.preflight.marks import Mark
from monogram.layout.preflight.rules import RULES
from monogram.layout.preflight.values import TOLERANCE, Verdicts, rounded_down
from monogram.layout.text_operations import Finding

TENTHS = 10


def check_words(
    layer: TextLayer, marks: Sequence[Mark], findings: Sequence[Finding], fonts: FontSet, verdicts: Verdicts
) -> None:
    """What layout found in a text, its size as it is printed, and whether it is still an example."""
    codes = {finding.code for finding in findings}
    missing = list(dict.fromkeys("".join(found.characters for found in findings if found.code == "missing_glyph")))
    if "text_overflow" in codes:
        verdicts.add("text_overflow", layer.id)
    if missing:
        verdicts.add("missing_glyph", layer.id, characters=" ".join(missing), count=len(missing))
    _check_size(layer, marks, fonts, verdicts)
    _check_example(layer, verdicts)


def _check_size(layer: TextLayer, marks: Sequence[Mark], fonts: FontSet, verdicts: Verdicts) -> None:
    """The em in the direction in which the text is squeezed most."""
    ems = [
        stretches(operation.matrix)[1] * fonts.face(operation.glyph[0]).units_per_em
        for mark in marks
        if isinstance(operation := mark.operation, PathOperation) and operation.glyph is not None
    ]
    needed = verdicts.parameter("text_size", "minimum")
    if ems and min(ems) < needed - TOLERANCE:
        verdicts.add("text_size", layer.id, size=rounded_down(min(ems), TENTHS), needed=needed)


def _check_example(layer: TextLayer, verdicts: Verdicts) -> None:
    text = layer.text.strip()
    place = next((area for area in verdicts.spec.text_areas if area.name == layer.text_area), None)
    if place is not None and text != "" and text == place.default_text.strip():
        verdicts.add("default_text", layer.id, name=place.name)
    elif text in RULES["sample_text"].texts:
        verdicts.add("sample_text", layer.id, text=text)
