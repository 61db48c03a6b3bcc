"""Print jobs and samples in the back office: to be looked at."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_shirt, options_of
from tests.catalogue.pictures import picture
from tests.designs.documents import document, text_layer
from tests.designs.virtuals import make_virtual

from monogram.catalogue.queries import full_product_for
from monogram.companies.models import Company
from monogram.designs.models import PrintJob, Sample, SavedDesign
from monogram.designs.services import create_print_job, create_sample
from monogram.files import services as files

LIST = "/admin/designs/printjob/"


@pytest.fixture
def job(retailer: Company) -> PrintJob:
    """A shirt with a picture of it."""
    shirt = make_shirt(retailer)
    key = files.store(picture(50), folder="thumbnails", suffix="png")
    return create_print_job(
        company=retailer,
        product=full_product_for(retailer, shirt.pk),
        document=document(shirt),
        options=options_of(shirt, "WHITE", "M"),
        thumbnails=[{"name": "thumbnail_60", "key": key, "description": "Front"}],
    )


def test_the_list_shows_pictures_in_few_queries(
    admin_client: Client, job: PrintJob, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        create_print_job(
            company=job.company,
            product=full_product_for(job.company, job.product_id),
            document=job.document,
            options=job.options,
        )

    with django_assert_max_num_queries(12):
        page = admin_client.get(LIST).content.decode()

    assert job.ref in page
    assert job.thumbnails[0]["key"] in page
    assert "SHIRT-WHITE-M" in page


def test_a_print_job_is_found_by_its_reference(admin_client: Client, job: PrintJob) -> None:
    assert job.ref in admin_client.get(LIST, {"q": job.ref}).content.decode()
    assert job.ref not in admin_client.get(LIST, {"q": "nothing"}).content.decode()


def test_a_print_job_says_what_it_was_sold_as(admin_client: Client, job: PrintJob) -> None:
    PrintJob.objects.filter(pk=job.pk).update(virtual=make_virtual(job.product, name="Tiger shirt"))

    page = admin_client.get(f"{LIST}{job.pk}/change/").content.decode()

    assert "Tiger shirt (" in page
    assert "Shirt (" in page


def test_only_who_may_order_it_can_be_changed(admin_client: Client, job: PrintJob) -> None:
    rival = Company.objects.create(name="Rival")
    address = f"{LIST}{job.pk}/change/"

    page = admin_client.get(address).content.decode()
    assert "Colour: White, Size: M" in page
    assert "Hello" in page
    assert "(&#x27;created" not in page
    response = admin_client.post(address, {"made_for": str(rival.pk), "sku": "HACKED", "quantity": "99"})

    assert response.status_code == 302
    job.refresh_from_db()
    assert (job.made_for, job.sku, job.quantity) == (rival, "SHIRT-WHITE-M", 1)
    assert admin_client.get(f"{LIST}add/").status_code == 403


def test_what_preflight_said_is_told_in_the_list_and_on_the_page(admin_client: Client, job: PrintJob) -> None:
    assert "Clear" in admin_client.get(LIST).content.decode()
    assert "Nothing to report" in admin_client.get(f"{LIST}{job.pk}/change/").content.decode()

    outside = create_print_job(
        company=job.company,
        product=full_product_for(job.company, job.product_id),
        document=document(job.product, text_layer("<i>", transform=[1, 0, 0, 1, -80, 60], size=1.5)),
        options=job.options,
    )

    assert "2 to look at" in admin_client.get(LIST).content.decode()
    page = admin_client.get(f"{LIST}{outside.pk}/change/").content.decode()
    assert "<strong>Warning</strong>, Front, layer <code>t1</code>: This is outside the print area" in page
    assert "1.5 mm here, 2 mm needed." in page
    assert "Blocked" not in page


def test_a_sample_has_its_page(admin_client: Client, job: PrintJob) -> None:
    sample = create_sample(
        company=job.company,
        product=full_product_for(job.company, job.product_id),
        name="Ready-made",
        document=job.document,
        options=job.options,
    )

    page = admin_client.get(f"/admin/designs/sample/{sample.pk}/change/").content.decode()

    assert sample.ref in page
    assert sample.document_hash in page
    assert "Ready-made" in admin_client.get("/admin/designs/sample/").content.decode()


def test_a_design_becomes_a_sample(admin_client: Client, job: PrintJob) -> None:
    asked = admin_client.get(f"{LIST}{job.pk}/make-sample/")
    assert "Make a sample of this design" in asked.content.decode()
    assert not Sample.objects.exists()

    response = admin_client.post(f"{LIST}{job.pk}/make-sample/", {"_form_submitted": "on"})

    sample = Sample.objects.get()
    assert response["HX-Redirect"] == f"/admin/designs/sample/{sample.pk}/change/"
    assert (sample.company, sample.document_hash, sample.sku) == (job.company, job.document_hash, "SHIRT-WHITE-M")


def test_a_design_that_suits_its_product_no_longer_becomes_none(admin_client: Client, job: PrintJob) -> None:
    job.product.print_areas.update(width=90)

    answer = admin_client.post(f"{LIST}{job.pk}/make-sample/", {"_form_submitted": "on"})
    response = admin_client.get(answer["HX-Redirect"])

    assert "No sample was made: “Front” measures 90 × 125 mm, not 100 × 125 mm." in response.content.decode()
    assert not Sample.objects.exists()


def test_saved_designs_are_listed_to_be_looked_at(admin_client: Client, job: PrintJob) -> None:
    saved = SavedDesign.objects.create(
        company=job.company, product=job.product, document=job.document, options=job.options, thumbnails=job.thumbnails
    )

    assert saved.ref in admin_client.get("/admin/designs/saveddesign/").content.decode()
    page = admin_client.get(f"/admin/designs/saveddesign/{saved.pk}/change/").content.decode()

    assert job.thumbnails[0]["key"] in page
    assert "Colour: White, Size: M" in page
    assert admin_client.get("/admin/designs/saveddesign/add/").status_code == 403
