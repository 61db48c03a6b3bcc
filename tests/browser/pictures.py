"""Pictures in the designer: choosing files, pointing at the product, dropping files on it."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from playwright.sync_api import FilePayload, Locator, Page, expect
from tests.images.pictures import encoded


def file(name: str, content: bytes, media_type: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": media_type, "buffer": content}


def portrait_on_white(width: int = 900, height: int = 600) -> bytes:
    """A red disc on a white ground: something to cut out."""
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.full((height, width, 3), 255, dtype=np.uint8)
    pixels[(x - width / 2) ** 2 + (y - height / 2) ** 2 < (height / 3) ** 2] = (200, 60, 40)
    return encoded("JPEG", pixels, quality=95)


def open_tool(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, *files: FilePayload) -> None:
    """Chooses files in the open panel of photos."""
    page.locator('.sources input[type="file"]').first.set_input_files(list(files))


def photo(page: Page, name: str) -> Locator:
    """One of the shopper's photos, once it has arrived and is on the product."""
    found = page.get_by_role("button", name=f"Add {name} to the design")
    expect(found).to_be_visible()
    expect(page.get_by_role("button", name="Stop adding")).to_have_count(0)
    return found


def drop(page: Page, name: str, content: bytes, x: float, y: float) -> None:
    """Lets a JPEG go at a place of the page."""
    page.evaluate(
        """([name, content, x, y]) => {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], name, { type: "image/jpeg" }));
          const target = document.elementFromPoint(x, y);
          for (const kind of ["dragover", "drop"])
            target.dispatchEvent(new DragEvent(kind, {
              bubbles: true, cancelable: true, dataTransfer: carried, clientX: x, clientY: y,
            }));
        }""",
        [name, base64.b64encode(content).decode(), x, y],
    )


def middle_of_stage(page: Page) -> tuple[float, float]:
    """The middle of the product, which is about the middle of its print area, once all that lies there is seen."""
    canvas = page.locator(".stage__canvas")
    expect(canvas).to_have_attribute("aria-busy", "false")
    box = canvas.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def fields(layer: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: layer[name] for name in names}
