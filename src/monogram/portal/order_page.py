"""What the page of one order says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from monogram.artwork.models import ItemAsset
from monogram.artwork.queries import download_url
from monogram.common.refs import new_public_id
from monogram.companies.models import Company
from monogram.designs.queries import texts_of
from monogram.files import services as files
from monogram.oms.pictures import thumbnails_of
from monogram.oms.prints import Print, files_of
from monogram.oms.worklist import MAKING, NEW, due_day
from monogram.orders.errors import OrderNotFoundError
from monogram.orders.models import DESIGNED_ON, ItemStatus, ItemType, Order, OrderItem, OrderStatus
from monogram.orders.queries import events_of, standing_of
from monogram.orders.statuses import PAUSED, Party, Standing
from monogram.portal.access import Member
from monogram.portal.lists import OrderList, in_one
from monogram.portal.timeline import Happening, timeline_of
from monogram.portal.words import Said, due_in_words, status_of
from monogram.shipping.labels import label_address
from monogram.shipping.models import CarrierConnection, LabelFormat, Shipment, ShipmentState
from monogram.shipping.queries import Pieces, parcels_at_the_desk, pieces_of
from monogram.shipping.wish import recipient_of

_SHOWN_UP_TO = 12 * 1024**2
"""Larger print files are named and not shown: tablets at the bench have little memory."""
_PICTURES = frozenset({"image/png", "image/jpeg", "image/svg+xml", "image/webp"})
_HAS_FILES = frozenset(ItemType) - {ItemType.STOCK}


@dataclass(frozen=True, slots=True)
class File:
    """A print file, as it is shown and downloaded."""

    name: str
    area: str
    picture: str
    """Its public address: a look there is no download. "" where browsers cannot show it."""
    download: str
    size: str
    """In mm."""
    dpi: str
    pixels: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be made."""

    item: OrderItem
    name: str
    options: str
    sku: str
    files: Sequence[File]
    proofs: Sequence[str]
    """Addresses of pictures of the product, as the customer saw it."""
    facts: Sequence[tuple[str, str]]
    """Attributes and texts."""
    pieces: Pieces
    is_cancelled: bool
    waits_for_files: bool

    @property
    def outstanding(self) -> int:
        return self.pieces.outstanding


@dataclass(frozen=True, slots=True)
class ParcelShown:
    """A parcel, with the addresses of its label by format."""

    parcel: Shipment
    said: Said
    contents: Sequence[str]
    labels: Sequence[tuple[str, str]]
    way: str
    may_be_voided: bool


def order_of(supplier: Company, order_id: int) -> Order:
    """One of the supplier's orders with its lines and files. Raises OrderNotFoundError."""
    assets = Prefetch("assets", ItemAsset.objects.select_related("artwork").order_by("pk"))
    areas = [f"{way}__print_areas" for way in DESIGNED_ON]
    lines = OrderItem.objects.select_related(*DESIGNED_ON)
    lines = lines.prefetch_related(assets, *areas)
    orders = Order.objects.filter(supplier=supplier, pk=order_id if order_id < 2**63 else 0)
    found = (
        orders.select_related("company", "supplier").prefetch_related(Prefetch("items", lines.order_by("pk"))).first()
    )
    if found is None:
        raise OrderNotFoundError
    return found


def version_of(order: Order) -> str:
    """Another one after each event, and when files have been made."""
    return f"{order.sequence}.{ItemAsset.objects.filter(item__order=order).count()}"


def page_of(order: Order, member: Member, shown: OrderList) -> dict[str, Any]:
    """What the template asks for."""
    standing = standing_of(order)
    before, after = shown.worklist.neighbours(order)
    lines = lines_of(order)
    is_open = order.status in NEW | MAKING
    events = events_of(order)
    due = due_day(order, shown.days)
    return {
        "member": member,
        "order": order,
        "version": version_of(order),
        "status": status_of(order),
        "due": due_in_words(due, shown.worklist.today) if is_open else None,
        "due_day": due,
        "lines": lines,
        "files": sum(len(line.files) for line in lines if not line.is_cancelled),
        "deliver_to": recipient_of(order).lines(with_country=True),
        "way": in_one(order.shipping_carrier, order.shipping_method),
        "parcels": parcels_of(order),
        "happenings": timeline_of(order, events),
        "before": before,
        "after": after,
        "query": shown.address.query(),
        "may": _deeds(order, standing, member, lines),
        "request_key": new_public_id(),
        "stopped": _why_stopped(order, timeline_of(order, events)),
    }


