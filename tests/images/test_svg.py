"""SVG → drawing: what each part of the language becomes, and that it looks the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
import pyvips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.images.svg_features import FEATURES
from tests.images.vectors import RECTANGLE, svg

from monogram.images.refusals import RefusedError
from monogram.images.vector.clean_svg import clean_svg
from monogram.images.vector.drawn import Gradient, Group, Shape
from monogram.images.vector.plain_drawing import NotAsDrawingError, plain_drawing
from monogram.images.vector.svg import read_svg
from monogram.layout.drawing import load_drawing

SIDE = 400


def drawing(body: str, view_box: str = "0 0 10 10", attributes: str = "") -> dict[str, Any]:
    """The JSON of an SVG's drawing, which must load."""
    plain = plain_drawing(read_svg(svg(body, view_box, attributes)))
    load_drawing(json.dumps(plain))
    return plain


def paths(body: str, view_box: str = "0 0 1000 1000") -> list[str]:
    """The path data of an SVG whose units are the drawing's own, cut at its edge or not."""
    shapes = drawing(body, view_box)["shapes"]
    return [shape["path"] for entry in shapes for shape in entry.get("shapes", [entry])]


@pytest.mark.parametrize("name", FEATURES)
def test_it_looks_as_another_renderer_draws_the_original(name: str) -> None:
    content = FEATURES[name]
    original = pyvips.Image.svgload_buffer(content, dpi=96)
    original = pyvips.Image.svgload_buffer(content, dpi=96, scale=SIDE / max(original.width, original.height))

    ours = pyvips.Image.svgload_buffer(clean_svg(read_svg(content), original.width, original.height))

    for ground in ([0, 0, 0], [255, 255, 255]):
        difference = (original.flatten(background=ground) - ours.flatten(background=ground)).abs()
        assert difference.avg() < 0.1
        assert difference.shrink(4, 4).max() < 32


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<path d="M0 0h10v10zm5 5l1 1"/>', "M0 0L10 0L10 10ZM5 5L6 6"),
        ('<path d="M0 0h10v10z l1 1"/>', "M0 0L10 0L10 10ZM0 0L1 1"),
        ('<path d="M0,0 Q5-5.5.5.5T9 9"/>', "M0 0Q5 -5.5 0.5 0.5Q-4 6.5 9 9"),
        ('<path d="M0 0C1 1 2 1 3 0s2-1 3 0"/>', "M0 0C1 1 2 1 3 0C4 -1 5 -1 6 0"),
        ('<path d="M0 0 1 1 2 2"/>', "M0 0L1 1L2 2"),
        ('<path d="M0 0L1 1 bogus L2 2"/>', "M0 0L1 1"),
        ('<path d="M0 0L1 1 2"/>', "M0 0L1 1"),
        ('<path d="M0 0L1 1M5 5"/>', "M0 0L1 1"),
        ('<path d="M0 0A0 5 0 0 0 9 9"/>', "M0 0L9 9"),
        ('<path d="M10 0A10 10 0 010 10"/>', "M10 0C10 5.523 5.523 10 0 10"),
        ('<rect x="1" y="2" width="3" height="4"/>', "M1 2L4 2L4 6L1 6Z"),
        ('<line x1="1" x2="3" stroke="red" fill="none"/>', "M1 0L3 0"),
        ('<polygon points="1,2 3,4 5,6 7"/>', "M1 2L3 4L5 6Z"),
        ('<g transform="scale(2)"><rect x="1" width="3" height="4" transform="translate(1 1)"/></g>',
         "M4 2L10 2L10 10L4 10Z"),
        ('<rect width="9" height="9" transform="scale(2) nonsense(1)"/>', "M0 0L9 0L9 9L0 9Z"),
        ('<path d="M0 0H9" stroke="red" fill="none" stroke-dasharray="2 3"/>', "M0 0L2 0M5 0L7 0"),
        ('<path d="M0 0H9" stroke="red" fill="none" stroke-dasharray="2 3" stroke-dashoffset="-1"/>',
         "M1 0L3 0M6 0L8 0"),
        ('<path d="M0 0H4V4" stroke="red" fill="none" stroke-dasharray="5 9"/>', "M0 0L4 0L4 1"),
        ('<path d="M0 0H9" stroke="red" fill="none" stroke-dasharray="1 1" pathLength="3"/>', "M0 0L3 0M6 0L9 0"),
        ('<path d="M0 0H9" stroke="red" fill="none" stroke-dasharray="0 0"/>', "M0 0L9 0"),
    ],
)  # fmt: skip
def test_outlines(body: str, expected: str) -> None:
    assert paths(body) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        '<path d="L0 0L9 9"/>',
        '<rect width="-1" height="5"/>',
        '<circle r="0"/>',
        '<g display="none"><rect width="5" height="5"/></g>',
        '<rect width="5" height="5" visibility="hidden"/>',
        '<rect width="5" height="5" fill="none"/>',
        '<rect width="5" height="5" fill="url(#nothing)"/>',
        '<rect width="5" height="5" fill="rgb(0 0 0 / 0)"/>',
        '<rect width="5" height="5" opacity="0"/>',
        '<rect width="5" height="5" transform="scale(0)"/>',
        '<rect x="11" width="5" height="5"/>',
        '<use href="https://example.com/a.svg#b"/>',
        '<clipPath id="c"/><rect width="5" height="5" clip-path="url(#c)"/>',
        '<defs><rect width="5" height="5"/></defs>',
        "<text> </text>",
    ],
)
def test_what_shows_nothing_is_nothing(body: str) -> None:
    with pytest.raises(RefusedError, match="vector_empty"):
        read_svg(svg(body))


