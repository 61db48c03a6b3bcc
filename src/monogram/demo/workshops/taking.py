"""The programs that take orders in: from a folder, as such programs have done for decades, or by asking for them."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

from monogram.demo import world
from monogram.demo.site import platform
from monogram.demo.site.inbox import documents, formats, news

logger = logging.getLogger(__name__)

ORDERS, TAKEN, UNREADABLE = "orders", "taken", "unreadable"
_FIRST_ADDRESS = "/supplier/orders"


def take_files(supplier: int) -> int:
    """Take the order files that lie in a supplier's folder, oldest first, and put them aside. How many."""
    channel = world.CHANNELS[supplier]
    kind = world.FOLDER_FORMATS[channel]
    files = sorted((news.folder_of(supplier) / ORDERS).glob(f"*.{kind}"), key=_place)
    for file in files:
        content = file.read_bytes()
        try:
            document = formats.read_order(content, kind)
            documents.keep(
                supplier=supplier, document=document, channel=channel, name=f"{ORDERS}/{file.name}", content=content
            )
        except ValueError as error:
            logger.warning("%s of %s cannot be taken: %s", file.name, world.SUPPLIER_NAMES[supplier], error)
            _put_aside(file, UNREADABLE)
        else:
            _put_aside(file, TAKEN)
    return len(files)


def _place(file: Path) -> tuple[str, int]:
    """`{ref}.xml` goes before `{ref}-2.xml`, and that before `{ref}-10.xml`."""
    ref, _, number = file.stem.partition("-")
    return ref, int(re.sub(r"\D", "", number) or 0)


def _put_aside(file: Path, folder: str) -> None:
    target = file.parents[1] / folder / file.name
    target.parent.mkdir(exist_ok=True)
    file.replace(target)


def fetch(supplier: int) -> int:
    """Ask for a supplier's orders behind the last one that was fetched, keep and acknowledge them. How many.

    The address to ask next is kept last: whatever breaks off, the same orders come again. Raises PlatformRefusedError.
    """
    bookmark = news.folder_of(supplier) / "next"
    address = bookmark.read_text() if bookmark.exists() else _FIRST_ADDRESS
    key = world.SUPPLIER_KEYS[supplier]
    texts, following = platform.fetch_orders(company=supplier, key=key, address=address)
    for text in texts:
        document = json.loads(text)
        documents.keep(
            supplier=supplier, document=document, channel=world.Channel.PULL, name=address, content=text.encode()
        )
        if document["status"] != documents.CANCELLED:
            _acknowledge(supplier, document["id"])
    if following != address:
        bookmark.write_text(following)
    return len(texts)


def _acknowledge(supplier: int, order_id: int) -> None:
    try:
        platform.acknowledge(company=supplier, key=world.SUPPLIER_KEYS[supplier], order_id=order_id)
    except platform.PlatformRefusedError as refusal:
        if not refusal.is_answer:
            raise
        logger.info("Order %s needs no acknowledgement: %s", order_id, refusal)
