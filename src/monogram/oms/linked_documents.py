"""The papers of an order by their addresses, for suppliers that want them with it (`contract.md §5`, `pdfs`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from monogram.artwork.errors import NoSuchFileError
from monogram.common import clock, signing
from monogram.files import services as files
from monogram.oms.documents import address_label, packing_slip
from monogram.orders.models import Order

KEPT_FOR = timedelta(days=90)
"""From the order's last change: papers hold addresses, and then nobody needs them any more."""


class _Paper(NamedTuple):
    kind: str
    made: Callable[[Order], bytes]


_PAPERS = {"packing-slip.pdf": _Paper("dispatch", packing_slip), "address-label.pdf": _Paper("address", address_label)}


def linked_documents(order: Order) -> list[dict[str, Any]]:
    """`[{name, type, url}]`. Each is made when it is opened, so it says what holds then."""
    token = _token(order)
    return [
        {"name": name, "type": paper.kind, "url": files.absolute(f"/document/{order.ref}/{token}/{name}")}
        for name, paper in _PAPERS.items()
    ]


def linked_document(*, ref: str, token: str, name: str) -> bytes:
    """The PDF behind such an address. Of an order that went to another supplier the former one's no longer opens.

    Raises NoSuchFileError, and DownloadRefusedError for an order that is stopped.
    """
    order = Order.objects.filter(ref=ref).first()
    is_there = order is not None and signing.equal(token, _token(order)) and name in _PAPERS
    if order is None or not is_there or order.updated_at < clock.now() - KEPT_FOR:
        raise NoSuchFileError
    return _PAPERS[name].made(order)


def _token(order: Order) -> str:
    return signing.address_token(f"documents of order {order.ref} at {order.supplier_id}")