@pytest.mark.parametrize(
    ("attributes", "view_box", "width", "height"),
    [
        ("", "0 0 20 10", 1000, 500),
        ('width="10" height="20"', "0 0 7 7", 500, 1000),
        ('width="50mm"', "0 0 20 10", 1000, 500),
        ('width="100%" height="100%"', "0 0 20 10", 1000, 500),
        ('width="0" height="-4"', "0 0 20 10", 1000, 500),
        ('width="30" height="10"', "", 1000, 333.333333),
        ("", "0 0 0 10", 1000, 1000),
        ("", "", 1000, 1000),
    ],
)
def test_sizes(attributes: str, view_box: str, width: float, height: float) -> None:
    found = drawing(RECTANGLE, view_box, attributes)

    assert (found["width"], found["height"]) == (width, height)


def test_a_line_without_end_is_no_picture() -> None:
    with pytest.raises(RefusedError, match="vector_empty"):
        read_svg(svg(RECTANGLE, "0 0 1000000 1"))


def test_a_shape_has_its_stroke_after_its_fill_in_parts_of_their_own() -> None:
    found = drawing(
        '<rect width="5" height="5" fill="#ABC" stroke="rgb(255,0,0)" stroke-width=".2" stroke-linecap="round" '
        'stroke-linejoin="bevel" fill-opacity="50%"/>'
    )

    outline = "M0 0L500 0L500 500L0 500Z"
    pen = {"paint": "#ff0000", "width": 20.0, "cap": "round", "join": "bevel", "miter_limit": 4.0}
    assert found == {
        "version": 1,
        "width": 1000.0,
        "height": 1000.0,
        "parts": [{"name": "colour 1", "colour": "#aabbcc"}, {"name": "colour 2", "colour": "#ff0000"}],
        "shapes": [
            {"path": outline, "rule": "nonzero", "fill": "#aabbcc", "stroke": None, "opacity": 0.5, "part": "colour 1"},
            {
                "shapes": [
                    {
                        "path": outline,
                        "rule": "nonzero",
                        "fill": None,
                        "stroke": pen,
                        "opacity": 1.0,
                        "part": "colour 2",
                    }
                ],
                "opacity": 1.0,
                "blend": "normal",
                "clip": {"path": "M0 0L1000 0L1000 1000L0 1000Z", "rule": "nonzero"},
            },
        ],
    }


def test_colours_are_named_by_their_author() -> None:
    found = drawing(
        '<g data-part="leaf" fill="green"><rect width="1" height="1"/><rect width="1" height="1" fill="lime"/></g>'
        '<g id="Trunk_of_tree" fill="brown"><rect width="1" height="1"/></g><g id="g42" fill="#123456">'
        '<rect width="1" height="1"/></g><g id="Layer_1"><rect width="1" height="1" fill="red"/></g>'
    )

    assert found["parts"] == [
        {"name": "leaf", "colour": "#008000"},
        {"name": "leaf 2", "colour": "#00ff00"},
        {"name": "Trunk of tree", "colour": "#a52a2a"},
        {"name": "colour 4", "colour": "#123456"},
        {"name": "colour 5", "colour": "#ff0000"},
    ]
    assert [shape["part"] for shape in found["shapes"]] == [part["name"] for part in found["parts"]]


def test_more_colours_than_anyone_would_choose_are_no_parts() -> None:
    def squares(count: int) -> str:
        return "".join(f'<rect width="1" height="1" fill="#0000{index:02x}"/>' for index in range(count))

    assert len(drawing(squares(12))["parts"]) == 12
    found = drawing(squares(13))
    assert found["parts"] == []
    assert found["shapes"][0]["part"] is None


