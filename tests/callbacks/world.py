"""Orders to send messages about."""

from __future__ import annotations

from typing import Any

from monogram.companies.models import Company, CompanyType
from monogram.orders.models import ItemType, Order, OrderEvent, OrderItem, OrderStatus, Submission


def make_order(external_ref: str = "ORDER1", **fields: Any) -> Order:
    """A received order of two lines, with its first event, by retailer 61000 for supplier 62000."""
    retailer, _ = Company.objects.get_or_create(id=61000, defaults={"name": "Shop", "type": CompanyType.RETAILER})
    supplier, _ = Company.objects.get_or_create(id=62000, defaults={"name": "Printer", "type": CompanyType.SUPPLIER})
    submission = Submission.objects.create(company=retailer, external_ref=external_ref, body={}, body_sha256="0" * 64)
    order = Order.objects.create(
        **{
            "submission": submission,
            "company": retailer,
            "supplier": supplier,
            "external_ref": external_ref,
            "status": OrderStatus.RECEIVED,
            "sequence": 1,
            "shipping_address_1": "1 High Street",
            "shipping_postcode": "SK10 2XR",
            "shipping_country_code": "GB",
            **fields,
        }
    )
    OrderEvent.objects.create(order=order, sequence=1, actor="Shop", kind="placed", to_status=order.status)
    for number, quantity in ((1, 2), (2, 1)):
        OrderItem.objects.create(
            order=order, external_ref=f"LINE{number}", type=ItemType.STOCK, sku=f"SKU{number}", quantity=quantity
        )
    return order
