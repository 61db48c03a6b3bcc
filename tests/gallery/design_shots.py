"""Shots of what is put on a product."""

from __future__ import annotations

from tests.gallery import steps as do
from tests.gallery.shot import Chapter, Shot

CHAPTERS = (
    Chapter(
        "The first second",
        (
            Shot("first-second", "A product to write on", "The product is there at once, and says where to begin."),
            Shot(
                "first-second-phone",
                "On a phone",
                "The product on top, the tools at the thumb, price and cart always in sight.",
                device="phone",
            ),
            Shot(
                "in-place",
                "Writing on the product",
                "A line is written where it will be printed.",
                (do.write_in_place("Ada Lovelace"),),
            ),
            Shot(
                "in-place-phone",
                "Writing with a thumb",
                "The product stays in sight while one writes.",
                (do.write_in_place("Ada Lovelace"),),
                device="phone",
            ),
        ),
    ),
    Chapter(
        "Text",
        (
            Shot("text-styles", "Styles to start with", "One line or two, each a good beginning.", (do.tool("Text"),)),
            Shot(
                "text-inspector",
                "A text and its settings",
                "What is selected has its settings beside it.",
                (do.text("Headline", "Hello"),),
            ),
            Shot(
                "fonts",
                "Fonts",
                "Every font is shown in the shopper's own words.",
                (do.text("Elegant", "Hortensia"), do.show(".fonts")),
            ),
            Shot(
                "form",
                "A line in another form",
                "Arc, wave, rise, circle or block.",
                (do.text("Headline", "Sea breeze"), do.unfold("Form"), do.pick("Wave")),
            ),
            Shot(
                "effects",
                "Outline and shadow",
                "Four kinds of shadow and an outline in any colour of the product.",
                (
                    do.text("Poster", "Summer"),
                    do.unfold("Effects"),
                    do.radio("Outline", "Gold"),
                    do.radio("Shadow", "Hard"),
                ),
            ),
            Shot(
                "text-styles-phone",
                "Styles on a phone",
                "A sheet that leaves the product in sight.",
                (do.tool("Text"),),
                device="phone",
            ),
            Shot(
                "colour-phone",
                "A colour on a phone",
                "Each setting has its own small sheet.",
                (do.text("Headline", "Ada"), do.phone_section("Colour")),
                device="phone",
            ),
            Shot(
                "object-phone",
                "Selected on a phone",
                "The row at the thumb holds what can be done with it.",
                (do.text("Headline", "Ada"),),
                device="phone",
            ),
        ),
    ),
    Chapter(
        "Photos",
        (
            Shot("photos-empty", "No photo yet", "Choose, drop, or add from a web address.", (do.tool("Photos"),)),
            Shot(
                "photos",
                "Photos",
                "A photo is on the product as soon as it is chosen; each waits to be used again.",
                (
                    do.tool("Photos"),
                    do.upload("landscape.jpg", "dahlia.jpg", "plush-puppy.jpg"),
                    do.let_go,
                    do.tool("Photos"),
                ),
            ),
            Shot(
                "filters",
                "Filters and frames",
                "Looks, brightness and contrast, and frames in many forms.",
                (do.tool("Photos"), do.upload("dahlia.jpg"), do.select_middle, do.pick("Sepia"), do.pick("Heart")),
            ),
            Shot(
                "background",
                "Without its background",
                "Removed in a moment, with a hand on how much.",
                (
                    do.tool("Photos"),
                    do.upload("plush-puppy.jpg"),
                    do.select_middle,
                    do.press("Remove background"),
                    do.slide("How much", "45"),
                    do.show(".compare"),
                ),
            ),
            Shot(
                "crop",
                "Choosing the part that shows",
                "The whole photo stays in sight, dimmed, while its part is chosen.",
                (do.tool("Photos"), do.upload("landscape.jpg"), do.crop),
            ),
            Shot(
                "photo-phone",
                "A photo on a phone",
                "Filters with the photo in view.",
                (do.tool("Photos"), do.upload("dahlia.jpg"), do.phone_section("Filters")),
                device="phone",
            ),
            Shot(
                "crop-phone",
                "Cropping with two fingers",
                "Drag and pinch under the frame.",
                (do.tool("Photos"), do.upload("landscape.jpg"), do.crop),
                device="phone",
            ),
        ),
    ),
    Chapter(
        "Drawings, shapes and codes",
        (
            Shot(
                "clipart",
                "Drawings, found",
                "Searched by what they show, in several galleries.",
                (do.tool("Clipart"), do.search("Search drawings", "ca")),
            ),
            Shot(
                "clipart-colours",
                "Drawings, recoloured",
                "Each colour of a drawing can become another one.",
                (
                    do.tool("Clipart"),
                    do.search("Search drawings", "fox"),
                    do.press("Add Fox to the design"),
                    do.nth_radio("Colours in the drawing", 1),
                    do.radio("Change to", "Teal"),
                ),
            ),
            Shot(
                "shapes",
                "Shapes",
                "Filled, outlined, with soft corners.",
                (do.tool("Shapes"), do.press("Badge")),
            ),
            Shot(
                "shapes-panel-phone",
                "Shapes on a phone",
                "Large enough for a thumb.",
                (do.tool("Shapes"),),
                device="phone",
            ),
            Shot(
                "code",
                "QR codes",
                "A link, Wi-Fi or contact, tried before it is added.",
                (do.code("https://example.com/ada"),),
            ),
            Shot(
                "layers",
                "Layers",
                "Everything on this side, in its order.",
                (
                    do.text("Headline", "Hello"),
                    do.let_go,
                    do.tool("Clipart"),
                    do.search("Search drawings", "fox"),
                    do.press("Add Fox to the design"),
                    do.let_go,
                    do.tool("Shapes"),
                    do.press("Heart"),
                    do.let_go,
                    do.tool("Layers"),
                ),
            ),
        ),
    ),
)
