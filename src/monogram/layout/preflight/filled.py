"""Is everything there that the product asks for?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monogram.layout.model import Area, GroupLayer, ImageLayer, Layer, TextLayer
from monogram.layout.preflight.values import TOLERANCE, Verdicts
from monogram.layout.used import all_layers


def is_blank(area: Area) -> bool:
    """Whether nothing at all is designed on a print area. Words that nobody has written yet are nothing."""
    return area.background is None and all(
        isinstance(layer, GroupLayer) or (isinstance(layer, TextLayer) and not layer.text.strip())
        for layer in all_layers(area.layers)
    )


def check_filled(layers: Sequence[Layer], is_empty: bool, verdicts: Verdicts) -> None:
    """Required text and image areas, then the whole: an area is not asked for twice."""
    spec = verdicts.spec
    texts = {layer.text_area for layer in layers if isinstance(layer, TextLayer) and layer.text.strip()}
    images = {layer.image_area for layer in layers if isinstance(layer, ImageLayer)}
    unfilled_texts = _unfilled(((place.name, place.is_required) for place in spec.text_areas), texts)
    unfilled_images = _unfilled(((place.name, place.is_required) for place in spec.image_areas), images)
    for name in unfilled_texts:
        verdicts.add("required_text", None, name=name)
    for name in unfilled_images:
        verdicts.add("required_image", None, name=name)
    if spec.is_required and is_empty and not unfilled_texts and not unfilled_images:
        verdicts.add("required_area", None)


def check_count(layers: Sequence[Layer], verdicts: Verdicts) -> None:
    """Whether a print area holds so many objects that it takes long to make."""
    most = verdicts.parameter("layer_count", "maximum")
    if len(layers) > most + TOLERANCE:
        verdicts.add("layer_count", None, layers=len(layers), most=most)


def _unfilled(places: Iterable[tuple[str, bool]], filled: set[str | None]) -> list[str]:
    return [name for name, is_required in places if is_required and name not in filled]
