"""One small SVG for each thing that our reader must understand, to be drawn by it and by librsvg alike."""

from __future__ import annotations

from tests.images.vectors import svg

_BOX = "0 0 100 100"

FEATURES: dict[str, bytes] = {
    name: svg(body, _BOX)
    for name, body in {
        "arcs": '<path d="M10 50a40 20 30 1 0 60-10zM50 20A10 10 0 0180 20v5h-9M20 80a5 5 0 0110 0a5 5 0 01-10 0" '
        'fill="teal" stroke="#333"/>',
        "curves": '<path d="M10 80C20 10 40 10 50 80S80 150 90 20T60 40Q30 10 20 30T5 50z" fill="none" stroke="purple" '
        'stroke-width="3"/>',
        "figures": '<rect x="5" y="5" width="30" height="20" rx="5"/>'
        '<rect x="40" y="5" width="30" height="20" rx="50" ry="3" fill="red"/>'
        '<circle cx="20" cy="50" r="15" fill="green"/><ellipse cx="60" cy="50" rx="25" ry="10" fill="blue"/>'
        '<line x1="5" y1="75" x2="95" y2="70" stroke="orange" stroke-width="4" stroke-linecap="round"/>'
        '<polyline points="10,90 20 80,30,95" fill="none" stroke="black"/>'
        '<polygon points="50,80 60,95 40,95" fill="brown"/>',
        "dashes": '<path d="M10 10H90M90 20V90M10 20V90" fill="none" stroke="black" stroke-width="3" '
        'stroke-dasharray="10 5 2" stroke-dashoffset="4"/>'
        '<circle cx="50" cy="50" r="25" fill="none" stroke="red" stroke-width="4" stroke-dasharray="0 8" '
        'stroke-linecap="round"/>'
        '<path d="M20 30C40 10 60 80 80 30" fill="none" stroke="blue" stroke-width="2" stroke-dasharray="5"/>',
        "linear gradients": '<linearGradient id="a"><stop offset="0" stop-color="red"/>'
        '<stop offset="50%" stop-color="yellow" stop-opacity=".5"/><stop offset="1" stop-color="blue"/>'
        '</linearGradient><linearGradient id="b" xlink:href="#a" x2="0.3" y2="0.3" spreadMethod="reflect"/>'
        '<linearGradient id="c" href="#a" gradientUnits="userSpaceOnUse" x1="10" y1="60" x2="40" y2="60" '
        'gradientTransform="rotate(30 25 60) skewX(20)" spreadMethod="repeat"/>'
        '<rect x="5" y="5" width="90" height="20" fill="url(#a)"/><rect x="5" y="30" width="90" height="20" '
        'fill="url(#b)"/><rect x="5" y="55" width="90" height="40" fill="url(#c)" stroke="url(#a)" stroke-width="4"/>',
        "radial gradients": '<radialGradient id="a"><stop offset="0" stop-color="white"/>'
        '<stop offset="1" stop-color="navy"/></radialGradient><radialGradient id="b" href="#a" r="0.2" '
        'spreadMethod="repeat"/><radialGradient id="c" href="#a" fx="0.3" fy="0.3"/><radialGradient id="d" href="#a" '
        'gradientUnits="userSpaceOnUse" cx="75" cy="75" r="20" '
        'gradientTransform="translate(75 75) rotate(40) scale(1 .4) translate(-75 -75)"/>'
        '<rect x="5" y="5" width="40" height="20" fill="url(#a)"/>'
        '<rect x="50" y="5" width="40" height="30" fill="url(#b)"/><circle cx="25" cy="70" r="20" fill="url(#c)"/>'
        '<rect x="50" y="50" width="50" height="50" fill="url(#d)"/>',
        "opacities": '<g opacity=".5"><rect x="10" y="10" width="40" height="40" fill="red"/><rect x="30" y="30" '
        'width="40" height="40" fill="blue" stroke="black" stroke-width="6"/></g><rect x="60" y="60" width="30" '
        'height="30" fill="green" stroke="yellow" stroke-width="8" opacity=".6" fill-opacity=".5"/>',
        "clips": '<clipPath id="a"><circle cx="30" cy="30" r="20"/><rect x="40" y="20" width="30" height="10" '
        'transform="rotate(20 40 20)"/></clipPath><clipPath id="b" clipPathUnits="objectBoundingBox">'
        '<rect x=".25" y=".25" width=".5" height=".5" rx=".1"/></clipPath><g clip-path="url(#a)">'
        '<rect width="100" height="50" fill="orange"/><rect x="20" y="20" width="30" height="30" fill="red"/></g>'
        '<rect x="50" y="50" width="50" height="50" clip-path="url(#b)" fill="purple"/>',
        "masks that are clips": '<mask id="m" fill="white"><path d="M10 10H60V60H10z"/></mask>'
        '<mask id="n" maskUnits="userSpaceOnUse" x="0" y="0" width="100" height="100" fill="black">'
        '<rect fill="white" width="100" height="100"/><path d="M60 60h30v30h-30z"/></mask>'
        '<path d="M10 10H60V60H10z" fill="none" stroke="red" stroke-width="10" mask="url(#m)"/>'
        '<path d="M60 60h30v30h-30z" stroke="blue" fill="none" stroke-width="8" mask="url(#n)"/>',
        "uses": '<defs><g id="s"><path d="M0 0h20v20z"/><circle cx="5" cy="25" r="5" fill="currentColor"/></g>'
        '<symbol id="y" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7" fill="teal"/></symbol></defs>'
        '<use href="#s" fill="red" color="green"/>'
        '<use xlink:href="#s" x="40" y="10" transform="rotate(15)" fill="blue"/>'
        '<use href="#y" x="10" y="50" width="40" height="30"/>'
        '<svg x="60" y="60" width="30" height="30" viewBox="0 0 10 20" preserveAspectRatio="xMaxYMin slice">'
        '<rect x="-5" width="10" height="40" fill="pink"/></svg>',
        "style sheets": "<style>.a{fill:#f0f;stroke:hsl(200,80%,40%)} g > .b {fill:rgb(10%,50%,90%)} "
        "#z{fill:rgba(255,0,0,.4)!important} rect[x='40']{stroke-width:3} rect:hover{fill:none}</style>"
        '<g><rect class="a" width="30" height="30"/>'
        '<rect class="a b" x="40" width="30" height="30" style="stroke:none"/>'
        '<rect id="z" y="40" width="30" height="30" style="fill:lime"/></g>'
        '<g fill="green" style="fill:inherit"><rect x="40" y="40" width="20" height="20"/></g>'
        '<g visibility="hidden"><rect x="70" y="70" width="20" height="20"/>'
        '<rect x="70" y="40" width="20" height="20" visibility="visible"/></g>',
        "transforms": '<g transform="translate(50,50) rotate(30) scale(1.5 .5) skewX(10)">'
        '<rect x="-20" y="-20" width="40" height="40" fill="olive"/></g>'
        '<path transform="matrix(0 1 -1 0 100 0) skewY(5)" d="M5 5h20v9z"/>',
        "joins and caps": '<g fill="none" stroke="#123" stroke-width="8">'
        '<path d="M10 40L30 10L50 40" stroke-linejoin="miter"/><path d="M60 40L65 10L70 40"/>'
        '<path d="M10 80L30 50L50 80" stroke-linejoin="round" stroke-linecap="square"/>'
        '<path d="M60 80L75 50L90 80" stroke-linejoin="bevel" stroke-linecap="round"/>'
        '<path d="M10 95h.01" stroke-linecap="round"/></g>',
        "blending": '<rect width="60" height="60" fill="gold"/><g style="mix-blend-mode:multiply">'
        '<circle cx="60" cy="60" r="30" fill="cyan"/></g>'
        '<circle cx="80" cy="20" r="30" fill="red" style="mix-blend-mode:screen"/>',
        "rules and orders": '<path fill-rule="evenodd" d="M50 5L80 95L5 40H95L20 95z" fill="crimson"/>'
        '<path d="M60 60h30v30h-30zM70 70v10h10v-10z" fill="navy" stroke="#ff0" paint-order="stroke" '
        'stroke-width="5"/>',
        "switches": '<switch><foreignObject requiredExtensions="urn:x" width="1" height="1"/>'
        '<g><rect width="50" height="50" fill="red"/></g></switch>',
        "what runs beyond the edge": '<circle cx="0" cy="0" r="60" fill="red"/><rect x="200" width="9" height="9"/>',
    }.items()
}
FEATURES["aspect"] = svg(
    '<rect x="-10" y="-10" width="120" height="70" fill="tan"/><circle cx="50" cy="25" r="25"/>',
    "0 0 100 50",
    'width="100" height="100"',
)
FEATURES["units"] = svg(
    '<rect x="5mm" y="1pc" width="50%" height="1cm" fill="red"/><circle cx="50%" cy="50%" r="10%"/>',
    "0 0 190 190",
    'width="50mm" height="50mm"',
)
