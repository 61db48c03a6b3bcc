"""The product in three dimensions (`r=webgl`, `r=multi`), looked at pixel by pixel under a software renderer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import pyvips
from numpy.typing import NDArray
from playwright.sync_api import Browser, BrowserType, Locator, Page, expect
from tests.browser.hosting import (
    axe_violations,
    embed,
    heard,
    layers_of,
    ordered,
    phone,
    smartlink,
    wait_for_message,
)
from tests.browser.world import DemoWorld
from tests.faults.waiting import wait_until

pytestmark = pytest.mark.browser

MUG = "1007645"
TEAL = (0x0F, 0x6B, 0x66)
Pixels = NDArray[np.int64]


@pytest.fixture(scope="module")
def solid_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Chromium with WebGL on the processor."""
    flags = [*browser_type_launch_args["args"], "--enable-unsafe-swiftshader"]
    with browser_type.launch(**{**browser_type_launch_args, "args": flags}) as launched:
        yield launched


@pytest.fixture
def solid(solid_browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page in it."""
    with solid_browser.new_context(**browser_context_args) as context:
        yield context.new_page()


def stage_of(page: Page) -> Locator:
    return page.locator(".stage--solid[data-ready]")


def open_mug(page: Page, world: DemoWorld, **parameters: str) -> Locator:
    """The mug's stage, once its first picture stands."""
    page.goto(smartlink(world, p=MUG, **{"r": "webgl", **parameters}))
    stage = stage_of(page)
    expect(stage).to_be_visible()
    return stage


def picture(page: Page) -> Pixels:
    """What the stage shows once it stands still, without its edge, where the focus shows: (height, width, 3)."""
    last = b""
    while (now := page.locator(".stage--solid canvas").screenshot()) != last:
        last = now
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    pixels: Pixels = pyvips.Image.new_from_buffer(now, "").numpy()[4:-4, 4:-4, :3].astype(np.int64)
    return pixels


def is_changed(before: Pixels, after: Pixels) -> bool:
    return bool((np.abs(before - after).max(axis=2) > 24).mean() > 0.005)


def comes_to(page: Page, is_so: Callable[[Pixels], bool], what: str) -> Pixels:
    """What the stage shows once that is so: it stands still also before it has begun to move."""

    def look() -> list[Pixels]:
        seen = picture(page)
        return [seen] if is_so(seen) else []

    return wait_until(look, what)[0]


def changes_from(page: Page, before: Pixels) -> Pixels:
    return comes_to(page, lambda seen: is_changed(before, seen), "another picture is seen")


def comes_back_to(page: Page, before: Pixels) -> Pixels:
    return comes_to(page, lambda seen: bool(np.abs(seen - before).max() <= 2), "the same picture is seen again")


def rectangle(name: str, box: tuple[float, float, float, float], fill: str) -> dict[str, Any]:
    left, top, width, height = box
    return {"id": name, "type": "shape", "shape": "rectangle", "width": width, "height": height, "fill": fill,
            "transform": [1, 0, 0, 1, left + width / 2, top + height / 2]}  # fmt: skip


def print_job_with_an_f(page: Page, world: DemoWorld) -> str:
    """A white F on a teal wrap."""
    layers = [
        rectangle("ground", (0, 0, 200, 90), "#0f6b66"),
        rectangle("stem", (88, 20, 8, 50), "#ffffff"),
        rectangle("upper", (96, 20, 22, 8), "#ffffff"),
        rectangle("lower", (96, 40, 14, 8), "#ffffff"),
    ]
    wrap = {"name": "Wrap", "width": 200, "height": 90, "layers": layers}
    document = {"version": 2, "product_id": int(MUG), "areas": [wrap]}
    body = {"company": "99999", "product_id": int(MUG), "document": document, "options": []}
    answer = page.request.post(f"{world.platform}/s/data/print-jobs", data=body)
    assert answer.status == 201, answer.text()
    return str(answer.json()["ref"])


def test_the_design_is_on_the_product_in_its_own_colours_upright_and_not_mirrored(
    solid: Page, demo_world: DemoWorld
) -> None:
    open_mug(solid, demo_world, pj=print_job_with_an_f(solid, demo_world))
    seen = picture(solid)

    is_teal = np.abs(seen - TEAL).max(axis=2) < 40
    assert is_teal.mean() > 0.06
    lit = np.median(seen[is_teal], axis=0)
    assert np.abs(lit - TEAL).max() <= 14  # The glaze mirrors the room, which makes the red of teal 13 lighter.
    rows, columns = np.nonzero(is_teal)
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    letter = seen[top:bottom, left:right].min(axis=2) > 190
    letter[:, : letter.shape[1] // 5] = letter[:, -letter.shape[1] // 5 :] = False
    letter[: letter.shape[0] // 8] = letter[-letter.shape[0] // 8 :] = False
    down, across = np.nonzero(letter)
    shape = letter[down.min() : down.max(), across.min() : across.max()]
    height, width = shape.shape
    assert 1.2 < height / width < 2.2
    quarters = (
        shape[: height // 2, : width // 2],
        shape[: height // 2, width // 2 :],
        shape[height // 2 :, : width // 2],
    )
    upper_left, upper_right, lower_left = (quarter.mean() for quarter in quarters)
    lower_right = shape[height * 3 // 4 :, width // 2 :].mean()
    assert upper_left > upper_right > 0.2
    assert lower_left > 0.3
    assert lower_right < 0.05


def test_what_is_written_and_moved_is_seen_at_once_and_the_keyboard_turns_it(
    solid: Page, demo_world: DemoWorld
) -> None:
    stage = open_mug(solid, demo_world)
    empty = picture(solid)
    surface = solid.get_by_role("application")
    surface.focus()
    for _ in range(3):
        solid.keyboard.press("ArrowRight")
    changes_from(solid, empty)
    solid.keyboard.press("0")
    comes_back_to(solid, empty)

    solid.get_by_role("button", name="Tap to add your text").click()
    field = solid.get_by_role("textbox", name="Text")
    expect(field).to_be_focused()
    assert axe_violations(solid) == []
    field.fill("M")
    one = changes_from(solid, empty)
    field.fill("MM")
    changes_from(solid, one)

    box = stage.bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.46)
    solid.mouse.move(*middle)
    solid.mouse.down()
    solid.mouse.move(middle[0] + 20, middle[1] + 40)
    solid.mouse.move(middle[0] + 20, middle[1] + 80)
    solid.mouse.up()
    expect(field).to_be_visible()
    [text] = layers_of(ordered(solid, solid), "Wrap")
    assert text["text"] == "MM"
    assert text["transform"][:4] == [1, 0, 0, 1]
    assert text["transform"][4] > 101
    assert text["transform"][5] > 52


def test_a_link_that_asks_for_both_begins_flat_and_keeps_the_selection(solid: Page, demo_world: DemoWorld) -> None:
    asked: list[str] = []
    solid.on("request", lambda request: asked.append(request.url))
    solid.goto(smartlink(demo_world, p=MUG, r="multi", text="Hello"))
    switch = solid.get_by_role("group", name="How the product is shown")
    expect(switch.get_by_role("button", name="2D")).to_have_attribute("aria-pressed", "true")
    solid.get_by_role("button", name="Layers").click()
    solid.get_by_role("button", name="Hello").first.click()
    assert not [url for url in asked if "Stage3D" in url or url.endswith(".glb")]

    switch.get_by_role("button", name="3D").click()
    expect(stage_of(solid)).to_be_visible()
    expect(solid.get_by_role("toolbar", name="Selected", exact=True)).to_be_visible()
    assert axe_violations(solid) == []
    switch.get_by_role("button", name="2D").click()
    expect(stage_of(solid)).to_be_hidden()
    expect(solid.get_by_role("toolbar", name="Selected", exact=True)).to_be_visible()


def test_a_link_for_two_dimensions_never_loads_the_third(solid: Page, demo_world: DemoWorld) -> None:
    asked: list[str] = []
    solid.on("request", lambda request: asked.append(request.url))
    solid.goto(smartlink(demo_world, p=MUG, r="2d-canvas", text="Hello"))
    expect(solid.get_by_role("button", name="Tap to add your text")).to_be_hidden()
    solid.get_by_role("button", name="Layers").click()
    expect(solid.get_by_role("button", name="Hello").first).to_be_visible()
    assert not [url for url in asked if "Stage3D" in url or url.endswith(".glb")]
    expect(solid.get_by_role("button", name="3D")).to_have_count(0)


def test_a_browser_without_webgl_goes_on_flat_with_a_word(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], demo_world: DemoWorld, shop_origin: str
) -> None:
    flags = [*browser_type_launch_args["args"], "--disable-gpu", "--disable-3d-apis"]
    with browser_type.launch(**{**browser_type_launch_args, "args": flags}) as poor:
        page = poor.new_page()
        designer = embed(page, shop_origin, smartlink(demo_world, p=MUG, r="webgl", meo=shop_origin, mei="4f2a"))
        expect(designer.get_by_text("The 3D view cannot be shown here.")).to_be_visible()
        expect(designer.get_by_role("button", name="Tap to add your text")).to_be_visible()
        wait_for_message(page, "RENDERER_READY")
        assert len(heard(page, "RENDERER_READY")) == 1
        expect(designer.get_by_role("button", name="3D")).to_have_count(0)


def test_a_model_that_does_not_arrive_leaves_the_photos(solid: Page, demo_world: DemoWorld) -> None:
    solid.route("**/*.glb", lambda route: route.abort())
    solid.goto(smartlink(demo_world, p=MUG, r="webgl"))
    expect(solid.get_by_text("The 3D view cannot be shown here.")).to_be_visible()
    expect(solid.get_by_role("button", name="Tap to add your text")).to_be_visible()


def test_a_graphics_card_that_forgets_everything_is_told_again(solid: Page, demo_world: DemoWorld) -> None:
    open_mug(solid, demo_world, pj=print_job_with_an_f(solid, demo_world))
    before = picture(solid)
    lose = "canvas => { window.lost = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');"
    solid.locator(".stage--solid canvas").evaluate(
        f"{lose} return new Promise((done) => {{ canvas.addEventListener('webglcontextlost', done, {{ once: true }});"
        " window.lost.loseContext(); }) }"
    )
    solid.evaluate("() => window.lost.restoreContext()")
    solid.wait_for_function(
        "() => !document.querySelector('.stage--solid canvas').getContext('webgl2').isContextLost()"
    )
    comes_back_to(solid, before)


def test_a_finger_turns_the_product_sideways_and_scrolls_the_page_upwards(
    solid_browser: Browser, demo_world: DemoWorld
) -> None:
    with phone(solid_browser) as context:
        page = context.new_page()
        stage = open_mug(page, demo_world)
        canvas = page.locator(".stage--solid canvas")
        expect(canvas).to_have_css("touch-action", "pan-y")
        before = picture(page)
        box = stage.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        session = context.new_cdp_session(page)
        for kind, at in [
            ("touchStart", 0),
            ("touchMove", 20),
            ("touchMove", 60),
            ("touchMove", 100),
            ("touchEnd", None),
        ]:
            points = [] if at is None else [{"x": x - at, "y": y}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        changes_from(page, before)
        assert axe_violations(page) == []

        page.get_by_role("button", name="Zoom in").tap()
        expect(canvas).to_have_css("touch-action", "none")
        page.get_by_role("button", name="Reset view").tap()
        expect(canvas).to_have_css("touch-action", "pan-y")