def test_a_gradient_has_its_ends_in_the_drawings_units() -> None:
    found = drawing(
        '<linearGradient id="a" x2="0" y2="1"><stop stop-color="red"/><stop offset="1" stop-color="#00f" '
        'stop-opacity=".5"/></linearGradient><radialGradient id="b" href="#a"/>'
        '<rect x="1" y="1" width="4" height="2" fill="url(#a)"/><circle cx="8" cy="8" r="1" fill="url(#b)"/>'
        '<ellipse cx="5" cy="5" rx="2" ry="1" fill="url(#b)"/>'
    )

    stops = [
        {"offset": 0.0, "colour": "#ff0000", "opacity": 1.0},
        {"offset": 1.0, "colour": "#0000ff", "opacity": 0.5},
    ]
    identity = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    assert [shape["fill"] for shape in found["shapes"]] == [
        {"type": "linear", "from": [100.0, 100.0], "to": [100.0, 300.0], "stops": stops, "matrix": identity},
        {"type": "radial", "centre": [800.0, 800.0], "radius": 100.0, "stops": stops, "matrix": identity},
        {
            "type": "radial",
            "centre": [0.0, 0.0],
            "radius": 1.0,
            "stops": stops,
            "matrix": [200.0, 0.0, 0.0, 100.0, 500.0, 500.0],
        },
    ]
    assert found["parts"] == []


@pytest.mark.parametrize(
    "attributes", ['fill="url(#a)"', 'fill="url(#a) lime" stroke="none"', "style=\"fill: url('#a')\""]
)
def test_a_gradient_of_one_stop_is_a_colour(attributes: str) -> None:
    found = drawing(
        f'<linearGradient id="a"><stop stop-color="#0f0"/></linearGradient><rect width="1" height="1" {attributes}/>'
    )

    assert found["shapes"][0]["fill"] == "#00ff00"


def test_what_our_drawings_cannot_say_is_still_drawn() -> None:
    drawn = read_svg(FEATURES["radial gradients"])

    with pytest.raises(NotAsDrawingError):
        plain_drawing(drawn)
    off_centre = [
        entry.ink.numbers for entry in drawn.entries if isinstance(entry, Shape) and isinstance(entry.ink, Gradient)
    ][2]
    assert off_centre == (0.5, 0.5, 0.5, 0.3, 0.3, 0.0)


def test_a_clip_that_cuts_nothing_is_left_out() -> None:
    clip = '<clipPath id="c"><path d="M0 0h10v10h-10z"/></clipPath>'

    inside = read_svg(svg(f'{clip}<g clip-path="url(#c)">{RECTANGLE}</g>'))
    across = read_svg(svg(f'{clip}<g clip-path="url(#c)" transform="translate(-1)">{RECTANGLE}</g>'))

    assert [type(entry) for entry in inside.entries] == [Shape]
    assert [type(entry) for entry in across.entries] == [Group]


def test_opacity_of_one_shape_is_its_own_and_of_several_their_group_s() -> None:
    single = drawing(f'<g opacity=".5"><g opacity=".5">{RECTANGLE}</g></g>')
    several = drawing(f'<g opacity=".5">{RECTANGLE}{RECTANGLE}</g>')

    assert [shape["opacity"] for shape in single["shapes"]] == [0.25]
    assert several["shapes"][0]["opacity"] == 0.5
    assert [shape["opacity"] for shape in several["shapes"][0]["shapes"]] == [1.0, 1.0]


HARMLESS = (
    "<script>fetch('https://example.com')</script><title>a</title><desc>b</desc><metadata><a/></metadata>"
    '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">Hello</body></foreignObject>'
    '<style>@import url("https://example.com/a.css"); @font-face{font-family:x;src:url(https://example.com/f)}</style>'
    '<x:namedview xmlns:x="urn:x"><x:page/></x:namedview><use href="file:///etc/passwd#a"/>'
    '<animate attributeName="x" to="9"/><set attributeName="fill" to="url(https://example.com/)"/>'
    '<rect width="5" height="5" onclick="alert(1)" onload="alert(2)" href="javascript:alert(3)">'
    '<animateTransform attributeName="transform" type="rotate" to="90"/></rect>'
    '<a href="javascript:alert(4)" target="_top"><circle cx="8" cy="8" r="1"/></a>'
)


def test_what_a_browser_would_run_or_fetch_is_left_out() -> None:
    plain = f'{RECTANGLE}<circle cx="8" cy="8" r="1"/>'

    assert drawing(HARMLESS, attributes='onload="alert(5)"') == drawing(plain)
    text = clean_svg(read_svg(svg(HARMLESS)), 10, 10).decode()
    for word in ("script", "https", "file", "href", "onclick", "onload", "import", "alert", "animate", "foreign"):
        assert word not in text


def test_a_bare_document_type_is_taken() -> None:
    kind = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'

    assert len(read_svg(kind + svg(RECTANGLE)).entries) == 1


