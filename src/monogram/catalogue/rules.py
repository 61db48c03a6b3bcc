"""What an operator may enter about a product. Pure: each rule says in a sentence what is wrong, or nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeGuard

from monogram.layout.preflight import INKS, SettingsError, read_settings

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
CODE = re.compile(r"[A-Za-z0-9_.]+")

LONGEST_SIDE = 20_000
"""Millimetres, as the design document has it."""
MOST_PIXELS = 400_000_000
"""Of one print file: 10 m² at 50 dpi, 0.5 m² at 700 dpi."""
LARGEST_DISPLACEMENT = 20
"""Millimetres. Folds that move a print further hide parts of it, which a map cannot tell."""
LARGEST_CHOKE = 10
"""Millimetres."""
ROUNDING = 0.01
"""Millimetres by which a box may stick out of its area."""

Point = Sequence[float]


def colour_problem(value: object) -> str | None:
    """A colour as `#rrggbb`."""
    if isinstance(value, str) and COLOUR.fullmatch(value):
        return None
    return f"{value!r} is not a colour. Write it with six hex digits, such as #1c1b1a."


def colours_problem(value: object) -> str | None:
    """A JSON list of colours."""
    if not isinstance(value, list):
        return 'This must be a list, such as ["#1c1b1a", "#ffffff"].'
    return next(filter(None, map(colour_problem, value)), None)


def code_problem(value: str) -> str | None:
    """A part of a SKU; the hyphen joins the parts."""
    return (
        None if CODE.fullmatch(value) else "Use letters, digits, points and underscores only: it is a part of the SKU."
    )


def quad_problem(quad: object, *, width: int, height: int) -> str | None:
    """Four corners on a photo of that size in pixels, going round it clockwise, without a dent."""
    if not _is_quad(quad):
        return "These must be four points, such as [[100, 80], [300, 80], [300, 330], [100, 330]]."
    for x, y in quad:
        if not (0 <= x <= width and 0 <= y <= height):
            return f"The point [{x:g}, {y:g}] is outside the photo, which has {width} × {height} pixels."
    if any(_turn(quad[i], quad[(i + 1) % 4], quad[(i + 2) % 4]) <= 0 for i in range(4)):
        return "Go round the area clockwise: top left, top right, bottom right, bottom left."
    return None


def _is_quad(quad: object) -> TypeGuard[list[Point]]:
    return isinstance(quad, list) and len(quad) == 4 and all(_is_point(point) for point in quad)


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(value, int | float) and not isinstance(value, bool) for value in point)
        and all(math.isfinite(value) for value in point)
    )


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above 0 where the way a → b → c bends clockwise (y down)."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def price_problem(amount: Decimal | None) -> str | None:
    """A price, or what something costs more."""
    return "A price is not below 0." if amount is not None and amount < 0 else None


def quantity_problems(*, fewest: int | None, most: int | None, step: int | None) -> dict[str, str | None]:
    """Field → what is wrong, for how many of a product can be ordered at once."""
    return {
        "min_quantity": "This must be at least 1." if fewest == 0 else None,
        "max_quantity": f"This must be at least {fewest}, or empty."
        if most is not None and fewest is not None and most < fewest
        else None,
        "quantity_step": "This must be at least 1." if step == 0 else None,
    }


def displacement_problem(millimetres: float) -> str | None:
    """How far a displacement map may move a design, either way."""
    if abs(millimetres) <= LARGEST_DISPLACEMENT:
        return None
    return f"This must be from -{LARGEST_DISPLACEMENT} to {LARGEST_DISPLACEMENT} mm."


def area_problems(*, width: float, height: float, dpi: int, bleed: float, safe_margin: float) -> dict[str, str]:
    """Field → what is wrong, for a print area's measures in millimetres."""
    problems = {}
    for name, side in (("width", width), ("height", height)):
        if not 1 <= side <= LONGEST_SIDE:
            problems[name] = f"This must be from 1 to {LONGEST_SIDE:,} mm."
    if safe_margin < 0 or (not problems and safe_margin >= min(width, height) / 2):
        problems["safe_margin"] = "This must be at least 0 mm and leave room in the middle of the area."
    if not 30 <= dpi <= 2400:
        problems["dpi"] = "This must be from 30 to 2,400 dpi."
    if not 0 <= bleed <= 100:
        problems["bleed"] = "This must be from 0 to 100 mm."
    if not problems and (pixels := _pixels(width, height, dpi, bleed)) > MOST_PIXELS:
        problems["dpi"] = (
            f"The print file would have {pixels / 1e6:,.0f} million pixels; {MOST_PIXELS // 10**6} are allowed."
        )
    return problems


def _pixels(width: float, height: float, dpi: int, bleed: float) -> float:
    return (width + 2 * bleed) / 25.4 * dpi * (height + 2 * bleed) / 25.4 * dpi


def process_problems(*, max_colours: int | None, min_line: float | None, inks: object) -> dict[str, str | None]:
    """Field → what is wrong, for what a print area's process can do."""
    return {
        "max_colours": "This must be at least 1." if max_colours == 0 else None,
        "min_line": None if min_line is None or 0.01 <= min_line <= 10 else "This must be from 0.01 to 10 mm.",
        "inks": _inks_problem(inks),
    }


def print_file_problems(
    *, output_format: str, has_profile: bool, converts_to_cmyk: bool, has_marks: bool, underbase_choke: float | None
) -> dict[str, str | None]:
    """Field → what is wrong, for the file that a print area is written as."""
    needs_profile = output_format == "pdfx" or converts_to_cmyk
    is_pdf = output_format in {"pdf", "pdfx"}
    underbase = None
    if underbase_choke is not None:
        underbase = "Only a PDF has a white underbase." if not is_pdf else None
        if not 0 <= underbase_choke <= LARGEST_CHOKE:
            underbase = f"This must be from 0 to {LARGEST_CHOKE} mm."
    return {
        "press_profile": "Choose the profile of the press." if needs_profile and not has_profile else None,
        "converts_to_cmyk": "Only TIFF and PDF hold CMYK."
        if converts_to_cmyk and not (is_pdf or output_format == "tiff")
        else None,
        "has_marks": "Only a PDF has crop marks." if has_marks and not is_pdf else None,
        "underbase_choke": underbase,
    }


def _inks_problem(inks: object) -> str | None:
    if isinstance(inks, list) and all(isinstance(ink, str) and ink in INKS for ink in inks):
        return None
    return f"This must be a list of {', '.join(INKS)}."


def preflight_problem(settings: object) -> str | None:
    """What a product changes of the rules of preflight."""
    try:
        read_settings(settings)
    except SettingsError as error:
        return str(error)
    return None


def box_problems(
    *, x: float, y: float, width: float, height: float, area_width: float, area_height: float
) -> dict[str, str]:
    """Field → what is wrong, for a text or image area's box within its print area, in millimetres."""
    problems = {}
    for name, start, side, whole in (("width", x, width, area_width), ("height", y, height, area_height)):
        axis = "x" if name == "width" else "y"
        if side <= 0:
            problems[name] = "This must be more than 0 mm."
        elif start < -ROUNDING:
            problems[axis] = "The box begins outside the print area."
        elif start + side > whole + ROUNDING:
            problems[name] = f"The box ends {start + side - whole:.4g} mm outside the print area."
    return problems
