"""Compiled statements do what the ORM does: the same values in, the same values out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from pytest_django import DjangoAssertNumQueries

from monogram.common.compiled import Table, run, within, write
from monogram.companies.models import Company
from monogram.orders.models import Order, OrderItem, Submission

pytestmark = pytest.mark.django_db

SUBMISSIONS, ORDERS, ITEMS, COMPANIES = Table(Submission), Table(Order), Table(OrderItem), Table(Company)
MOMENT = datetime(2026, 3, 29, 1, 30, 0, 250_000, tzinfo=timezone(timedelta(hours=2)))


def submit(company: Company, external_ref: str = "A") -> int:
    return SUBMISSIONS.insert(
        [{"company_id": company.pk, "external_ref": external_ref, "body": {"é": [10**20, None]}, "body_sha256": ""}]
    )[0]


def place(company: Company, **values: object) -> Order:
    given = {"submission_id": submit(company), "company_id": company.pk, "external_ref": "A", **values}
    return ORDERS.create([given])[0]


def test_a_row_is_what_the_orm_would_have_written(retailer: Company) -> None:
    placed = place(
        retailer,
        customer_name="Zoë 100 % 'quoted'",
        sale_datetime=MOMENT,
        required_dispatch_date=date(2026, 4, 1),
        shipping_price=Decimal("3.5000"),
        is_urgent=True,
        extra={"nested": {"a": [1, "ü"]}},
    )

    stored = Order.objects.get(pk=placed.pk)

    assert stored.customer_name == "Zoë 100 % 'quoted'"
    assert stored.sale_datetime == MOMENT.astimezone(UTC)
    assert stored.required_dispatch_date == date(2026, 4, 1)
    assert (stored.shipping_price, stored.is_urgent) == (Decimal("3.5000"), True)
    assert stored.extra == {"nested": {"a": [1, "ü"]}}
    for field in Order._meta.concrete_fields:
        assert getattr(stored, field.attname) == getattr(placed, field.attname), field.name


def test_numbers_that_only_json_holds_are_kept(retailer: Company) -> None:
    assert Submission.objects.get(pk=submit(retailer)).body == {"é": [10**20, None]}


def test_what_is_not_given_is_the_fields_default(retailer: Company) -> None:
    first, second = place(retailer, external_ref="A"), None
    second = ORDERS.create([{"submission_id": first.submission_id, "company_id": retailer.pk}])[0]

    assert (first.customer_name, first.shipping_price, first.extra) == ("", None, {})
    assert len(first.ref) == 16
    assert first.ref != second.ref


def test_rows_are_read_as_instances(retailer: Company) -> None:
    retailer.allowed_addresses, retailer.orders_start_on_hold = ["203.0.113.0/24"], True
    retailer.save()

    (found,) = COMPANIES.select(f"WHERE id {within([retailer.pk])}", [retailer.pk])

    assert found == retailer
    assert found.allowed_addresses == ["203.0.113.0/24"]
    assert found.orders_start_on_hold is True
    assert found.created_at == Company.objects.get().created_at
    found.name = "Renamed"
    found.save()
    assert Company.objects.get().name == "Renamed"


def test_columns_left_out_are_fetched_when_asked_for(
    retailer: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table = Table(Company, without=["name"])

    with django_assert_num_queries(2):
        (found,) = table.select("WHERE id = %s", [retailer.pk])
        assert found.name == "Retailer"


def test_more_rows_than_one_statement_takes_keep_their_order(retailer: Company) -> None:
    order = place(retailer)

    lines = ITEMS.create(
        [{"order_id": order.pk, "external_ref": str(n), "type": 4, "quantity": n + 1} for n in range(2_000)]
    )

    assert [line.external_ref for line in lines] == [str(n) for n in range(2_000)]
    stored = list(order.items.order_by("pk").values_list("pk", "external_ref"))
    assert stored == [(line.pk, line.external_ref) for line in lines]


def test_a_constraint_in_the_way_can_be_an_answer(retailer: Company) -> None:
    row = {"company_id": retailer.pk, "external_ref": "A", "body": {}, "body_sha256": ""}
    assert len(SUBMISSIONS.insert([row])) == 1

    assert SUBMISSIONS.insert([row], skip_conflicts=True) == []
    with pytest.raises(IntegrityError):
        SUBMISSIONS.insert([row])


def test_values_are_never_part_of_the_statement(retailer: Company) -> None:
    hostile = "'; DROP TABLE companies_company; --%s?"

    assert COMPANIES.select("WHERE name = %s", [hostile]) == []
    write("UPDATE companies_company SET name = %s WHERE id = %s", [hostile, retailer.pk])
    assert run("SELECT name FROM companies_company") == [(hostile,)]


@pytest.mark.django_db(transaction=True)
def test_a_write_outside_a_transaction_is_committed(retailer: Company) -> None:
    write("UPDATE companies_company SET name = %s", ["Changed"])
    connection.close()

    assert Company.objects.get().name == "Changed"
