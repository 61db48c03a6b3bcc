"""Pictures: are they there, and are they fine enough for the size at which they are printed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monogram.geometry.matrices import Matrix, multiply, stretches
from monogram.geometry.units import MM_PER_INCH
from monogram.layout.operations import ImageOperation
from monogram.layout.preflight.marks import Mark, patterns_of
from monogram.layout.preflight.values import TOLERANCE, PictureFacts, Verdicts, rounded_down

WHOLE = (0.0, 0.0, 1.0, 1.0)


def check_pictures(
    layer: str | None, marks: Sequence[Mark], pictures: Mapping[str, PictureFacts], verdicts: Verdicts
) -> None:
    """One verdict for each fault, however many pictures of the layer have it: on the coarsest of them."""
    used = list(_used(marks))
    facts = [pictures.get(image) for image, _, _ in used]
    if any(fact is None for fact in facts):
        verdicts.add("picture_missing", layer)
    if any(fact is not None and fact.state == "uploading" for fact in facts):
        verdicts.add("upload_unfinished", layer)
    seen = [
        _dpi(fact, crop, matrix)
        for fact, (_, crop, matrix) in zip(facts, used, strict=True)
        if fact is not None and fact.width > 0 and fact.height > 0
    ]
    if not seen:
        return
    dpi = min(seen)
    needed = min(verdicts.parameter("resolution", "minimum"), verdicts.spec.dpi)
    too_few = min(verdicts.parameter("resolution", "block_below"), verdicts.spec.dpi)
    if dpi < needed - TOLERANCE:
        blocks = dpi < too_few - TOLERANCE
        verdicts.add("resolution", layer, blocks=blocks, dpi=rounded_down(dpi), needed=needed)


def _used(marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[float, float, float, float], Matrix]]:
    """Each picture with the part of it that shows, and the map of that part's unit square to millimetres."""
    for mark in marks:
        operation = mark.operation
        if isinstance(operation, ImageOperation):
            yield operation.image, operation.crop, operation.matrix
        else:
            for pattern in patterns_of(operation):
                yield pattern.image, WHOLE, multiply(operation.matrix, pattern.matrix)


def _dpi(picture: PictureFacts, crop: tuple[float, float, float, float], matrix: Matrix) -> float:
    """Dots per inch in the direction in which the picture is stretched most."""
    a, b, c, d, _, _ = matrix
    across, down = picture.width * crop[2], picture.height * crop[3]
    millimetres_per_pixel, _ = stretches((a / across, b / across, c / down, d / down, 0.0, 0.0))
    return MM_PER_INCH / millimetres_per_pixel
