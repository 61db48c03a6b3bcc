"""The designer's stage as a hand finds it: where a millimetre of the print area lies on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, FrameLocator, Page, expect
from tests.browser.hosting import smartlink
from tests.browser.world import DemoWorld

Point = tuple[float, float]


@dataclass(frozen=True)
class Stage:
    """The print area in hand on a page that shows the whole product."""

    page: Page
    designer: Page | FrameLocator
    photo: dict[str, Any]
    area: dict[str, Any]

    def at(self, x: float, y: float) -> Point:
        """Where millimetres of the print area lie, in the page's pixels, once all that lies there is seen."""
        canvas = self.designer.locator(".stage__canvas")
        expect(canvas).to_have_attribute("aria-busy", "false")
        box = canvas.bounding_box()
        assert box
        width, height = float(self.photo["width"]), float(self.photo["height"])
        scale = min(box["width"] / width, box["height"] / height)
        left = box["x"] + (box["width"] - width * scale) / 2
        top = box["y"] + (box["height"] - height * scale) / 2
        (x0, y0), (x1, y1), _, (x3, y3) = self.area["quad"]
        across, down = x / float(self.area["width"]), y / float(self.area["height"])
        return (
            left + scale * (x0 + (x1 - x0) * across + (x3 - x0) * down),
            top + scale * (y0 + (y1 - y0) * across + (y3 - y0) * down),
        )

    @property
    def middle(self) -> Point:
        """The middle of the print area, in its millimetres."""
        return self.area["width"] / 2, self.area["height"] / 2

    def drag(self, start: Point, end: Point, *keys: str) -> None:
        """Drags with a mouse between two points of the page, while keys are held down."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        for key in keys:
            self.page.keyboard.down(key)
        self.page.mouse.move(*end, steps=4)
        for key in keys:
            self.page.keyboard.up(key)
        self.page.mouse.up()


def open_stage(page: Page, world: DemoWorld, area: str = "Front", **parameters: str) -> Stage:
    """The designer in a page of its own, and its stage once the product's photo is there."""
    with page.expect_response("**/s/data/products/*") as answer:
        page.goto(smartlink(world, **parameters))
    product = answer.value.json()
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()
    expect(page.locator(".stage__skeleton")).to_have_count(0)
    [facts] = [one for one in product["areas"] if one["name"] == area]
    [view] = [one for one in product["views"] if area in one["areas"]]
    return Stage(page, page, view["photo"], facts)


@dataclass(frozen=True)
class Fingers:
    """Fingers on a touch screen, as the browser hears of them."""

    session: CDPSession

    def down(self, *points: Point) -> None:
        self._send("touchStart", points)

    def move(self, *ways: tuple[Point, Point], steps: int = 6) -> None:
        """Each finger from its first point to its second one."""
        for step in range(1, steps + 1):
            share = step / steps
            now = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for (x0, y0), (x1, y1) in ways]
            self._send("touchMove", now)

    def up(self) -> None:
        self._send("touchEnd", [])

    def drag(self, start: Point, end: Point) -> None:
        self.down(start)
        self.move((start, end))
        self.up()

    def pinch(self, *ways: tuple[Point, Point]) -> None:
        self.down(*(start for start, _ in ways))
        self.move(*ways)
        self.up()

    def _send(self, kind: str, points: Any) -> None:
        touches = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def fingers_on(page: Page) -> Fingers:
    return Fingers(page.context.new_cdp_session(page))