def test_the_namespaces_of_older_illustrator_files_are_written_out() -> None:
    kind = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n'
        b'\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n\t<!ENTITY width "5">\n]>'
    )
    content = (
        kind + b'<svg xmlns="&ns_svg;" viewBox="0 0 10 10"><rect width="&width;" height="5" class="a&amp;b"/></svg>'
    )

    assert plain_drawing(read_svg(content)) == drawing(RECTANGLE)


ENTITIES = {
    "entities of entities": b'<!ENTITY a "b"><!ENTITY c "&a;&a;">',
    "parameter entities": b'<!ENTITY % a "b"> %a;',
    "external entities": b'<!ENTITY a SYSTEM "file:///etc/passwd">',
    "defaults of attributes": b'<!ATTLIST rect fill CDATA "red">',
    "long entities": b'<!ENTITY a "' + b"b" * 201 + b'">',
}


@pytest.mark.parametrize("name", ENTITIES)
def test_other_declarations_are_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="svg_entities"):
        read_svg(b"<!DOCTYPE svg [" + ENTITIES[name] + b"]>" + svg(RECTANGLE))


def test_plain_entities_that_grow_out_of_measure_are_refused() -> None:
    content = b'<!DOCTYPE svg [<!ENTITY a "' + b"b" * 200 + b'">]>' + svg("<desc>" + "&a;" * 30_000 + "</desc>")

    with pytest.raises(RefusedError, match="svg_too_large"):
        read_svg(content)


def test_what_is_beyond_all_numbers_is_left_out() -> None:
    far = '<rect width="5" height="5" transform="scale(1e200) scale(1e200)"/>'
    thick = '<path d="M0 5H9" stroke="red" stroke-width="1e9"/>'

    assert drawing(far + RECTANGLE) == drawing(RECTANGLE)
    with pytest.raises(NotAsDrawingError):
        plain_drawing(read_svg(svg(thick)))


BOMBS = {
    "style sheets": f"<style>{'*[a]{fill:red}' * 1000}</style>" + "<g/>" * 15_000,
    "uses of uses": '<g id="a0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="a{i}">{f"""<use href="#a{i - 1}"/>""" * 10}</g>' for i in range(1, 9))
    + '<use href="#a8"/>',
    "dashes": '<path d="M0 0H1000000" stroke="red" stroke-dasharray=".0001"/>',
    "clips in clips": "".join(
        f'<clipPath id="c{i}" clip-path="url(#c{(i + 1) % 3})"><rect/></clipPath>' for i in range(3)
    )
    + f'<g clip-path="url(#c0)">{RECTANGLE}</g>',
    "segments": f'<path d="M0 0{"h1" * 200_001}"/>',
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_by_what_they_would_spend(name: str) -> None:
    with pytest.raises(RefusedError, match=r"vector_too_detailed|svg_cycle"):
        read_svg(svg(BOMBS[name]))


ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["x", "y", "width", "height", "r", "rx", "cx", "d", "points", "transform", "fill", "stroke", "style", "id",
         "href", "opacity", "clip-path", "mask", "class", "viewBox", "stroke-dasharray", "offset", "gradientTransform",
         "stop-color", "display", "mix-blend-mode", "preserveAspectRatio", "stroke-width", "spreadMethod"]
    ),
    st.sampled_from(
        ["1", "-3", "1e9", "50%", "1e-9", "5 5", "url(#a)", "#a", "#b", "a", "b", "red", "none", "inherit", "nan",
         "M0 0h5v5z", "M1 1A5 3 9 1 0 9 9C1 2 3 4 5 6", "scale(2) rotate(9)", "matrix(1 2 3 4 5 6)", "skewX(90)",
         "fill:url(#b);opacity:.3", "0 0 9 9", "multiply", "reflect", "repeat", "2,1", "0.5", "xMinYMax slice", "∞"]
    ),
    max_size=6,
)  # fmt: skip
ELEMENTS = st.recursive(
    st.tuples(st.sampled_from(["rect", "circle", "path", "use", "stop", "polygon", "line", "ellipse"]), ATTRIBUTES),
    lambda inner: st.tuples(
        st.sampled_from(
            ["g", "svg", "symbol", "defs", "clipPath", "mask", "linearGradient", "radialGradient", "a", "switch"]
        ),
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=16,
)


def written(element: Any) -> str:
    """An element of the strategy as XML."""
    tag, attributes, *rest = element
    words = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{words}>{''.join(written(child) for child in (rest[0] if rest else []))}</{tag}>"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ELEMENTS, min_size=1, max_size=6))
def test_whatever_svg_is_drawn_or_refused(elements: list[Any]) -> None:
    content = svg(
        "".join(written(element) for element in elements) + "<style>.a{fill:url(#a) blue} #b{stroke:red}</style>"
    )
    try:
        drawn = read_svg(content)
        plain = plain_drawing(drawn)
    except (RefusedError, NotAsDrawingError):
        return
    assert load_drawing(json.dumps(plain)).shapes
