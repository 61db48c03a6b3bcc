"""Orders of virtual products: what is made is their base, what is printed is their artwork as it was when bought."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import options_of
from tests.designs.virtuals import make_artwork, make_virtual
from tests.orders.world import World, order_body, print_job_item, stock_item

from monogram.catalogue.models import Product
from monogram.companies.models import User
from monogram.designs.models import PrintJob, VirtualDesign
from monogram.oms.place import place_order, plan_order
from monogram.oms.release import hold_order, release_order
from monogram.orders.errors import IntakeError
from monogram.orders.models import OrderItem, OrderStatus
from monogram.orders.services import correct_skus
from monogram.orders.statuses import Actor


@pytest.fixture
def tiger(world: World) -> Product:
    return make_virtual(world.shirt, owner=world.retailer, name="Tiger shirt", sku="TIGER")


@pytest.fixture
def staff(db: None) -> Actor:
    return Actor.staff(User.objects.create_user("staff@monogram.example", name="Grace"))


def ordered(world: World, item: dict[str, Any], ref: str = "V1") -> OrderItem:
    (order,) = place_order(company=world.retailer, submission=order_body(external_ref=ref, items=[item]), raw=b"{}")
    return OrderItem.objects.get(order=order)


def refused(world: World, item: dict[str, Any]) -> list[tuple[int | None, str]]:
    with pytest.raises(IntakeError) as refusal:
        plan_order(company=world.retailer, submission=order_body(items=[item]))
    return [(error.code, error.path) for error in refusal.value.errors]


def pod_item(ref: str, **changes: Any) -> dict[str, Any]:
    return {"external_ref": "POD", "quantity": 1, "type": 3, "print_on_demand_ref": ref, **changes}


def textual_item(product: Product, **changes: Any) -> dict[str, Any]:
    return {"external_ref": "TEXT", "quantity": 1, "type": 5, "textual_product_id": product.pk, **changes}


def test_a_sku_alone_orders_the_base_with_the_artwork(world: World, tiger: Product) -> None:
    item = ordered(world, stock_item(sku="TIGER-WHITE-M"))

    assert (item.product, item.variant) == (world.shirt, world.shirt_variant)
    assert item.virtual_design == VirtualDesign.objects.get(virtual=tiger)
    assert (item.sku, item.mapped_sku) == ("TIGER-WHITE-M", "S-SHIRT-WHITE-M")
    assert (item.description, item.colour, item.size) == ("Tiger shirt", "White", "Medium")
    assert item.order.supplier == world.printer
    assert not item.order.has_error
    assert any(
        f"SKU TIGER-WHITE-M names virtual product {tiger.pk}, made on product {world.shirt.pk}" in entry["detail"]
        for entry in item.routing
    )


def test_options_by_number_choose_the_variant(world: World, tiger: Product) -> None:
    Product.objects.filter(pk=world.shirt.pk).update(owner=world.retailer)
    other = world.shirt.variants.create(sku="SHIRT-NONE", supplier_sku="S-NONE")

    item = ordered(world, stock_item(sku="TIGER", aspects=options_of(world.shirt, "WHITE", "M")))

    assert (item.variant, item.sku) == (world.shirt_variant, "TIGER")
    assert item.variant != other


def test_other_artwork_later_does_not_change_what_was_bought(world: World, tiger: Product) -> None:
    before = ordered(world, stock_item(sku="TIGER-WHITE-M"))
    newer = make_artwork(tiger)

    after = ordered(world, stock_item(sku="TIGER-WHITE-M"), "V2")
    before.refresh_from_db()

    assert after.virtual_design == newer
    assert before.virtual_design != newer


def test_artwork_is_ordered_by_its_reference_as_a_sample_is(world: World, tiger: Product) -> None:
    artwork = VirtualDesign.objects.get(virtual=tiger)

    item = ordered(world, pod_item(artwork.ref.lower(), aspects=options_of(world.shirt, "WHITE", "M")))

    assert (item.virtual_design, item.sample, item.product) == (artwork, None, world.shirt)
    assert (item.variant, item.sku) == (world.shirt_variant, "TIGER-WHITE-M")
    assert item.description == "Tiger shirt"


def test_artwork_of_what_is_not_sold_is_no_sample(world: World, tiger: Product) -> None:
    artwork = VirtualDesign.objects.get(virtual=tiger)
    foreign = VirtualDesign.objects.get(virtual=make_virtual(world.shirt, owner=world.stranger))
    Product.objects.filter(pk=tiger.pk).update(is_active=False)

    assert refused(world, pod_item(artwork.ref)) == [(0, "items[0].print_on_demand_ref")]
    assert refused(world, pod_item(foreign.ref)) == [(0, "items[0].print_on_demand_ref")]


def test_a_text_line_names_a_virtual_product_by_its_number(world: World) -> None:
    pen = make_virtual(world.pen, owner=world.retailer, name="Tiger pen", sku="TIGER-PEN")

    item = ordered(world, textual_item(pen, attributes=[{"name": "Top line", "value": "Ada"}]))

    assert (item.product, item.textual_product_id) == (world.pen, pen.pk)
    assert item.virtual_design == VirtualDesign.objects.get(virtual=pen)
    assert (item.sku, item.description) == ("TIGER-PEN", "Tiger pen")


def test_a_text_line_of_the_base_takes_the_artwork_that_its_sku_names(world: World) -> None:
    pen = make_virtual(world.pen, owner=world.retailer, sku="TIGER-PEN")

    item = ordered(world, textual_item(world.pen, sku="TIGER-PEN"))

    assert item.virtual_design == VirtualDesign.objects.get(virtual=pen)


def test_a_number_alone_names_the_only_variant_on_offer(world: World) -> None:
    tiger = make_virtual(world.shirt, owner=world.retailer, sku="TIGER", offered=["WHITE"])

    item = ordered(world, textual_item(tiger))

    assert (item.variant, item.sku, item.mapped_sku) == (world.shirt_variant, "TIGER-WHITE-M", "S-SHIRT-WHITE-M")


def test_nothing_is_written_on_what_may_not_be_personalised(world: World) -> None:
    pen = make_virtual(world.pen, owner=world.retailer, may_personalise=False)
    words = [{"name": "Top line", "value": "Ada"}]
    private = [{"name": "_note", "value": "Ada"}]

    assert refused(world, textual_item(pen, attributes=words)) == [(8042, "items[0].attributes[0].name")]
    assert ordered(world, textual_item(pen, attributes=private)).virtual_design is not None


def test_a_line_that_brings_its_own_picture_takes_no_artwork(world: World, tiger: Product) -> None:
    picture = {"external_url": "https://example.com/a.png", "external_thumbnail_url": "https://example.com/a.png"}

    item = ordered(world, stock_item(type=1, sku="TIGER-WHITE-M", **picture))

    assert (item.product, item.virtual_design) == (world.shirt, None)
    assert item.description == "Tiger shirt"


def test_a_print_job_is_ordered_as_what_it_was_begun_from(world: World, tiger: Product) -> None:
    PrintJob.objects.filter(pk=world.print_job.pk).update(virtual=tiger, sku="TIGER-WHITE-M")

    item = ordered(world, print_job_item())

    assert (item.print_job, item.virtual_design) == (world.print_job, None)
    assert (item.product, item.variant) == (world.shirt, world.shirt_variant)
    assert (item.sku, item.description) == ("TIGER-WHITE-M", "Tiger shirt")


def test_a_print_job_keeps_its_variant_when_the_virtual_product_is_gone(world: World, tiger: Product) -> None:
    options = options_of(world.shirt, "WHITE", "M")
    PrintJob.objects.filter(pk=world.print_job.pk).update(virtual=tiger, sku="TIGER-WHITE-M", options=options)
    Product.objects.filter(pk=tiger.pk).update(is_active=False, virtual_state="removed")

    item = ordered(world, print_job_item())

    assert (item.variant, item.mapped_sku) == (world.shirt_variant, "S-SHIRT-WHITE-M")


def test_without_artwork_there_is_nothing_to_make(world: World, tiger: Product) -> None:
    VirtualDesign.objects.all().delete()

    item = ordered(world, stock_item(sku="TIGER-WHITE-M"))

    assert (item.product, item.virtual_design) == (None, None)
    assert item.order.status == OrderStatus.QC_QUERY


def test_staff_put_a_misspelt_sku_right(world: World, tiger: Product, staff: Actor) -> None:
    item = ordered(world, stock_item(sku="TIEGR-WHITE-M"))
    correct_skus(order_id=item.order_id, skus={item.pk: "TIGER-WHITE-M"}, actor=staff)

    release_order(order_id=item.order_id, actor=staff)
    item.refresh_from_db()

    assert (item.product, item.variant) == (world.shirt, world.shirt_variant)
    assert item.virtual_design == VirtualDesign.objects.get(virtual=tiger)


@pytest.fixture
def stopped(world: World, tiger: Product, staff: Actor) -> OrderItem:
    """A line of an order that is on hold."""
    item = ordered(world, stock_item(sku="TIGER-WHITE-M"))
    hold_order(order_id=item.order_id, actor=staff)
    return item


def test_what_was_bought_stays_when_an_order_is_routed_anew(
    world: World, tiger: Product, stopped: OrderItem, staff: Actor
) -> None:
    bought = stopped.virtual_design
    make_artwork(tiger)

    release_order(order_id=stopped.order_id, actor=staff)
    stopped.refresh_from_db()

    assert stopped.virtual_design == bought


def test_what_was_bought_is_made_though_it_is_not_sold_any_more(
    world: World, tiger: Product, stopped: OrderItem, staff: Actor
) -> None:
    bought = stopped.virtual_design
    Product.objects.filter(pk=tiger.pk).update(is_active=False, virtual_state="removed")

    release_order(order_id=stopped.order_id, actor=staff)
    stopped.refresh_from_db()

    assert (stopped.virtual_design, stopped.product, stopped.variant) == (bought, world.shirt, world.shirt_variant)
    assert stopped.order.supplier == world.printer


def test_a_sku_of_something_else_takes_the_artwork_away(world: World, staff: Actor) -> None:
    orphan = make_virtual(world.shirt, owner=world.retailer, sku="ORPHANED")
    Product.objects.filter(pk=world.shirt.pk).update(supplier=None)
    item = ordered(world, stock_item(sku="ORPHANED"))
    assert item.virtual_design == VirtualDesign.objects.get(virtual=orphan)
    correct_skus(order_id=item.order_id, skus={item.pk: "BOX"}, actor=staff)

    release_order(order_id=item.order_id, actor=staff)
    item.refresh_from_db()

    assert item.product == world.box
    assert OrderItem.objects.get(pk=item.pk).virtual_design is None


def test_ordinary_lines_cost_no_statement_more(
    world: World, tiger: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ordinary = [stock_item(), stock_item(sku="SHIRT-WHITE-M"), print_job_item()]
    submission = order_body(items=ordinary)
    with django_assert_num_queries(5):
        plan_order(company=world.retailer, submission=submission)
