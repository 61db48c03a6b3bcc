"""What the callbacks' benchmark sends: orders of a shop, and the messages about them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from monogram.callbacks.models import Delivery, DeliveryKind
from monogram.callbacks.queries import receiver_of
from monogram.callbacks.services import signing_secret
from monogram.common import clock
from monogram.companies.models import Company, CompanyType
from monogram.oms.status import change_status
from monogram.orders.models import ItemType, Order, OrderEvent, OrderItem, OrderStatus, Submission
from monogram.orders.statuses import PLATFORM

BODY = (
    '{"id":1234567,"external_ref":"ORDER-0001234567","ref":"0123456789ABCDEF","status":8,"status_name":"Dispatched",'
    '"shipping_tracking":"JD0002123456789012","shipping_method":"Tracked 24","shipping_carrier":"Royal Mail",'
    '"shipping_price":3.5,"new_shipments":[{"dispatch_datetime":"2026-11-23 12:00:00","tracking":"JD0002123456789012",'
    '"tracking_url":"https://carrier.example/JD0002123456789012","items":[{"quantity":2,"ref":"0123456789A",'
    '"external_ref":"LINE1"},{"quantity":1,"ref":"0123456789B","external_ref":"LINE2"}]}],"new_cancellations":[],'
    '"required_dispatch_date":"2026-11-30","sequence":%d,"event_id":"0123456789abcdef0123456789abcdef"}'
)
_STEPS = (
    OrderStatus.SENT_TO_SUPPLIER,
    OrderStatus.RECEIVED_BY_SUPPLIER,
    OrderStatus.IN_PRODUCTION,
    OrderStatus.DISPATCHED,
)


def make_orders(number: int, urls: Sequence[str]) -> list[Order]:
    """Orders of one line each, whose callbacks go to the URLs in turn."""
    shop, _ = Company.objects.get_or_create(name="Shop", type=CompanyType.RETAILER)
    printer, _ = Company.objects.get_or_create(name="Printer", type=CompanyType.SUPPLIER)
    signing_secret(shop)
    start = Submission.objects.count()
    submissions = Submission.objects.bulk_create(
        Submission(company=shop, external_ref=f"ORDER{start + index}", body={}, body_sha256="")
        for index in range(number)
    )
    orders = Order.objects.bulk_create(
        Order(
            submission=submission,
            company=shop,
            supplier=printer,
            external_ref=submission.external_ref,
            sequence=1,
            shipping_address_1="1 High Street",
            shipping_postcode="SK10 2XR",
            shipping_country_code="GB",
            status_callback_url=urls[index % len(urls)],
        )
        for index, submission in enumerate(submissions)
    )
    OrderEvent.objects.bulk_create(OrderEvent(order=order, sequence=1, actor="Shop", kind="placed") for order in orders)
    OrderItem.objects.bulk_create(
        OrderItem(order=order, external_ref="LINE1", type=ItemType.STOCK, sku="SKU1", quantity=1) for order in orders
    )
    return orders


@transaction.atomic
def pile_up(orders: Sequence[Order], messages_each: int) -> int:
    """Have so many messages about each order wait for a worker; of each order the first is due. How many."""
    now = clock.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                kind=DeliveryKind.STATUS_CALLBACK,
                order=order,
                sequence=sequence,
                method="PUT",
                url=order.status_callback_url,
                body=BODY % sequence,
                receiver=receiver_of(order.status_callback_url),
                next_attempt_at=now if sequence == 1 else None,
            )
            for sequence in range(1, messages_each + 1)
            for order in orders
        ],
        batch_size=500,
    )
    return len(orders) * messages_each


def changes(orders: Sequence[Order]) -> list[tuple[int, OrderStatus]]:
    """One status change after another, as suppliers bring them."""
    return [(order.pk, status) for status in _STEPS for order in orders]


def change(order_id: int, to: OrderStatus) -> None:
    change_status(order_id=order_id, to=to, actor=PLATFORM)
