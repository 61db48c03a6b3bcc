"""Makes the demo clipart out of Microsoft's Fluent emoji, flat, as the npm package `@iconify-json/fluent-emoji-flat`.

Usage: `python -m monogram.demo.assets.clipart.make_clipart <folder>`, where the folder holds what
`npm pack @iconify-json/fluent-emoji-flat` unpacks: `icons.json` and `info.json`.

Each drawing goes through the same door as a shopper's upload (`images.examination`). What the door makes of it is kept
beside it, so that the demo world stands in seconds: the drawing (`.json`), and a picture of it (`.png`).
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import django
import pyvips

HERE = Path(__file__).parent
SIDE = 480
"""Pixels of a picture's sides."""


@dataclass(frozen=True)
class Drawing:
    """One drawing: its name in the package, what shoppers read, and what else they may look for."""

    id: str
    name: str
    category: str
    tags: str


LIBRARY = {
    "Birthday": """
        birthday-cake | Birthday cake | candles party sweet
        cupcake | Cupcake | muffin cake sweet
        shortcake | Slice of cake | strawberry sweet piece
        candle | Candle | light flame
        balloon | Balloon | party red
        party-popper | Party popper | confetti celebration
        confetti-ball | Confetti ball | party streamers
        wrapped-gift | Gift | present ribbon bow box
        teddy-bear | Teddy bear | toy baby plush
    """,
    "Love": """
        red-heart | Heart | red love valentine
        two-hearts | Two hearts | pink love valentine
        sparkling-heart | Sparkling heart | love stars valentine
        heart-with-arrow | Heart with arrow | cupid love valentine
        heart-with-ribbon | Heart with ribbon | gift love valentine
        love-letter | Love letter | envelope heart valentine
        ring | Ring | wedding engagement diamond marriage
        bouquet | Bouquet | flowers wedding mother
        smiling-face-with-hearts | In love | smiley face hearts emoji
    """,
    "Animals": """
        cat-face | Cat | kitten pet face
        dog-face | Dog | puppy pet face
        rabbit-face | Rabbit | bunny easter pet
        fox | Fox | forest face
        bear | Bear | forest face
        panda | Panda | bear face bamboo
        koala | Koala | bear australia face
        lion | Lion | king safari face
        penguin | Penguin | bird ice winter
        owl | Owl | bird night wise
        unicorn | Unicorn | horse magic fantasy
        elephant | Elephant | safari zoo
        turtle | Turtle | slow sea reptile
        octopus | Octopus | sea ocean
        butterfly | Butterfly | insect spring wings
        honeybee | Bee | honey insect summer
        t-rex | Dinosaur | tyrannosaurus rex reptile
        whale | Whale | sea ocean
    """,
    "Nature": """
        sunflower | Sunflower | flower summer yellow
        tulip | Tulip | flower spring
        rose | Rose | flower love red
        cherry-blossom | Cherry blossom | flower spring sakura pink
        four-leaf-clover | Lucky clover | leaf luck green
        cactus | Cactus | plant desert green
        evergreen-tree | Fir tree | forest pine green
        palm-tree | Palm tree | beach summer holiday
        mushroom | Mushroom | toadstool forest autumn
        rainbow | Rainbow | colours weather sky
        sun-with-face | Sun | summer weather sky
        crescent-moon | Moon | night sky
        snowflake | Snowflake | winter ice weather
    """,
    "Food": """
        pizza | Pizza | slice cheese italian
        hamburger | Burger | hamburger fast food
        soft-ice-cream | Ice cream | cone summer sweet
        doughnut | Doughnut | donut sweet
        strawberry | Strawberry | fruit berry red
        avocado | Avocado | fruit green
        watermelon | Watermelon | fruit summer
        hot-beverage | Cup of coffee | coffee tea hot drink
        clinking-beer-mugs | Cheers | beer drink pub party
    """,
    "Sport": """
        soccer-ball | Football | soccer ball
        basketball | Basketball | ball
        tennis | Tennis | ball racket
        rugby-football | Rugby | ball
        bicycle | Bicycle | bike cycling ride
        running-shoe | Running shoe | trainer run jogging
        flag-in-hole | Golf | flag hole green
        trophy | Trophy | cup winner champion
        sports-medal | Medal | gold winner first
    """,
    "Travel": """
        airplane | Aeroplane | plane flight holiday
        camping | Camping | tent outdoors holiday
        beach-with-umbrella | Beach | parasol summer sea holiday
        automobile | Car | drive road
        sailboat | Sailing boat | ship sea
        rocket | Rocket | space
        compass | Compass | direction adventure
        snow-capped-mountain | Mountain | alps hiking snow
        globe-showing-europe-africa | Globe | world earth planet
    """,
    "Celebrations": """
        christmas-tree | Christmas tree | xmas winter lights
        snowman | Snowman | winter christmas snow
        santa-claus | Father Christmas | santa xmas winter
        jack-o-lantern | Halloween pumpkin | lantern autumn
        ghost | Ghost | halloween spooky
        graduation-cap | Graduation cap | school university mortarboard
        fireworks | Fireworks | new year night sky
        hatching-chick | Chick | easter egg bird spring
        clinking-glasses | Clinking glasses | champagne toast wedding new year
        crown | Crown | king queen gold
        star | Star | gold night
    """,
}

LICENCE = """The drawings in this folder are from Fluent emoji, flat style, by Microsoft Corporation
(https://github.com/microsoft/fluentui-emoji), as packed in @iconify-json/fluent-emoji-flat.

MIT License

Copyright (c) Microsoft Corporation.

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def drawings() -> list[Drawing]:
    """The library in its order."""
    rows = [(category, line.split("|")) for category, lines in LIBRARY.items() for line in lines.strip().splitlines()]
    return [Drawing(icon.strip(), name.strip(), category, tags.strip()) for category, (icon, name, tags) in rows]


def make(drawing: Drawing, body: str, side: int) -> None:
    """Write one drawing, and what the door makes of it. Raises a subclass of ImageRefusedError."""
    from monogram.images.examination import examine_image

    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{body}</svg>\n'
    examined = examine_image(svg.encode())
    if examined.drawing is None:
        raise ValueError(f"{drawing.id} does not become a drawing")
    picture = pyvips.Image.thumbnail_buffer(examined.working_copy.content, SIDE)
    (HERE / f"{drawing.id}.svg").write_text(svg)
    (HERE / f"{drawing.id}.json").write_bytes(examined.drawing.content)
    picture.pngsave(str(HERE / f"{drawing.id}.png"), compression=9, keep=0)


def main(folder: Path) -> None:
    """See the module."""
    icons = json.loads((folder / "icons.json").read_text())
    for old in [*HERE.glob("*.svg"), *HERE.glob("*.png"), *HERE.glob("*.json")]:
        old.unlink()
    library = drawings()
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(make, one, icons["icons"][one.id]["body"], icons["height"]) for one in library]:
            done.result()
    listing = json.dumps([asdict(drawing) for drawing in library], indent=1, ensure_ascii=False)
    (HERE / "library.json").write_text(listing + "\n")
    (HERE / "LICENCE-fluent-emoji-flat.txt").write_text(LICENCE)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
    django.setup()
    main(Path(sys.argv[1]))
