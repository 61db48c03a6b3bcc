"""Print jobs: made once, ordered by those who may, paid when ordered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_product
from tests.common.at_once import at_once
from tests.designs.documents import document, text_layer

from monogram.catalogue.models import Product
from monogram.catalogue.queries import full_product_for
from monogram.companies.models import Company, CompanyType
from monogram.designs import queries, services
from monogram.designs.errors import DesignNotFoundError, QuantityError, RequestKeyReusedError
from monogram.designs.models import PrintJob, PrintJobStatus, Sample
from monogram.designs.services import create_print_job, create_sample, mark_paid


def add(company: Company, product: Product, *, text: str = "Hello", key: str = "", quantity: object = 1) -> PrintJob:
    return create_print_job(
        company=company,
        product=full_product_for(company, product.pk),
        document=document(product, text_layer(text)),
        options=[],
        quantity=quantity,
        request_key=key,
    )


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Rival")


def test_a_print_job_keeps_the_design(retailer: Company) -> None:
    job = add(retailer, make_product(retailer), quantity=3)

    job.refresh_from_db()
    assert len(job.ref) == 18
    assert (job.sku, job.quantity, job.status) == ("CARD", 3, PrintJobStatus.CREATED)
    assert job.document["areas"][0]["layers"][0]["text"] == "Hello"


def test_the_same_request_key_gives_the_same_print_job(retailer: Company) -> None:
    card = make_product(retailer)

    first, again = add(retailer, card, key="k1"), add(retailer, card, key="k1")

    assert again == first
    assert add(retailer, card, key="k2") != first
    assert add(retailer, card) != add(retailer, card)
    assert PrintJob.objects.count() == 4


def test_a_request_key_is_for_one_design(retailer: Company) -> None:
    card = make_product(retailer)
    add(retailer, card, key="k1")

    with pytest.raises(RequestKeyReusedError):
        add(retailer, card, text="Another", key="k1")
    assert PrintJob.objects.count() == 1


def test_two_companies_may_choose_the_same_request_key(retailer: Company, rival: Company) -> None:
    card = make_product()

    assert add(retailer, card, key="k1").company == retailer
    assert add(rival, card, key="k1").company == rival


@pytest.mark.django_db(transaction=True)
def test_two_requests_with_one_key_at_the_same_moment() -> None:
    company = Company.objects.create(name="Shop", type=CompanyType.RETAILER)
    card = make_product(company)

    refs = [job.ref for job in at_once(*[lambda: add(company, card, key="k1")] * 2)]

    assert len(refs) == 2
    assert len(set(refs)) == 1
    assert PrintJob.objects.count() == 1


def test_the_rival_that_comes_between_look_and_write(retailer: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """The race at its narrowest: the other request's row appears when this one has just looked for it."""
    card = make_product(retailer)
    look = services.print_job_of_request
    rivals: list[PrintJob] = []

    def look_then_lose(**asked: Any) -> PrintJob | None:
        found = look(**asked)
        if not rivals:
            monkeypatch.setattr(services, "print_job_of_request", look)
            rivals.append(add(retailer, card, key="k1"))
        return found

    monkeypatch.setattr(services, "print_job_of_request", look_then_lose)

    assert add(retailer, card, key="k1") == rivals[0]
    assert PrintJob.objects.count() == 1


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", True, 100_001])
def test_a_quantity_that_is_none(retailer: Company, quantity: object) -> None:
    card = make_product(retailer)

    with pytest.raises(QuantityError):
        add(retailer, card, quantity=quantity)
    assert PrintJob.objects.count() == 0


def test_who_may_order_a_print_job(retailer: Company, rival: Company) -> None:
    job = add(retailer, make_product(retailer))

    assert queries.orderable_print_job(retailer, job.ref) == job
    assert queries.orderable_print_job(retailer, f" {job.ref.lower()} ") == job
    with pytest.raises(DesignNotFoundError):
        queries.orderable_print_job(rival, job.ref)
    assert queries.orderable_print_jobs_by_ref(rival, [job.ref]) == {}

    PrintJob.objects.filter(pk=job.pk).update(made_for=rival)
    assert queries.orderable_print_job(rival, job.ref) == job
    assert queries.orderable_print_jobs_by_ref(rival, [job.ref.lower(), "F" * 18]) == {job.ref.lower(): job}


@pytest.mark.parametrize("ref", ["", "0" * 18, "\x00", "x" * 5000, "CF921CF10F59B3A258'"])
def test_no_print_job_of_that_reference(retailer: Company, ref: str) -> None:
    with pytest.raises(DesignNotFoundError):
        queries.orderable_print_job(retailer, ref)


def test_an_order_makes_print_jobs_paid(retailer: Company) -> None:
    card = make_product(retailer)
    ordered, other = add(retailer, card), add(retailer, card)

    mark_paid([ordered])
    mark_paid([ordered])

    assert PrintJob.objects.get(pk=ordered.pk).status == PrintJobStatus.PAID
    assert PrintJob.objects.get(pk=other.pk).status == PrintJobStatus.CREATED


def test_print_jobs_are_locked_in_one_order(
    retailer: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Two orders that name the same designs the other way round must not wait for each other."""
    card = make_product(retailer)
    jobs = [add(retailer, card) for _ in range(3)]

    with django_assert_num_queries(1) as captured:
        mark_paid([jobs[2], jobs[0], jobs[1]])

    statement = captured.captured_queries[0]["sql"]
    assert "ORDER BY" in statement
    assert connection.vendor == "sqlite" or "FOR UPDATE" in statement
    assert {job.status for job in PrintJob.objects.all()} == {PrintJobStatus.PAID}


def test_samples_are_the_companys_own(retailer: Company, rival: Company) -> None:
    card = make_product()
    sample = create_sample(
        company=retailer,
        product=full_product_for(retailer, card.pk),
        name="Ready-made",
        document=document(card),
        options=[],
        ref="5" * 18,
    )

    assert queries.sample(retailer, "5" * 18) == sample
    assert queries.sample_by_ref("5" * 18) == sample
    with pytest.raises(DesignNotFoundError):
        queries.sample(rival, "5" * 18)
    assert Sample.objects.get().sku == "CARD"
