"""Shots of the product, of what can go wrong, and of colours and languages."""

from __future__ import annotations

from tests.gallery import steps as do
from tests.gallery.shot import Chapter, Shot

from monogram.demo import world as demo

ADA = {"text": "Ada%20Lovelace"}
SOLID = {"r": "webgl"}

CHAPTERS = (
    Chapter(
        "The product",
        (
            Shot(
                "product",
                "Colours and sizes",
                "Choices change the photo, the price and the article.",
                (do.tool("Product"),),
                link={**ADA, "state[aspect][Colour][option]": "Navy"},
            ),
            Shot(
                "print-sizes",
                "Print sizes",
                "The design comes along to the size that is chosen.",
                (do.tool("Product"),),
                product=demo.FRAMED_PRINT_ID,
                link=ADA,
            ),
            Shot(
                "attributes",
                "Wrapping and a card",
                "What a product asks beside its design.",
                (do.tool("Product"), do.pick("Box with a ribbon")),
                product=demo.PEN_ID,
            ),
            Shot(
                "price-breaks",
                "Price breaks",
                "Where a shop answers with them, the more the cheaper.",
                (do.tool("Product"),),
                link={**ADA, "epa": do.PRICING},
            ),
            Shot(
                "product-phone",
                "Choices on a phone",
                "Colours and sizes for a thumb.",
                (do.tool("Product"),),
                device="phone",
                link=ADA,
            ),
            Shot(
                "selector",
                "Choosing a product",
                "A link without a product begins with all of them.",
                (do.wait_for_products,),
                product=None,
                link={"pc": ""},
            ),
            Shot(
                "selector-phone",
                "Choosing on a phone",
                "Two in a row, searched by name.",
                (do.wait_for_products,),
                product=None,
                link={"pc": ""},
                device="phone",
            ),
            Shot(
                "template",
                "A template",
                "The layout is set; photo and words are the shopper's.",
                (do.tool("Photos"), do.fill_place("Photo", "dahlia.jpg")),
                product=demo.MEMORY_FRAME_ID,
            ),
            Shot(
                "template-phone",
                "A template on a phone",
                "What is still to be filled says so.",
                (),
                product=demo.MEMORY_FRAME_ID,
                device="phone",
            ),
            Shot(
                "pens", "Business pens", "Minimum and steps of a quantity are kept.", (), product=demo.BUSINESS_PEN_ID
            ),
        ),
    ),
    Chapter(
        "In three dimensions",
        (
            Shot(
                "mug",
                "A mug",
                "Turned with a finger, edited flat.",
                (do.solid,),
                product=demo.MUG_ID,
                link={"text": "Ada", **SOLID},
            ),
            Shot(
                "phone-case",
                "A phone case",
                "With the light on its edge.",
                (do.solid,),
                product=demo.PHONE_CASE_ID,
                link={**ADA, **SOLID},
            ),
            Shot(
                "frame",
                "A framed print",
                "As it will hang.",
                (do.solid,),
                product=demo.FRAMED_PRINT_ID,
                link={**ADA, **SOLID},
            ),
            Shot(
                "mug-phone",
                "A mug on a phone",
                "The same, in a hand.",
                (do.solid,),
                product=demo.MUG_ID,
                link={"text": "Ada", **SOLID},
                device="phone",
            ),
            Shot(
                "mug-dark",
                "A mug in the dark",
                "The studio is dimmed with the page.",
                (do.solid,),
                product=demo.MUG_ID,
                link={"text": "Ada", **SOLID},
                scheme="dark",
            ),
        ),
    ),
    Chapter(
        "Nothing goes wrong",
        (
            Shot(
                "check",
                "A look before ordering",
                "What will not print well is said, with one press to put it right.",
                (do.tool("Photos"), do.upload_small, do.press("Add to cart"), do.wait_for_dialog),
            ),
            Shot(
                "check-phone",
                "The same on a phone",
                "Blurry photos are found before they are printed.",
                (do.tool("Photos"), do.upload_small, do.press("Add to cart"), do.wait_for_dialog),
                device="phone",
            ),
            Shot(
                "note",
                "A note on an object",
                "The mark lies at the object that it is about.",
                (do.tool("Photos"), do.upload_small, do.open_note),
            ),
            Shot(
                "shortcuts",
                "Keyboard shortcuts",
                "Everything can be done without a mouse.",
                (do.key("?"), do.wait_for_dialog),
                link=ADA,
            ),
            Shot(
                "saved",
                "Saved",
                "Where no shop listens, the design has a reference.",
                (do.text_arrived, do.press("Add to cart"), do.wait_for_dialog),
                link=ADA,
            ),
            Shot(
                "offline",
                "Connection lost",
                "The design waits for the connection and goes on by itself.",
                (do.text_arrived, do.go_offline, do.press("Add to cart"), do.wait_for_dialog),
                link=ADA,
                device="phone",
            ),
            Shot("not-found", "A product that is gone", "Says what happened and where to go.", product=42),
            Shot("wrong-link", "A link without a product", "Says what is missing.", product=None),
        ),
    ),
    Chapter(
        "Colours and languages",
        (
            Shot("dark", "Dark", "Designed, not inverted.", (do.text("Handwriting", "Good evening"),), scheme="dark"),
            Shot("dark-styles", "Styles in the dark", "On paper of their own.", (do.tool("Text"),), scheme="dark"),
            Shot("dark-phone", "Dark on a phone", "", (do.tool("Product"),), scheme="dark", device="phone", link=ADA),
            Shot(
                "dark-shop",
                "In a dark shop",
                "The designer takes the colours that the page around it has.",
                link=ADA,
                scheme="dark",
                host="#141413",
            ),
            Shot(
                "engraving",
                "A shop's own configuration",
                "An engraver's shop: its logo, its colours, and only the tools that it wants.",
                (do.tool("Text"),),
                configuration=demo.ENGRAVING,
                product=demo.PEN_ID,
            ),
            Shot("german", "German", "Long words have their room.", (do.first_tool,), locale="de_DE"),
            Shot(
                "german-phone",
                "German on a phone",
                "",
                (do.text_arrived, do.select_middle),
                locale="de_DE",
                device="phone",
                link=ADA,
            ),
            Shot("arabic", "Arabic", "From right to left, the whole of it.", (do.first_tool,), locale="ar"),
            Shot(
                "arabic-phone",
                "Arabic on a phone",
                "",
                (do.text_arrived, do.select_middle),
                locale="ar",
                device="phone",
                link=ADA,
            ),
        ),
    ),
)
