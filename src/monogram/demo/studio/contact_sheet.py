"""A proof of the catalogue: every view with a sample design, the T-shirt in every colour.

``python -m monogram.demo.studio.contact_sheet sheet.png`` composites as the shop does:
photo, times the colour inside the tint mask, then the design times the shading map, clipped by the area mask.
It needs no Blender.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

PRODUCTS = Path(__file__).resolve().parent.parent / "assets" / "products"
CELL = 480


def sample_design(width_mm: float, height_mm: float) -> Image.Image:
    """A picture that shows edges, a flat colour and some lettering."""
    width, height = round(1400 * min(1, width_mm / height_mm)), round(1400 * min(1, height_mm / width_mm))
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if height_mm < 20:
        font = ImageFont.load_default(size=height * 0.46)
        for line, text in enumerate(("Top line", "Bottom line")):
            draw.text((width / 2, height * (0.27 + 0.46 * line)), text, (52, 50, 48, 255), font, anchor="mm")
        return image
    draw.rectangle((0, 0, width - 1, height - 1), (233, 196, 106, 255), (15, 107, 102, 255), max(8, width // 90))
    for ring, colour in enumerate(((231, 111, 81), (244, 241, 236), (15, 107, 102), (244, 241, 236), (231, 111, 81))):
        reach = min(width, height) * (0.42 - 0.075 * ring)
        draw.ellipse((width / 2 - reach, height / 2 - reach, width / 2 + reach, height / 2 + reach), (*colour, 255))
    font = ImageFont.load_default(size=min(width, height) * 0.15)
    draw.text((width / 2, height / 2), "Monogram", (28, 27, 26, 255), font, anchor="mm")
    return image


def coefficients(quad: list[list[float]], width: float, height: float) -> list[float]:
    """Pillow's perspective coefficients: from photo pixels back to pixels of the design."""
    rows, values = [], []
    for (x, y), (u, v) in zip(quad, ((0, 0), (width, 0), (width, height), (0, height)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(c) for c in np.linalg.solve(np.array(rows), np.array(values))]


def grey(path: Path, size: tuple[int, int]) -> NDArray[np.floating[Any]]:
    image = Image.open(path).convert("L").resize(size, Image.Resampling.BICUBIC)
    return np.asarray(image, dtype=np.float32) / 255


def composite(folder: Path, view: dict[str, Any], colour: str | None, design: bool = True) -> Image.Image:
    photo = Image.open(folder / view["photo"]).convert("RGB")
    picture = np.asarray(photo, dtype=np.float32) / 255
    if colour and view["tint_mask"]:
        mask = grey(folder / view["tint_mask"], photo.size)[..., None]
        ink = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)], dtype=np.float32)
        picture = picture * (1 - mask + mask * ink)
    for area in view["areas"] if design else []:
        art = sample_design(area["width_mm"], area["height_mm"])
        if area["mask"]:
            clip = Image.open(folder / area["mask"]).convert("L").resize(art.size)
            art.putalpha(Image.fromarray(np.minimum(np.asarray(art.getchannel("A")), np.asarray(clip))))
        warp = coefficients(area["quad"], *art.size)
        laid = art.transform(photo.size, Image.Transform.PERSPECTIVE, warp, Image.Resampling.BICUBIC)
        layer = np.asarray(laid, dtype=np.float32) / 255
        shade = grey(folder / view["shading_map"], photo.size)[..., None]
        picture = picture * (1 - layer[..., 3:]) + layer[..., :3] * shade * layer[..., 3:]
    return Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))


def main(target: Path) -> None:
    cells: list[Image.Image] = []
    for product in json.loads((PRODUCTS / "manifest.json").read_text(encoding="utf-8"))["products"]:
        folder = PRODUCTS / product["slug"]
        for view in product["views"]:
            if not (folder / view["photo"]).exists():
                continue
            cells.append(composite(folder, view, None, design=False))
            if view["areas"]:
                cells.append(composite(folder, view, None))
        for colour in product.get("colours", []):
            cells.append(composite(folder, product["views"][0], colour["hex"]))
    columns = 6
    sheet = Image.new("RGB", (columns * CELL, -(-len(cells) // columns) * CELL), "white")
    for number, cell in enumerate(cells):
        small = cell.resize((CELL, CELL), Image.Resampling.LANCZOS)
        sheet.paste(small, (number % columns * CELL, number // columns * CELL))
    sheet.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
