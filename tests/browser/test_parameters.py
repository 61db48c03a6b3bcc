"""Every parameter of a Smartlink, as shops write them and as nobody should."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from tests.browser.hosting import body_of, layers_of, open_designer, ordered, smartlink
from tests.browser.world import DemoWorld

from monogram.demo import world as demo

pytestmark = pytest.mark.browser

TEMPLATE = "1007651"
"""The memory frame: one photo and lines of text, of which nothing moves."""


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()


def option_names(page: Page, world: DemoWorld, request: dict[str, object]) -> list[str]:
    """The chosen options of an order by name."""
    product = page.request.get(f"{world.platform}/s/data/products/{request['product_id']}?company=99999").json()
    options = {str(option["id"]): option["name"] for aspect in product["aspects"] for option in aspect["options"]}
    chosen = request["options"]
    assert isinstance(chosen, list)
    return [options[str(choice["option_id"])] for choice in chosen]


@pytest.mark.parametrize("path", ["/acp/app/?l=acp3_2&c=default&lo=en_GB", "/acp/app?lo=en_GB&c=default&l=acp3_2"])
def test_older_addresses_and_spellings_lead_to_the_same_product(page: Page, demo_world: DemoWorld, path: str) -> None:
    opened(
        page,
        f"{demo_world.platform}{path}#p=1&amp;d=99999&p=1007644&_usePs=1"
        "&state%255Baspect%255D%255BColour%255D%255Boption%255D=Forest%2520green"
        "&state%5Baspect%5D%5BColour%5D%5Boption%5D=Navy&state[aspect][Size][option]=M&text=Ada+%26+Grace",
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("Navy · M")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    request = ordered(page, page)
    assert option_names(page, demo_world, request) == ["Navy", "M"]
    assert [layer["text"] for layer in layers_of(request, "Front")] == ["Ada & Grace"]


def test_a_template_is_filled_by_the_link(page: Page, demo_world: DemoWorld) -> None:
    picture = f"{demo_world.sites}/photos/mug-960.webp".replace(":", "%3A")
    product = page.request.get(f"{demo_world.platform}/s/data/products/{TEMPLATE}?company=99999").json()
    [area] = product["areas"]
    line = area["text_areas"][0]
    open_designer(
        page, demo_world, p=TEMPLATE,
        **{
            f"state[text_areas][{line['id']}][text]": "Our%20summer",
            "state[image_areas][Photo][url]": picture,
        },
    )  # fmt: skip
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    layers = layers_of(ordered(page, page), area["name"])
    assert [layer.get("image_area") or layer.get("text_area") for layer in layers] == ["Photo", line["name"]]


def test_a_product_of_lines_has_the_links_text_in_the_first(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=str(demo.PEN_ID), text="Ada")
    expect(page.get_by_role("textbox", name="Top line · Required")).to_have_value("Ada")

    layers = layers_of(ordered(page, page), "Side")
    assert [(layer["text_area"], layer["text"]) for layer in layers] == [("Top line", "Ada")]


def hold(_: Route) -> None:
    """Neither answered nor refused."""


def test_an_order_waits_for_the_links_text(page: Page, demo_world: DemoWorld) -> None:
    product = page.request.get(f"{demo_world.platform}/s/data/products/1007644?company=99999").json()
    for font in product["fonts"]:
        page.route(font["url"], hold)
    open_designer(page, demo_world, text="Ada")
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_role("button", name="Adding")).to_be_visible()
    with page.expect_request("**/s/data/print-jobs") as sent:
        page.unroute_all()  # What was held goes on.
    assert [layer["text"] for layer in layers_of(body_of(sent.value), "Front")] == ["Ada"]


def test_a_link_left_before_its_picture_came_has_its_text_once(page: Page, demo_world: DemoWorld) -> None:
    picture = f"{demo_world.sites}/photos/mug-960.webp".replace(":", "%3A")
    page.route("**/s/data/images*", hold)
    with page.expect_request("**/s/data/images*"):
        open_designer(page, demo_world, text="Ada", i=picture)
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.reload()
    expect(page.get_by_text("We kept your design from last time.")).to_be_visible()
    page.unroute_all()
    page.reload()
    page.get_by_role("button", name="Layers", exact=True).click()
    expect(page.get_by_role("listitem")).to_have_count(2)
    layers = layers_of(ordered(page, page), "Front")
    assert sorted(layer["type"] for layer in layers) == ["image", "text"]


def test_sizes_and_attributes_come_with_the_link(page: Page, demo_world: DemoWorld) -> None:
    framed = page.request.get(f"{demo_world.platform}/s/data/products/{demo.FRAMED_PRINT_ID}?company=99999").json()
    size = framed["print_sizes"][-1]
    name = size["name"].replace(" ", "+")
    open_designer(page, demo_world, p=str(demo.FRAMED_PRINT_ID), text="Ada", **{"state[print_size]": name})
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    request = ordered(page, page)
    assert request["print_size"] == str(size["id"])
    [area] = [one for one in request["document"]["areas"] if one["name"] == size["area"]]
    assert (area["width"], area["height"]) == (size["width"], size["height"])

    pen = page.request.get(f"{demo_world.platform}/s/data/products/{demo.PEN_ID}?company=99999").json()
    wrapping, message = pen["attributes"]
    page.goto("about:blank")
    open_designer(
        page, demo_world, p=str(demo.PEN_ID),
        **{
            f"state[attribute][{wrapping['id']}]": wrapping["options"][-1]["name"].replace(" ", "%20"),
            "state[attribute][Message+on+the+card]": "With%20love%0Afrom Ada",
            "state[text_areas][Top line][text]": "For Grace",
            "state[text_areas][Bottom line][text]": "1906",
        },
    )  # fmt: skip
    request = ordered(page, page)
    assert request["attributes"] == [
        {"attribute_id": str(wrapping["id"]), "value": wrapping["options"][-1]["name"]},
        {"attribute_id": str(message["id"]), "value": "With love from Ada"},
    ]


def test_hostile_values_have_a_word_or_no_effect(page: Page, demo_world: DemoWorld) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    script = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    opened(
        page,
        smartlink(
            demo_world,
            text=script,
            i="http%3A%2F%2F169.254.169.254%2Flatest%2Fmeta-data",
            save="javascript:alert(1)",
            ep3dUrl="javascript:alert(1)",
            a2cpost="1",
            epa="javascript:alert(1)",
            pj="%27%20or%201%3D1",
            meo="*",
            mei=script,
            **{
                "state[text_areas][__proto__][text]": "x",
                "state[attribute][Gift]": "%41" * 200_000,
                "state[aspect][Colour][option]": script,
            },
        ),
    )
    expect(page.get_by_role("alert")).to_contain_text("no picture that we can read")
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    request = ordered(page, page)
    assert [layer["text"] for layer in layers_of(request, "Front")] == ["<img src=x onerror=alert(1)>"]
    assert page.evaluate("() => ({}).text") is None
    assert dialogs == []


def test_designs_come_back_by_reference_or_say_why_not(page: Page, demo_world: DemoWorld) -> None:
    gone = "That design is no longer here, so you start with an empty product."
    opened(page, smartlink(demo_world, p="42", pj=demo.PRINT_JOB_REF.lower()))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Navy")
    opened(page, smartlink(demo_world, su=demo.SAMPLE_REF))
    request = ordered(page, page)
    assert layers_of(request, "Front")

    # Another company's print job, and one that never was.
    foreign = smartlink(demo_world, pj=demo.PRINT_JOB_REF).replace("guid=99999", "guid=200001")
    opened(page, smartlink(demo_world, pj="F" * 18))
    expect(page.get_by_text(gone)).to_be_visible()
    for address in (foreign, smartlink(demo_world, ps="F" * 18)):
        page.goto("about:blank")
        page.goto(address.replace("p=1007644&", ""))
        expect(page.get_by_role("heading", name="This design is not here")).to_be_visible()
    page.goto("about:blank")
    page.goto(smartlink(demo_world).replace("p=1007644&", ""))
    expect(page.get_by_role("heading", name="This link is incomplete")).to_be_visible()