def _deeds(order: Order, standing: Standing, member: Member, lines: Sequence[Line]) -> dict[str, bool]:
    """What the buttons are there for; each use case asks again."""
    is_stopped = order.status in PAUSED or order.status == OrderStatus.CANCELLED

    def may(to: OrderStatus) -> bool:
        return member.may_work and not is_stopped and standing.allows(to, Party.SUPPLIER)

    leaves = may(OrderStatus.DISPATCHED) and any(line.outstanding for line in lines)
    carriers = CarrierConnection.objects.filter(supplier=member.company, is_enabled=True)
    return {
        "download": member.may_work and not is_stopped,
        "papers": not is_stopped,
        "acknowledge": may(OrderStatus.RECEIVED_BY_SUPPLIER),
        "start": may(OrderStatus.IN_PRODUCTION),
        "send": leaves,
        "label": leaves and carriers.exists(),
        "report": may(OrderStatus.QC_QUERY),
        "cancel": member.may_manage and standing.allows(OrderStatus.CANCELLED, Party.SUPPLIER),
    }


def _why_stopped(order: Order, happenings: Sequence[Happening]) -> str:
    """The reason of a stop, as far as anybody has given one."""
    if order.status not in PAUSED and order.status != OrderStatus.CANCELLED:
        return ""
    return next((one.detail for one in happenings if one.status == order.status and one.detail), "")


def lines_of(order: Order) -> list[Line]:
    """The order's lines; what is cancelled comes last."""
    pieces = pieces_of(order)
    lines = [_line_of(item, pieces[item.pk]) for item in order.items.all()]
    return sorted(lines, key=lambda line: line.is_cancelled)


def _line_of(item: OrderItem, pieces: Pieces) -> Line:
    found = files_of(item)
    is_cancelled = item.status == ItemStatus.CANCELLED
    return Line(
        item=item,
        name=item.description or item.mapped_sku or item.sku or item.ref,
        options=" · ".join(filter(None, [item.colour, item.size])),
        sku=item.mapped_sku or item.sku,
        files=[_file_of(asset, size) for asset, size in found],
        proofs=thumbnails_of(item.assets.all()),
        facts=_facts_of(item),
        pieces=pieces,
        is_cancelled=is_cancelled,
        waits_for_files=not found and not is_cancelled and (item.type in _HAS_FILES or item.design is not None),
    )


def _file_of(asset: ItemAsset, size: Print | None) -> File:
    artwork = asset.artwork
    can_be_shown = artwork.media_type in _PICTURES and artwork.byte_size <= _SHOWN_UP_TO
    return File(
        name=asset.name,
        area=asset.description or artwork.area_name or asset.name,
        picture=files.public_url(artwork.file) if can_be_shown else "",
        download=download_url(asset),
        size=_millimetres(size) if size else "",
        dpi=f"{artwork.dpi:g} dpi" if artwork.dpi else "",
        pixels=f"{artwork.width} × {artwork.height} px" if artwork.width and artwork.height else "",
        sha256=artwork.sha256,
    )


def _millimetres(size: Print) -> str:
    """`280 × 350 mm, and 3 mm bleed`."""
    bleed = f", and {size.bleed:g} mm bleed" if size.bleed else ""
    return f"{round(size.width, 1):g} × {round(size.height, 1):g} mm{bleed}"


def _facts_of(item: OrderItem) -> list[tuple[str, str]]:
    """What was chosen and what is written on it, under each name all that there is."""
    facts: dict[str, list[str]] = {}
    for one in item.attributes:
        facts.setdefault(str(one.get("name", "")).strip(), []).append(str(one.get("value", "")).strip())
    design = item.design
    for text in texts_of(design.document) if design else ():
        facts.setdefault(f"Text, {text.area}" if text.area else "Text", []).append(text.text.strip())
    return [(name, "\n".join(filter(None, values))) for name, values in facts.items() if any(values)]


_PARCEL_WORDS: Mapping[str, Said] = {
    ShipmentState.REQUESTED: Said("Carrier asked"),
    ShipmentState.FAILED: Said("No label"),
    ShipmentState.VOIDED: Said("Voided"),
    ShipmentState.MADE: Said("Left"),
}


def parcels_of(order: Order) -> list[ParcelShown]:
    """Every parcel of its present supplier, the latest first; what the carrier refused is in the history alone."""
    parcels = [
        one
        for one in parcels_at_the_desk(order)
        if one.state != ShipmentState.FAILED and (not one.connection or one.connection.supplier_id == order.supplier_id)
    ]
    return [_parcel_of(one) for one in reversed(parcels)]


def _parcel_of(parcel: Shipment) -> ParcelShown:
    is_made = parcel.state == ShipmentState.MADE
    formats = dict.fromkeys(LabelFormat(label.format) for label in parcel.labels.all()) if is_made else {}
    return ParcelShown(
        parcel=parcel,
        said=_PARCEL_WORDS[parcel.state],
        contents=[f"{one.quantity} × {one.order_item.description or one.order_item.sku}" for one in parcel.items.all()],
        labels=[(str(each.label), label_address(parcel, each)) for each in formats],
        way=in_one(parcel.carrier, parcel.method),
        may_be_voided=is_made and parcel.connection_id is not None,
    )
