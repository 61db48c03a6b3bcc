"""A company that makes virtual products, by its program and in the creator, and what must be true of them then."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any
from urllib.parse import urlencode

from tests.common.receiver import answer
from tests.faults.audit import violations
from tests.faults.client import Client
from tests.faults.database import Database
from tests.faults.installation import Installation
from tests.faults.receiver import picture
from tests.faults.seed import BLANKS_ID, CATEGORY_ID, CLIENT_ID, CLIENT_SECRET
from tests.faults.storm import is_calm
from tests.faults.waiting import wait_until
from tests.orders.world import RETAILER_ID, RETAILER_KEY
from tests.virtual_products.links import ORIGIN, signed

from monogram.common import clock
from monogram.designs.placing import picture_of

_CREATE = """
mutation($blanks: [ID]!, $category: ID!, $art: [CreateVirtualProductsFromArtworkArtwork]!, $key: String) {
    createVirtualsFromBlanks(baseProducts: $blanks, categoryId: $category, artwork: $art, requestKey: $key)
}
"""
_POLL = "query($id: ID!) { pollAsyncTask(id: $id) { status total made failed pictured result errors { message } } }"


@dataclass
class ArtworkHost:
    """Gives a picture of another colour at each address, when it is let."""

    may_answer: Event = field(default_factory=Event)

    def behave(self, handler: BaseHTTPRequestHandler) -> None:
        self.may_answer.wait(60)
        number = int("".join(filter(str.isdigit, handler.path)))
        answer(body=picture(number), Content_Type="image/png")(handler)


class Program:
    """It asks the GraphQL API, with a token of its own."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        form = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "grant_type": "client_credentials"}
        asked = "application/x-www-form-urlencoded"
        given = Client(installation.port, "").ask("POST", "/token", urlencode(form).encode(), Content_Type=asked)
        assert given.status == 200, given
        self._authorization = f"Bearer {given.json['access_token']}"

    def ask(self, query: str, **variables: object) -> Any:
        """The data of an answer without errors."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        # On a connection of its own: the server closes those that are silent for long.
        answered = Client(self._installation.port, self._authorization).ask("POST", "/graphql", body).json
        assert "errors" not in answered, answered
        return answered["data"]

    def request(self, origin: str, *, pictures: int, times: int, key: str = "") -> str:
        """Ask for each of so many pictures on a shirt, several times; the task's id."""
        artwork = [
            {"design_name": f"Design {number}", "urls": [{"original": f"{origin}/{number}.png"}]}
            for number in range(pictures)
        ]
        asked = {"blanks": [shirt(self._installation.database)] * times, "category": CATEGORY_ID, "art": artwork}
        return str(self.ask(_CREATE, **asked, key=key or None)["createVirtualsFromBlanks"])

    def poll(self, task: str) -> dict[str, Any]:
        """How far a task is."""
        found: dict[str, Any] = self.ask(_POLL, id=task)["pollAsyncTask"]
        return found


class Artist:
    """Somebody who has opened the creator."""

    def __init__(self, installation: Installation) -> None:
        link: dict[str, object] = {
            "company_ref_id": RETAILER_ID, "approved_pc": CATEGORY_ID, "blanks_pc": BLANKS_ID,
            "time": int(clock.now().timestamp()), "nonce": "4f1c9a0b2d3e4f50", "origin": ORIGIN, "artist": "ada",
        }  # fmt: skip
        page = Client(installation.port, "").ask("GET", f"/artists/vpc?{signed(link, RETAILER_KEY)}").body.decode()
        found = re.search(r'<script id="app-config" type="application/json">(.*?)</script>', page)
        assert found, page
        self._port, self._authorization = installation.port, f"Bearer {json.loads(found[1])['session']}"
        self._shirt = shirt(installation.database)

    def send(self, method: str, path: str, body: object = None) -> Any:
        """The answer to what the creator's page sends."""
        answered = Client(self._port, self._authorization).ask(
            method, f"/artists/data/{path}", json.dumps(body).encode() if body else b"", Content_Type="application/json"
        )
        assert answered.status < 300, answered
        return answered.json

    def bring(self, origin: str, number: int) -> str:
        """Bring the picture at an address; its id."""
        return str(self.send("POST", "images", {"url": f"{origin}/{number}.png"})["id"])

    def request(self, images: list[str], *, key: str) -> str:
        """Ask for each picture on a shirt; the task's id."""
        products = [
            {"blank": self._shirt, "image": image, "name": f"Design {place}"} for place, image in enumerate(images)
        ]
        return str(self.send("POST", "products", {"request_key": key, "products": products})["task"])


def shirt(database: Database) -> int:
    """The blank's number."""
    return int(database.value("SELECT id FROM catalogue_product WHERE sku = 'SHIRT'"))


def is_over(database: Database, task: str) -> bool:
    """Whether a task has come to its end, however that is."""
    state = database.value("SELECT state FROM virtual_products_creationtask WHERE id = ?", task)
    return state not in {"waiting", "running"}


def made(database: Database) -> int:
    """How many virtual products there are."""
    return int(database.value("SELECT count(*) FROM catalogue_product WHERE base_id IS NOT NULL"))


def pictured(database: Database) -> int:
    """How many have both pictures."""
    return sum(set(drawn) == {"small", "large"} for drawn in _snapshots(database).values())


def assert_all_is_made(installation: Installation, count: int) -> None:
    """So many products, each with its pictures, and nothing besides."""
    wait_until(lambda: is_calm(installation), "everything is done")
    database = installation.database
    assert (made(database), pictured(database)) == (count, count)
    assert violations(database, installation.data) == []
    assert leftovers(installation) == []


def leftovers(installation: Installation) -> list[str]:
    """What no product, design or picture has use of, and what they miss."""
    database, files = installation.database, installation.data / "files"
    kept = {str(path.relative_to(files)) for name in ("images", "snapshots") for path in files.glob(f"{name}/**/*.*")}
    wanted = {key for drawn in _snapshots(database).values() for key in drawn.values()}
    columns = "original, print_copy, working_copy"
    wanted |= {key for row in database.rows(f"SELECT {columns} FROM images_image") for key in row}  # noqa: S608 - ours
    wanted |= {row[0] for row in database.rows("SELECT thumbnail FROM virtual_products_artwork")} - {""}
    used = {picture_of(_json(row[0])) for row in database.rows("SELECT document FROM designs_virtualdesign")}
    rows = {row[0] for row in database.rows("SELECT id FROM images_image")}
    return [
        *(f"a file that nothing has use of: {key}" for key in sorted(kept - wanted)),
        *(f"a file that is missing: {key}" for key in sorted(wanted - kept)),
        *(f"a picture on no product: {key}" for key in sorted(rows - used)),
    ]


def _snapshots(database: Database) -> dict[int, dict[str, str]]:
    """The keys of each product's pictures, by their names."""
    rows = database.rows("SELECT virtual_id, snapshots FROM designs_virtualdesign WHERE is_current")
    return {number: {one["name"]: one["key"] for one in _json(drawn)} for number, drawn in rows}


def _json(value: Any) -> Any:
    """PostgreSQL gives it read, SQLite as text."""
    return json.loads(value) if isinstance(value, str) else value
