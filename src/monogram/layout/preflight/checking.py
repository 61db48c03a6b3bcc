"""All rules over a print area, and over a whole design."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from monogram.layout.model import Area, CodeLayer, Document, TextLayer
from monogram.layout.place import findings, layout_background, layout_layer
from monogram.layout.preflight.edges import check_edges
from monogram.layout.preflight.filled import check_count, check_filled, is_blank
from monogram.layout.preflight.inks import check_colours, check_ink, check_lines, check_tones
from monogram.layout.preflight.marks import Mark, Piece, pieces_of
from monogram.layout.preflight.pictures import check_pictures
from monogram.layout.preflight.scanning import check_code
from monogram.layout.preflight.values import AreaSpec, PictureFacts, Verdict, Verdicts
from monogram.layout.preflight.words import check_words
from monogram.layout.resources import Resources
from monogram.layout.text_operations import Finding
from monogram.layout.used import all_layers


def preflight(area: Area, spec: AreaSpec, resources: Resources, pictures: Mapping[str, PictureFacts]) -> list[Verdict]:
    """What is to be said about a print area before it is made: the background first, then layer by layer from the
    undermost, then the area as a whole.

    Members of a group count for themselves. Raises UnknownFontError and UnknownDrawingError.
    """
    verdicts = Verdicts(spec)
    background = layout_background(area)
    laid_out = [(layer, layout_layer(layer, resources)) for layer in area.layers]
    operations = [*background, *(operation for _, laid in laid_out for operation in laid)]
    pieces = pieces_of(operations)
    in_order = list(pieces.values())
    found = _by_layer(findings(area, resources))

    check_pictures(None, _marks(pieces, ""), pictures, verdicts)
    check_tones(None, background, verdicts)
    for top, laid in laid_out:
        for layer in all_layers([top]):
            mine = _marks(pieces, layer.id)
            check_pictures(layer.id, mine, pictures, verdicts)
            check_edges(layer, mine, pieces[layer.id].box if mine else None, verdicts)
            if isinstance(layer, TextLayer):
                check_words(layer, mine, found[layer.id], resources.fonts, verdicts)
            if isinstance(layer, CodeLayer):
                check_code(layer, in_order, verdicts)
            else:
                check_lines(layer, mine, verdicts)
            check_ink(layer, verdicts)
        check_tones(top.id, laid, verdicts)
    layers = list(all_layers(area.layers))
    check_colours(operations, verdicts)
    check_filled(layers, is_blank(area), verdicts)
    check_count(layers, verdicts)
    return verdicts.found


def preflight_document(
    document: Document, specs: Sequence[AreaSpec], resources: Resources, pictures: Mapping[str, PictureFacts]
) -> list[Verdict]:
    """`preflight` of all print areas of a product in the product's order, those left empty included.

    A design with nothing on it is refused once, and not besides a required area.
    """
    designed = {area.name: area for area in document.areas}
    found: list[Verdict] = []
    for spec in specs:
        area = designed.get(spec.name) or Area(spec.name, spec.width, spec.height, None, ())
        found.extend(preflight(area, spec, resources, pictures))
    if specs and all(map(is_blank, document.areas)) and all(verdict.severity != "block" for verdict in found):
        verdicts = Verdicts(specs[0])
        verdicts.add("empty_design", None)
        found.extend(verdicts.found)
    return found


def _marks(pieces: Mapping[str, Piece], layer: str) -> tuple[Mark, ...]:
    return pieces[layer].marks if layer in pieces else ()


def _by_layer(found: Sequence[Finding]) -> defaultdict[str, list[Finding]]:
    by_layer: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_layer[finding.layer].append(finding)
    return by_layer
