"""What the shop says about the pictures: products, views, print areas, colours."""

from typing import Any

from . import framed_print, gltf, mug, pen, phone_case, tshirt

COLOURS = [
    {"name": "White", "code": "WHITE", "hex": "#ffffff"},
    {"name": "Black", "code": "BLACK", "hex": "#1d1d1f"},
    {"name": "Navy", "code": "NAVY", "hex": "#24304f"},
    {"name": "Heather grey", "code": "HEATHER", "hex": "#b9babd"},
    {"name": "Forest", "code": "FOREST", "hex": "#274a3c"},
    {"name": "Burgundy", "code": "BURGUNDY", "hex": "#6b2136"},
    {"name": "Sand", "code": "SAND", "hex": "#ddccb0"},
    {"name": "Sky", "code": "SKY", "hex": "#a9cbe6"},
]
MODELS = ("mug", "phone-case", "framed-print", "pen")
TEXTS = {
    "tshirt": (
        1007644,
        "Classic T-shirt",
        ("A soft, heavyweight cotton tee with a ribbed collar and twin-needle hems. "
        "Printed front or back, made to be lived in."),
    ),
    "mug": (
        1007645,
        "Mug, 11 oz",
        ("A glossy white ceramic mug whose picture runs almost all the way round. "
        "Dishwasher and microwave safe."),
    ),
    "phone-case": (
        1007646,
        "Phone case",
        "A slim matte case with a raised lip around the camera. Your design covers the whole back.",
    ),
    "framed-print": (
        1007647,
        "Framed print, A3",
        "Your picture on heavy matte art paper in a solid oak frame, ready to hang.",
    ),
    "pen": (
        1007648,
        "Engraved pen",
        "A brushed-steel ballpoint with two lines of your own, engraved for good.",
    ),
    "gift-box": (
        1007649,
        "Gift box",
        "A rigid kraft box tied with teal satin ribbon, for anything that deserves a little ceremony.",
    ),
}  # fmt: skip
Quad = list[list[float]]


def area(name: str, size_mm: tuple[float, float], quad: Quad, mask: str | None = None) -> dict[str, Any]:
    return {"name": name, "width_mm": size_mm[0], "height_mm": size_mm[1], "quad": quad, "mask": mask}


def view(name: str, *areas: dict[str, Any], tinted: bool = False) -> dict[str, Any]:
    """A view and the files that the studio makes for it."""
    stem = name.lower()
    return {
        "name": name,
        "photo": f"{stem}.jpg",
        "width": 2000,
        "height": 2000,
        "tint_mask": f"{stem}-tint.png" if tinted else None,
        "shading_map": f"{stem}-shading.png" if areas else None,
        "displacement_map": f"{stem}-displacement.png" if areas and tinted else None,
        "areas": list(areas),
    }


def views() -> dict[str, list[dict[str, Any]]]:
    millimetres = (mug.WRAP[0] * 1000, mug.WRAP[1] * 1000)
    case = (phone_case.PRINT[0] * 1000, phone_case.PRINT[1] * 1000)
    shirt = [view(n, area(n, tshirt.PRINT_MM, tshirt.quad(n.lower())), tinted=True) for n in ("Front", "Back")]
    return {
        "tshirt": shirt,
        "mug": [view("Front"), view("Wrap", area("Wrap", millimetres, mug.wrap_quad()))],
        "phone-case": [view("Back", area("Back", case, phone_case.quad(), "back-area.png"))],
        "framed-print": [view("Front", area("Front", (297, 420), framed_print.quad()) | {"bleed_mm": 3})],
        "pen": [view("Side", area("Side", (60, 8), pen.quad()))],
        "gift-box": [view("Front")],
    }


def manifest() -> dict[str, Any]:
    products = []
    for slug, shown in views().items():
        number, name, description = TEXTS[slug]
        product: dict[str, Any] = {
            "id": number, "slug": slug, "name": name, "description": description, "views": shown,
        }  # fmt: skip
        if slug == "tshirt":
            product["colours"] = COLOURS
        if slug in MODELS:
            product["model"] = {"file": f"{slug}.glb", "print_mesh": gltf.PRINT_MESH}
        products.append(product)
    return {"products": products}
