"""Lists of operations that show one effect each, straight into the two players: no layout stands between."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from tests.parity.pictures import CIRCLE, LEAF, PHOTO, SPRITE, TILE, at, box, leaf, star, words

from monogram.geometry.matrices import Matrix, invert, multiply, scaling
from monogram.geometry.paths import Path
from monogram.layout.operations import (
    Adjustment,
    Blend,
    Cap,
    Clip,
    GroupOperation,
    ImageOperation,
    Join,
    LinearGradient,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
    RadialGradient,
    Shadow,
    Stop,
    Stroke,
)

WIDTH, HEIGHT = 120, 90
"""Millimetres."""
CAST = Shadow("#1c3f95", 0.7, 3.1, 4.3, 2.0)
WHOLE = (0.0, 0.0, 1.0, 1.0)
SUNSET = (Stop(0, "#ff4e50"), Stop(0.4, "#f9d423"), Stop(1, "#1c3f95"))
FADING = (Stop(0, "#ff4e50", 0.9), Stop(0.5, "#00c0a0", 0.0), Stop(1, "#1c3f95"))
STRIPES = (Stop(0.2, "#ff4e50"), Stop(0.5, "#f9d423"), Stop(0.5, "#1c3f95"), Stop(0.8, "#10b981"))
GREY = Adjustment(matrix=(0.2126, 0.7152, 0.0722, 0.0) * 3)
SEPIA = Adjustment(matrix=(0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0))
BRIGHT = Adjustment(matrix=(1, 0, 0, 51, 0, 1, 0, 51, 0, 0, 1, 51))
HARD = Adjustment(matrix=(2.5, 0, 0, -191.25, 0, 2.5, 0, -191.25, 0, 0, 2.5, -191.25))
DUOTONE = Adjustment(matrix=(0.12, 0.42, 0.04, 16, 0.17, 0.57, 0.06, 32, 0.08, 0.28, 0.03, 96))
THRESHOLD = Adjustment(threshold=118.0)


def across(stops: tuple[Stop, ...], degrees: float = 0, matrix: Matrix = (1, 0, 0, 1, 0, 0)) -> LinearGradient:
    """A line of 40 mm about the origin."""
    return LinearGradient((-20, 0), (20, 0), stops, multiply(at(0, 0, degrees), matrix))


def outwards(stops: tuple[Stop, ...], matrix: Matrix) -> RadialGradient:
    """The unit circle, mapped."""
    return RadialGradient((0, 0), 1, stops, matrix)


def tiled(image: str, width: float, height: float, degrees: float = 0, **fields: object) -> PatternPaint:
    """A pattern whose picture is `width` × `height` mm."""
    return replace(PatternPaint(image, multiply(at(3, 2, degrees), scaling(width, height))), **fields)  # type: ignore[arg-type]  # its own fields


def photo(matrix: Matrix = (108, 0, 0, 81, 6, 4.5), image: str = PHOTO, *adjustments: Adjustment) -> ImageOperation:
    """A picture over nearly all of the area."""
    return ImageOperation("photo", image, matrix, WHOLE, None, 1, adjustments)


def grouped(*members: Operation, **fields: object) -> GroupOperation:
    """A group."""
    return replace(GroupOperation("group", members), **fields)  # type: ignore[arg-type]  # its own fields


def cast_by(*members: Operation, **fields: float) -> GroupOperation:
    """A group with a shadow."""
    return grouped(*members, shadow=replace(CAST, **fields))  # type: ignore[arg-type]  # its own fields


def sheet(fill: Paint) -> PathOperation:
    """A rectangle of 100 × 70 mm about its origin, turned a little."""
    return PathOperation("sheet", box(-50, -35, 50, 35), at(60, 45, 4), fill, None, 1, None)


def _gradients() -> dict[str, tuple[Operation, ...]]:
    oval: Matrix = (22, 6, -3, 9, 2, 1)
    big, pen = at(60, 45, 10, scaling(2.2, 2.2)), (1.8, "round")
    return {
        "gradient-linear": (leaf(across(SUNSET, 30), big),),
        "gradient-linear-skewed": (leaf(across(SUNSET, 30, (1.5, 0.4, -0.9, 1, 3, 2)), big),),
        "gradient-linear-see-through": (leaf(across(FADING, 60), big, opacity=0.8),),
        "gradient-hard-stops": (leaf(across(STRIPES, -20), big),),
        "gradient-one-stop": (leaf(across(SUNSET[1:2]), big),),
        "gradient-without-length": (leaf(replace(across(SUNSET), end=(-20, 0)), big, Stroke("#123456", 1)),),
        "gradient-radial": (leaf(outwards(SUNSET, at(4, -2, 0, scaling(20, 20))), big),),
        "gradient-oval": (leaf(outwards(SUNSET, oval), big),),
        "gradient-oval-see-through": (leaf(outwards(FADING, oval), big, opacity=0.7),),
        "gradient-pen": (
            leaf(None, at(30, 45, 20), Stroke(across(SUNSET), *pen[:1])),
            leaf(None, at(60, 45, 20), Stroke(outwards(SUNSET, scaling(18, 18)), 3)),
            leaf(None, at(90, 45, 20), Stroke(outwards(SUNSET, oval), 3), 0.7),
        ),
        "gradient-words": tuple(
            replace(letter, fill=across(SUNSET, 0, multiply(invert(letter.matrix), at(60, 40, 15, scaling(2.4, 1)))))
            for letter in words("Gradient", "lobster-regular", 30, at(10, 50), None)
        ),
        "gradient-words-oval": tuple(
            replace(letter, fill=outwards(SUNSET, multiply(invert(letter.matrix), at(60, 45, 0, scaling(55, 14)))))
            for letter in words("Radiant", "inter-bold", 28, at(8, 54), None)
        ),
    }


def _patterns() -> dict[str, tuple[Operation, ...]]:
    return {
        "pattern-grid": (sheet(tiled(TILE, 9, 7)),),
        "pattern-gaps": (sheet(tiled(SPRITE, 14, 12, 25, gap=(0.35, 0.2))),),
        "pattern-brick": (sheet(tiled(TILE, 11, 8, arrangement="brick")),),
        "pattern-half-drop": (sheet(tiled(SPRITE, 13, 13, -10, arrangement="half-drop", gap=(0.1, 0.3))),),
        "pattern-of-photos": (sheet(tiled(PHOTO, 16, 12, arrangement="brick", gap=(0.05, 0.07))),),
        "pattern-tiny": (sheet(tiled(SPRITE, 2.2, 2.2, 5)),),
        "pattern-large": (sheet(tiled(TILE, 60, 50, 12)),),
        "pattern-see-through": (replace(sheet(tiled(SPRITE, 20, 20)), opacity=0.6),),
        "pattern-toned": (sheet(tiled(PHOTO, 24, 18, 0, adjustments=(GREY, BRIGHT))),),
        "pattern-pen": (leaf(None, at(60, 45, 0, scaling(2, 2)), Stroke(tiled(TILE, 4, 3), 6, "butt", "miter")),),
        "pattern-words": tuple(
            replace(letter, fill=replace(tiled(TILE, 1, 1), matrix=multiply(invert(letter.matrix), scaling(6, 5))))
            for letter in words("Tiles", "bebas-neue-regular", 60, at(8, 66), None)
        ),
    }


def _outlines() -> dict[str, tuple[Operation, ...]]:
    zigzag: Path = (
        ("M", 0.0, 0.0),
        ("L", 18.0, 3.0),
        ("L", 2.0, 10.0),
        ("L", 20.0, 16.0),
        ("C", 30.0, 16.0, 4.0, 22.0, 0.0, 26.0),
    )
    caps, joins = get_args(Cap), get_args(Join)
    pens = [
        PathOperation(
            "pen", zigzag, at(10 + 36 * x, 8 + 42 * y, 4 * x), None, Stroke("#1c3f95", 3.3, cap, join, limit), 1, None
        )
        for y, limit in enumerate((4.0, 1.5))
        for x, (cap, join) in enumerate(zip(caps, joins, strict=True))
    ]
    dot: Path = (("M", 0.0, 0.0), ("L", 0.0, 0.0))
    shut: Path = (*dot, ("Z",))
    dots = [
        PathOperation("dot", path, at(20 + 25 * x, 30 + 30 * y, 20), None, Stroke("#ff4e50", 12, cap), 1, None)
        for y, path in enumerate((dot, shut))
        for x, cap in enumerate(caps)
    ]
    ring = (*box(-30, -20, 30, 20), *box(-20, -12, 20, 12))
    return {
        "pens": tuple(pens),
        "dots": tuple(dots),
        "hairlines": tuple(
            leaf(None, at(60, 45, 0, scaling(s, s)), Stroke("#000000", w / s))
            for s, w in ((1, 0.05), (1.5, 0.15), (2, 0.3), (0.5, 0.1))
        ),
        "even-odd": (
            replace(leaf("#10b981", at(32, 45)), path=star(5, 28), even_odd=True),
            replace(leaf("#1c3f95", at(88, 45)), path=star(7, 28), even_odd=True, stroke=Stroke("#f9d423", 0.8)),
        ),
        "winding": (
            replace(leaf("#10b981", at(32, 45)), path=star(5, 28)),
            replace(leaf("#1c3f95", at(85, 45, 15)), path=ring),
        ),
        "words": (
            *words("Hamburgefonstiv", "inter-regular", 12, at(6, 18), "#111111"),
            *words("Hamburgefonstiv", "playfair-display-bold", 13, at(6, 38, -3), "#7c2d12"),
            *words("Hamburgefonstiv", "caveat-bold", 18, at(8, 60), "#1c3f95"),
            *words("the quick brown fox jumps over the lazy dog", "inter-regular", 3.5, at(6, 74), "#000000"),
            *words("the quick brown fox jumps over the lazy dog", "inter-bold", 2, at(6, 82, 2), "#000000"),
        ),
        "words-outlined": (
            *words("Outline", "lobster-regular", 30, at(12, 55, -6), None, Stroke("#1c3f95", 110)),
            *words("Outline", "lobster-regular", 30, at(12, 55, -6), "#f9d423"),
        ),
    }


def _groups() -> dict[str, tuple[Operation, ...]]:
    pair = (
        leaf("#ff4e50", at(45, 40, 0, scaling(1.4, 1.4))),
        leaf("#1c3f95", at(70, 52, 40, scaling(1.4, 1.4)), Stroke("#f9d423", 2)),
    )
    window = Clip(star(5, 1), at(60, 46, 12, scaling(42, 38)), even_odd=True)
    circle = Clip(CIRCLE, at(55, 45, 0, scaling(30, 30)))
    return {
        "group-opacity": (photo(), grouped(*pair, opacity=0.55)),
        "group-nested": (photo(), grouped(pair[0], grouped(pair[1], opacity=0.5), opacity=0.7)),
        "group-clip": (grouped(photo(), *pair, clip=window),),
        "group-clip-nested": (grouped(grouped(photo(), clip=window, opacity=0.8), *pair, clip=circle),),
        "group-clip-see-through": (photo(), grouped(*pair, clip=circle, opacity=0.6)),
        "group-beyond-the-canvas": (
            grouped(*(replace(member, matrix=multiply(at(-55, -40), member.matrix)) for member in pair), opacity=0.5),
        ),
        "picture-masked": (
            replace(photo(), mask=star(5, 0.5), matrix=multiply((90, 0, 0, 70, 15, 10), at(0.5, 0.5))),
            replace(photo((40, 8, -6, 30, 70, 55), SPRITE), opacity=0.7),
        ),
        "picture-see-through": (leaf("#10b981", at(60, 45, 0, scaling(2, 2))), photo((80, 0, 0, 60, 20, 15), SPRITE)),
        "picture-tiny": (
            photo((14, 3, -2, 10, 20, 20)),
            photo((9, 0, 0, 9, 60, 40), SPRITE),
            photo((5, 0, 0, 4, 90, 60), TILE),
        ),
        "picture-cropped": (
            ImageOperation("photo", PHOTO, (70, -12, 10, 50, 18, 28), (0.21, 0.13, 0.4, 0.55), None, 0.9),
        ),
    }


def _blends() -> dict[str, tuple[Operation, ...]]:
    shapes = (leaf("#d97706", at(42, 40, 0, scaling(1.5, 1.5))), leaf("#6d28d9", at(76, 50, 60, scaling(1.5, 1.5))))
    fade = leaf(across(FADING), at(60, 70, 0, scaling(2, 0.6)))
    modes: dict[str, tuple[Operation, ...]] = {
        f"blend-{mode}": (photo((84, 0, 0, 63, 6, 4.5)), grouped(*shapes, fade, blend=mode, opacity=0.9))
        for mode in get_args(Blend)
    }
    return {
        **modes,
        "blend-within-a-group": (
            photo((84, 0, 0, 63, 6, 4.5)),
            grouped(shapes[0], grouped(shapes[1], blend="multiply")),
        ),
        "blend-of-a-picture": (
            leaf("#10b981", at(60, 45, 0, scaling(2, 2))),
            grouped(photo((80, 9, -9, 60, 22, 12), SPRITE), blend="screen"),
        ),
        "blend-of-words": (
            photo(),
            grouped(*words("Multiply", "lobster-regular", 34, at(6, 56), "#e11d48"), blend="multiply"),
        ),
    }


def _shadows() -> dict[str, tuple[Operation, ...]]:
    shape = leaf("#f9d423", at(60, 42, 15, scaling(1.6, 1.6)))
    blurs = {
        "none": 0.0,
        "hair": 0.05,
        "half-a-pixel": 0.5,
        "one-pixel": 1.0,
        "nearly-two-pixels": 1.9,
        "two-pixels": 2.0,
        "seven-pixels": 7.3,
        "forty-pixels": 40.0,
    }
    return {
        **{
            f"shadow-blur-{name}": (grouped(shape, shadow=replace(CAST, blur=size / 5)),)
            for name, size in blurs.items()
        },
        "shadow-of-words": (
            grouped(*words("Shadow", "lobster-regular", 32, at(10, 52), "#ff4e50"), shadow=replace(CAST, blur=0.8)),
        ),
        "shadow-small-of-words": (
            grouped(
                *words("Shadow", "inter-bold", 24, at(10, 52), "#ff4e50"),
                shadow=replace(CAST, dx=0.33, dy=0.41, blur=0.24),
            ),
        ),
        "shadow-of-a-see-through-group": (photo(), grouped(shape, shadow=CAST, opacity=0.6)),
        "shadow-multiplied": (photo(), grouped(shape, shadow=replace(CAST, opacity=1), blend="multiply")),
        "shadow-of-a-clipped-group": (
            grouped(photo(), shadow=CAST, clip=Clip(LEAF, at(60, 42, 0, scaling(1.8, 1.8)))),
        ),
        "shadow-of-a-soft-picture": (
            grouped(photo((60, 0, 0, 60, 30, 12), SPRITE), shadow=replace(CAST, dx=6, dy=6, blur=1)),
        ),
        "shadow-from-beyond": (
            grouped(leaf("#f9d423", at(-20, 45)), shadow=replace(CAST, dx=24, dy=-10, blur=1.5)),
            grouped(leaf("#f9d423", at(118, 88)), shadow=replace(CAST, dx=-14, dy=-16, blur=3)),
        ),
        "shadow-in-a-group": (photo(), grouped(grouped(shape, shadow=CAST), leaf("#10b981", at(30, 70)), opacity=0.8)),
        "shadow-glow": (
            sheet("#18181b"),
            grouped(
                *words("Neon", "pacifico-regular", 36, at(18, 56), "#ecfeff"), shadow=Shadow("#22d3ee", 1, 0, 0, 1.6)
            ),
        ),
    }


def _tones() -> dict[str, tuple[Operation, ...]]:
    tones = {
        "greyscale": (GREY,),
        "sepia": (SEPIA,),
        "duotone": (DUOTONE,),
        "brightness": (BRIGHT,),
        "contrast": (HARD,),
        "threshold": (THRESHOLD,),
        "several": (GREY, HARD, DUOTONE),
    }
    return {
        **{f"tone-{name}": (photo((108, 6, -4, 78, 8, 3), PHOTO, *changes),) for name, changes in tones.items()},
        "tone-see-through": (photo((80, 9, -9, 60, 24, 12), SPRITE, DUOTONE, BRIGHT),),
        "tone-tiny": (photo((20, 0, 0, 15, 10, 10), PHOTO, THRESHOLD), photo((15, 0, 0, 15, 60, 40), SPRITE, SEPIA)),
    }


EFFECTS: dict[str, tuple[Operation, ...]] = {
    **_outlines(),
    **_gradients(),
    **_patterns(),
    **_groups(),
    **_blends(),
    **_shadows(),
    **_tones(),
}
